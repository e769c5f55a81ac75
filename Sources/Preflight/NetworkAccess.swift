internal import Gathering
internal import PreflightModel
internal import Sandbox

/// What may be reached in a run.
enum NetworkAccess: Sendable {
    /// Nothing.
    case none
    /// Public addresses, whose certificates the system's roots vouch for, or more in PEM.
    case open(additionalRoots: String?)
    /// The hosts of a sandbox, and nothing else.
    case sandbox(SandboxAccess)

    /// The fetcher for this access.
    func fetcher() throws(PreflightError) -> GuardedFetcher? {
        do {
            switch self {
            case .none: return nil
            case .open(let additionalRoots):
                return try GuardedFetcher(
                    addressGuard: AddressGuard(resolver: SystemResolver()),
                    additionalRoots: additionalRoots
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
            if case .open(.some) = self {
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
