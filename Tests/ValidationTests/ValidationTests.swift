import Addresses
import Documents
import PreflightModel
import Rules
import Schemas
import Testing

@testable import Validation

private let textToVideo = ModelID("bytedance/seedance-1-0/pro/fast/text-to-video")
private let imageToVideo = ModelID("bytedance/seedance-v1.5-pro/image-to-video")

private func payload(_ json: String, model: ModelID = textToVideo) throws -> PayloadFacts {
    let node = try JSONReader.read(Array(json.utf8))
    let job = Job(node, at: .root, defaultModel: model)
    let media = try Catalogue()[job.model]?.namedMedia(in: job) ?? []
    return PayloadFacts(
        subject: "jobs.json#1",
        file: "jobs.json",
        job: .success(job),
        media: media,
        measured: 0
    )
}

private func image(_ width: Int, _ height: Int, hasAlpha: Bool = false) -> MediaFacts {
    MediaFacts(
        name: "https://example.com/a.png",
        address: AddressFacts(outcome: .answered),
        content: .image(
            ImageFacts(
                format: .png,
                size: PixelSize(width: width, height: height),
                channels: hasAlpha ? 4 : 3,
                bitsPerChannel: 8,
                hasAlpha: hasAlpha
            )
        ),
        bytes: 5000
    )
}

extension Validator {
    /// Whether a payload gets its token.
    fileprivate func mints(_ payload: PayloadFacts, failingOn severity: Severity = .error) -> Bool {
        switch mint(payload, failingOn: severity) {
        case .minted: true
        case .refused: false
        }
    }
}

@Suite struct `Judging` {
    @Test func `a good payload is accepted`() throws {
        let validator = Validator(catalogue: try Catalogue())
        let report = validator.report(on: try payload(#"{"text": "a red kite"}"#))
        #expect(report.verdict == .accepted)
        #expect(report.findings.isEmpty && report.doubts.isEmpty && report.skipped.isEmpty)
    }

    @Test func `all findings are told at once, each with its place`() throws {
        let validator = Validator(catalogue: try Catalogue())
        let json = #"{"duration": true, "resolution": "4k", "colour": "red"}"#
        let report = validator.report(on: try payload(json))
        let rules = report.findings.map(\.rule.name.text).sorted()
        #expect(
            rules == ["missing-property", "unknown-property", "value-not-allowed", "wrong-type"]
        )
        let wrong = try #require(report.findings.first { $0.rule.name == "wrong-type" })
        #expect(wrong.place.pointer?.description == "/duration")
        #expect(wrong.place.span == TextSpan(line: 1, column: 14, endLine: 1, endColumn: 18))
        #expect(wrong.place.file == "jobs.json")
    }

    @Test func `an image in a payload is judged by its own property`() throws {
        let validator = Validator(catalogue: try Catalogue())
        var facts = try payload(
            #"{"prompt": "a", "first_frame_image_url": "https://example.com/a.png"}"#,
            model: imageToVideo
        )
        var media = facts.media
        media[0].facts = image(299, 400)
        facts = PayloadFacts(
            subject: facts.subject,
            file: nil,
            job: facts.job,
            media: media,
            measured: 0
        )
        let report = validator.report(on: facts)
        #expect(report.verdict == .rejected)
        #expect(report.findings.map(\.rule.name) == ["width-out-of-range"])
        #expect(report.findings[0].place.pointer?.description == "/first_frame_image_url")
    }

    @Test func `an address that was left alone leaves the verdict open`() throws {
        let validator = Validator(catalogue: try Catalogue())
        let facts = MediaFacts(
            name: "https://example.com/a.png",
            address: AddressFacts(outcome: .skipped),
            content: .absent
        )
        let report = validator.judge(for: imageToVideo).report(on: facts)
        #expect(report.verdict == .undecided)
        #expect(report.skipped.map(\.reason) == [.offline])
        #expect(report.kind == .address)
    }

    @Test func `other limits change the verdict`() throws {
        let page = """
            {"model_id": "example/frame", "input_schema": {"required": ["frame"], "properties":
            {"frame": {"type": "string", "validations":
            [{"validation_rule": "width_pixels<", "validation_value": 700}]}}}}
            """
        let schema = try Schema(json: Array(page.utf8))
        let validator = Validator(catalogue: try Catalogue(adding: [schema]))
        #expect(validator.judge(for: imageToVideo).report(on: image(800, 600)).verdict == .accepted)
        let report = validator.judge(for: schema.model).report(on: image(800, 600))
        #expect(report.findings.map(\.rule.name) == ["width-out-of-range"])
    }

    @Test func `a schema with an unknown rule leaves every verdict open`() throws {
        let page = """
            {"model_id": "example/frame", "input_schema": {"properties": {"frame": {"type":
            "string", "validations": [{"validation_rule": "colour_depth<", "validation_value": 8}]
            }}}}
            """
        let schema = try Schema(json: Array(page.utf8))
        let validator = Validator(catalogue: try Catalogue(adding: [schema]))
        #expect(
            validator.judge(for: schema.model).report(on: image(800, 600)).verdict == .undecided
        )
        let about = try #require(validator.report(on: schema, file: "frame.json"))
        #expect(about.doubts.map(\.rule.name) == ["unevaluated-rule"])
        #expect(!validator.mints(try payload(#"{"x": "y"}"#, model: schema.model)))
    }
}

