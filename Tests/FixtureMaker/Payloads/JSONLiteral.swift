/// A JSON value that is not a container, as it is written.
struct JSONLiteral: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    let json: String

    /// Takes text in JSON as it is.
    init(json: String) {
        self.json = json
    }

    /// A string; quotes and backslashes in it are escaped.
    init(_ text: String) {
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
        self.init(json: "\"" + escaped.joined() + "\"")
    }

    /// Takes a literal as a string.
    init(stringLiteral value: String) {
        self.init(value)
    }

    /// Takes a literal as a number.
    init(integerLiteral value: Int) {
        self.init(json: String(value))
    }

    /// Takes a literal as `true` or `false`.
    init(booleanLiteral value: Bool) {
        self.init(json: String(value))
    }
}
