/// What the provider objects to in a payload that was sent.
public struct Complaint: Hashable, Sendable {
    /// The property that it is about; `nil` when it is about all of the payload.
    public let property: String?
    /// The provider's words.
    public let words: String

    /// Makes a complaint.
    public init(property: String?, words: String) {
        self.property = property
        self.words = words
    }
}
