import Foundation
import PreflightModel
import SampleImages
import Testing

@testable import Preflight

@Suite struct `Work in order` {
    @Test func `is handed over in its own order whatever ends first`() async throws {
        var next = (0..<500).makeIterator()
        var delivered: [Int] = []
        try await InOrder.run(
            limit: 8,
            next: { next.next() },
            work: { number -> Int in
                for _ in 0..<(number * 7919 % 13) { await Task.yield() }
                return number
            },
            deliver: { delivered.append($0) }
        )
        #expect(delivered == Array(0..<500))
    }

    @Test func `is begun no further ahead than the limit`() async throws {
        let open = Counter()
        var next = (0..<200).makeIterator()
        try await InOrder.run(
            limit: 4,
            next: { next.next() },
            work: { number -> Int in
                await open.enter()
                await Task.yield()
                return number
            },
            deliver: { _ in await open.leave() }
        )
        #expect(await open.most <= 4)
        #expect(await open.most > 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func `is begun although earlier work takes long, when results may wait`() async throws {
        let (tenth, begun) = AsyncStream.makeStream(of: Void.self)
        var next = (0..<20).makeIterator()
        var delivered: [Int] = []
        try await InOrder.run(
            limit: 2,
            mostWaiting: 20,
            next: { next.next() },
            work: { number -> Int in
                if number == 10 { begun.finish() }
                if number == 0 { for await _ in tenth {} }
                return number
            },
            deliver: { delivered.append($0) }
        )
        #expect(delivered == Array(0..<20))
    }

    @Test func `is begun only while what is in hand does not weigh too much`() async throws {
        let open = Counter()
        var next = (0..<50).makeIterator()
        try await InOrder.run(
            limit: 64,
            mostWeight: 10,
            weigh: { $0 % 2 == 0 ? 100 : 4 },
            next: { next.next() },
            work: { number -> Int in
                await open.enter()
                await Task.yield()
                return number
            },
            deliver: { _ in await open.leave() }
        )
        // Two that weigh 4, and one more of any weight.
        #expect(await open.most <= 3)
        #expect(await open.most > 1)
    }

    private actor Counter {
        private var now = 0
        private(set) var most = 0

        func enter() {
            now += 1
            most = max(most, now)
        }

        func leave() { now -= 1 }
    }
}

@Suite struct `Linting` {
    @Test func `reports many files in the order of their names`() async throws {
        try await withFolder { folder in
            let bytes = PNGImage(width: 400, height: 400, colourType: .grey, bitDepth: 1).encoded()
            for number in 0..<300 {
                let name = String(format: "%03d.png", number)
                try Data(bytes).write(to: folder.appending(path: name))
            }
            let reports = Reports()
            try await Linter(LintOptions()).lint([.argument(folder.path)]) { await reports.add($0) }
            let names = await reports.all.map { ($0.subject as NSString).lastPathComponent }
            #expect(names == (0..<300).map { String(format: "%03d.png", $0) })
        }
    }

    private static let sizes: [(Int, LimitReading, Set<String>)] = [
        (29_999_999, .strict, []), (30_000_000, .strict, ["on-the-limit"]),
        (31_457_279, .strict, ["on-the-limit"]), (31_457_280, .strict, ["file-too-large"]),
        (29_999_999, .inclusive, []), (30_000_000, .inclusive, ["on-the-limit"]),
        (31_457_279, .inclusive, ["on-the-limit"]), (31_457_280, .inclusive, ["file-too-large"]),
    ]

    @Test(arguments: sizes)
    func `judges sizes around 30 MB`(
        bytes: Int,
        reading: LimitReading,
        rules: Set<String>
    ) async throws {
        try await withFolder { folder in
            let image = PNGImage(width: 400, height: 400, colourType: .grey, bitDepth: 1)
            let path = folder.appending(path: "large.png")
            try Data(image.padded(to: bytes)).write(to: path)
            let reports = Reports()
            try await Linter(LintOptions(limits: reading)).lint([.argument(path.path)]) {
                await reports.add($0)
            }
            let report = try #require(await reports.all.first)
            #expect(Set(report.findings.map(\.rule.name.text)) == rules)
            #expect(report.media?.bytes == bytes)
            let isRejected =
                rules.contains("file-too-large")
                || (reading == .strict && !rules.isEmpty)
            #expect((report.verdict == .rejected) == isRejected)
        }
    }

