package import PreflightModel

/// The one stretch of a file or an answer that is held, and the length of the whole where it is
/// known.
///
/// Readers ask for bytes at an offset. What is not held interrupts them with the range to be read
/// next; it takes the place of what was held. So a header of any length costs one stretch of memory,
/// which the next file uses again, and a reader never asks for anything before what it asked for
/// last: it keeps what it needs of that.
package struct HeldBytes: ~Copyable, Sendable {
    /// The length of the whole in bytes, where it is known.
    package var total: Int?

    /// The offset of the first byte that is held.
    package private(set) var offset = 0

    /// How many bytes are held.
    package private(set) var count = 0

    private var storage: [UInt8] = []
    private var jumpCount = 0

    /// The smallest stretch that is asked for, in bytes: one page of a file.
    package static let pageSize = 4096
    private static let largestStretch = 1 << 20
    private let exactJumps: Int
    private let jumpsUntilDoubled: Int

    /// Holds nothing of a whole whose length may be known.
    ///
    /// After `exactJumps` jumps over what is not needed each takes twice as much, and twice as much again
    /// after `jumpsUntilDoubled` more, so that a header that is scattered over megabytes does not take
    /// thousands of reads.
    package init(total: Int? = nil, exactJumps: Int = 64, jumpsUntilDoubled: Int = 64) {
        self.total = total
        self.exactJumps = exactJumps
        self.jumpsUntilDoubled = jumpsUntilDoubled
    }

    /// Forgets everything and begins with another whole, in the same memory.
    package mutating func forget(total: Int?) {
        self.total = total
        offset = 0
        count = 0
        jumpCount = 0
    }

    /// The offset after the last byte that is held.
    package var end: Int { offset + count }

    /// Whether all of these bytes are held.
    package func holds(_ range: Range<Int>) -> Bool {
        offset <= range.lowerBound && range.upperBound <= end
    }

    /// Holds what `read` fills in, at most `capacity` bytes at `offset`, instead of what was held.
    ///
    /// `read` gets the memory and returns how many bytes it wrote.
    package mutating func replace(
        at offset: Int,
        capacity: Int,
        _ read: (UnsafeMutableRawBufferPointer) throws(Obstacle) -> Int
    ) throws(Obstacle) {
        jump(to: offset)
        if storage.count < capacity {
            storage += repeatElement(0, count: capacity - storage.count)
        }
        var obstacle: Obstacle?
        let got = unsafe storage.withUnsafeMutableBytes { buffer in
            do throws(Obstacle) {
                return unsafe try read(UnsafeMutableRawBufferPointer(rebasing: buffer[..<capacity]))
            } catch {
                obstacle = error
                return 0
            }
        }
        if let obstacle { throw obstacle }
        count = min(got, capacity)
    }

    /// Holds these bytes at `offset` instead of what was held.
    package mutating func replace(at offset: Int, with bytes: some Collection<UInt8>) {
        jump(to: offset)
        append(bytes)
    }

    /// Holds nothing, at `offset`.
    private mutating func jump(to offset: Int) {
        if offset > end + count || offset < self.offset { jumpCount += 1 }
        self.offset = offset
        count = 0
    }

    /// Holds these bytes behind those that are held.
    package mutating func append(_ bytes: some Collection<UInt8>) {
        let missing = count + bytes.count - storage.count
        if missing > 0 { storage += repeatElement(0, count: max(missing, storage.count)) }
        unsafe storage.withUnsafeMutableBytes { unsafe $0[count...].copyBytes(from: bytes) }
        count += bytes.count
    }

    /// Gives up everything before `offset`.
    package mutating func drop(before offset: Int) {
        guard offset > self.offset else { return }
        let kept = max(end - offset, 0)
        if kept > 0 {
            storage.replaceSubrange(0..<kept, with: Array(storage[count - kept..<count]))
        }
        self.offset = offset
        count = kept
    }

    /// The held bytes from the beginning of the whole, at most `limit` of them.
    package func prefix(_ limit: Int) -> ArraySlice<UInt8> {
        offset == 0 ? storage[..<min(limit, count)] : []
    }

    /// Makes sure that `count` bytes at `offset` are held.
    @inline(__always)
    func require(at offset: Int, count: Int) throws(Interruption) {
        if offset >= self.offset, offset + count <= end { return }
        throw interruption(at: offset, count: count)
    }

    @inline(never)
    private func interruption(at offset: Int, count: Int) -> Interruption {
        if let total, offset + count > total { return .endsEarly }
        return .needs(missingRange(at: offset, count: count))
    }

    /// The number that `count` bytes at `offset` write, at most eight, most significant first.
    @inline(__always)
    func bigEndian(at offset: Int, count: Int) throws(Interruption) -> Int {
        try require(at: offset, count: count)
        let start = offset - self.offset
        return unsafe storage.withUnsafeBufferPointer { bytes in
            var number = 0
            for index in 0..<count { number = unsafe number << 8 | Int(bytes[start + index]) }
            return number
        }
    }

    /// The number that `count` bytes at `offset` write, at most eight, least significant first.
    func littleEndian(at offset: Int, count: Int) throws(Interruption) -> Int {
        try require(at: offset, count: count)
        var number = 0
        for index in (0..<count).reversed() {
            number = number << 8 | Int(storage[offset - self.offset + index])
        }
        return number
    }

    /// Exactly `count` bytes at `offset`.
    func bytes(at offset: Int, count: Int) throws(Interruption) -> ArraySlice<UInt8> {
        try require(at: offset, count: count)
        return storage[offset - self.offset..<offset - self.offset + count]
    }

    /// Whether the bytes at `offset` are these.
    func matches(_ text: StaticString, at offset: Int) throws(Interruption) -> Bool {
        try require(at: offset, count: text.utf8CodeUnitCount)
        let start = offset - self.offset
        return text.withUTF8Buffer { letters in
            for index in 0..<letters.count where unsafe letters[index] != storage[start + index] {
                return false
            }
            return true
        }
    }

    /// Whether the held bytes at `offset` are these.
    func holds(_ sought: [UInt8], at offset: Int) -> Bool {
        guard holds(offset..<offset + sought.count) else { return false }
        let start = offset - self.offset
        for index in sought.indices where sought[index] != storage[start + index] { return false }
        return true
    }

    /// Appends `count` bytes at `offset` to what a library is to read.
    func append(
        at offset: Int,
        count: Int,
        to needed: inout [UInt8]
    ) throws(Interruption) {
        try require(at: offset, count: count)
        let start = offset - self.offset
        unsafe storage.withUnsafeBufferPointer { held in
            unsafe needed.append(
                contentsOf: UnsafeBufferPointer(rebasing: held[start..<start + count])
            )
        }
    }

    /// Hands over what is held, for loops that look at every byte.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe storage[..<count].withUnsafeBufferPointer { unsafe body($0) }
    }

    private var doublings: Int {
        jumpCount < exactJumps ? 0 : min(1 + (jumpCount - exactJumps) / jumpsUntilDoubled, 8)
    }

    // A walk in small steps asks for twice as much as is held, so that it takes few reads; a jump
    // over more than is held asks for a page.
    private func missingRange(at place: Int, count: Int) -> Range<Int> {
        let isNear = place >= offset && place <= end + self.count
        let stretch =
            isNear
            ? 2 * self.count : Self.pageSize << doublings
        let length = max(min(max(stretch, Self.pageSize), Self.largestStretch), count)
        let limit = total ?? .max
        return place..<(place > limit - length ? limit : place + length)
    }
}

/// Why reading a header stopped before it was done.
package enum Interruption: Error, Hashable, Sendable {
    /// These bytes must be held first.
    case needs(Range<Int>)
    /// The file ends inside of its header.
    case endsEarly
    /// The header contradicts itself or its library refuses it.
    case damaged(HeaderDamage)
    /// The library cannot read this coding.
    case unreadable(ImageCoding)
}
