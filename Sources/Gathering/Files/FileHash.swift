internal import Crypto
internal import PreflightModel
package import SystemPackage

/// Names of files that follow from their bytes.
package enum FileHash {
    private static let stretch = 1 << 20

    /// The SHA-256 of a regular file in lower-case hexadecimal digits; `nil` when it cannot be read.
    package static func sha256(ofFileAt path: FilePath) -> String? {
        guard let file = try? RegularFile(path) else { return nil }
        return digest(SHA256(), of: file)
    }

    /// The name that git gives to the contents of a regular file: the digest of its size and bytes, SHA-1
    /// with 40 digits or SHA-256 with 64.
    ///
    /// `nil` when it cannot be read, or is larger than what anybody keeps in git.
    static func gitName(ofFileAt path: FilePath, digits: Int) -> String? {
        guard let file = try? RegularFile(path), file.size <= largestInGit else { return nil }
        let header = Array("blob \(file.size)\0".utf8)
        return digits == 64
            ? digest(SHA256(), of: file, after: header)
            : digest(Insecure.SHA1(), of: file, after: header)
    }

    private static let largestInGit = 1 << 28

    private static func digest(
        _ function: some HashFunction,
        of file: borrowing RegularFile,
        after header: [UInt8] = []
    ) -> String? {
        var hash = function
        hash.update(data: header)
        var bytes = [UInt8](repeating: 0, count: min(stretch, max(file.size, 1)))
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
        return hash.finalize().hexadecimal
    }
}
