internal import Addresses
internal import PreflightModel

extension Node {
    /// Whether a text or a key in it holds something that may not be printed.
    var holdsSecrets: Bool {
        switch value {
        case .string(let text): text.withoutSecrets != text
        case .array(let elements): elements.contains { $0.holdsSecrets }
        case .object(let members):
            members.contains { $0.key.withoutSecrets != $0.key || $0.value.holdsSecrets }
        case .null, .bool, .number: false
        }
    }
}

extension String {
    /// Whether a line of a document holds something that may not be printed, written as it is or by
    /// the escapes of JSON and YAML.
    var holdsSecrets: Bool {
        if withoutSecrets != self { return true }
        guard utf8.hasByte(UInt8(ascii: "\\")) else { return false }
        let plain = unescaped
        return plain.withoutSecrets != plain
    }

    /// The line with `\u0026`, `\x26` and `\/` as what they stand for.
    private var unescaped: String {
        var plain = ""
        var rest = unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let letter = rest.popFirst() else {
                plain.unicodeScalars.append(scalar)
                continue
            }
            let lengths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
            let digits = lengths[letter].map { String(rest.prefix($0)) } ?? ""
            if let code = UInt32(digits, radix: 16), let meant = Unicode.Scalar(code) {
                plain.unicodeScalars.append(meant)
                rest = rest.dropFirst(digits.unicodeScalars.count)
            } else {
                plain.unicodeScalars.append(letter)
            }
        }
        return plain
    }
}
