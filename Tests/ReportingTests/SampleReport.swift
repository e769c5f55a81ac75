import PreflightModel

@testable import Reporting

/// Fixed lists of subjects.
enum SampleReport {
    /// Everything that a report can hold.
    static let subjects = [accepted, rejected, undecided, payload, offline, submitted, missing]

    /// A run whose report is kept in each format.
    enum Run: String, CaseIterable {
        case everything
        case nothingWrong = "nothing-wrong"
        case oneFinding = "one-finding"
        case doubtsOnly = "doubts-only"

        var subjects: [SubjectReport] {
            switch self {
            case .everything: SampleReport.subjects
            case .nothingWrong: [accepted, submitted]
            case .oneFinding: [accepted, tooWide]
            case .doubtsOnly: [undecided, missing]
            }
        }

        var closing: String {
            switch self {
            case .everything, .oneFinding: "exit 1: findings"
            case .nothingWrong: "exit 0: done"
            case .doubtsOnly: "exit 3: incomplete"
            }
        }
    }

    /// The whole report as `format` writes it.
    static func text(
        _ format: ReportFormat,
        colour: Bool = false,
        detail: HumanStyle.Detail = .usual,
        of subjects: [SubjectReport] = subjects,
        closing: String = "exit 1: findings"
    ) -> String {
        let report = Report(subjects: subjects)
        switch format.writer(HumanStyle(colour: colour, detail: detail), context) {
        case .stream(let reporter):
            var piece = ReportPiece(reporter)
            for subject in subjects { piece.add(subject) }
            let text = String(decoding: piece.text, as: UTF8.self)
            return reporter.beginning + text + reporter.end(report.summary, closing: closing)
        case .whole(let reporter):
            return String(decoding: reporter.text(of: report, closing: closing), as: UTF8.self)
        }
    }

    /// A run in a folder of a repository.
    static let context = ReportContext(
        rules: [ratio, transparent, rotated, silent, unreadable, duplicate],
        regions: [
            ReportContext.Region(
                model: model,
                region: AllowedRegion(
                    width: Bounds([Bound(.above, Fraction(300)), Bound(.below, Fraction(6000))]),
                    height: Bounds([Bound(.above, Fraction(300)), Bound(.below, Fraction(6000))]),
                    ratio: ratios,
                    bytes: Bounds([Bound(.below, Fraction(30_000_000))])
                )
            )
        ],
        root: "/home/kim/film",
        current: "/home/kim/film/takes",
        time: "2026-11-30T12:00:00Z"
    )

    static let model = ModelID("bytedance/seedance-v1.5-pro/image-to-video")

    static let ratio = rule(
        "aspect-ratio-out-of-range",
        "the image is too wide or too tall",
        Evidence(.machineRule, "the model's schema"),
        .finding(.error)
    )
    static let transparent = rule(
        "transparent-image",
        "the image can be transparent",
        Evidence(.observed, "seen upstream"),
        .finding(.warning)
    )
    static let rotated = rule(
        "rotated-by-exif",
        "the image is shown rotated",
        Evidence(.heuristic, "a rule of thumb"),
        .finding(.note)
    )
    static let silent = rule(
        "host-did-not-answer",
        "the host did not answer",
        Evidence(.policy, "nothing can be said"),
        .doubt
    )
    static let unreadable = rule(
        "file-unreadable",
        "the file cannot be read",
        Evidence(.policy, "nothing can be said"),
        .doubt
    )
    static let duplicate = rule(
        "duplicate-key",
        "a key stands twice",
        Evidence(.policy, "readers disagree"),
        .finding(.error)
    )

    static func rule(
        _ name: RuleName,
        _ summary: String,
        _ evidence: Evidence,
        _ objection: RuleDescription.Objection
    ) -> RuleDescription {
        RuleDescription(
            name: name,
            summary: summary,
            reason: "a reason",
            evidence: evidence,
            objection: objection
        )
    }

    static func image(
        _ width: Int,
        _ height: Int,
        orientation: Int = 1,
        hasAlpha: Bool = false
    ) -> MediaFacts.Content {
        .image(
            ImageFacts(
                format: .png,
                size: PixelSize(width: width, height: height),
                channels: hasAlpha ? 4 : 3,
                bitsPerChannel: 8,
                hasAlpha: hasAlpha,
                orientation: orientation,
                headerEnd: 33
            )
        )
    }

    static let ratios = Bounds(
        [(Bound.Side.above, Fraction(2, over: 5)), (.below, Fraction(5, over: 2))].compactMap {
            side,
            limit in
            limit.map { Bound(side, $0) }
        }
    )

    private static let accepted = SubjectReport(
        subject: "good.png",
        kind: .image,
        model: model,
        media: MediaFacts(
            name: "good.png",
            content: image(1920, 1080),
            bytes: 1_234_567,
            ending: .whole
        )
    )

