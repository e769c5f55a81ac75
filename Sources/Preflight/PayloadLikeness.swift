internal import Documents
internal import Gathering
internal import PreflightModel
internal import Schemas

/// Tells payloads from the documents of others.
///
/// A directory holds many a document that is nobody's job. One that was named is a payload unless
/// nothing in it looks like one.
struct PayloadLikeness: Sendable {
    /// What becomes of a document.
    enum Treatment {
        /// It is judged.
        case payload
        /// It was named, and is said to be none.
        case foreign
        case passedOver
    }

    /// The names of all properties of all models.
    private let names: [String]
    /// Those that hold what somebody wrote or made: no other document has them by chance.
    private let telling: Set<String>

    /// Knows payloads by the models of a catalogue.
    init(_ catalogue: Catalogue) {
        let properties = catalogue.models.flatMap { catalogue[$0]?.properties ?? [] }
        names = Array(Set(properties.map(\.name))).sorted()
        telling = Set(properties.filter { $0.isFreeText || $0.media != nil }.map(\.name))
    }

    /// What becomes of a value of a file.
    func isMeant(_ entry: PayloadBatch.Entry, in file: PayloadFile) -> Treatment {
        guard case .success(let node) = entry.node else {
            return file.isNamed || isOurs(entry, file) ? .payload : .passedOver
        }
        // What stands among other lines, rows or elements was written as a payload.
        if file.isNamed, !isAlone(entry, node) { return .payload }
        let members = node.members ?? []
        if members.contains(where: { telling.contains($0.key) }) { return .payload }
        let known = members.filter { isNear($0.key, to: names) }
        let isJob = members.contains { member in
            isNear(member.key, to: ["input"]) && member.value.members != nil
                || isNear(member.key, to: ["model"]) && member.value.text?.contains("/") == true
        }
        let isTelling = known.contains { $0.key.utf8.count >= 5 && isNear($0.key, to: telling) }
        if isJob || isTelling || known.count > 1 { return .payload }
        guard file.isNamed else { return .passedOver }
        return known.isEmpty ? .foreign : .payload
    }

    // Much YAML in a repository is written for readers that take more of it than this one, and a
    // table may hold anything.
    private func isOurs(_ entry: PayloadBatch.Entry, _ file: PayloadFile) -> Bool {
        switch file.format {
        case .json, .ndjson: true
        case .yaml, .csv:
            if case .failure(let problem) = entry.node, case .duplicateKey = problem.kind {
                true
            } else {
                false
            }
        }
    }

    /// Whether the value is an object that is all that its document holds.
    private func isAlone(_ entry: PayloadBatch.Entry, _ node: Node) -> Bool {
        entry.isDocument && node.members?.isEmpty == false
    }

    private func isNear(_ key: String, to names: some Collection<String>) -> Bool {
        names.contains(key) || !Nearest.names(to: key, among: Array(names)).isEmpty
    }
}
