/// What a run works with, value by value, each with who chose it.
package struct ConfigurationTable {
    private var rows: [(key: String, value: String, origin: String)] = []

    /// Begins with nothing.
    package init() {}

    /// Adds a value and where it comes from.
    package mutating func add(_ key: String, _ value: String, from origin: String) {
        rows.append((key, value, origin))
    }

    /// A line for each value.
    package var text: String {
        let width = rows.map { $0.key.count }.max() ?? 0
        return rows.map { row in
            let space = String(repeating: " ", count: width - row.key.count + 2)
            return "\(row.key)\(space)\(row.value)  (\(row.origin))".neutralisedLine + "\n"
        }.joined()
    }

    /// The values as one JSON object.
    package var json: String {
        JSONWriter.document { writer in
            writer.array("settings", rows) { writer, row in
                writer.member("key", row.key)
                writer.member("value", row.value)
                writer.member("from", row.origin)
            }
        }
    }
}
