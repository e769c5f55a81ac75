/// A stretch of one line of a document, around a place in it.
public struct SourceLine: Hashable, Sendable {
    /// The characters as they are written, without the end of the line.
    public let text: String
    /// The column of the first of them, 1-based, in Unicode code points.
    public let column: Int
    /// Whether more of the line follows.
    public let isCut: Bool

    /// Makes a stretch of a line.
    public init(_ text: String, column: Int, isCut: Bool) {
        self.text = text
        self.column = column
        self.isCut = isCut
    }
}
