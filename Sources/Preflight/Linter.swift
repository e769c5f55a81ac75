internal import Addresses
internal import Documents
internal import Foundation
internal import Gathering
public import PreflightModel
internal import Rules
internal import Schemas
internal import SystemPackage
internal import Validation

/// Judges images, addresses and payloads, and changes nothing.
public struct Linter: Sendable {
    private let validator: Validator
    private var gatherer: Gatherer
    private let model: ModelID
    /// Judges what comes one by one; images that come together get a judge of their own.
    private let judgeOfSingles: MediaJudge
    private let added: [(schema: Schema, file: String)]

    /// How many pieces of work are in hand at once.
    private let workAtOnce: Int
    /// How many images are one piece of work: enough that handing it over costs little, and one where
    /// decoding it takes long.
    private let imagesAtOnce: Int
    /// Bytes of payloads that may be in hand at once; as values they take some ten times as much.
    private static let mostBytes = 1 << 20
    /// The longest path that any system opens, in bytes: `PATH_MAX` of Linux.
    private static let longestPath = 4096
    private let exclusion: Exclusion
    private let piped: PipedPayloads
    private let isFetching: Bool
    private let likeness: PayloadLikeness
    private let versionControl: VersionControl
    private let models: [ModelForPath]
    private let current: FilePath
    private let policy: ReportPolicy
    private let allowsEmpty: Bool
    private let quotesLines: Bool
    private let countsColumns: Bool
    private let progress: LintProgress?

    /// Makes a linter that fetches public https addresses, unless the options say offline.
    public init(_ options: LintOptions) throws(PreflightError) {
        try self.init(options, network: options.isOffline ? .none : .open(options))
    }

    /// Makes a linter with a network of its own.
    init(_ options: LintOptions, network: NetworkAccess) throws(PreflightError) {
        added = try Schema.read(at: options.schemas)
        let catalogue = try ModelCatalogue.catalogue(adding: added.map(\.schema))
        workAtOnce = options.concurrency
        imagesAtOnce = options.decodesPixels || options.makesThumbnails ? 1 : 128
        exclusion = Exclusion(
            options.excluded,
            configured: options.excludedBelow?.patterns ?? [],
            in: FilePath(options.excludedBelow?.folder ?? "/")
        )
        piped = options.piped
        model = options.model ?? Catalogue.defaultModel
        guard catalogue[model] != nil else {
            throw .unknownModel(model, among: catalogue.models)
        }
        validator = Validator(
            catalogue: catalogue,
            reading: options.limits,
            signatureMargin: options.signatureMargin
        )
        judgeOfSingles = validator.judge(for: model)
        likeness = PayloadLikeness(catalogue)
        for choice in options.modelsByPath where catalogue[choice.model] == nil {
            throw .unknownModel(choice.model, among: catalogue.models)
        }
        models = options.modelsByPath
        policy = options.policy
        allowsEmpty = options.allowsEmpty
        quotesLines = options.quotesLines
        countsColumns = options.countsColumns
        progress = options.progress
        let folder = FileManager.default.currentDirectoryPath
        current = FilePath(folder)
        let heedsGit = options.heedsGit
        versionControl = VersionControl(
            current: current,
            committed: try options.since.map { revision throws(PreflightError) in
                try GitWorkTree.contents(of: revision, in: folder)
            },
            ignored: { heedsGit ? GitWorkTree.ignored(below: $0) : [] }
        )
        let fetcher = try network.fetcher()
        isFetching = fetcher != nil
        gatherer = Gatherer(
            fetcher: fetcher,
            countLimit: catalogue.tooManyBytes,
            decodingPixels: options.decodesPixels,
            makingThumbnails: options.makesThumbnails,
            checkingTail: options.checksTail,
            showingQueries: options.showsQueries,
            copies: LocalCopies(options.localCopies.map { ($0.prefix, FilePath($0.directory)) })
        )
    }

