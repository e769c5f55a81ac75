public import PreflightModel

/// How subjects are judged.
public struct LintOptions: Hashable, Sendable {
    /// The model for bare images and raw payloads; `nil` for the default one.
    public var model: ModelID?
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
    /// Roots of trust besides those of the system, in PEM.
    public var additionalRoots: String?
    /// Patterns of a shell: entries of directories that match one are left out.
    public var excluded: [String]
    /// What standard input holds when it is an input.
    public var piped: PipedPayloads

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
        additionalRoots: String? = nil,
        excluded: [String] = [],
        piped: PipedPayloads = PipedPayloads()
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
        self.additionalRoots = additionalRoots
        self.excluded = excluded
        self.piped = piped
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
