import NIOCore
import Synchronization

/// Keeps tests from dialling anything but this machine, and notes what they would have dialled.
final class LoopbackOnly: Sendable {
    struct Stopped: Error {}

    static let shared = LoopbackOnly()

    private let state = Mutex<[SocketAddress]>([])

    /// What was kept from being dialled.
    var stopped: [SocketAddress] { state.withLock { $0 } }

    /// Throws for an address that leads out.
    func check(_ address: SocketAddress) throws {
        let text = address.ipAddress ?? ""
        guard !text.hasPrefix("127."), text != "::1", !NetworkNamespace.isInside else { return }
        state.withLock { $0.append(address) }
        throw Stopped()
    }
}