    /// Judges all inputs and hands over the report of each subject, in the order of the inputs.
    public func lint(
        _ inputs: [LintInput],
        each deliver: (SubjectReport) async throws -> Void
    ) async throws {
        try await lint(inputs, into: { [] }, { $0.append($1) }) { (reports: [SubjectReport]) in
            for report in reports { try await deliver(report) }
        }
    }

    /// Judges all inputs and collects the reports of subjects that follow each other into pieces,
    /// many at once, which are handed over in the order of the inputs.
    ///
    /// What is done with each report in `add`, such as writing its text, is done on all cores.
    public func lint<Piece: Sendable>(
        _ inputs: [LintInput],
        into empty: @escaping @Sendable () -> Piece,
        _ add: @escaping @Sendable (inout Piece, SubjectReport) -> Void,
        each deliver: (Piece) async throws -> Void
    ) async throws {
        let selection = ReportSelection(policy, current: current.string)
        try await judge(
            inputs,
            for: .lint,
            into: empty,
            { piece, judged in
                // Most runs tell everything: the report goes on as it is, without a copy.
                guard selection.changesReports else { return add(&piece, judged.report) }
                let told = selection.applied(to: judged.report) {
                    FileHash.sha256(ofFileAt: FilePath(judged.report.subject))
                }
                add(&piece, told)
            },
            each: deliver
        )
        // What the suppressions were good for is known at the end.
        guard let file = policy.suppressions.first?.place.file,
            let report = validator.report(on: selection.cases, file: file)
        else { return }
        var piece = empty()
        add(&piece, selection.applied(to: report) { nil })
        try await deliver(piece)
    }

    /// The names of all inputs that would be judged, as reports call them, but none is opened.
    public func list(_ inputs: [LintInput], each deliver: (String) throws -> Void) rethrows {
        let subjects = SubjectWalker(
            inputs.map(SubjectWalker.Input.init),
            excluding: exclusion,
            versionControl: versionControl
        )
        for subject in subjects {
            switch subject {
            case .image(let path), .payloads(let path, _, _): try deliver(path.string)
            case .images(let images): for path in images.paths { try deliver(path.string) }
            case .address(let url): try deliver(gatherer.printable(url))
            case .standardInput: try deliver(piped.name)
            case .unusable(_, let obstacle) where obstacle.isNothing: break
            case .unusable(let name, _): try deliver(name)
            }
        }
    }

    /// A judged subject, and what was gathered of it when it is a payload.
    struct Judged: Sendable {
        var report: SubjectReport
        let payload: PayloadFacts?
        /// Where the payload came from, when it may be submitted: its images can be measured again.
        let source: Source?

        /// A payload as it stands in its file.
        struct Source: Sendable {
            let entry: PayloadBatch.Entry
            let file: PayloadFile
            let model: ModelID
        }

        init(report: SubjectReport, payload: PayloadFacts? = nil, source: Source? = nil) {
            self.report = report
            self.payload = payload
            self.source = source
        }
    }

    /// The second since 1970 from which on it remembers what addresses gave.
    var since: Int { gatherer.since }

    /// A linter like this one that does not know what any address gave before.
    func forgetting() -> Linter {
        var linter = self
        linter.gatherer = gatherer.forgetting()
        return linter
    }

    /// Measures the images of a payload that is to be submitted again, and judges it.
    func remeasured(_ source: Judged.Source) async -> Judged {
        await judged(source.entry, in: source.file, source.model, for: .submit)
    }

    /// Whether the addresses of a payload still give what was measured there.
    func stillGives(_ payload: PayloadFacts) async -> Bool {
        for media in payload.media {
            guard case .address(let url) = media.reference else { continue }
            guard let facts = media.facts, await gatherer.stillGives(facts, at: url) else {
                return false
            }
        }
        return true
    }

    /// The report of a payload that the provider objected to.
    func report(on subject: Judged, refusedFor complaints: [Complaint]) -> SubjectReport {
        guard let payload = subject.payload, let source = subject.source else {
            return subject.report
        }
        var report = validator.report(on: payload, stage: .submit, complaints: complaints)
        locate(&report, in: source.entry)
        return report
    }

