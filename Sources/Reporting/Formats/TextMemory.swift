/// Bytes that grow at their end, without the checks that an array makes at each of them.
@safe struct TextMemory: ~Copyable {
    private var memory: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    private static let firstCapacity = 1024

    /// Begins with no bytes.
    init() { unsafe memory = .allocate(capacity: Self.firstCapacity) }

    deinit { unsafe memory.deallocate() }

    /// Appends one byte.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if unsafe count == memory.count { grow(by: 1) }
        unsafe memory.initializeElement(at: count, to: byte)
        count += 1
    }

    /// Appends bytes.
    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if unsafe bytes.count > memory.count - count { grow(by: bytes.count) }
        _ = unsafe UnsafeMutableBufferPointer(rebasing: memory[count...]).update(
            fromContentsOf: bytes
        )
        count += bytes.count
    }

    /// Appends everything to an array.
    func append(to bytes: inout [UInt8]) {
        unsafe bytes.append(contentsOf: memory[..<count])
    }

    private mutating func grow(by missing: Int) {
        let capacity = unsafe max(2 * memory.count, count + missing)
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity)
        _ = unsafe larger.update(fromContentsOf: memory[..<count])
        unsafe memory.deallocate()
        unsafe memory = larger
    }
}
