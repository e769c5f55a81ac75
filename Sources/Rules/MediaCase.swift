package import PreflightModel

/// An image or an address together with what the model accepts.
package struct MediaCase: Hashable, Sendable {
    /// What was measured.
    package let facts: MediaFacts
    /// What the model accepts.
    package let region: AllowedRegion
    /// Which reading of the limits applies.
    package let reading: LimitReading

    /// For how many seconds more a pre-signed address should be valid.
    package let signatureMargin: Int

    /// A day: jobs wait in a queue before their images are fetched.
    package static let usualSignatureMargin = 86_400

    /// Makes a case.
    package init(
        _ facts: MediaFacts,
        region: AllowedRegion,
        reading: LimitReading = .strict,
        signatureMargin: Int = usualSignatureMargin
    ) {
        self.facts = facts
        self.region = region
        self.reading = reading
        self.signatureMargin = signatureMargin
    }

    /// The image's own facts, if its header was read.
    var image: ImageFacts? { facts.image }

    /// Whether the bytes came in a coding, so that they say nothing about what is below it.
    var isEncoded: Bool { facts.address?.answer?.contentEncoding != nil }

    /// How the address ended, if the subject is one.
    var outcome: AddressFacts.Outcome? { facts.address?.outcome }
}
