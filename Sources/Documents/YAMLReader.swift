package import PreflightModel
internal import Yams

/// Reads one YAML document into nodes that know where they begin.
///
/// Plain scalars follow the core schema of YAML 1.2 (10.3.2), so `no` and `12:30:45` are strings.
/// Anchors, tags and keys that are no strings are refused.
package enum YAMLReader {
    /// Reads a document; an empty one is an empty object.
    package static func read(_ bytes: [UInt8]) throws(DocumentProblem) -> PreflightModel.Node {
        let start = TextSpan(line: 1, column: 1, endLine: 1, endColumn: 1)
        guard bytes.count <= JSONReader.largestDocument else {
            throw DocumentProblem(.tooLarge(limit: JSONReader.largestDocument), at: start)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DocumentProblem(.invalidUTF8, at: start)
        }
        let parser: Parser
        guard !hasAliasBomb(bytes) else {
            throw DocumentProblem(.expected("no anchor"), at: start)
        }
        let root: Yams.Node?
        do {
            parser = try Parser(yaml: text, resolver: .basic)
            root = try parser.singleRoot()
        } catch let error as YamlError {
            throw problem(of: error, at: start)
        } catch {
            throw DocumentProblem(.refused(words: "\(error)"), at: start)
        }
        guard let root else { return PreflightModel.Node(.object([]), at: start) }
        // Nodes hold their anchors weakly: they last as long as the parser does.
        defer { withExtendedLifetime(parser) {} }
        return try node(root, depth: 0)
    }

    // The parser hashes keys while it reads, aliases and all: many aliases are refused before.
    private static func hasAliasBomb(_ bytes: [UInt8]) -> Bool {
        func count(_ mark: UInt8) -> Int {
            bytes.indices.count { index in
                guard bytes[index] == mark, index + 1 < bytes.count else { return false }
                let isName = bytes[index + 1] > 0x20 && bytes[index + 1] != mark
                return isName && (index == 0 || Self.opensToken.contains(bytes[index - 1]))
            }
        }
        return count(UInt8(ascii: "&")) > 0 && count(UInt8(ascii: "*")) > mostAliases
    }

    private static let opensToken = Set(" \t\n\r[{,:?-".utf8)
    private static let mostAliases = 8

    private static func node(
        _ node: Yams.Node,
        depth: Int
    ) throws(DocumentProblem) -> PreflightModel.Node {
        let place = span(of: node)
        // An anchor whose aliases hold aliases makes a small file huge.
        guard node.anchor == nil else { throw DocumentProblem(.expected("no anchor"), at: place) }
        guard tag(of: node).isEmpty else { throw DocumentProblem(.expected("no tag"), at: place) }
        guard depth < JSONReader.deepestNesting || node.scalar != nil else {
            throw DocumentProblem(.tooDeep(limit: JSONReader.deepestNesting), at: place)
        }
        switch node {
        case .scalar(let scalar):
            return PreflightModel.Node(value(of: scalar), at: place)
        case .sequence(let sequence):
            var elements: [PreflightModel.Node] = []
            for element in sequence { elements.append(try self.node(element, depth: depth + 1)) }
            return PreflightModel.Node(.array(elements), at: place)
        case .mapping(let mapping):
            var members: [PreflightModel.Node.Member] = []
            for (key, value) in mapping {
                guard let text = key.scalar?.string, key.anchor == nil else {
                    throw DocumentProblem(.expected("a key of plain text"), at: span(of: key))
                }
                members.append(
                    PreflightModel.Node.Member(
                        key: text,
                        keySpan: span(of: key),
                        value: try self.node(value, depth: depth + 1)
                    )
                )
            }
            return PreflightModel.Node(.object(members), at: place)
        case .alias:
            throw DocumentProblem(.expected("no alias"), at: place)
        }
    }

    private static func value(of scalar: Yams.Node.Scalar) -> PreflightModel.Node.Value {
        guard scalar.style == .plain else { return .string(scalar.string) }
        switch scalar.string {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        case let text: return number(text).map { .number($0) } ?? .string(text)
        }
    }

    /// A number of the core schema, spelled as JSON spells it; JSON knows no infinity.
    private static func number(_ text: String) -> String? {
        if let match = text.wholeMatch(of: /0x([0-9a-fA-F]+)/) {
            return UInt64(match.output.1, radix: 16).map { "\($0)" }
        }
        if let match = text.wholeMatch(of: /0o([0-7]+)/) {
            return UInt64(match.output.1, radix: 8).map { "\($0)" }
        }
        let number = /([-+]?)([0-9]*)(?:\.([0-9]*))?([eE][-+]?[0-9]+)?/
        guard let match = text.wholeMatch(of: number) else { return nil }
        let (_, sign, whole, fraction, exponent) = match.output
        guard !(whole + (fraction ?? "")).isEmpty else { return nil }
        let digits = whole.drop { $0 == "0" }
        let places = fraction.flatMap { $0.isEmpty ? nil : ".\($0)" } ?? ""
        return (sign == "-" ? "-" : "") + (digits.isEmpty ? "0" : digits) + places
            + (exponent ?? "")
    }

    // As it is written: the library fills in the tag of a node only where it compares nodes. It
    // gives each text in quotes the tag that it has without one.
    private static func tag(of node: Yams.Node) -> String {
        switch node {
        case .scalar(let scalar):
            scalar.style != .plain && scalar.tag == Tag(.str) ? "" : scalar.tag.rawValue
        case .sequence(let sequence): sequence.tag.rawValue
        case .mapping(let mapping): mapping.tag.rawValue
        case .alias(let alias): alias.tag.rawValue
        }
    }

    private static func span(of node: Yams.Node) -> TextSpan {
        let (line, column) = (node.mark?.line ?? 1, node.mark?.column ?? 1)
        let width = node.scalar?.string.unicodeScalars.count ?? 1
        return TextSpan(
            line: line,
            column: column,
            endLine: line,
            endColumn: column + max(width, 1)
        )
    }

    private static func problem(of error: YamlError, at start: TextSpan) -> DocumentProblem {
        switch error {
        case .scanner(_, let words, let mark, _), .parser(_, let words, let mark, _),
            .composer(_, let words, let mark, _):
            return DocumentProblem(.refused(words: words), at: place(of: mark))
        case .duplicatedKeysInMapping(let keys, let context):
            guard let key = keys.min() else { break }
            return DocumentProblem(.duplicateKey(key), at: place(of: context.mark))
        default: break
        }
        return DocumentProblem(.refused(words: "\(error)"), at: start)
    }

    private static func place(of mark: Mark) -> TextSpan {
        TextSpan(
            line: mark.line,
            column: mark.column,
            endLine: mark.line,
            endColumn: mark.column + 1
        )
    }
}
