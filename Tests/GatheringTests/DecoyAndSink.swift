import Foundation
import PreflightModel
import Synchronization

/// Where a decoy listens: a loopback address that belongs to this process alone.
enum Decoy {
    static let address: String = {
        let number = ProcessInfo.processInfo.processIdentifier
        return "127.\(64 + number >> 16 & 63).\(number >> 8 & 255).\(number & 255)"
    }()

    static var isPossible: Bool {
        #if os(Linux)
        geteuid() == 0
        #else
        false
        #endif
    }
}

/// Collects what was downloaded, or refuses it.
final class Sink: Sendable {
    private struct Full: Error {}

    private let state = Mutex<[UInt8]>([])
    private let fails: Bool

    init(fails: Bool = false) { self.fails = fails }

    var bytes: [UInt8] { state.withLock { $0 } }

    func take(_ piece: DownloadPart) throws {
        if fails { throw Full() }
        guard case .bytes(let bytes) = piece else { return }
        state.withLock { $0 += bytes }
    }
}
