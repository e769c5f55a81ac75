internal import Gathering
internal import PreflightModel
internal import Sandbox

/// What may be reached in a run.
enum NetworkAccess: Sendable {
    /// Nothing.
    case none
    /// Public addresses, whose certificates the system's roots vouch for, or more in PEM.
    ///
    /// One attempt to fetch, and to connect, may take so many seconds.
    case open(additionalRoots: String?, timeout: Int, connectTimeout: Int)
    /// The hosts of a sandbox, and nothing else.
    case sandbox(SandboxAccess)

    /// Public addresses, as the options of a lint have it.
    static func open(_ options: LintOptions) -> NetworkAccess {
        .open(
            additionalRoots: options.additionalRoots,
            timeout: options.timeout,
            connectTimeout: options.connectTimeout
        )
    }

    /// The fetcher for this access.
    func fetcher() throws(PreflightError) -> GuardedFetcher? {
        do {
            switch self {
            case .none: return nil
            case .open(let additionalRoots, let timeout, let connectTimeout):
                return try GuardedFetcher(
                    addressGuard: AddressGuard(resolver: SystemResolver()),
                    additionalRoots: additionalRoots,
                    budget: FetchBudget(
                        connect: .seconds(connectTimeout),
                        attempt: .seconds(timeout)
                    )
                )
            case .sandbox(let access):
                let exceptions = access.hosts.map {
                    HostException(name: $0.name, address: $0.address, port: $0.port)
                }
                return try GuardedFetcher(
                    addressGuard: AddressGuard(
                        resolver: SandboxResolver(),
                        exceptions: exceptions
                    ),
                    additionalRoots: access.certificate
                )
            }
        } catch {
            if case .open(.some, _, _) = self {
                throw PreflightError(
                    .usage,
                    "the additional certificates are no PEM",
                    cause: "\(error)"
                )
            }
            throw PreflightError(.internalError, "TLS cannot be set up", cause: "\(error)")
        }
    }
}