    /// Judges all inputs; to submit, only the payloads among them.
    func judge(
        _ inputs: [LintInput],
        for stage: PayloadCase.Stage,
        each deliver: (Judged) async throws -> Void
    ) async throws {
        try await judge(inputs, for: stage, into: { [] }, { $0.append($1) }) {
            (judged: [Judged]) in
            for judged in judged { try await deliver(judged) }
        }
    }

    private func judge<Piece: Sendable>(
        _ inputs: [LintInput],
        for stage: PayloadCase.Stage,
        into empty: @escaping @Sendable () -> Piece,
        _ add: @escaping @Sendable (inout Piece, Judged) -> Void,
        each deliver: (Piece) async throws -> Void
    ) async throws {
        for (schema, file) in added {
            guard let report = validator.report(on: schema, file: file) else { continue }
            var piece = empty()
            add(&piece, Judged(report: report))
            try await deliver(piece)
        }
        var source = WorkSource(
            inputs,
            payloadsOnly: stage == .submit,
            isFetching: isFetching,
            imagesAtOnce: imagesAtOnce,
            exclusion: exclusion,
            versionControl: versionControl,
            piped: piped,
            likeness: likeness
        )
        var isBarren = true
        try await InOrder.run(
            limit: workAtOnce,
            mostWeight: Self.mostBytes,
            weigh: { $0.bytes },
            mayWait: { source.mayWait },
            next: { source.next() },
            work: { work in
                var piece = empty()
                var count = 0
                var bytes = 0
                let id = progress?.begin(gatherer.printable(work.name), inputs: work.inputs)
                await judge(work, for: stage) { judged in
                    add(&piece, judged)
                    count += 1
                    if id != nil { bytes += judged.report.media?.bytes ?? 0 }
                }
                if let id { progress?.end(id, checked: count, bytes: bytes + work.bytes) }
                return count == 0 ? nil : piece
            },
            deliver: { (piece: Piece?) in
                guard let piece else { return }
                isBarren = false
                try await deliver(piece)
            }
        )
        // Documents that are none of ours are no work; inputs without any are told once.
        guard isBarren, !allowsEmpty, let first = inputs.first else { return }
        var piece = empty()
        add(&piece, unusable(first.name, stage == .submit ? .noJob : versionControl.nothing))
        try await deliver(piece)
    }

    /// Mints the token for a payload that was judged, unless it has defects at or above a severity.
    func mint(_ payload: PayloadFacts, failingOn severity: Severity) -> Minting {
        validator.mint(payload, failingOn: severity)
    }

    /// The length of the video that a job asks for, in seconds, when its schema says it.
    func seconds(of job: Job) -> Int? { validator.catalogue[job.model]?.seconds(of: job.input) }

    /// The resolution of the video that a job asks for, when its schema says it.
    func resolution(of job: Job) -> String? {
        (job.input["resolution"] ?? schema(of: job.model)?["resolution"]?.defaultValue)?.text
    }

    /// What a model accepts, as payloads are judged here.
    func schema(of model: ModelID) -> Schema? { validator.catalogue[model] }

    private func judge(
        _ work: Work,
        for stage: PayloadCase.Stage,
        each take: (Judged) -> Void
    ) async {
        switch work {
        case .images(let images):
            // One step for all images, then the next: code that repeats stays in the caches.
            let facts = gatherer.facts(of: images)
            let judge = validator.judge(for: model)
            guard !models.isEmpty else {
                for facts in facts { take(Judged(report: judge.report(on: facts))) }
                return
            }
            for facts in facts {
                let judge = validator.judge(for: model(for: facts.name))
                take(Judged(report: judge.report(on: facts)))
            }
        case .address(let url): take(judged(await gatherer.facts(ofAddress: url)))
        case .unusable(_, let obstacle) where obstacle.isNothing && allowsEmpty: break
        case .unusable(let name, let obstacle): take(unusable(name, obstacle))
        case .payloads(let batch, let file):
            let model = model(for: file.name)
            for entry in batch.entries() {
                switch likeness.isMeant(entry, in: file) {
                case .payload: take(await judged(entry, in: file, model, for: stage))
                case .foreign: take(unusable(file.name, .noPayload))
                case .passedOver: break
                }
            }
        }
    }

