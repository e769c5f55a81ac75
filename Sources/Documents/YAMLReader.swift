package import PreflightModel
internal import Yams

/// Reads YAML documents into nodes that know where they begin.
///
/// Plain scalars follow the core schema of YAML 1.2 (10.3.2), so `no` and `12:30:45` are strings. An
/// alias stands for what its anchor marks, at the place of that, and a key `<<` takes over the members
/// of a mapping that are not given beside it, as long as little text does not become very much. Tags
/// and keys that are no strings are refused.
package enum YAMLReader {
    /// Reads one document; an empty one is an empty object.
    package static func read(_ bytes: [UInt8]) throws(DocumentProblem) -> PreflightModel.Node {
        let documents = readAll(bytes)
        guard documents.count <= 1 else {
            let second = (try? documents[1].get())?.span ?? Self.start
            throw DocumentProblem(.expected("one document"), at: second)
        }
        return try documents.first?.get() ?? PreflightModel.Node(.object([]), at: start)
    }

    /// Reads all documents; behind one that is malformed it goes on with the next.
    ///
    /// Empty ones beside others are left out.
    package static func readAll(_ bytes: [UInt8]) -> [Result<PreflightModel.Node, DocumentProblem>]
    {
        var documents: [Result<PreflightModel.Node, DocumentProblem>] = []
        do throws(DocumentProblem) {
            guard bytes.count <= largestDocument else {
                throw DocumentProblem(.tooLarge(limit: largestDocument), at: start)
            }
            // A byte order mark may stand in front (5.2).
            let hasMark = bytes.starts(with: [0xef, 0xbb, 0xbf])
            let written = bytes.dropFirst(hasMark ? 3 : 0)
            guard let text = String(validating: written, as: UTF8.self) else {
                throw DocumentProblem(noUTF8In: written)
            }
            guard !YAMLAliases(in: bytes).mayExplode else { throw tooManyAliases(at: start) }
            var yaml = YAMLText(text)
            while true {
                var found: [Result<PreflightModel.Node, DocumentProblem>] = []
                let problem = try read(yaml, into: &found)
                if case .duplicateKey(let key) = problem?.kind, let place = problem?.span,
                    yaml.renameRepeated(key, in: place.line, column: place.column)
                {
                    continue
                }
                documents += found
                guard let problem else { break }
                documents.append(.failure(problem))
                guard yaml.skipToDocument(behind: problem.span) else { break }
            }
        } catch {
            documents.append(.failure(error))
        }
        let written = documents.filter { (try? $0.get())?.value != .null }
        return written.isEmpty ? Array(documents.prefix(1)) : written
    }

    /// Reads documents; gives what keeps the parser from going on.
    private static func read(
        _ yaml: YAMLText,
        into documents: inout [Result<PreflightModel.Node, DocumentProblem>]
    ) throws(DocumentProblem) -> DocumentProblem? {
        let parser: Parser
        do throws(DocumentProblem) {
            parser = try refusing { try Parser(yaml: yaml.text, resolver: .basic) }
            var last = Position.beforeAll
            while let root = try refusing({ try parser.nextRoot() }) {
                // Nodes hold their anchors weakly: they last as long as the parser does.
                defer { withExtendedLifetime(parser) {} }
                var reading = Reading(yaml, from: root)
                do throws(DocumentProblem) {
                    guard reading.first > last else { throw aliasOfNothing(at: span(of: root)) }
                    documents.append(.success(try node(root, depth: 0, &reading)))
                } catch {
                    // Each of many documents could take as long.
                    guard error.kind != .foreign(.manyAliases) else { return error }
                    documents.append(.failure(error))
                }
                last = max(last, reading.last)
            }
            return nil
        } catch {
            return error
        }
    }

    /// The largest file, in bytes: its values take a hundred times as much memory, and ten seconds.
    package static let largestDocument = 2 << 20

    private static let start = TextSpan(line: 1, column: 1, endLine: 1, endColumn: 1)

    private static func refusing<Result>(
        _ body: () throws -> Result
    ) throws(DocumentProblem) -> Result {
        do {
            return try body()
        } catch let error as YamlError {
            throw DocumentProblem(error)
        } catch {
            throw DocumentProblem(.refused(words: "\(error)"), at: start)
        }
    }

    /// Where something begins, in lines and columns from 1.
    private struct Position: Comparable {
        let line: Int
        let column: Int

        static let beforeAll = Position(line: 0, column: 0)

        static func < (left: Position, right: Position) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    /// What a document may become once each alias is replaced by what it stands for, and what its
    /// texts were before the parser got them.
    private struct Reading {
        private static let mostByAliases = 1_000_000
        private let yaml: YAMLText
        private var left: Int
        /// Where the document begins.
        let first: Position
        /// Where the last of the values that were read begins.
        private(set) var last: Position

        /// Begins with the outermost value of a document.
        ///
        /// Each value that is written takes at least a byte, and no text more than it is written
        /// with, but for escapes: three bytes are written with two.
        init(_ yaml: YAMLText, from root: Yams.Node) {
            self.yaml = yaml
            left = 2 * yaml.text.utf8.count + Self.mostByAliases
            first = position(of: root)
            last = first
        }

        /// Counts a value; what begins before the document does is what an alias stands for whose
        /// anchor ended with an earlier document (YAML 1.2, 3.2.2.2).
        mutating func take(_ node: Yams.Node) throws(DocumentProblem) {
            let bytes = node.scalar?.string.utf8.count ?? 0
            guard left > bytes else { throw tooManyAliases(at: span(of: node)) }
            left -= bytes + 1
            let place = position(of: node)
            guard place >= first else { throw aliasOfNothing(at: span(of: node)) }
            last = max(last, place)
        }

        func text(_ scalar: Yams.Node.Scalar) -> String { yaml.original(scalar.string) }
    }

    private static func tooManyAliases(at place: TextSpan) -> DocumentProblem {
        DocumentProblem(.foreign(.manyAliases), at: place)
    }

    private static func aliasOfNothing(at place: TextSpan) -> DocumentProblem {
        DocumentProblem(.expected("an alias of something before it in its document"), at: place)
    }

    private static func node(
        _ node: Yams.Node,
        depth: Int,
        _ reading: inout Reading
    ) throws(DocumentProblem) -> PreflightModel.Node {
        let place = span(of: node)
        try reading.take(node)
        guard tag(of: node).isEmpty else { throw DocumentProblem(.foreign(.tag), at: place) }
        guard depth < JSONReader.deepestNesting || node.scalar != nil else {
            throw DocumentProblem(.tooDeep(limit: JSONReader.deepestNesting), at: place)
        }
        switch node {
        case .scalar(let scalar):
            let text = reading.text(scalar)
            if scalar.style == .plain, notFinite.contains(text) {
                throw DocumentProblem(.foreign(.word(text)), at: place)
            }
            return PreflightModel.Node(value(of: scalar, text), at: place)
        case .sequence(let sequence):
            var elements: [PreflightModel.Node] = []
            for element in sequence {
                elements.append(try self.node(element, depth: depth + 1, &reading))
            }
            return PreflightModel.Node(.array(elements), at: place)
        case .mapping(let mapping):
            let members = try members(of: mapping, depth: depth, &reading)
            return PreflightModel.Node(.object(members), at: place)
        case .alias:
            throw aliasOfNothing(at: place)
        }
    }

    private static func members(
        of mapping: Yams.Node.Mapping,
        depth: Int,
        _ reading: inout Reading
    ) throws(DocumentProblem) -> [PreflightModel.Node.Member] {
        var members: [PreflightModel.Node.Member] = []
        var merged: [PreflightModel.Node] = []
        for (key, node) in mapping {
            guard let scalar = key.scalar else {
                throw DocumentProblem(.expected("a key of plain text"), at: span(of: key))
            }
            let value = try self.node(node, depth: depth + 1, &reading)
            if scalar.string == "<<", scalar.style == .plain {
                let sources = value.elements ?? [value]
                guard sources.allSatisfy({ $0.members != nil }) else {
                    throw DocumentProblem(.expected("mappings to take over"), at: value.span)
                }
                merged += sources
                continue
            }
            members.append(
                PreflightModel.Node.Member(
                    key: reading.text(scalar),
                    keySpan: span(of: key),
                    value: value
                )
            )
        }
        // What is given here counts first, then what the earlier mapping gives.
        var given = Set(members.map { Array($0.key.utf8) })
        for member in merged.flatMap({ $0.members ?? [] })
        where given.insert(Array(member.key.utf8)).inserted {
            members.append(member)
        }
        return members
    }

    private static func value(
        of scalar: Yams.Node.Scalar,
        _ text: String
    ) -> PreflightModel.Node.Value {
        guard scalar.style == .plain else { return .string(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        case let text: return number(text).map { .number($0) } ?? .string(text)
        }
    }

    /// Numbers of the core schema that JSON cannot write.
    private static let notFinite: Set<String> = Set(
        ["inf", "Inf", "INF"].flatMap { [".\($0)", "+.\($0)", "-.\($0)"] }
            + [".nan", ".NaN", ".NAN"]
    )

    /// A number of the core schema, spelled as JSON spells it.
    private static func number(_ text: String) -> String? {
        var rest = Substring(text)
        if rest.hasPrefix("0x") { return integer(rest.dropFirst(2), radix: 16) }
        if rest.hasPrefix("0o") { return integer(rest.dropFirst(2), radix: 8) }
        let sign = rest.take { "+-".contains($0) }.prefix(2)
        let whole = rest.take(isDigit)
        var fraction: Substring = ""
        if rest.first == "." {
            rest.removeFirst()
            fraction = rest.take(isDigit)
        }
        guard sign.count < 2, !(whole.isEmpty && fraction.isEmpty) else { return nil }
        guard let exponent = exponent(rest) else { return nil }
        let digits = whole.drop { $0 == "0" }
        return (sign == "-" ? "-" : "") + (digits.isEmpty ? "0" : digits)
            + (fraction.isEmpty ? "" : "." + fraction) + exponent
    }

    private static func integer(_ digits: Substring, radix: Int) -> String? {
        guard digits.first != "+", digits.first != "-" else { return nil }
        return UInt64(digits, radix: radix).map { "\($0)" }
    }

    /// What is behind the digits when it is an exponent or nothing.
    private static func exponent(_ text: Substring) -> Substring? {
        guard let mark = text.first else { return text }
        var digits = text.dropFirst()
        if let sign = digits.first, "+-".contains(sign) { digits.removeFirst() }
        guard mark == "e" || mark == "E", !digits.isEmpty, digits.allSatisfy(isDigit) else {
            return nil
        }
        return text
    }

    private static func isDigit(_ letter: Character) -> Bool { letter.isASCII && letter.isNumber }

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

    private static func position(of node: Yams.Node) -> Position {
        Position(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private static func span(of node: Yams.Node) -> TextSpan {
        let place = position(of: node)
        let (line, column) = (place.line, place.column)
        let width = node.scalar?.string.unicodeScalars.count ?? 1
        return TextSpan(
            line: line,
            column: column,
            endLine: line,
            endColumn: column + max(width, 1)
        )
    }
}

extension Substring {
    /// Takes the letters at the beginning that fit.
    fileprivate mutating func take(_ fits: (Character) -> Bool) -> Substring {
        let taken = prefix(while: fits)
        removeFirst(taken.count)
        return taken
    }
}
