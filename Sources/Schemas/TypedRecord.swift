internal import Documents
package import PreflightModel

extension Schema {
    /// A record of a table with its texts read as the types that the properties have.
    ///
    /// A text that is nothing of its type stays a text, for a rule to object to. Quotes with nothing
    /// between them are an empty text, and no value at all where no text is accepted.
    package func typed(record: Node) -> Node {
        let members = (record.members ?? []).compactMap { member -> Node.Member? in
            guard let property = self[member.key], let text = member.value.text,
                !property.types.isEmpty, !property.types.contains(.string)
            else { return member }
            guard !text.isEmpty else { return nil }
            return Node.Member(
                key: member.key,
                keySpan: member.keySpan,
                value: property.value(of: text, at: member.value.span)
            )
        }
        return Node(.object(members), at: record.span)
    }
}

extension Property {
    /// What a cell says, by the first type of the property that it fits.
    fileprivate func value(of text: String, at span: TextSpan) -> Node {
        let read = (try? JSONReader.read(Array(text.utf8))).map { $0.moved(to: span) }
        for type in types {
            switch (type, read?.value) {
            case (.integer, .number?), (.number, .number?), (.array, .array?), (.object, .object?),
                (.null, .null?), (.boolean, .bool?):
                if let read { return read }
            // Spreadsheets write these in capitals.
            case (.boolean, _) where ["TRUE", "True"].contains(text):
                return Node(.bool(true), at: span)
            case (.boolean, _) where ["FALSE", "False"].contains(text):
                return Node(.bool(false), at: span)
            // One element needs no brackets.
            case (.array, _): return Node(.array([Node(.string(text), at: span)]), at: span)
            default: continue
            }
        }
        return Node(.string(text), at: span)
    }
}

extension Node {
    /// The same with the whole of it, and all parts, at one place.
    fileprivate func moved(to span: TextSpan) -> Node {
        switch value {
        case .array(let elements):
            return Node(.array(elements.map { $0.moved(to: span) }), at: span)
        case .object(let members):
            let moved = members.map {
                Member(key: $0.key, keySpan: span, value: $0.value.moved(to: span))
            }
            return Node(.object(moved), at: span)
        case .null, .bool, .number, .string: return Node(value, at: span)
        }
    }
}
