/// Finds what was probably meant by a name that nobody knows.
package enum Nearest {
    /// The candidates that differ in at most a third of the letters, the nearest first.
    package static func names(to name: String, among candidates: [String]) -> [String] {
        // What is longer than any name was never meant as one.
        guard name.utf8.count <= 200 else { return [] }
        let limit = max(1, name.count / 3)
        return candidates.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
            .filter { $0.distance <= limit }
            .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .map(\.name)
    }

    // Damerau's distance: letters added, left out, changed, or two neighbours swapped. Names longer
    // than any real one are cut.
    private static func distance(_ first: String, _ second: String) -> Int {
        let (first, second) = (Array(first.prefix(100)), Array(second.prefix(100)))
        var earlier: [Int] = []
        var row = Array(0...second.count)
        for (index, letter) in first.enumerated() {
            var next = [index + 1]
            for (column, other) in second.enumerated() {
                let change = row[column] + (letter == other ? 0 : 1)
                var least = min(change, row[column + 1] + 1, next[column] + 1)
                if index > 0, column > 0, letter == second[column - 1], first[index - 1] == other {
                    least = min(least, earlier[column - 1] + 1)
                }
                next.append(least)
            }
            (earlier, row) = (row, next)
        }
        return row[second.count]
    }
}
