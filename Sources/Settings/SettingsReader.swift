internal import Documents
internal import PreflightModel

extension Settings {
    /// Reads a configuration.
    ///
    /// Names of models are checked by the caller, who knows the schemas.
    package init(
        yaml bytes: [UInt8],
        file: String,
        names: SettingsNames
    ) throws(SettingsFault) {
        self.init(file: file)
        let root: Node
        do throws(DocumentProblem) {
            root = try YAMLReader.read(bytes)
        } catch {
            throw SettingsFault(
                file: file,
                span: error.span,
                reason: "the YAML is malformed" + error.kind.words.map { ": \($0)" }.orEmpty
            )
        }
        if root.value == .null { return }
        let shape = SettingShape.configuration(formats: names.formats)
        try SettingsCheck(file: file, names: names).check(root, shape, name: "")
        for member in root.members ?? [] { read(member.key, member.value) }
    }

    // The shape was checked: each value is of its type.
    private mutating func read(_ key: String, _ node: Node) {
        switch key {
        case "model": model = node.setting(ModelID.init)
        case "models": models = node.pairs { $0.setting(ModelID.init) }
        case "schemas": schemas = node.texts
        case "limits": limits = node.choice()
        case "select": select = Setting(value: node.texts.map(\.value), span: node.span)
        case "ignore": ignore = node.texts
        case "severity": severities = node.pairs { $0.choice() }
        case "exclude": exclude = node.texts
        case "fail-on": failOn = node.choice()
        case "map": map = node.pairs { $0.setting { $0 } }
        case "outputs": outputs = node.pairs { $0.setting { $0 } }
        case "network":
            concurrency = node["concurrency"]?.count
            timeout = node["timeout"]?.count
            connectTimeout = node["connect-timeout"]?.count
            certificates = node["ca-file"]?.setting { $0 }
        case "submit":
            mostJobs = node["max-jobs"]?.count
            mostSeconds = node["max-seconds"]?.count
            highestCost = node["max-cost"].flatMap { node in
                node.number.map { Setting(value: $0, span: node.span) }
            }
        case "suppress": suppressions = (node.elements ?? [node]).map(suppression)
        default: break
        }
    }

    private func suppression(_ node: Node) -> Suppression {
        Suppression(
            rule: node["rule"]?.text ?? "",
            scope: node["sha256"]?.text.map { .sha256($0) } ?? .paths(node["path"]?.text ?? ""),
            reason: node["reason"]?.text ?? "",
            expires: node["expires"]?.text,
            place: Place(file: file, span: node["rule"]?.span ?? node.span)
        )
    }
}

extension Node {
    fileprivate func setting<Value>(_ make: (String) -> Value) -> Setting<Value>? {
        text.map { Setting(value: make($0), span: span) }
    }

    fileprivate func choice<Value: RawRepresentable<String>>() -> Setting<Value>? {
        text.flatMap(Value.init(rawValue:)).map { Setting(value: $0, span: span) }
    }

    fileprivate var count: Setting<Int>? {
        wholeNumber.map { Setting(value: $0, span: span) }
    }

    /// One text, or a list of them.
    fileprivate var texts: [Setting<String>] {
        (elements ?? [self]).compactMap { $0.setting { $0 } }
    }

    fileprivate func pairs<Value>(_ read: (Node) -> Setting<Value>?) -> [SettingPair<Value>] {
        (members ?? []).compactMap { member in
            read(member.value).map { setting in
                SettingPair(
                    key: Setting(value: member.key, span: member.keySpan),
                    setting: setting
                )
            }
        }
    }
}

extension DocumentProblem.Kind {
    /// What the reader says of it, where that helps.
    fileprivate var words: String? {
        switch self {
        case .expected(let words): "\(words) is expected"
        case .refused(let words): words.split(separator: "\n").first.map(String.init)
        case .foreign(.tag): "tags have no meaning here"
        case .foreign(.manyAliases): "fewer aliases are expected"
        case .invalidUTF8: "it is no UTF-8"
        case .duplicateKey(let key): "the key \"\(key)\" occurs twice"
        case .tooLarge(let limit): "it has more than \(limit) bytes"
        default: nil
        }
    }
}

extension String? {
    fileprivate var orEmpty: String { self ?? "" }
}
