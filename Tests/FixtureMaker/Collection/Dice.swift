/// Numbers that look random and are the same for ever (SplitMix64).
struct Dice {
    private var state: UInt64

    /// Begins a sequence of its own for each seed.
    init(seed: Int) {
        state = UInt64(truncatingIfNeeded: seed) &* 0xD134_2543_DE82_EF95
    }

    /// A number from 0 to one below `count`.
    mutating func roll(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(mixed % UInt64(count))
    }

    /// Whether a thing happens that does so in `count` of 1,000 cases.
    mutating func happens(_ count: Int) -> Bool { roll(1000) < count }

    /// One of these.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[roll(elements.count)] }

    /// One of these, each as often as its share of the sum says.
    mutating func pick<Element>(weighted shares: [(Int, Element)]) -> Element {
        var left = roll(shares.reduce(0) { $0 + $1.0 })
        for (share, element) in shares.dropLast() {
            guard left >= share else { return element }
            left -= share
        }
        return shares[shares.count - 1].1
    }
}
