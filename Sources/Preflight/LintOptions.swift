public import PreflightModel

/// How subjects are judged.
public struct LintOptions: Sendable {
    /// Seconds that one attempt to fetch an address may take, unless it is said otherwise.
    public static let usualTimeout = 30

    /// Seconds that one connection may take to be made, unless it is said otherwise: what the
    /// provider's own clients grant.
    public static let usualConnectTimeout = 10

    /// The model for bare images and raw payloads; `nil` for the default one.
    public var model: ModelID?
    /// Models for the bare images and raw payloads of some files; the first that fits counts.
    public var modelsByPath: [ModelForPath]
    /// What local copies of addresses there are, by the beginnings of the addresses.
    public var localCopies: [LocalCopy]
    /// Which findings are told.
    public var policy: ReportPolicy
    /// Paths of schemas to be added to the built-in ones.
    public var schemas: [String]
    /// Which reading of the provider's limits applies.
    public var limits: LimitReading
    /// Whether addresses are left alone.
    public var isOffline: Bool
    /// Whether every pixel of local images is decoded.
    public var decodesPixels: Bool
    /// Whether the end of fetched images is asked for.
    public var checksTail: Bool
    /// Whether the queries of pre-signed addresses are told.
    public var showsQueries: Bool
    /// For how many seconds more a pre-signed address should be valid.
    public var signatureMargin: Int
    /// How many addresses or payloads are in hand at once; at least 1.
    public var concurrency: Int
    /// Seconds that one attempt to fetch an address may take; at least 1.
    public var timeout: Int
    /// Seconds that one connection may take to be made; at least 1.
    public var connectTimeout: Int
    /// Roots of trust besides those of the system, in PEM.
    public var additionalRoots: String?
    /// Patterns of a shell: entries of directories that match one are left out.
    public var excluded: [String]
    /// Patterns of what is left out of all directories, by paths below an absolute folder.
    public var excludedBelow: (patterns: [String], folder: String)?
    /// Whether what git ignores is left out of directories.
    public var heedsGit: Bool
    /// A revision of git: files that have not changed since are left out.
    public var since: String?
    /// Whether reports hold the lines that their findings are about.
    public var quotesLines: Bool
    /// Whether reports hold the columns of findings in UTF-8 and UTF-16, too.
    public var countsColumns: Bool
    /// Whether facts hold small copies of the pictures.
    public var makesThumbnails: Bool
    /// Whether inputs without anything to check are no doubt.
    public var allowsEmpty: Bool
    /// What standard input holds when it is an input.
    public var piped: PipedPayloads
    /// What is told how far the run has come.
    public var progress: LintProgress?

    /// Makes options; each left out has its default.
    public init(
        model: ModelID? = nil,
        schemas: [String] = [],
        limits: LimitReading = .strict,
        isOffline: Bool = false,
        decodesPixels: Bool = false,
        checksTail: Bool = false,
        showsQueries: Bool = false,
        signatureMargin: Int = 86_400,
        concurrency: Int = 64,
        timeout: Int = usualTimeout,
        connectTimeout: Int = usualConnectTimeout,
        additionalRoots: String? = nil,
        excluded: [String] = [],
        excludedBelow: (patterns: [String], folder: String)? = nil,
        piped: PipedPayloads = PipedPayloads(),
        modelsByPath: [ModelForPath] = [],
        localCopies: [LocalCopy] = [],
        policy: ReportPolicy = ReportPolicy(),
        heedsGit: Bool = true,
        since: String? = nil,
        quotesLines: Bool = true,
        countsColumns: Bool = false,
        makesThumbnails: Bool = false,
        allowsEmpty: Bool = false,
        progress: LintProgress? = nil
    ) {
        self.model = model
        self.schemas = schemas
        self.limits = limits
        self.isOffline = isOffline
        self.decodesPixels = decodesPixels
        self.checksTail = checksTail
        self.showsQueries = showsQueries
        self.signatureMargin = signatureMargin
        self.concurrency = max(concurrency, 1)
        self.timeout = max(timeout, 1)
        self.connectTimeout = max(connectTimeout, 1)
        self.additionalRoots = additionalRoots
        self.excluded = excluded
        self.excludedBelow = excludedBelow
        self.piped = piped
        self.modelsByPath = modelsByPath
        self.localCopies = localCopies
        self.policy = policy
        self.heedsGit = heedsGit
        self.since = since
        self.quotesLines = quotesLines
        self.countsColumns = countsColumns
        self.makesThumbnails = makesThumbnails
        self.allowsEmpty = allowsEmpty
        self.progress = progress
    }
}

/// The model for the bare images and raw payloads in some files.
public struct ModelForPath: Hashable, Sendable {
    /// A pattern of a shell for paths below ``folder``.
    public let pattern: String
    /// The model.
    public let model: ModelID
    /// An absolute path.
    public let folder: String

    /// Makes a choice.
    public init(pattern: String, model: ModelID, folder: String) {
        self.pattern = pattern
        self.model = model
        self.folder = folder
    }
}

/// A directory that holds copies of what addresses lead to.
public struct LocalCopy: Hashable, Sendable {
    /// How the addresses begin.
    public let prefix: String
    /// The path of the directory in which the rest of an address is a path.
    public let directory: String

    /// Makes a record of copies.
    public init(prefix: String, directory: String) {
        self.prefix = prefix
        self.directory = directory
    }
}

/// One thing that was asked to be checked, as it was given.
public enum LintInput: Hashable, Sendable {
    /// A path, an address, or `-` for payloads on standard input.
    case argument(String)
    /// A path whose bytes are no UTF-8.
    case path([UInt8])
    /// A path or an address from a list, where `-` has no meaning.
    case listed(String)
    /// A file, or `-` for standard input, that lists paths and addresses, one on each line.
    case list(String)
}
