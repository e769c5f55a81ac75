/// Bytes that grow at their end, without the checks that an array makes at each of them.
@safe struct TextMemory: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0

    private static let firstCapacity = 2048
    /// The digits of the largest number.
    private static let mostDigits = 20

    /// Begins with no bytes.
    init() {
        capacity = Self.firstCapacity
        unsafe memory = .allocate(capacity: capacity)
    }

    deinit { unsafe memory.deallocate() }

    /// Appends one byte.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe memory[count] = byte
        count += 1
    }

    /// Appends bytes.
    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        unsafe (memory + count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    /// Appends the name of a member between quotation marks, and the colon behind it.
    mutating func append(name: StaticString) {
        let length = name.utf8CodeUnitCount
        reserve(length + 3)
        let start = unsafe memory + count
        unsafe start[0] = 0x22
        unsafe (start + 1).update(from: name.utf8Start, count: length)
        unsafe start[length + 1] = 0x22
        unsafe start[length + 2] = 0x3a
        count += length + 3
    }

    /// Appends a number in decimal digits.
    mutating func append(number: UInt) {
        reserve(Self.mostDigits)
        var digits = 1
        var rest = number / 10
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        rest = number
        for place in (count..<count + digits).reversed() {
            unsafe memory[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }

    /// Appends everything to an array.
    func append(to bytes: inout [UInt8]) {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: memory, count: count))
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if more > capacity - count { grow(by: more) }
    }

    @inline(never)
    private mutating func grow(by missing: Int) {
        capacity = max(2 * capacity, count + missing)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        unsafe larger.update(from: memory, count: count)
        unsafe memory.deallocate()
        unsafe memory = larger
    }
}
