internal import Documents
package import PreflightModel

/// Checks a configuration against its shape before anything is taken from it.
struct SettingsCheck {
    let file: String
    let names: SettingsNames

    /// Refuses a value that is not of the shape; `name` is the key in front of it.
    func check(_ node: Node, _ shape: SettingShape, name: String) throws(SettingsFault) {
        switch shape {
        case .text:
            guard let text = node.text, !text.isEmpty else {
                throw fault(node, "\(name) must be a text")
            }
        case .choice(let words):
            guard let text = node.text, words.contains(text) else {
                throw fault(node, "\(name) must be one of \(words.joined(separator: ", "))")
            }
        case .amount(let range):
            guard let number = node.number, number >= Fraction(range.lowerBound),
                number <= Fraction(range.upperBound)
            else {
                let limits = "\(range.lowerBound) to \(range.upperBound)"
                throw fault(node, "\(name) must be a number from \(limits)")
            }
        case .wholeNumber(let range):
            guard let number = node.wholeNumber, range.contains(number) else {
                let limits = "\(range.lowerBound) to \(range.upperBound)"
                throw fault(node, "\(name) must be a whole number from \(limits)")
            }
        case .day:
            guard let text = node.text, Day.isDay(text) else {
                throw fault(node, "\(name) must be a day, such as 2026-11-30")
            }
        case .digest:
            guard let text = node.text, Digest.isSHA256(text) else {
                throw fault(node, "\(name) must be 64 lower-case hexadecimal digits")
            }
        case .rule: try checkRule(node, name: name)
        case .addressPrefix:
            guard let text = node.text, Beginning.isOfAddress(text) else {
                throw fault(node, "\(name) must be an https address that ends with a slash")
            }
        case .pathBelow:
            guard let text = node.text, Beginning.isBelow(text) else {
                throw fault(node, "\(name) must be a path below the folder of this file")
            }
        case .list(let shape, let isFilled):
            guard !isFilled || node.elements?.isEmpty != true else {
                throw fault(node, "\(name) must name at least one")
            }
            for element in node.elements ?? [node] { try check(element, shape, name: name) }
        case .table(let keys, let values):
            guard let members = node.members else {
                throw fault(node, "\(name) must be keys and values")
            }
            try refuseRepeated(members)
            for member in members {
                let key = Node(.string(member.key), at: member.keySpan)
                try check(key, keys, name: "a key of \(name)")
                try check(member.value, values, name: member.key)
            }
        case .record(let keys, let oneOf):
            try checkRecord(node, keys, name: name)
            guard oneOf.isEmpty || oneOf.count(where: { node[$0] != nil }) == 1 else {
                let keys = oneOf.map { "\"\($0)\"" }.joined(separator: " or ")
                throw fault(node, "\(name) must have either \(keys)")
            }
        }
    }

    private func checkRecord(
        _ node: Node,
        _ keys: [SettingKey],
        name: String
    ) throws(SettingsFault) {
        guard let members = node.members else {
            throw fault(
                node,
                name.isEmpty ? "keys and values are expected" : "\(name) must be keys and values"
            )
        }
        try refuseRepeated(members)
        for member in members {
            guard let key = keys.first(where: { $0.name == member.key }) else {
                let known = keys.map(\.name).sorted()
                let guess = guess(of: member.key, among: known, orKnown: true)
                throw fault(at: member.keySpan, "unknown key \"\(member.key)\"" + guess)
            }
            try check(member.value, key.shape, name: member.key)
        }
        for key in keys where key.isRequired && node[key.name] == nil {
            throw fault(node, "\(name) must have the key \"\(key.name)\"")
        }
    }

    private func refuseRepeated(_ members: [Node.Member]) throws(SettingsFault) {
        var names: Set<String> = []
        for member in members where !names.insert(member.key).inserted {
            throw fault(at: member.keySpan, "the key \"\(member.key)\" occurs twice")
        }
    }

    private func checkRule(_ node: Node, name: String) throws(SettingsFault) {
        guard let rule = node.text else { throw fault(node, "\(name) must be the name of a rule") }
        if names.findings.contains(rule) { return }
        guard !names.doubts.contains(rule) else {
            throw fault(
                node,
                "\(rule) is a doubt: a check that could not be made is never left out or weighed"
            )
        }
        throw fault(
            node,
            "no rule \(rule)" + guess(of: rule, among: names.findings.sorted(), orKnown: false)
        )
    }

    private func guess(of name: String, among known: [String], orKnown: Bool) -> String {
        if let nearest = Nearest.names(to: name, among: known).first {
            return "; did you mean \"\(nearest)\"?"
        }
        return orKnown
            ? "; known are \(known.joined(separator: ", "))" : "; preflight rules lists all of them"
    }

    private func fault(_ node: Node, _ reason: String) -> SettingsFault {
        fault(at: node.span, reason)
    }

    private func fault(at span: TextSpan, _ reason: String) -> SettingsFault {
        SettingsFault(file: file, span: span, reason: reason)
    }
}

/// The names that a configuration may use, given by who knows them.
package struct SettingsNames: Sendable {
    /// Rules whose findings can be left out.
    let findings: Set<String>
    /// Rules that give doubts.
    let doubts: Set<String>
    /// Formats of reports.
    let formats: [String]

    /// Knows all rules and the formats of reports.
    package init(rules: [RuleDescription], formats: [String]) {
        var findings: Set<String> = []
        var doubts: Set<String> = []
        for rule in rules {
            switch rule.objection {
            case .finding: findings.insert(rule.name.text)
            case .doubt: doubts.insert(rule.name.text)
            }
        }
        self.findings = findings
        self.doubts = doubts
        self.formats = formats
    }
}

/// Days of the calendar as texts, which are ordered as the days are.
enum Day {
    private static let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    /// Whether a text is a day in the form of ISO 8601: year, month and day with dashes.
    static func isDay(_ text: String) -> Bool {
        guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
            let year = Int(match.output.1), let month = Int(match.output.2),
            let day = Int(match.output.3), lengths.indices.contains(month - 1)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return (1...lengths[month - 1]).contains(day) && (month != 2 || day < 29 || isLeap)
    }
}

/// How paths and addresses of a configuration may begin.
enum Beginning {
    /// Whether a text is an https address that ends with a slash: what begins with it has the same
    /// host.
    static func isOfAddress(_ text: String) -> Bool {
        text.wholeMatch(of: /https:\/\/[^\/?#@\s]+\/([^?#\s]*\/)?/) != nil
    }

    /// Whether a text is a relative path without a step upwards.
    static func isBelow(_ text: String) -> Bool {
        !text.isEmpty && text != "-" && !text.hasPrefix("/")
            && !text.split(separator: "/").contains("..")
    }
}

/// Digests as texts.
enum Digest {
    /// Whether a text is SHA-256 in lower-case hexadecimal digits.
    static func isSHA256(_ text: String) -> Bool { text.wholeMatch(of: /[0-9a-f]{64}/) != nil }
}
