/// An element of an XML 1.0 document, which cannot be written so that a reader refuses it.
struct XMLElement {
    private let name: StaticString
    private let attributes: [(name: StaticString, value: String)]
    private let children: [XMLElement]
    private let text: String

    /// Makes an element with others in it.
    init(
        _ name: StaticString,
        _ attributes: [(name: StaticString, value: String)] = [],
        _ children: [XMLElement] = []
    ) {
        self.name = name
        self.attributes = attributes
        self.children = children
        text = ""
    }

    /// Makes an element with a text in it.
    init(
        _ name: StaticString,
        _ attributes: [(name: StaticString, value: String)] = [],
        text: String
    ) {
        self.name = name
        self.attributes = attributes
        children = []
        self.text = text
    }

    /// The document of which this is the root, as UTF-8.
    var document: [UInt8] {
        var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        write(to: &bytes, depth: 0)
        return bytes
    }

    private func write(to bytes: inout [UInt8], depth: Int) {
        let indent = String(repeating: "  ", count: depth)
        bytes += "\(indent)<\(name)".utf8
        for attribute in attributes {
            bytes += " \(attribute.name)=\"\(attribute.value.escaped(keepsLines: false))\"".utf8
        }
        if children.isEmpty, text.isEmpty {
            bytes += "/>\n".utf8
        } else if children.isEmpty {
            bytes += ">\(text.escaped(keepsLines: true))</\(name)>\n".utf8
        } else {
            bytes += ">\n".utf8
            for child in children { child.write(to: &bytes, depth: depth + 1) }
            bytes += "\(indent)</\(name)>\n".utf8
        }
    }
}

extension String {
    /// The text as an attribute may hold it, and with its lines kept the content of an element.
    fileprivate func escaped(keepsLines: Bool) -> String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "\n" where keepsLines: text += "\n"
            // An attribute would hold spaces in their place.
            case "\t", "\n", "\r": text += "&#\(scalar.value);"
            default: text.unicodeScalars.append(scalar.isOfXML ? scalar : "\u{fffd}")
            }
        }
        return text
    }
}

extension Unicode.Scalar {
    /// Whether a document may hold it, even as a reference (XML 1.0, 2.2).
    fileprivate var isOfXML: Bool {
        switch value {
        case 0x20...0xd7ff, 0xe000...0xfffd, 0x1_0000...0x10_ffff: true
        default: false
        }
    }
}
