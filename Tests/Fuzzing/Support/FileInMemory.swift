internal import ImageProbe

/// The mutated bytes as a file, of which only the stretch that was asked for last is held.
struct FileInMemory: ~Copyable {
    private let whole: [UInt8]
    private(set) var held: HeldBytes

    /// Begins with nothing held.
    init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        whole = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
        held = HeldBytes(total: count)
    }

    /// Holds what a reader needs, which must bring it further.
    mutating func hold(_ range: Range<Int>) {
        precondition(!range.isEmpty && !held.holds(range), "asked again for what is held")
        precondition(range.upperBound <= whole.count, "asked for more than there is")
        held.replace(at: range.lowerBound, with: whole[range])
    }

    /// Takes a step again and again until it needs no more bytes.
    mutating func walk(_ step: (borrowing HeldBytes) throws(Interruption) -> Void) {
        while true {
            do throws(Interruption) {
                return try step(held)
            } catch {
                guard case .needs(let range) = error else { return }
                hold(range)
            }
        }
    }
}
