import SampleImages
import Testing

/// Servers that give no answer at all.
extension HostileBehaviour {
    static let connecting: [HostileBehaviour] = [
        .bare("accepts and is silent", [.late]) { try await $0.hold() },
        .bare("accepts and closes", [.lost]) { _ in },
        .bare("accepts and resets", [.lost]) { try await $0.reset() },
        .bare("closes after the first bytes of the handshake", [.lost]) {
            _ = try await $0.send([0x16, 3, 3, 0, 80, 2, 0, 0, 76, 3, 3])
        },
        .bare("sends a byte at a time of the handshake", [.late]) {
            try await $0.drip([0x16, 3, 3, 0x40, 0] + zeros.prefix(100))
        },
        .bare("announces a record and never sends it", [.late, .noTLS]) {
            try await $0.send([0x16, 3, 3, 0x3f, 0xff])
            try await $0.hold()
        },
        .bare("sends garbage for TLS", [.noTLS]) {
            try await $0.send([UInt8](repeating: 0xa5, count: 1000))
            try await $0.hold()
        },
        .bare("sends garbage for TLS without end", [.noTLS]) {
            try await $0.flood([UInt8](repeating: 0xa5, count: 16_384))
        },
        .bare("sends handshake records of nothing without end", [.noTLS, .late]) {
            try await $0.flood([0x16, 3, 3, 0, 4, 0, 0, 0, 0])
        },
        .bare("speaks HTTP without TLS", [.noTLS]) {
            try await $0.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            try await $0.hold()
        },
        .bare("speaks SSH", [.noTLS]) {
            try await $0.send("SSH-2.0-OpenSSH_9.9\r\n")
            try await $0.hold()
        },
        .bare("alerts", [.noTLS]) {
            try await $0.send([0x15, 3, 3, 0, 2, 2, 0x28])
            try await $0.hold()
        },
        .answer("closes after the request", [.lost]) { _ in },
        .answer("cuts the connection after the request", [.lost]) { try await $0.cut() },
        .answer("resets after the request", [.lost]) { try await $0.reset() },
        .answer("ends its side after the request", [.lost, .late]) { try await $0.halfClose() },
        .answer("is silent after the request", [.late]) { try await $0.hold() },
    ]
}
