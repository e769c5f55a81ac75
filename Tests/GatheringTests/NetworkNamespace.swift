import Addresses
import Foundation
import NIOCore
import NIOPosix
import Synchronization
import SystemPackage

/// A network of our own in which every address is this machine and nothing leads out.
///
/// A test outside of it starts this test program once more within, for the tests of one suite.
enum NetworkNamespace {
    private static let mark = "PREFLIGHT_TEST_NAMESPACE"

    /// Whether this process was started within.
    static var isInside: Bool { ProcessInfo.processInfo.environment[mark] != nil }

    /// Whether there is no way out: the only interface is `lo`.
    static var hasNothingButLoopback: Bool {
        guard let table = try? String(contentsOfFile: "/proc/net/dev", encoding: .utf8) else {
            return false
        }
        // Two lines of headings, then a line for each interface.
        let names = table.split(separator: "\n").dropFirst(2).map {
            $0.prefix { $0 != ":" }.trimmingCharacters(in: .whitespaces)
        }
        return names == ["lo"]
    }

    /// Whether this machine lets us make one.
    static func isPossible() async -> Bool {
        #if os(Linux)
        guard !isInside else { return false }
        return (try? await run(setUp))?.status == 0
        #else
        return false
        #endif
    }

    /// Runs the tests whose names match `filter` within, and hands back all that they said.
    static func test(_ filter: String) async throws -> (status: Int32, output: String) {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let command = "exec '\(program)' --testing-library swift-testing --filter '\(filter)'"
        return try await run(setUp + " && " + command)
    }

    // Whatever address a packet is for, it is for us.
    private static let setUp = """
        ip link set lo up && ip route add local 0.0.0.0/0 dev lo \
        && ip -6 route add local ::/0 dev lo
        """

    private static func run(_ command: String) async throws -> (status: Int32, output: String) {
        let folder = try TemporaryFolder()
        let log = try folder.write("log.txt", [])
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["unshare", "-rn", "sh", "-c", command]
        process.environment = ProcessInfo.processInfo.environment.merging([mark: "1"]) { $1 }
        let output = try FileHandle(forWritingTo: URL(filePath: log.string))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        return (status, try String(contentsOfFile: log.string, encoding: .utf8))
    }
}

/// Listens on port 443 of every address there is, and notes to which one each connection was made.
final class EveryAddress: Sendable {
    private let state = Mutex<[SocketAddress]>([])

    // Other ports that a missing check of the port would reach.
    private static let ports = [443, 22, 80, 6379]
    // An address that no case uses.
    private static let probe = "127.99.99.99"

    /// The addresses that were dialled since the last call, in their order.
    ///
    /// A connection of our own goes last through every port, so that no earlier one is still
    /// waiting to be accepted.
    func dialled() async throws -> [IPAddress] {
        for port in Self.ports {
            let probe = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: Self.probe, port: port).get()
            try await probe.closeFuture.get()
        }
        let all = state.withLock { state in
            defer { state = [] }
            return state
        }
        return all.compactMap(Self.address).filter { $0 != IPAddress(dottedDecimal: Self.probe) }
    }

    /// Listens while `body` runs.
    static func listening(_ body: (EveryAddress) async throws -> Void) async throws {
        let decoy = EveryAddress()
        // One thread, so that connections are noted in the order in which they were made.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            for port in ports {
                _ = try await ServerBootstrap(group: group)
                    .serverChannelOption(.backlog, value: 4096)
                    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .childChannelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(NoteAndClose(decoy))
                        }
                    }
                    .bind(host: "::", port: port).get()
            }
            try await body(decoy)
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
        try await group.shutdownGracefully()
    }

    fileprivate func note(_ address: SocketAddress?) {
        guard let address else { return }
        state.withLock { $0.append(address) }
    }

    // A connection of version 4 comes to a listener of version 6 with its address mapped.
    private static func address(_ socket: SocketAddress) -> IPAddress? {
        guard let text = socket.ipAddress else { return nil }
        guard text.contains("."), text.hasPrefix("::ffff:") else {
            return IPAddress(v6: text) ?? IPAddress(dottedDecimal: text)
        }
        return IPAddress(dottedDecimal: text.dropFirst("::ffff:".count))
    }
}

private final class NoteAndClose: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let decoy: EveryAddress

    init(_ decoy: EveryAddress) { self.decoy = decoy }

    func channelActive(context: ChannelHandlerContext) {
        decoy.note(context.localAddress)
        context.close(promise: nil)
    }
}
