import Foundation
import PreflightModel
import Testing

@testable import Rules

@Suite struct `The rule book` {
    /// The folder of the rules' files.
    private static let folder = URL(filePath: #filePath)
        .appending(path: "../../../Sources/Rules").standardized

    private static func files() throws -> [URL] {
        try ["Image", "Address", "Payload", "Housekeeping"].flatMap { name in
            try FileManager.default.contentsOfDirectory(
                at: folder.appending(path: name),
                includingPropertiesForKeys: nil
            )
        }
    }

    @Test func `lists every file of its folders`() throws {
        let names = try Self.files().map { $0.deletingPathExtension().lastPathComponent }
        #expect(ruleBook.map { "\($0)" }.sorted() == names.sorted())
        #expect(ruleBook.count > 40)
    }

    @Test func `names each rule as its type`() {
        for rule in ruleBook {
            #expect(kebabCase("\(rule)") == rule.about.name.text)
        }
    }

    @Test func `has each name once`() {
        let names = ruleBook.map { $0.about.name }
        #expect(Set(names).count == names.count)
    }

    @Test func `keeps apart what needs an address`() {
        #expect(imageRules.allSatisfy { !($0 is any AddressRule.Type) })
        #expect(addressRules.allSatisfy { $0 is any AddressRule.Type })
    }

    @Test(arguments: ruleBook.indices)
    func `judges its own examples as they say`(index: Int) {
        func check<R: Rule>(_ rule: R.Type) {
            for example in rule.examples {
                let objects = !rule.defects(in: example.subject).isEmpty
                #expect(
                    objects == (example.judgement == .bad),
                    "\(rule.about.name): \(example.title)"
                )
            }
            #expect(rule.examples.contains { $0.judgement == .bad })
            #expect(rule.examples.contains { $0.judgement == .good })
        }
        check(ruleBook[index])
    }

    @Test func `states messages in lower case without a full stop`() {
        for rule in ruleBook {
            let summary = rule.about.summary
            #expect(summary.first?.isUppercase == false, "\(rule.about.name)")
            #expect(!summary.hasSuffix("."), "\(rule.about.name)")
            #expect(rule.about.reason.hasSuffix("."), "\(rule.about.name)")
        }
    }

    @Test func `holds none of the provider's limits`() throws {
        let limits = ["6000", "5999", "6001", "30_000_000", "31457280", "1900", "2.5", "0.4"]
        for file in try Self.files() {
            let text = try String(contentsOf: file, encoding: .utf8)
            for limit in limits {
                #expect(!text.contains(limit), "\(file.lastPathComponent) holds \(limit)")
            }
        }
    }

    @Test func `does no input or output`() throws {
        let forbidden = ["import Foundation", "import SystemPackage", "import NIO", "Clock"]
        for file in try Self.files() {
            let text = try String(contentsOf: file, encoding: .utf8)
            for word in forbidden {
                #expect(!text.contains(word), "\(file.lastPathComponent): \(word)")
            }
        }
    }

    /// Severity follows evidence, but for the exceptions that the rule book names.
    @Test func `takes severity from evidence`() {
        let exceptions: Set<RuleName> = [
            "not-https", "private-address", "refused-by-host",  // breaking these cannot work
            "uncommon-coding", "truncated-image", "ratio-crops-image", "unknown-property",
            "local-file-in-payload", "extension-mismatch", "animated-image", "transparent-image",
            "cmyk-image", "flag-in-text", "mismatched-frames", "content-type-mismatch",
            "content-encoded", "length-mismatch", "answer-changed", "expired-signature",
            "expiring-signature", "inline-data",
            "unused-suppression", "expired-suppression",  // of the configuration, not of the job
        ]
        for rule in ruleBook where !exceptions.contains(rule.about.name) {
            guard case .finding(let severity) = rule.about.objection else { continue }
            switch rule.about.evidence.kind {
            case .machineRule, .schema: #expect(severity == .error, "\(rule.about.name)")
            case .prose: #expect(severity == .warning, "\(rule.about.name)")
            case .policy: #expect(severity == .error, "\(rule.about.name)")
            case .heuristic, .observed: #expect(severity == .note, "\(rule.about.name)")
            }
        }
    }

    /// `CMYKImage` becomes `cmyk-image`, `NotHTTPS` becomes `not-https`.
    private func kebabCase(_ type: String) -> String {
        let letters = Array(type)
        var text = ""
        for (index, letter) in letters.enumerated() {
            let follows = index > 0 && letters[index - 1].isLowercase
            let begins = index > 0 && index + 1 < letters.count && letters[index + 1].isLowercase
            if letter.isUppercase, follows || begins { text.append("-") }
            text += letter.lowercased()
        }
        return text
    }
}

@Suite struct `Limits` {
    @Test(arguments: [
        (299, Severity?.none), (300, .error), (301, nil), (5999, nil), (6000, .error), (6001, nil),
    ])
    func `are on the limit only where the readings differ`(width: Int, strict: Severity?) {
        let case_ = grid(width: width, reading: .strict)
        let defects = OnTheLimit.defects(in: case_)
        #expect(defects.isEmpty == (strict == nil))
        let isOutside = WidthOutOfRange.defect(in: case_) != nil
        #expect(isOutside == (width == 299 || width == 6001))
    }

    @Test func `are warnings with the inclusive reading`() {
        #expect(OnTheLimit.defects(in: grid(width: 300, reading: .strict)).first?.severity == nil)
        let inclusive = OnTheLimit.defects(in: grid(width: 300, reading: .inclusive))
        #expect(inclusive.first?.severity == .warning)
    }

    private func grid(width: Int, reading: LimitReading) -> MediaCase {
        let bounds = Bounds([Bound(.below, Fraction(6000)), Bound(.above, Fraction(300))])
        let image = ImageFacts(
            format: .png,
            size: PixelSize(width: width, height: 1000),
            channels: 3,
            bitsPerChannel: 8
        )
        return MediaCase(
            MediaFacts(name: "a.png", content: .image(image), bytes: 1000),
            by: MediaTerms(
                region: AllowedRegion(width: bounds, height: bounds),
                reading: reading
            )
        )
    }
}