    @Test(arguments: LimitReading.allCases, [true, false])
    func `judges sides around their limits`(reading: LimitReading, isWidth: Bool) async throws {
        let table: [(Int, String?)] = [
            (299, isWidth ? "width-out-of-range" : "height-out-of-range"), (300, "on-the-limit"),
            (301, nil), (5999, nil), (6000, "on-the-limit"),
            (6001, isWidth ? "width-out-of-range" : "height-out-of-range"),
        ]
        try await withFolder { folder in
            for (side, rule) in table {
                let other = side < 1000 ? 400 : 4000
                let image = PNGImage(
                    width: isWidth ? side : other,
                    height: isWidth ? other : side,
                    colourType: .grey,
                    bitDepth: 1
                )
                let path = folder.appending(path: "\(side).png")
                try Data(image.encoded()).write(to: path)
                let reports = Reports()
                try await Linter(LintOptions(limits: reading)).lint([.argument(path.path)]) {
                    await reports.add($0)
                }
                let report = try #require(await reports.all.first)
                #expect(report.findings.map(\.rule.name.text) == [rule].compactMap { $0 })
                let isWarning = rule == "on-the-limit" && reading == .inclusive
                #expect(report.verdict == (rule == nil || isWarning ? .accepted : .rejected))
            }
        }
    }

    @Test(arguments: [(1000, 400), (400, 1000)])
    func `judges ratios of exactly 5 to 2 and 2 to 5 as on the limit`(
        width: Int,
        height: Int
    ) async throws {
        try await withFolder { folder in
            let table: [(PNGImage, [String])] = [
                (png(width, height), ["on-the-limit"]),
                (
                    png(width > height ? width + 1 : width, width > height ? height : height + 1),
                    ["aspect-ratio-out-of-range"]
                ),
                (png(width > height ? width - 1 : width, width > height ? height : height - 1), []),
            ]
            for (image, rules) in table {
                let path = folder.appending(path: "ratio.png")
                try Data(image.encoded()).write(to: path)
                let reports = Reports()
                try await Linter(LintOptions()).lint([.argument(path.path)]) {
                    await reports.add($0)
                }
                #expect(await reports.all.first?.findings.map(\.rule.name.text) == rules)
            }
        }
    }

    private func png(_ width: Int, _ height: Int) -> PNGImage {
        PNGImage(width: width, height: height, colourType: .grey, bitDepth: 1)
    }

    @Test func `by a schema with other names and numbers gives other verdicts`() async throws {
        let frame = LintOptions(
            model: ModelID("example/frame-to-video"),
            schemas: [Truth.path("schemas/frame.json")]
        )
        let image = LintInput.argument(Truth.path("images/accepted-jpeg.jpg"))  // 1280 x 720
        let usual = Reports()
        let other = Reports()
        try await Linter(LintOptions()).lint([image]) { await usual.add($0) }
        try await Linter(frame).lint([image]) { await other.add($0) }
        #expect(await usual.all.map(\.verdict) == [.accepted])
        #expect(await other.all.map(\.verdict) == [.rejected])
        #expect(await other.all[0].findings.map(\.rule.name.text) == ["width-out-of-range"])
    }

    @Test func `tells of a schema's unknown rule once`() async throws {
        let options = LintOptions(
            model: ModelID("example/unknown-rule"),
            schemas: [Truth.path("schemas/unknown-rule.json")]
        )
        let reports = Reports()
        let images = ["accepted-png.png", "accepted-vp8.webp"].map { name in
            LintInput.argument(Truth.path("images/" + name))
        }
        try await Linter(options).lint(images) { await reports.add($0) }
        let doubts = await reports.all.flatMap(\.doubts).map(\.rule.name.text)
        #expect(doubts == ["unevaluated-rule"])
        #expect(await reports.all.map(\.verdict) == [.undecided, .undecided, .undecided])
    }

    @Test func `refuses an unknown model and names the nearest`() {
        let options = LintOptions(model: ModelID("bytedance/seedance-v1.5-pro/image-to-vidoe"))
        let error = #expect(throws: PreflightError.self) { try Linter(options) }
        #expect(error?.code == .usage)
        #expect(error?.message.contains("did you mean bytedance/seedance-v1.5-pro") == true)
    }
}