@Suite struct `Minting a token` {
    @Test func `keeps what the verdict rests on`() throws {
        let facts = try payload(
            #"{"prompt": "a", "first_frame_image_url": "https://example.com/a.png?X-Amz-Signature=s"}"#,
            model: imageToVideo
        )
        var media = facts.media
        let measured = image(640, 480)
        media[0].facts = MediaFacts(
            name: "https://example.com/a.png?***",
            address: AddressFacts(
                outcome: .answered,
                answer: AddressFacts.Answer(length: 4096, entityTag: "\"v1\"")
            ),
            content: measured.content,
            bytes: 4096,
            ending: .whole
        )
        let minting = Validator(catalogue: try Catalogue()).mint(
            PayloadFacts(
                subject: facts.subject,
                file: facts.file,
                job: facts.job,
                media: media,
                measured: 1_700_000_000
            )
        )
        switch minting {
        case .minted(let token):
            #expect(
                token.measured == #"[{"bytes":4096,"entity_tag":"\"v1\"","measured":1700000000,"#
                    + #""name":"https://example.com/a.png?***","pointer":"/first_frame_image_url"}]"#
            )
        case .refused(let report): Issue.record("\(report.findings)")
        }
    }

    @Test func `gives a token for what is accepted, with the canonical body`() throws {
        let validator = Validator(catalogue: try Catalogue())
        let facts = try payload(#"{ "text": "a red kite", "duration": 5.0 }"#)
        switch validator.mint(facts) {
        case .minted(let token):
            #expect(
                String(decoding: token.body, as: UTF8.self)
                    == #"{"duration":5,"text":"a red kite"}"#
            )
            #expect(token.digest.count == 64)
            #expect(token.model == textToVideo)
        case .refused: Issue.record("refused")
        }
    }

    @Test func `gives equal digests for equal payloads and others for others`() throws {
        let validator = Validator(catalogue: try Catalogue())
        func digest(_ json: String) throws -> String? {
            switch validator.mint(try payload(json)) {
            case .minted(let token): token.digest
            case .refused: nil
            }
        }
        let first = try digest(#"{"text": "a", "duration": 5}"#)
        #expect(first != nil)
        #expect(try digest(#"{"duration":5.0,"text":"\u0061"}"#) == first)
        #expect(try digest(#"{"duration":6,"text":"a"}"#) != first)
    }

    @Test(arguments: [
        #"{}"#, #"{"text": ""}"#, #"{"text": "a", "duration": 99}"#, #"{"text": "a", "text": "b"}"#,
        #"{"model": "nobody/knows", "input": {"text": "a"}}"#,
    ])
    func `refuses what has an error`(json: String) throws {
        let validator = Validator(catalogue: try Catalogue())
        #expect(!validator.mints(try payload(json)))
    }

    @Test func `refuses a path of this machine, which lint only notes`() throws {
        let validator = Validator(catalogue: try Catalogue())
        let json = #"{"prompt": "a", "first_frame_image_url": "a.png"}"#
        let facts = try payload(json, model: imageToVideo)
        #expect(validator.report(on: facts).findings.map(\.severity) == [.note])
        #expect(!validator.mints(facts))
    }

    @Test func `refuses a doubt and what was skipped`() throws {
        let validator = Validator(catalogue: try Catalogue())
        let json = #"{"prompt": "a", "first_frame_image_url": "https://example.com/a.png"}"#
        let outcomes: [AddressFacts.Outcome] = [
            .noAnswer(.timedOut(step: .connecting)), .overloaded(status: 503), .skipped,
        ]
        for outcome in outcomes {
            let facts = try payload(json, model: imageToVideo)
            var media = facts.media
            media[0].facts = MediaFacts(
                name: "https://example.com/a.png",
                address: AddressFacts(outcome: outcome),
                content: .absent
            )
            let doubtful = PayloadFacts(
                subject: facts.subject,
                file: nil,
                job: facts.job,
                media: media,
                measured: 0
            )
            #expect(!validator.mints(doubtful), "\(outcome)")
        }
    }

    @Test func `refuses a warning only when asked to`() throws {
        let validator = Validator(catalogue: try Catalogue())
        let facts = try payload(#"{"text": "a --dur 9"}"#)
        #expect(validator.mints(facts))
        #expect(!validator.mints(facts, failingOn: .warning))
    }
}
