internal import Addresses
internal import NIOCore
internal import PreflightModel

/// Decides which socket addresses a connection may be made to.
///
/// Nothing is dialled without it.
///
/// A name is resolved once for each hop, every answer must be public, and the connection then goes
/// to exactly one of those answers, so that no second answer can differ from the judged one.
package struct AddressGuard: Sendable {
    private let resolver: any Resolver
    private let exceptions: [String: [HostException]]

    /// Guards with a resolver and the exact exceptions from it.
    package init(resolver: any Resolver, exceptions: [HostException] = []) {
        self.resolver = resolver
        self.exceptions = Dictionary(grouping: exceptions, by: \.name)
    }

    /// Where a host may be reached, in the order in which to try.
    func targets(
        of host: ImageAddress.Host
    ) async throws(AddressFacts.Outcome) -> [SocketAddress] {
        switch host {
        case .literal(let address): return try sockets([address])
        case .name(let name):
            if let listed = exceptions[name] { return try listed.map(Self.socket) }
            return try sockets(try await resolver.addresses(of: name))
        }
    }

    private func sockets(
        _ addresses: [IPAddress]
    ) throws(AddressFacts.Outcome) -> [SocketAddress] {
        for address in addresses {
            guard let block = address.specialBlock else { continue }
            throw .notPublic(address: "\(address)", block: block, redirected: false)
        }
        return try addresses.map { address throws(AddressFacts.Outcome) in
            try Self.socket("\(address)", port: 443)
        }
    }

    private static func socket(
        _ exception: HostException
    ) throws(AddressFacts.Outcome) -> SocketAddress {
        try socket(exception.address, port: exception.port)
    }

    private static func socket(
        _ address: String,
        port: Int
    ) throws(AddressFacts.Outcome) -> SocketAddress {
        do {
            return try SocketAddress(ipAddress: address, port: port)
        } catch {
            throw .noAnswer(.resolverFailed)
        }
    }
}