    private func unusable(_ name: String, _ obstacle: Obstacle) -> Judged {
        judged(MediaFacts(name: name, content: .unreadable(obstacle)))
    }

    private func judged(
        _ entry: PayloadBatch.Entry,
        in file: PayloadFile,
        _ model: ModelID,
        for stage: PayloadCase.Stage
    ) async -> Judged {
        let payload = await facts(of: entry, in: file, model)
        var report = validator.report(on: payload, stage: stage)
        locate(&report, in: entry)
        let source =
            stage == .submit ? Judged.Source(entry: entry, file: file, model: model) : nil
        return Judged(report: report, payload: payload, source: source)
    }

    /// Adds to what was found in a payload how it stands there.
    private func locate(_ report: inout SubjectReport, in entry: PayloadBatch.Entry) {
        if quotesLines {
            // A line that holds a secret is not shown, however it is written there.
            let isSecret = (try? entry.node.get())?.holdsSecrets ?? false
            report.quote { span in
                isSecret ? nil : entry.text.line(around: span) { !$0.holdsSecrets }
            }
        }
        if countsColumns { report.count(entry.text.columns) }
    }

    private func judged(_ media: MediaFacts) -> Judged {
        Judged(report: judgeOfSingles.report(on: media))
    }

    private func facts(
        of entry: PayloadBatch.Entry,
        in file: PayloadFile,
        _ model: ModelID
    ) async -> PayloadFacts {
        let job = entry.node.map { self.job(of: $0, entry, model) }
        var media: [PayloadCase.NamedMedia] = []
        if case .success(let job) = job {
            media = validator.catalogue[job.model]?.namedMedia(in: job) ?? []
        }
        for index in media.indices {
            switch media[index].reference {
            case .address(let url): media[index].facts = await gatherer.facts(ofAddress: url)
            case .inline(let text): media[index].facts = gatherer.facts(ofInlineImage: text)
            case .localFile(let path)
            where path.contains("\0") || path.utf8.count > Self.longestPath:
                // Bytes in base64, perhaps, which would fill the report.
                let name = path.withoutSecrets
                let start = name.prefix(60)
                media[index].facts = MediaFacts(
                    name: start.endIndex == name.endIndex ? name : start + "...",
                    content: .unreadable(.notFound)
                )
            case .localFile(let path):
                media[index].facts = gatherer.facts(
                    ofFileAt: file.folder.pushing(FilePath(path)),
                    named: path.withoutSecrets
                )
            }
        }
        return PayloadFacts(
            subject: "\(file.name)#\(entry.index)",
            file: file.name,
            job: job,
            media: media,
            measured: gatherer.since
        )
    }

    /// The model for what names none in a file.
    private func model(for file: String) -> ModelID {
        guard !models.isEmpty else { return model }
        let path = FilePath(file)
        return models.first { choice in
            let folder = FilePath(choice.folder).lexicallyNormalized()
            return PathPatterns([choice.pattern]).cover(path.text(below: folder, from: current))
        }?.model ?? model
    }

    private func job(of node: Node, _ entry: PayloadBatch.Entry, _ model: ModelID) -> Job {
        guard entry.isRecord else {
            return Job(node, at: entry.pointer, defaultModel: model)
        }
        let job = Job(record: node, at: entry.pointer, defaultModel: model)
        guard let schema = validator.catalogue[job.model] else { return job }
        return job.replacingInput(schema.typed(record: job.input))
    }
}

extension Obstacle {
    /// Whether nothing stands in the way: there is nothing.
    fileprivate var isNothing: Bool { self == .nothingToCheck || self == .unchanged }
}
