internal import Documents
internal import PreflightModel

extension Settings {
    /// Reads a configuration.
    ///
    /// Names of models are checked by the caller, who knows the schemas.
    package init(yaml bytes: [UInt8], file: String) throws(SettingsFault) {
        self.init(file: file)
        let root: Node
        do throws(DocumentProblem) {
            root = try YAMLReader.read(bytes)
        } catch {
            throw SettingsFault(file: file, span: error.span, reason: "the YAML is malformed")
        }
        guard let members = root.members else {
            throw SettingsFault(file: file, span: root.span, reason: "keys and values are expected")
        }
        for member in members { try read(member) }
    }

    private static let keys = ["exclude", "fail-on", "limits", "model", "schemas"]

    private mutating func read(_ member: Node.Member) throws(SettingsFault) {
        switch member.key {
        case "model":
            let text = try text(member.value, of: member.key)
            model = Setting(value: ModelID(text), span: member.value.span)
        case "limits": limits = try choice(member, among: LimitReading.allCases.map(\.rawValue))
        case "fail-on": failOn = try choice(member, among: FailureLimit.allCases.map(\.rawValue))
        case "schemas": schemas += try texts(member)
        case "exclude": exclude += try texts(member)
        default:
            let nearest = Nearest.names(to: member.key, among: Self.keys).first
            throw SettingsFault(
                file: file,
                span: member.keySpan,
                reason: "unknown key \"\(member.key)\""
                    + (nearest.map { "; did you mean \"\($0)\"?" }
                        ?? "; known are \(Self.keys.joined(separator: ", "))")
            )
        }
    }

    /// One text, or a list of them.
    private func texts(_ member: Node.Member) throws(SettingsFault) -> [Setting<String>] {
        var texts: [Setting<String>] = []
        for element in member.value.elements ?? [member.value] {
            let text = try text(element, of: member.key)
            texts.append(Setting(value: text, span: element.span))
        }
        return texts
    }

    private func text(_ node: Node, of key: String) throws(SettingsFault) -> String {
        guard let text = node.text else {
            throw SettingsFault(file: file, span: node.span, reason: "\(key) must be a text")
        }
        return text
    }

    private func choice<Value: RawRepresentable<String>>(
        _ member: Node.Member,
        among names: [String]
    ) throws(SettingsFault) -> Setting<Value> {
        let text = try text(member.value, of: member.key)
        guard let value = Value(rawValue: text) else {
            throw SettingsFault(
                file: file,
                span: member.value.span,
                reason: "\(member.key) must be one of \(names.joined(separator: ", "))"
            )
        }
        return Setting(value: value, span: member.value.span)
    }
}
