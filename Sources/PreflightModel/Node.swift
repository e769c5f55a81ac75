/// A value of a JSON or YAML document that knows where it stands.
public struct Node: Hashable, Sendable {
    /// The value.
    public let value: Value
    /// Where the value stands in its file.
    public let span: TextSpan

    /// Makes a value at a place.
    public init(_ value: Value, at span: TextSpan) {
        self.value = value
        self.span = span
    }

    /// The kinds of values that JSON has.
    public enum Value: Hashable, Sendable {
        case null
        case bool(Bool)
        /// A number as it was written.
        case number(String)
        case string(String)
        case array([Node])
        /// The members in their order; a key may occur twice.
        case object([Member])
    }

    /// A key with its value.
    public struct Member: Hashable, Sendable {
        /// The key.
        public let key: String
        /// Where the key stands.
        public let keySpan: TextSpan
        /// The value.
        public let value: Node

        /// Makes a member.
        public init(key: String, keySpan: TextSpan, value: Node) {
            self.key = key
            self.keySpan = keySpan
            self.value = value
        }
    }

    /// The members, when this is an object.
    public var members: [Member]? {
        if case .object(let members) = value { members } else { nil }
    }

    /// The elements, when this is an array.
    public var elements: [Node]? {
        if case .array(let elements) = value { elements } else { nil }
    }

    /// The text, when this is a string.
    public var text: String? {
        if case .string(let text) = value { text } else { nil }
    }

    /// The exact number, when this is one that fits.
    public var number: Fraction? {
        if case .number(let text) = value { Fraction(decimal: text) } else { nil }
    }

    /// The number, when it is a whole one, as `32`, `32.0` and `3.2e1` are.
    public var wholeNumber: Int? { number.flatMap { $0.isWhole ? Int($0.numerator) : nil } }

    /// The value of the last member called `key`, as most readers take it.
    public subscript(key: String) -> Node? {
        members?.last { $0.key == key }?.value
    }
}

/// What is wrong with a document before its content is looked at.
public struct DocumentProblem: Hashable, Sendable, Error {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
        /// The grammar expects something else here.
        case expected(String)
        /// Something that other notations allow and JSON does not.
        case foreign(Habit)
        /// A byte order mark stands before the document.
        case byteOrderMark
        /// The bytes are no UTF-8.
        case invalidUTF8
        /// Half of a surrogate pair stands alone in an escape.
        case loneSurrogate
        /// A control character stands in a string unescaped.
        case controlCharacter(UInt8)
        /// The nesting is deeper than the limit.
        case tooDeep(limit: Int)
        /// The document or line is larger than the limit in bytes.
        case tooLarge(limit: Int)
        /// Something follows the end of the document.
        case trailingContent
        /// The document ends too soon.
        case endsEarly
        /// A key occurs twice, in a format whose reader keeps only one of them.
        case duplicateKey(String)
        /// Something that the other reader of the format refuses, in its words.
        case refused(words: String)
    }

    /// What people write in JSON because other notations allow it.
    public enum Habit: Hashable, Sendable {
        /// A comma behind the last member or element.
        case trailingComma
        case comment
        /// A word that is none of `true`, `false` and `null`, such as `NaN` or `None`.
        case word(String)
        /// A zero before the first digit of a number.
        case leadingZero
        /// Other marks in the place of double quotes.
        case otherQuotes
        /// A key without quotes.
        case bareKey
        /// A line end inside of a text.
        case lineEnd
        /// A tag of YAML.
        case tag
        /// Aliases of YAML that would become very much.
        case manyAliases
    }

    /// What is wrong.
    public let kind: Kind
    /// Where it stands.
    public let span: TextSpan

    /// Makes a problem at a place.
    public init(_ kind: Kind, at span: TextSpan) {
        self.kind = kind
        self.span = span
    }
}
