package import PreflightModel

/// One spelling for equal values: sorted keys, no white space, numbers in their shortest form.
///
/// It is what is hashed and what is sent. A key that occurs twice keeps its last value; no payload
/// with such a key is ever accepted.
package enum CanonicalJSON {
    /// The canonical bytes of a value, in UTF-8.
    package static func bytes(of node: Node) -> [UInt8] {
        var bytes: [UInt8] = []
        write(node, to: &bytes)
        return bytes
    }

    private static func write(_ node: Node, to bytes: inout [UInt8]) {
        switch node.value {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let text): bytes += number(text).utf8
        case .string(let text): write(text, to: &bytes)
        case .array(let elements):
            write(elements, between: ("[", "]"), to: &bytes) { write($0, to: &$1) }
        case .object(let members):
            // By bytes: two spellings of an accented letter are two keys.
            let byKey = Dictionary(members.map { (Array($0.key.utf8), $0) }) { _, last in last }
            let sorted = byKey.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
            write(sorted, between: ("{", "}"), to: &bytes) { member, bytes in
                write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                write(member.value, to: &bytes)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element],
        between brackets: (String, String),
        to bytes: inout [UInt8],
        writing: (Element, inout [UInt8]) -> Void
    ) {
        bytes += brackets.0.utf8
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            writing(element, &bytes)
        }
        bytes += brackets.1.utf8
    }

    // A number that fits is written as a plain decimal; one that does not stays as it was.
    private static func number(_ text: String) -> String {
        guard let value = Fraction(decimal: text) else { return text }
        let plain = value.description
        return plain.contains("/") ? text : plain
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += #"\""#.utf8
            case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes += "\\u00".utf8
                bytes += (digits.count == 1 ? "0" + digits : digits).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
