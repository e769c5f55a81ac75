/// Bytes that grow at their end, without the checks that an array makes at each of them.
@safe struct TextMemory: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0

    /// What most texts of an image fit into, and what `malloc` has at hand.
    private static let firstCapacity = 1024
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

    /// Appends bytes between quotation marks if a JSON text holds them as they are, and says whether
    /// they were such: ASCII, and neither a control character, nor a quotation mark, nor a backslash,
    /// nor two number signs in a row, with which commands of CI runners begin.
    ///
    /// They are looked at where they were copied to, eight at once, with harmless ones behind them.
    @inline(__always)
    mutating func appendQuoted(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let length = bytes.count
        reserve(length + 10)
        let copy = UnsafeMutableRawPointer(unsafe memory + count + 1)
        unsafe memory[count] = 0x22
        if let start = bytes.baseAddress { unsafe copy.copyMemory(from: start, byteCount: length) }
        unsafe copy.storeBytes(of: UInt64.spaces, toByteOffset: length, as: UInt64.self)
        var marks: UInt64 = 0
        var numberSigns: UInt64 = 0
        var offset = 0
        while offset < length {
            let word = unsafe copy.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            marks |= word.marksOfSpecialBytes
            numberSigns |= word.marksOfNumberSigns
            offset &+= 8
        }
        guard !marks.hasMarks else { return false }
        if numberSigns.hasMarks {
            for offset in 0..<length
            where unsafe copy.loadUnaligned(fromByteOffset: offset, as: UInt16.self) == 0x2323 {
                return false
            }
        }
        unsafe copy.storeBytes(of: 0x22, toByteOffset: length, as: UInt8.self)
        count += length + 2
        return true
    }

    /// Appends a text that stands in the program; where its length is known, so is each move.
    @inline(__always)
    mutating func append(_ literal: StaticString) {
        let length = literal.utf8CodeUnitCount
        reserve(length)
        unsafe (memory + count).update(from: literal.utf8Start, count: length)
        count += length
    }

    /// Appends a number in decimal digits.
    mutating func append(number: UInt) {
        reserve(Self.mostDigits)
        if number < 10 {
            unsafe memory[count] = 0x30 + UInt8(truncatingIfNeeded: number)
            count += 1
            return
        }
        var digits = 1
        var limit: UInt = 10
        while number >= limit, digits < Self.mostDigits {
            digits += 1
            limit = limit &* 10
        }
        var rest = number
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

extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    fileprivate static let spaces = 0x20 * ones

    /// Eight bytes, of which one has its high bit set where one of these is a control character, a
    /// quotation mark, a backslash, DEL or no ASCII.
    ///
    /// A subtraction borrows from the high bit of each byte that is smaller; one that is no ASCII
    /// has it set before.
    @inline(__always)
    fileprivate var marksOfSpecialBytes: UInt64 {
        func isZero(_ word: UInt64) -> UInt64 { (word &- Self.ones) & ~word }
        return self | (self &- Self.spaces) | isZero(self ^ (0x22 * Self.ones))
            | isZero(self ^ (0x5c * Self.ones)) | isZero(self ^ (0x7f * Self.ones))
    }

    /// The same where one of them is a number sign, or behind one.
    @inline(__always)
    fileprivate var marksOfNumberSigns: UInt64 {
        let word = self ^ (0x23 * Self.ones)
        return (word &- Self.ones) & ~word
    }

    /// Whether one of eight bytes has its high bit set.
    @inline(__always)
    fileprivate var hasMarks: Bool { self & Self.highBits != 0 }
}
