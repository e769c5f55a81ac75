import Foundation
import PreflightModel
import Testing

@testable import Reporting

private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

/// The report of one file of the sample, as a reader of JSON sees it.
private func subject(_ name: String) throws -> [String: Any] {
    let report = try object(SampleReport.text(.json))
    let subjects = try #require(report["subjects"] as? [[String: Any]])
    return try #require(subjects.first { $0["subject"] as? String == name })
}

struct JSONReportTests {
    @Test func `the report has every field of the contract`() throws {
        let report = try object(SampleReport.text(.json))
        #expect(Set(report.keys) == ["schema_version", "tool", "verdict", "summary", "subjects"])
        #expect(report["schema_version"] as? Int == 1)
        #expect(report["verdict"] as? String == "rejected")
        let tool = try #require(report["tool"] as? [String: String])
        #expect(tool == ["name": "preflight", "version": ToolVersion.text])
        let summary = try #require(report["summary"] as? [String: Int])
        #expect(
            summary == [
                "checked": 7, "accepted": 2, "rejected": 2, "undecided": 3, "errors": 3,
                "warnings": 1, "notes": 1, "doubts": 2, "skipped": 2, "left_out": 0,
            ]
        )
    }

    @Test func `an image has every field of the contract`() throws {
        let banner = try subject("banner.png")
        #expect(banner["kind"] as? String == "image")
        #expect(banner["model"] as? String == SampleReport.model.description)
        #expect(banner["verdict"] as? String == "rejected")
        let image = try #require(banner["image"] as? [String: Any])
        #expect(image["format"] as? String == "png")
        #expect(image["width"] as? Int == 3200)
        #expect(image["height"] as? Int == 1000)
        #expect(image["displayed_width"] as? Int == 1000)
        #expect(image["displayed_height"] as? Int == 3200)
        #expect(image["bytes"] as? Int == 41_213)
        #expect(image["channels"] as? Int == 4)
        #expect(image["bits_per_channel"] as? Int == 8)
        #expect(image["animated"] as? Bool == false)
        #expect(image["alpha"] as? Bool == true)
        #expect(image["orientation"] as? Int == 6)
        #expect((banner["doubts"] as? [Any])?.isEmpty == true)
        #expect((banner["skipped"] as? [Any])?.isEmpty == true)
    }

    @Test func `a finding has every field of the contract`() throws {
        let findings = try #require(try subject("banner.png")["findings"] as? [[String: Any]])
        #expect(findings.map { $0["severity"] as? String } == ["error", "warning", "note"])
        let finding = try #require(findings.first)
        #expect(
            Set(finding.keys) == [
                "rule", "severity", "message", "found", "accepted", "remedy", "place", "evidence",
            ]
        )
        #expect(finding["rule"] as? String == "aspect-ratio-out-of-range")
        #expect(finding["found"] as? String == "3200 x 1000 px is 3.2")
        #expect(finding["accepted"] as? String == "more than 0.4 and less than 2.5")
        let remedy = try #require(finding["remedy"] as? String)
        #expect(remedy.hasPrefix("crop to 2499 x 1000 px, or pad to 3200 x 1281 px"))
        #expect(finding["place"] as? [String: String] == ["file": "banner.png"])
        let evidence = try #require(finding["evidence"] as? [String: String])
        #expect(evidence == ["kind": "machine-rule", "source": "the model's schema"])
    }

    @Test func `a doubt tells its attempts and its last error`() throws {
        let doubts = try #require(
            try subject("https://slow.example/a.png?sig=1")["doubts"] as? [[String: Any]]
        )
        let doubt = try #require(doubts.first)
        #expect(doubt["rule"] as? String == "host-did-not-answer")
        #expect((doubt["message"] as? String)?.isEmpty == false)
        let place = try #require(doubt["place"] as? [String: String])
        #expect(place == ["url": "https://slow.example/a.png?sig=1"])
        let evidence = try #require(doubt["evidence"] as? [String: Any])
        #expect(evidence["attempts"] as? Int == 3)
        #expect((evidence["last_error"] as? String)?.contains("time ran out") == true)
    }

    @Test func `a payload has places and its media`() throws {
        let payload = try subject("jobs.json#2")
        #expect(payload["kind"] as? String == "payload")
        let findings = try #require(payload["findings"] as? [[String: Any]])
        let place = try #require(findings.first?["place"] as? [String: Any])
        #expect(place["file"] as? String == "jobs.json")
        #expect(place["line"] as? Int == 12)
        #expect(place["column"] as? Int == 5)
        #expect(place["end_line"] as? Int == 12)
        #expect(place["end_column"] as? Int == 13)
        #expect(place["pointer"] as? String == "/input/prompt")
        let media = try #require(payload["media"] as? [[String: Any]])
        #expect(media.count == 1)
        #expect(media[0]["pointer"] as? String == "/input/first~1frame")
        #expect(media[0]["url"] as? String == "https://cdn.example/f.png")
        #expect((media[0]["image"] as? [String: Any])?["width"] as? Int == 640)
        let address = try #require(media[0]["address"] as? [String: Any])
        #expect(address["outcome"] as? String == "answered")
        #expect(address["received"] as? Int == 4096)
    }

    @Test func `what was skipped and what was submitted is told`() throws {
        let skipped = try #require(try subject("jobs.json#3")["skipped"] as? [[String: Any]])
        #expect(skipped.map { $0["reason"] as? String } == ["offline", "unevaluated-rule"])
        #expect(skipped[0]["what"] as? String == "https://cdn.example/g.png")
        #expect(skipped[0]["pointer"] as? String == "/first_frame_image_url")
        let submission = try #require(
            try subject("jobs.json#4")["submission"] as? [String: Any]
        )
        #expect(submission["state"] as? String == "downloaded")
        #expect(submission["ledger_id"] as? Int == 7)
        #expect(submission["request_id"] as? String == "req-1")
        #expect(submission["files"] as? [String] == ["results/req-1.mp4"])
    }

    @Test func `something that could not be opened is an input without an image`() throws {
        let missing = try subject("none.png")
        #expect(missing["kind"] as? String == "input")
        #expect(missing["image"] == nil)
        #expect(missing["verdict"] as? String == "undecided")
    }

    @Test func `each line of NDJSON is the element of the JSON report`() throws {
        let report = try object(SampleReport.text(.json))
        let subjects = try #require(report["subjects"] as? [[String: Any]])
        let lines = SampleReport.text(.ndjson).split(separator: "\n")
        #expect(lines.count == subjects.count)
        for (line, subject) in zip(lines, subjects) {
            #expect(NSDictionary(dictionary: try object(String(line))).isEqual(to: subject))
        }
    }

    @Test func `NDJSON is written as soon as a subject is known`() {
        let reporter = NDJSONReporter()
        for subject in SampleReport.subjects {
            var line: [UInt8] = []
            reporter.write(subject, to: &line)
            #expect(line.last == 0x0a)
            #expect(line.count { $0 == 0x0a } == 1)
        }
    }

    @Test func `a report about nothing is a report`() throws {
        let report = try object(SampleReport.text(.json, of: []))
        #expect(report["verdict"] as? String == "undecided")
        #expect((report["subjects"] as? [Any])?.isEmpty == true)
        #expect(SampleReport.text(.ndjson, of: []).isEmpty)
    }

    @Test(arguments: ["\u{1b}[31m\u{7}\0\r\n\t\"\\", "é🎬\u{2028}", "\u{fffd}"])
    func `any text survives`(name: String) throws {
        let report = SubjectReport(subject: name, kind: .input, model: nil)
        let line = SampleReport.text(.ndjson, of: [report])
        #expect(try object(line)["subject"] as? String == name)
        #expect(!line.unicodeScalars.dropLast().contains { $0.value < 0x20 })
    }

    @Test(
        arguments: [
            (.empty, nil), (.foreign(.html), "html"), (.damaged(.png, .endsEarly), "png"),
            (.uncommon(.jpeg, .arithmetic), "jpeg"),
        ] as [(MediaFacts.Content, String?)]
    )
    func `bytes without a header still have a size`(
        content: MediaFacts.Content,
        format: String?
    ) throws {
        let facts = MediaFacts(name: "x", content: content, bytes: 5)
        let report = SubjectReport(subject: "x", kind: .image, model: nil, media: facts)
        let image = try #require(
            try object(SampleReport.text(.ndjson, of: [report]))["image"] as? [String: Any]
        )
        #expect(image["bytes"] as? Int == 5)
        #expect(image["format"] as? String == format)
        #expect(image["width"] == nil)
    }
}

