/// A payload together with the model that it is for.
public struct Job: Hashable, Sendable {
    /// The model that the payload names, or the one that was asked for.
    public let model: ModelID
    /// The node that names the model, when the payload does it itself.
    public let modelNode: Node?
    /// The input object, or whatever stands in its place.
    public let input: Node
    /// Where the input stands in its document.
    public let pointer: JSONPointer

    /// Takes a document, or an element of a list, as a job: either `{"model": …, "input": …}` or
    /// the input itself.
    public init(_ node: Node, at pointer: JSONPointer, defaultModel: ModelID) {
        if let input = node["input"] {
            modelNode = node["model"]
            model = modelNode?.text.map { ModelID($0) } ?? defaultModel
            self.input = input
            self.pointer = pointer.appending(key: "input")
        } else {
            modelNode = nil
            model = defaultModel
            input = node
            self.pointer = pointer
        }
    }
}
