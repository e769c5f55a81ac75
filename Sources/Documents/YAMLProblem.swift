internal import PreflightModel
internal import Yams

extension DocumentProblem {
    /// What the YAML library refuses, in its words, at the place where a person would mend it.
    init(_ error: YamlError) {
        switch error {
        case .scanner(let context?, let words, _, _) where words.contains("end of stream"):
            // Nobody looks for the missing quote at the end of the file.
            self.init(.refused(words: "\(context.text): \(words)"), at: TextSpan(context.mark))
        case .scanner(_, let words, let mark, _), .parser(_, let words, let mark, _),
            .composer(_, let words, let mark, _):
            self.init(.refused(words: words), at: TextSpan(mark))
        case .reader(let words, _, let scalar, let text):
            var cursor = TextCursor()
            for letter in text.unicodeScalars {
                if letter.value == scalar { break }
                cursor.pass(letter)
            }
            self.init(.refused(words: words), at: TextSpan(cursor))
        case .duplicatedKeysInMapping(let keys, let context):
            self.init(.duplicateKey(keys.min() ?? ""), at: TextSpan(context.mark))
        default: self.init(.refused(words: "\(error)"), at: TextSpan(TextCursor()))
        }
    }

    /// Bytes that are no UTF-8, at the first of them.
    init(noUTF8In bytes: ArraySlice<UInt8>) {
        var cursor = TextCursor()
        var offset = bytes.startIndex
        while offset < bytes.endIndex, let length = UTF8Sequence.length(in: bytes, at: offset) {
            cursor.pass(bytes[offset])
            offset += length
        }
        self.init(.invalidUTF8, at: TextSpan(cursor))
    }
}

extension TextCursor {
    /// Moves behind a character; of those that end a line in YAML 1.1 only these are in use.
    fileprivate mutating func pass(_ letter: Unicode.Scalar) {
        pass(letter == "\n" ? 0x0a : 0x20)
    }
}

extension TextSpan {
    /// One character at a place of the library.
    fileprivate init(_ mark: Mark) {
        self.init(
            line: mark.line,
            column: mark.column,
            endLine: mark.line,
            endColumn: mark.column + 1
        )
    }

    fileprivate init(_ cursor: TextCursor) {
        self.init(
            line: cursor.line,
            column: cursor.column,
            endLine: cursor.line,
            endColumn: cursor.column + 1
        )
    }
}
