package import PreflightModel

/// An image or an address together with what it is judged by.
package struct MediaCase: Sendable {
    /// What was measured.
    package let facts: MediaFacts
    /// How what was measured stands to what the model accepts.
    let standing: Standings
    private let terms: MediaTerms

    /// Makes a case.
    package init(_ facts: MediaFacts, by terms: MediaTerms) {
        self.facts = facts
        self.terms = terms
        standing = Standings(facts, in: terms.region)
    }

    /// What the model accepts.
    package var region: AllowedRegion { terms.region }

    /// Which reading of the limits applies.
    package var reading: LimitReading { terms.reading }

    /// For how many seconds more a pre-signed address should be valid.
    var signatureMargin: Int { terms.signatureMargin }

    /// The image's own facts, if its header was read.
    var image: ImageFacts? { facts.image }

    /// Whether the bytes came in a coding, so that they say nothing about what is below it.
    var isEncoded: Bool { facts.address?.answer?.contentEncoding != nil }

    /// How the address ended, if the subject is one.
    var outcome: AddressFacts.Outcome? { facts.address?.outcome }

    /// What is found at an address, said of the redirect that leads there if there was one.
    func told(_ found: Measure) -> Measure {
        facts.address?.redirectTarget.map { .redirect(to: $0, found) } ?? found
    }

    /// What helps, or what helps with the redirect that leads there.
    func told(_ remedy: Remedy) -> Remedy {
        facts.address?.redirectTarget == nil ? remedy : .mendRedirect
    }

    /// What is found first among how the address ended and what else is wrong with its spelling.
    func first<Value>(_ find: (AddressFacts.Outcome) -> Value?) -> Value? {
        guard let address = facts.address else { return nil }
        return find(address.outcome) ?? address.alsoWrong.lazy.compactMap(find).first
    }
}

extension MediaCase {
    /// The rules that object: mostly none.
    ///
    /// Where there are no bytes there is no image to object to, and a file has no address.
    package var objectingRules: [any MediaRule.Type] {
        var objections = Objections(media: self)
        if hasBytes { visitImageRules(&objections) }
        if !facts.isFile || facts.isInline { visitAddressRules(&objections) }
        return objections.rules
    }

    private var hasBytes: Bool {
        if case .absent = facts.content { false } else { true }
    }

    private struct Objections: MediaRuleVisitor {
        let media: MediaCase
        var rules: [any MediaRule.Type] = []

        @inline(__always)
        mutating func visit(_ rule: (some MediaRule).Type) {
            if case .some = rule.defect(in: media) { rules.append(rule) }
        }
    }
}

/// How an image stands to the bounds on each metric; what was not measured stands nowhere.
struct Standings: Sendable {
    let width: Bound.Standing?
    let height: Bound.Standing?
    let ratio: Bound.Standing?
    let bytes: Bound.Standing?

    fileprivate init(_ facts: MediaFacts, in region: AllowedRegion) {
        let size = facts.image?.size
        width = size.map { region.width.standing(of: $0.width) }
        height = size.map { region.height.standing(of: $0.height) }
        ratio = size.flatMap { region.ratio.standing(ofRatio: $0) }
        bytes = facts.bytes.map { region.bytes.standing(of: $0) }
    }
}

/// By what images are judged.
///
/// A class, which many images share: what is counted for each of them is one reference, and nothing
/// that other threads count as well.
package final class MediaTerms: Sendable {
    /// What the model accepts.
    let region: AllowedRegion
    /// Which reading of the limits applies.
    let reading: LimitReading
    /// For how many seconds more a pre-signed address should be valid.
    let signatureMargin: Int

    /// A day: jobs wait in a queue before their images are fetched.
    package static let usualSignatureMargin = 86_400

    /// Collects the terms.
    package init(
        region: AllowedRegion,
        reading: LimitReading = .strict,
        signatureMargin: Int = usualSignatureMargin
    ) {
        self.region = region
        self.reading = reading
        self.signatureMargin = signatureMargin
    }
}