/// Texts in JSON.
struct JSONTextTests {
    private func written(_ text: String) throws -> String {
        var bytes: [UInt8] = []
        JSONWriter.appendObject(to: &bytes) { $0.member("text", text) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: 0..<0x180)
    func `every character comes back, wherever it stands`(code: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(code))
        for length in 0..<18 {
            for place in 0...length {
                var text = String(repeating: "a", count: length)
                text.insert(Character(scalar), at: text.index(text.startIndex, offsetBy: place))
                let json = try written(text)
                #expect(try object(json)["text"] as? String == text)
                #expect(!json.utf8.contains { $0 < 0x20 || $0 == 0x7f })
            }
        }
    }

    @Test func `what a terminal obeys is escaped`() throws {
        #expect(
            try written("\u{9b}\u{202e}\u{2028}\u{1b}\"")
                == #"{"text":"\u009b\u202e\u2028\u001b\""}"#
        )
        #expect(try written("é\u{200d}🎬") == "{\"text\":\"é\u{200d}🎬\"}")
    }

    @Test func `numbers are written whole`() throws {
        for number in [0, 7, 10, 99, 100, 6000, -1, .max, .min] {
            var bytes: [UInt8] = []
            JSONWriter.appendObject(to: &bytes) { $0.member("n", number) }
            #expect(String(decoding: bytes, as: UTF8.self) == "{\"n\":\(number)}")
        }
    }

    @Test func `a text longer than the memory at hand is written whole`() throws {
        let text = String(repeating: "long ", count: 10_000)
        #expect(try object(written(text))["text"] as? String == text)
    }
}
