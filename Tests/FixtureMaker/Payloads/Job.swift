/// A model and the input for it; names may be doubled on purpose.
struct Job {
    /// The models that the fixtures are made for.
    enum Model {
        static let imageToVideo = "bytedance/seedance-v1.5-pro/image-to-video"
        static let liteImageToVideo = "bytedance/seedance-1-0/lite/image-to-video"
        static let textToVideo = "bytedance/seedance-1-0/pro/fast/text-to-video"
    }

    let model: String
    let input: KeyValuePairs<String, JSONLiteral>

    /// Makes a job.
    init(_ model: String, _ input: KeyValuePairs<String, JSONLiteral>) {
        self.model = model
        self.input = input
    }

    /// The job as JSON in lines, the later ones indented by `indentation`.
    func lines(indentation: String = "") -> String {
        let members = input.map { "    \"\($0.key)\": \($0.value.json)" }
        let lines =
            ["{", "  \"model\": \"\(model)\",", "  \"input\": {"]
            + members.dropLast().map { $0 + "," } + members.suffix(1) + ["  }", "}"]
        return lines.joined(separator: "\n" + indentation)
    }

    /// The job as JSON in one line.
    var line: String {
        let members = input.map { "\"\($0.key)\": \($0.value.json)" }
        return "{\"model\": \"\(model)\", \"input\": {\(members.joined(separator: ", "))}}"
    }
}
