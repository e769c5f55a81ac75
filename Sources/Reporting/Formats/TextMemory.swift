/// Bytes that grow at their end, without the checks that an array makes at each of them.
@safe struct TextMemory: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private var isLent = true

    /// What most texts of an image fit into, in bytes.
    private static let usualLength = 1024
    /// The digits of the largest number.
    private static let mostDigits = 20

    /// Appends to an array what `body` makes of a memory, which most texts leave on the stack.
    @inline(__always)
    static func append(
        to bytes: inout [UInt8],
        _ body: (consuming TextMemory) -> TextMemory
    ) {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: usualLength) { room in
            guard let start = room.baseAddress else { return }
            let text = unsafe body(TextMemory(start, room.count))
            unsafe bytes.append(
                contentsOf: UnsafeBufferPointer(start: text.memory, count: text.count)
            )
        }
    }

    /// Begins with no bytes, in memory that is another's.
    private init(_ memory: UnsafeMutablePointer<UInt8>, _ capacity: Int) {
        unsafe self.memory = memory
        self.capacity = capacity
    }

    deinit { if !isLent { unsafe memory.deallocate() } }

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

    /// Appends the name of a member in quotation marks and a colon, behind a comma if one is wanted.
    @inline(__always)
    mutating func append(key name: StaticString, afterComma hasComma: Bool) {
        let length = name.utf8CodeUnitCount
        reserve(length + 4)
        unsafe memory[count] = 0x2c
        if hasComma { count += 1 }
        let start = unsafe memory + count
        unsafe start[0] = 0x22
        unsafe (start + 1).update(from: name.utf8Start, count: length)
        unsafe start[length + 1] = 0x22
        unsafe start[length + 2] = 0x3a
        count += length + 3
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
            digits &+= 1
            limit = limit &* 10
        }
        var rest = number
        var place = digits
        let start = unsafe memory + count
        while place > 0 {
            place &-= 1
            let tenth = rest / 10
            unsafe start[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest &- tenth &* 10)
            rest = tenth
        }
        count += digits
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
        if !isLent { unsafe memory.deallocate() }
        unsafe memory = larger
        isLent = false
    }
}

extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    fileprivate static let spaces = 0x20 * ones

    /// Eight bytes, of which one has its high bit set where one of these is a control character, a
    /// quotation mark, a backslash, DEL or no ASCII.
    ///
    /// A subtraction borrows from the high bit of each byte that is smaller; an addition carries DEL
    /// into it, and what is no ASCII has it set before.
    @inline(__always)
    fileprivate var marksOfSpecialBytes: UInt64 {
        func isZero(_ word: UInt64) -> UInt64 { (word &- Self.ones) & ~word }
        return self | (self &- Self.spaces) | (self &+ Self.ones)
            | isZero(self ^ (0x22 * Self.ones)) | isZero(self ^ (0x5c * Self.ones))
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
