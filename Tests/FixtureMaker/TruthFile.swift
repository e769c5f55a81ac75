/// A JSON object with one line for each fixture, in the order of their names.
enum TruthFile {
    /// Joins names and the members of their objects.
    static func text(of entries: [(name: String, members: String)]) -> String {
        let lines = entries.sorted { $0.name < $1.name }.map { "  \"\($0.name)\": {\($0.members)}" }
        return "{\n" + lines.joined(separator: ",\n") + "\n}"
    }
}
