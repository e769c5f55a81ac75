/// A payload together with the model that it is for.
public struct Job: Hashable, Sendable {
    /// The model that the payload names, or the one that was asked for.
    public let model: ModelID
    /// The input object, or whatever stands in its place.
    public let input: Node
    /// Where the input stands in its document.
    public let pointer: JSONPointer
    /// The object around the input, when the payload is written as `{"model": …, "input": …}`.
    public let wrapper: Wrapper?

    /// The object that names the model and holds the input.
    public struct Wrapper: Hashable, Sendable {
        /// The keys that it may have.
        public static let keys = ["model", "input"]

        /// The object.
        public let node: Node
        /// Where it stands in its document.
        public let pointer: JSONPointer
    }

    /// Takes a document, or an element of a list, as a job: either `{"model": …, "input": …}` or
    /// the input itself.
    public init(_ node: Node, at pointer: JSONPointer, defaultModel: ModelID) {
        if let input = node["input"] {
            wrapper = Wrapper(node: node, pointer: pointer)
            model = node["model"]?.text.map { ModelID($0) } ?? defaultModel
            self.input = input
            self.pointer = pointer.appending(key: "input")
        } else {
            wrapper = nil
            model = defaultModel
            input = node
            self.pointer = pointer
        }
    }
}