@Suite struct `Submitting to the sandbox` {
    @Test func `downloads the results of all jobs`() async throws {
        try await withFolder { folder in
            let (reports, reasons) = try await submit(["jobs"], in: folder) { _ in }
            #expect(reasons.isEmpty)
            #expect(reports.map(\.submission?.state) == Array(repeating: .downloaded, count: 5))
            for file in reports.flatMap({ $0.submission?.files ?? [] }) {
                let data = try Data(contentsOf: URL(filePath: file))
                #expect(data.dropFirst(4).prefix(4).elementsEqual("ftyp".utf8))
            }
        }
    }

    @Test func `submits no rejected payload`() async throws {
        try await withFolder { folder in
            let (reports, _) = try await submit(["payloads"], in: folder) { _ in }
            for report in reports where report.verdict != .accepted {
                #expect(report.submission?.state == .notSubmitted, "\(report.subject)")
            }
            let local = reports.filter { $0.subject.contains("local-file-in-payload") }
            #expect(local.map(\.verdict) == [.rejected])
        }
    }

    @Test func `submits nothing when all or nothing is asked and one is rejected`() async throws {
        try await withFolder { folder in
            let (reports, _) = try await submit(["jobs", "payloads/empty-text.json"], in: folder) {
                $0.allOrNothing = true
            }
            #expect(reports.count == 8)
            #expect(reports.allSatisfy { $0.submission?.state == .notSubmitted })
        }
    }

    @Test func `submits the same payload once, unless asked again`() async throws {
        try await withFolder { folder in
            let ledger = folder.appending(path: "ledger.sqlite").path
            let jobs = ["jobs/portrait.json"]
            let first = try await submit(jobs, in: folder) { $0.ledger = ledger }
            let second = try await submit(jobs, in: folder) { $0.ledger = ledger }
            let third = try await submit(jobs, in: folder) {
                $0.ledger = ledger
                $0.again = true
            }
            #expect(first.0.map(\.submission?.state) == [.downloaded])
            #expect(second.0.map(\.submission?.state) == [.notSubmitted])
            #expect(third.0.map(\.submission?.state) == [.downloaded])
            #expect(
                try JobRecords(ledger: ledger).all().map(\.state) == ["downloaded", "downloaded"]
            )
        }
    }

    @Test func `spends nothing without consent`() async throws {
        try await withFolder { folder in
            let (reports, reasons) = try await submit(["jobs"], in: folder, consent: false) { _ in }
            #expect(reasons == [.refused])
            #expect(reports.allSatisfy { $0.submission?.state == .notSubmitted })
        }
    }

    @Test(arguments: [true, false])
    func `measures an image again that changes before it is sent`(isChanged: Bool) async throws {
        try await withFolder { folder in
            let image = folder.appending(path: "frame.png")
            try Data(PNGImage(width: 640, height: 480).encoded()).write(to: image)
            let job = """
                {"model": "bytedance/seedance-v1.5-pro/image-to-video", "input": {
                "prompt": "a kite", "first_frame_image_url": "https://images.preflight.test/frame.png"}}
                """
            let file = folder.appending(path: "job.json")
            try Data(job.utf8).write(to: file)
            let changed = Data(PNGImage(width: 100, height: 480).encoded())
            let (reports, reasons) = try await submit([file.path], in: folder) { options in
                options.trustedAge = -1
                options.show = { _ in if isChanged { try? changed.write(to: image) } }
            }
            #expect(reports.map(\.submission?.state) == [isChanged ? .notSubmitted : .downloaded])
            #expect(reasons == (isChanged ? [.findings] : []))
            #expect(reports.first?.findings.isEmpty == !isChanged)
        }
    }

    @Test func `is a usage error offline`() {
        var options = SubmitOptions(target: .sandbox())
        options.lint.isOffline = true
        #expect(throws: PreflightError.self) { try SubmissionRun(options) }
    }

    private func submit(
        _ names: [String],
        in folder: URL,
        consent: Bool = true,
        changing change: (inout SubmitOptions) -> Void
    ) async throws -> ([SubjectReport], Set<ExitReason>) {
        var options = SubmitOptions(target: .sandbox())
        options.results.folder = folder.appending(path: "results").path
        change(&options)
        let reports = Reports()
        let reasons = try await SubmissionRun(options).run(
            names.map { .argument($0.hasPrefix("/") ? $0 : Truth.path($0)) },
            consent: { _ in consent },
            each: { await reports.add($0) }
        )
        return (await reports.all, reasons)
    }
}

/// Gives a test an empty folder and takes it away afterwards.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "preflight-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
