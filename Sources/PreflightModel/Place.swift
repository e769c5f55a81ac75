/// A place in a payload, as a JSON Pointer (RFC 6901).
///
/// The empty pointer is the whole document.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// The pointer as RFC 6901 writes it.
    public let description: String

    /// The pointer to the whole document.
    public static let root = JSONPointer(escaped: "")

    private init(escaped text: String) { description = text }

    /// The pointer to the member `key` of the object that this one points to.
    public func appending(key: String) -> JSONPointer {
        if !key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) {
            return JSONPointer(escaped: description + "/" + key)
        }
        var escaped = String.UnicodeScalarView()
        // By scalars: a combining mark after a slash makes another character of it.
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": escaped += "~0".unicodeScalars
            case "/": escaped += "~1".unicodeScalars
            default: escaped.append(scalar)
            }
        }
        return JSONPointer(escaped: description + "/" + String(escaped))
    }

    /// The same with its keys, as they are in the payload, changed for those who read it.
    func mappingKeys(_ change: (String) -> String) -> JSONPointer {
        description.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            .reduce(.root) { pointer, token in
                let key = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
                return pointer.appending(key: change(key))
            }
    }

    /// The pointer to the element at `index`, from 0, of the array that this one points to.
    public func appending(index: Int) -> JSONPointer {
        JSONPointer(escaped: description + "/\(index)")
    }
}

/// A stretch of a text file: lines and columns are 1-based, columns count Unicode code points.
public struct TextSpan: Hashable, Sendable {
    /// The line of the first character.
    public let line: Int
    /// The column of the first character.
    public let column: Int
    /// The line of the end.
    public let endLine: Int
    /// The column just after the last character.
    public let endColumn: Int

    /// Makes a span; the end is exclusive.
    public init(line: Int, column: Int, endLine: Int, endColumn: Int) {
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
    }
}

/// The columns of a span in other units than code points, 1-based with an exclusive end.
public struct ColumnUnits: Hashable, Sendable {
    /// Columns in one unit.
    public struct Columns: Hashable, Sendable {
        /// The column of the first character.
        public let start: Int
        /// The column just after the last one.
        public let end: Int

        /// Makes columns.
        public init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }
    }

    /// In bytes of UTF-8.
    public let utf8: Columns
    /// In code units of UTF-16.
    public let utf16: Columns

    /// Makes a record of columns.
    public init(utf8: Columns, utf16: Columns) {
        self.utf8 = utf8
        self.utf16 = utf16
    }
}

/// Where a finding or a doubt is.
public struct Place: Hashable, Sendable {
    /// The file as it was named, if the subject is or lies in one.
    public var file: String?
    /// The address as it was written, if the subject is one.
    public var url: String?
    /// The stretch of the file's text, if it has any.
    public var span: TextSpan?
    /// The place within the payload.
    public var pointer: JSONPointer?
    /// The line of the text in which the span begins.
    public var line: SourceLine?
    /// The columns of the span in the units of other programs.
    public var columns: ColumnUnits?

    /// Makes a place.
    public init(
        file: String? = nil,
        url: String? = nil,
        span: TextSpan? = nil,
        pointer: JSONPointer? = nil
    ) {
        self.file = file
        self.url = url
        self.span = span
        self.pointer = pointer
    }
}