    private static let rejected: SubjectReport = {
        let size = PixelSize(width: 3200, height: 1000)
        let turned = PixelSize(width: 1000, height: 3200)
        let place = Place(file: "banner.png")
        return SubjectReport(
            subject: "banner.png",
            kind: .image,
            model: model,
            media: MediaFacts(
                name: "banner.png",
                content: image(3200, 1000, orientation: 6, hasAlpha: true),
                bytes: 41_213,
                ending: .trailing(7)
            ),
            findings: [
                Finding(
                    rule: ratio,
                    severity: .error,
                    place: place,
                    defect: Defect(
                        found: .ratio(size),
                        accepted: .within(ratios, .ratio),
                        remedy: .cropOrPad(
                            crop: PixelSize(width: 2499, height: 1000),
                            padding: PixelSize(width: 3200, height: 1281)
                        )
                    )
                ),
                Finding(
                    rule: transparent,
                    severity: .warning,
                    place: place,
                    defect: Defect(found: .transparency, accepted: .opaque, remedy: .flatten)
                ),
                Finding(
                    rule: rotated,
                    severity: .note,
                    place: place,
                    defect: Defect(
                        found: .orientation(6, stored: size, displayed: turned),
                        accepted: .upright,
                        remedy: .rotatePixels
                    )
                ),
            ]
        )
    }()

    private static let tooWide = SubjectReport(
        subject: rejected.subject,
        kind: rejected.kind,
        model: rejected.model,
        media: rejected.media,
        findings: Array(rejected.findings.prefix(1))
    )

    private static let undecided: SubjectReport = {
        let url = "https://slow.example/a.png?sig=1"
        let loss = TransportLoss.timedOut(step: .answering)
        return SubjectReport(
            subject: url,
            kind: .address,
            model: model,
            media: MediaFacts(
                name: url,
                address: AddressFacts(
                    hops: [.init(url: url, resolved: ["93.184.216.34", "2600::1"], status: nil)],
                    outcome: .noAnswer(loss),
                    attempts: 3
                ),
                content: .absent
            ),
            doubts: [
                Doubt(
                    rule: silent,
                    place: Place(url: url),
                    defect: Defect(
                        found: .loss(loss, attempts: 3),
                        accepted: .answer,
                        remedy: .tryAgain
                    )
                )
            ]
        )
    }()

    private static let payload: SubjectReport = {
        let frame = JSONPointer.root.appending(key: "input").appending(key: "first/frame")
        var times = AddressFacts.Times()
        times.resolve = .microseconds(1)
        times.connect = .microseconds(20)
        times.tls = .microseconds(300)
        times.firstByte = .microseconds(4000)
        times.header = .microseconds(50_000)
        let prompt = JSONPointer.root.appending(key: "input").appending(key: "prompt")
        return SubjectReport(
            subject: "jobs.json#2",
            kind: .payload,
            model: model,
            namedMedia: [
                SubjectReport.Media(
                    pointer: frame,
                    facts: MediaFacts(
                        name: "https://cdn.example/f.png",
                        address: AddressFacts(
                            hops: [
                                .init(
                                    url: "https://cdn.example/f.png",
                                    resolved: ["93.184.216.34"],
                                    status: 206
                                )
                            ],
                            outcome: .answered,
                            attempts: 1,
                            received: 4096,
                            answer: .init(
                                contentType: "image/jpeg",
                                contentEncoding: "br",
                                length: 50_000,
                                entityTag: "\"a\"",
                                partialRequests: .ignored
                            ),
                            certificate: .init(
                                names: ["cdn.example", "*.cdn.example"],
                                begins: 1_700_000_000,
                                expires: 1_900_000_000,
                                issuer: "CN=An issuer"
                            ),
                            times: times,
                            signature: .init(
                                service: "Amazon S3",
                                expires: 1_800_000_000,
                                secondsLeft: 4321
                            )
                        ),
                        content: image(640, 480),
                        bytes: 50_000
                    )
                )
            ],
            findings: [
                Finding(
                    rule: duplicate,
                    severity: .error,
                    place: Place(
                        file: "jobs.json",
                        span: TextSpan(line: 12, column: 5, endLine: 12, endColumn: 13),
                        pointer: prompt
                    ),
                    defect: Defect(
                        found: .key(
                            "prompt",
                            count: 2,
                            first: TextSpan(line: 3, column: 5, endLine: 3, endColumn: 13)
                        ),
                        accepted: .uniqueKeys,
                        remedy: .removeOneOf(key: "prompt")
                    )
                ),
                Finding(
                    rule: duplicate,
                    severity: .error,
                    place: Place(
                        file: "jobs.json",
                        span: TextSpan(line: 14, column: 1, endLine: 15, endColumn: 2),
                        pointer: .root
                    ),
                    defect: Defect(
                        found: .key("x", count: 3, first: nil),
                        accepted: .uniqueKeys,
                        remedy: .removeOneOf(key: "x")
                    )
                ),
            ]
        )
    }()

    private static let offline = SubjectReport(
        subject: "jobs.json#3",
        kind: .payload,
        model: model,
        skipped: [
            Skip(
                "https://cdn.example/g.png",
                reason: .offline,
                pointer: .root.appending(key: "first_frame_image_url")
            ),
            Skip("colour_depth<", reason: .unevaluatedRule),
        ]
    )

    private static let submitted: SubjectReport = {
        var report = SubjectReport(subject: "jobs.json#4", kind: .payload, model: model)
        report.submission = SubmissionReport(
            state: .downloaded,
            ledgerID: 7,
            requestID: "req-1",
            files: ["results/req-1.mp4"],
            detail: "4 s"
        )
        return report
    }()

    private static let missing = SubjectReport(
        subject: "none.png",
        kind: .input,
        model: nil,
        doubts: [
            Doubt(
                rule: unreadable,
                place: Place(file: "none.png"),
                defect: Defect(
                    found: .obstacle(.notFound),
                    accepted: .readableFile,
                    remedy: .makeReadable(.notFound)
                )
            )
        ]
    )
}
