#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// The ends of lines.
enum LineFeed {
    /// The byte that ends a line.
    static let byte: UInt8 = 0x0a

    /// The first line feed of `bytes` at or behind `start`.
    ///
    /// The search of the C library looks at many bytes at once.
    static func index(in bytes: [UInt8], from start: Int) -> Int? {
        unsafe bytes.withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress,
                let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }
}
