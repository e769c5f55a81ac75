internal import Ledger
internal import Synchronization

/// Remembers whether the last byte of a request was let go, or what kept it.
final class ReleaseGate: Sendable {
    private let state = Mutex<Result<Bool, LedgerFault>>(.success(false))

    /// Whether the last byte was let go.
    var isOpen: Bool { (try? state.withLock { $0 }.get()) ?? false }

    /// What the ledger had against it, if it was that.
    var fault: LedgerFault? {
        if case .failure(let fault) = state.withLock({ $0 }) { fault } else { nil }
    }

    /// Lets it go once `record` has made that durable.
    func open(_ record: () throws(LedgerFault) -> Void) throws(LedgerFault) {
        do throws(LedgerFault) {
            try record()
            state.withLock { $0 = .success(true) }
        } catch {
            state.withLock { $0 = .failure(error) }
            throw error
        }
    }
}
