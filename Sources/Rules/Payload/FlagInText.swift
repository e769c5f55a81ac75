package import PreflightModel
internal import Schemas

/// A flag in a text that changes what is made and paid for.
package enum FlagInText: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        payload.given.flatMap { given -> [Defect] in
            guard let text = given.freeText, text.utf8.hasByte(UInt8(ascii: "-")) else {
                return []
            }
            return flags(in: text).map { flag in
                let property = flags[flag].flatMap { payload.schema?[$0]?.name }
                return Defect(
                    found: .flag("--" + flag),
                    accepted: .plainText,
                    remedy: .useProperty(instead: property),
                    at: given.pointer,
                    span: given.member.value.span
                )
            }
        }
    }

    // The flags with the properties that say the same.
    private static let flags: [String: String] = [
        "dur": "duration", "duration": "duration", "rs": "resolution", "resolution": "resolution",
        "rt": "ratio", "ratio": "ratio", "seed": "seed", "cf": "camera_fixed",
        "camerafixed": "camera_fixed", "fps": "fps", "framespersecond": "fps", "wm": "watermark",
        "watermark": "watermark",
    ]

    /// The flags in a text, each once.
    private static func flags(in text: String) -> [String] {
        var found: [String] = []
        for word in text.split(whereSeparator: \.isWhitespace) where word.hasPrefix("--") {
            let name = word.dropFirst(2).prefix { $0.isLetter }.lowercased()
            if flags[name] != nil, !found.contains(name) { found.append(name) }
        }
        return found
    }

    package static let about = RuleDescription(
        name: "flag-in-text",
        summary: "the text contains a flag that changes what is paid for",
        reason: """
            Upstream obeys such flags, so that duration or size differ from what the payload says.
            """,
        evidence: Evidence(.observed, "the upstream maker's pages on text commands"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad("a duration", .json(#"{"prompt": "a kite --dur 9"}"#)),
        .good("two dashes and a word", .json(#"{"prompt": "a kite -- a red one"}"#)),
    ]
}
