/// Which bytes of what is at an address are asked for.
enum WantedBytes: Hashable, Sendable {
    case all
    case part(Range<Int>)
    /// From here to the end, if the entity tag is still this strong one; otherwise all (RFC 9110,
    /// 13.1.5).
    case rest(from: Int, entityTag: String)

    /// How many bytes are asked for; 0 when nobody knows.
    var count: Int { if case .part(let range) = self { range.count } else { 0 } }
}
