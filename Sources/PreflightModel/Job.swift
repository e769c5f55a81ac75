/// A payload together with the model that it is for.
public struct Job: Hashable, Sendable {
    /// The model that the payload names, or the one that was asked for.
    public let model: ModelID
    /// Where the model is named, if it is.
    public let modelSpan: TextSpan?
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
            let named = node["model"]
            model = named?.text.map { ModelID($0) } ?? defaultModel
            modelSpan = named?.span
            self.input = input
            self.pointer = pointer.appending(key: "input")
        } else {
            wrapper = nil
            // One that was put beside the properties is meant all the same; where it belongs is told.
            let named = node["model"]?.text.flatMap { $0.contains("/") ? ModelID($0) : nil }
            model = named ?? defaultModel
            modelSpan = named == nil ? nil : node["model"]?.span
            input = node
            self.pointer = pointer
        }
    }

    /// Takes a record of a table as a job: the column `model` names the model, all others are the
    /// input.
    public init(record: Node, at pointer: JSONPointer, defaultModel: ModelID) {
        let members = record.members ?? []
        let named = members.last { $0.key == Wrapper.keys[0] }
        wrapper = nil
        model = named?.value.text.map { ModelID($0) } ?? defaultModel
        modelSpan = named?.value.span
        input = Node(.object(members.filter { $0.key != Wrapper.keys[0] }), at: record.span)
        self.pointer = pointer
    }

    private init(_ job: Job, input: Node) {
        model = job.model
        modelSpan = job.modelSpan
        wrapper = job.wrapper
        pointer = job.pointer
        self.input = input
    }

    /// The same job with another input in the same place.
    public func replacingInput(_ input: Node) -> Job { Job(self, input: input) }
}
