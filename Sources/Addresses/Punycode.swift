/// Host names outside of ASCII as name servers know them (RFC 3492, RFC 5890).
enum Punycode {
    /// The name with each label that is not ASCII as `xn--...`; `nil` where a label holds anything else
    /// than letters of one code point each, so that nothing is guessed.
    static func hostName(_ name: String) -> String? {
        guard name.utf8.count <= longestName else { return nil }
        let labels = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = labels.allSatisfy { label in
            !label.isEmpty && label.unicodeScalars.allSatisfy(mayStandInLabel)
        }
        guard isPlain else { return nil }
        return labels.map { label in
            label.utf8.allSatisfy { $0 < 0x80 } ? String(label) : "xn--" + encoded(label)
        }
        .joined(separator: ".")
    }

    /// Bytes of a name: as many as name servers take (RFC 1035, 2.3.4).
    private static let longestName = 255

    private static func mayStandInLabel(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return hostCharacters.contains(UInt8(scalar.value)) }
        return scalar.properties.isAlphabetic
            && scalar.properties.canonicalCombiningClass == .notReordered
    }

    private static let hostCharacters = ASCIISet.lettersDigits(and: "-_")

    // RFC 3492, 6.3, with the parameters of its section 5.
    private static func encoded(_ label: Substring) -> String {
        let scalars = label.unicodeScalars.map { Int($0.value) }
        var output = String(label.unicodeScalars.filter(\.isASCII).map(Character.init))
        let basicCount = output.count
        if basicCount > 0 { output += "-" }
        var (next, delta, bias, handled) = (128, 0, 72, basicCount)
        while handled < scalars.count {
            let lowest = scalars.lazy.filter { $0 >= next }.min() ?? next
            delta += (lowest - next) * (handled + 1)
            next = lowest
            for scalar in scalars {
                if scalar < next { delta += 1 }
                guard scalar == next else { continue }
                output += digits(of: delta, bias)
                bias = adapted(delta, handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            next += 1
        }
        return output
    }

    // A number of variable length: each digit tells by a threshold whether it is the last.
    private static func digits(of number: Int, _ bias: Int) -> String {
        var text = ""
        var rest = number
        var place = 36
        while true {
            let threshold = min(max(place - bias, 1), 26)
            guard rest >= threshold else { return text + letter(rest) }
            text += letter(threshold + (rest - threshold) % (36 - threshold))
            rest = (rest - threshold) / (36 - threshold)
            place += 36
        }
    }

    private static func letter(_ digit: Int) -> String {
        let start = digit < 26 ? UInt8(ascii: "a") : UInt8(ascii: "0") - 26
        return String(decoding: [start + UInt8(digit)], as: UTF8.self)
    }

    private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var bias = 0
        while delta > (36 - 1) * 26 / 2 {
            delta /= 36 - 1
            bias += 36
        }
        return bias + 36 * delta / (delta + 38)
    }
}
