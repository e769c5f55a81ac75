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
    /// Those, and the name of a model: what a broken document that has one was probably meant to be.
    private let promising: Set<String>

    /// Knows payloads by the models of a catalogue.
    init(_ catalogue: Catalogue) {
        let properties = catalogue.models.flatMap { catalogue[$0]?.properties ?? [] }
        names = Array(Set(properties.map(\.name))).sorted()
        telling = Set(properties.filter { $0.isFreeText || $0.isMedia }.map(\.name))
        promising = telling.union([Job.Wrapper.keys[0]])
    }

    /// What becomes of a value of a file.
    func isMeant(_ entry: PayloadBatch.Entry, in file: PayloadFile) -> Treatment {
        guard case .success(let node) = entry.node else {
            return file.isMeant || isOurs(entry) ? .payload : .passedOver
        }
        // What stands among other lines, rows or elements was written as a payload.
        if file.isMeant, !isAlone(entry, node) { return .payload }
        if isPayload(node) { return .payload }
        guard file.isMeant else { return .passedOver }
        let isKnown = (node.members ?? []).contains { isNear($0.key, to: names) }
        return isKnown ? .payload : .foreign
    }

    /// Whether any of the values looks like a payload, so that all are meant to be some.
    func isAnyPayload(_ entries: some Sequence<PayloadBatch.Entry>) -> Bool {
        entries.contains { entry in (try? entry.node.get()).map(isPayload) ?? false }
    }

    /// Whether any of the values is a payload, or was meant to be one and cannot be read.
    func isAnyMeant(_ entries: some Sequence<PayloadBatch.Entry>) -> Bool {
        entries.contains { entry in
            switch entry.node {
            case .success(let node): isPayload(node)
            case .failure: isOurs(entry)
            }
        }
    }

    private func isPayload(_ node: Node) -> Bool {
        let members = node.members ?? []
        if members.contains(where: { telling.contains($0.key) }) { return true }
        let known = members.filter { isNear($0.key, to: names) }
        let isJob = members.contains { member in
            isNear(member.key, to: ["input"]) && member.value.members != nil
                || isNear(member.key, to: ["model"]) && member.value.text?.contains("/") == true
        }
        let isTelling = known.contains { $0.key.utf8.count >= 5 && isNear($0.key, to: telling) }
        return isJob || isTelling || known.count > 1
    }

    // Much JSON and YAML in a repository is written for readers that take more of it than this one, and
    // a table may hold anything: what cannot be read is ours when it names what payloads have.
    private func isOurs(_ entry: PayloadBatch.Entry) -> Bool {
        entry.columns?.contains(where: promising.contains) == true
            || entry.text.mentionsKey(among: promising)
    }

    /// Whether the value is an object that is all that its document holds.
    private func isAlone(_ entry: PayloadBatch.Entry, _ node: Node) -> Bool {
        entry.isDocument && node.members?.isEmpty == false
    }

    private func isNear(_ key: String, to names: some Collection<String>) -> Bool {
        names.contains(key) || !Nearest.names(to: key, among: Array(names)).isEmpty
    }
}
