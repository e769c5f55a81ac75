package import PreflightModel

/// An image or an address together with what the model accepts.
package struct MediaCase: Hashable, Sendable {
    /// What was measured.
    package let facts: MediaFacts
    /// What the model accepts.
    package let region: AllowedRegion
    /// Which reading of the limits applies.
    package let reading: LimitReading

    /// Makes a case.
    package init(_ facts: MediaFacts, region: AllowedRegion, reading: LimitReading = .strict) {
        self.facts = facts
        self.region = region
        self.reading = reading
    }

    /// The image's own facts, if its header was read.
    var image: ImageFacts? { facts.image }

    /// How the address ended, if the subject is one.
    var outcome: AddressFacts.Outcome? { facts.address?.outcome }
}
