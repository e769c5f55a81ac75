internal import Crypto
package import SystemPackage

/// The SHA-256 of files.
package enum FileHash {
    private static let stretch = 1 << 20

    /// The digest of a regular file in lower-case hexadecimal digits; `nil` when it cannot be read.
    package static func sha256(ofFileAt path: FilePath) -> String? {
        guard let file = try? RegularFile(path) else { return nil }
        var hash = SHA256()
        var bytes = [UInt8](repeating: 0, count: stretch)
        var offset = 0
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe try? file.read(at: offset, into: buffer, atLeast: 1)
            }
            guard let count else { return nil }
            if count == 0 { break }
            hash.update(data: bytes[..<count])
            offset += count
        }
        return hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
