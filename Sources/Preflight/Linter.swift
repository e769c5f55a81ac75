internal import Addresses
internal import Documents
internal import Gathering
public import PreflightModel
internal import Rules
internal import Schemas
internal import SystemPackage
internal import Validation

/// Judges images, addresses and payloads, and changes nothing.
public struct Linter: Sendable {
    private let validator: Validator
    private let gatherer: Gatherer
    private let model: ModelID
    /// Judges what comes one by one; images that come together get a judge of their own.
    private let judgeOfSingles: MediaJudge
    private let added: [(schema: Schema, file: String)]

    /// How many pieces of work are in hand at once.
    private let workAtOnce: Int
    /// How many images are one piece of work: enough that handing it over costs little, and one where
    /// decoding it takes long.
    private let imagesAtOnce: Int
    private let excluded: [String]
    private let piped: PipedPayloads

    /// Makes a linter that fetches public https addresses, unless the options say offline.
    public init(_ options: LintOptions) throws(PreflightError) {
        let network = NetworkAccess.open(additionalRoots: options.additionalRoots)
        try self.init(options, network: options.isOffline ? .none : network)
    }

    /// Makes a linter with a network of its own.
    init(_ options: LintOptions, network: NetworkAccess) throws(PreflightError) {
        var added: [(schema: Schema, file: String)] = []
        for path in options.schemas { added.append((try Schema(file: path), path)) }
        self.added = added
        let catalogue: Catalogue
        do throws(SchemaFault) {
            catalogue = try Catalogue(adding: added.map(\.schema))
        } catch {
            throw PreflightError(.internalError, "a built-in schema is damaged", cause: "\(error)")
        }
        workAtOnce = options.concurrency
        imagesAtOnce = options.decodesPixels ? 1 : 128
        excluded = options.excluded
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
        gatherer = Gatherer(
            fetcher: try network.fetcher(),
            countLimit: catalogue.tooManyBytes,
            decodingPixels: options.decodesPixels,
            checkingTail: options.checksTail,
            showingQueries: options.showsQueries
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
        try await judge(inputs, for: .lint, into: empty, { add(&$0, $1.report) }, each: deliver)
    }

    /// A judged subject, and what was gathered of it when it is a payload.
    struct Judged: Sendable {
        var report: SubjectReport
        let payload: PayloadFacts?
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
            add(&piece, Judged(report: report, payload: nil))
            try await deliver(piece)
        }
        var source = WorkSource(
            inputs,
            payloadsOnly: stage == .submit,
            imagesAtOnce: imagesAtOnce,
            excluded: excluded,
            piped: piped
        )
        try await InOrder.run(
            limit: workAtOnce,
            next: { source.next(isPayload: isPayload) },
            work: { work in
                var piece = empty()
                await judge(work, for: stage) { add(&piece, $0) }
                return piece
            },
            deliver: deliver
        )
    }

    /// Mints the token for a payload that was judged, unless it has defects at or above a severity.
    func mint(_ payload: PayloadFacts, failingOn severity: Severity) -> Minting {
        validator.mint(payload, failingOn: severity)
    }

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
            for facts in facts { take(Judged(report: judge.report(on: facts), payload: nil)) }
        case .address(let url): take(judged(await gatherer.facts(ofAddress: url)))
        case .unusable(let name, let obstacle):
            take(judged(MediaFacts(name: name, content: .unreadable(obstacle))))
        case .payload(let entry, let file, let folder):
            let payload = await facts(of: entry, in: file, folder)
            var report = validator.report(on: payload, stage: stage)
            // A line that holds a secret is not shown.
            report.quote { entry.text.line(around: $0) { $0.withoutSecrets == $0 } }
            take(Judged(report: report, payload: payload))
        }
    }

    private func judged(_ media: MediaFacts) -> Judged {
        Judged(report: judgeOfSingles.report(on: media), payload: nil)
    }

    private func facts(
        of entry: PayloadReader.Entry,
        in file: String,
        _ folder: FilePath
    ) async -> PayloadFacts {
        let job = entry.node.map { Job($0, at: entry.pointer, defaultModel: model) }
        var media: [PayloadCase.NamedMedia] = []
        if case .success(let job) = job {
            media = validator.catalogue[job.model]?.namedMedia(in: job) ?? []
        }
        for index in media.indices {
            switch media[index].reference {
            case .address(let url): media[index].facts = await gatherer.facts(ofAddress: url)
            case .inline(let text): media[index].facts = gatherer.facts(ofInlineImage: text)
            case .localFile(let path) where path.contains("\0"):
                let name = path.withoutSecrets
                media[index].facts = MediaFacts(name: name, content: .unreadable(.notFound))
            case .localFile(let path):
                media[index].facts = gatherer.facts(
                    ofFileAt: folder.pushing(FilePath(path)),
                    named: path.withoutSecrets
                )
            }
        }
        return PayloadFacts(
            subject: "\(file)#\(entry.index)",
            file: file,
            job: job,
            media: media
        )
    }

    // A misspelt name still shows what was meant.
    private func isPayload(_ node: Node) -> Bool {
        if node["input"]?.members != nil || node["model"]?.text != nil { return true }
        let names = (validator.catalogue[model]?.properties ?? []).map(\.name)
        return (node.members ?? []).contains { member in
            !Nearest.names(to: member.key, among: names).isEmpty
        }
    }
}

extension Schema {
    /// Reads a schema from a file.
    fileprivate init(file path: String) throws(PreflightError) {
        let bytes: [UInt8]
        do {
            bytes = try FileContent.bytes(at: path)
        } catch {
            throw PreflightError(.usage, "the schema \(path) cannot be read", cause: "\(error)")
        }
        do throws(SchemaFault) {
            try self.init(json: bytes)
        } catch {
            switch error {
            case .document(let problem):
                throw PreflightError(
                    .usage,
                    "\(path):\(problem.span.line):\(problem.span.column): the schema is no JSON"
                )
            case .missing(let part, let span):
                throw PreflightError(
                    .usage,
                    "\(path):\(span.line):\(span.column): the schema has no usable \(part)"
                )
            }
        }
    }
}
