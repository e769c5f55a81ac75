internal import Gathering
internal import PreflightModel
internal import Sandbox

/// What may be reached in a run.
enum NetworkAccess: Sendable {
    /// Nothing.
    case none
    /// Public addresses, whose certificates the system's roots vouch for, or more in PEM.
    ///
    /// One attempt to fetch may take so many seconds.
    case open(additionalRoots: String?, timeout: Int)
    /// The hosts of a sandbox, and nothing else.
    case sandbox(SandboxAccess)

    /// The fetcher for this access.
    func fetcher() throws(PreflightError) -> GuardedFetcher? {
        do {
            switch self {
            case .none: return nil
            case .open(let additionalRoots, let timeout):
                return try GuardedFetcher(
                    addressGuard: AddressGuard(resolver: SystemResolver()),
                    additionalRoots: additionalRoots,
                    budget: FetchBudget(attempt: .seconds(timeout))
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
            if case .open(.some, _) = self {
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
