package import PreflightModel

/// A file with more bytes than the model accepts.
package enum FileTooLarge: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard media.standing.bytes == .outside, let bytes = media.facts.bytes else { return nil }
        return Defect(
            found: .bytes(bytes),
            accepted: .within(media.region.bytes.read(media.reading), .bytes),
            remedy: .compress(media.region.bytes)
        )
    }

    package static let about = RuleDescription(
        name: "file-too-large",
        summary: "the file has more bytes than the model accepts",
        reason: "The provider checks the size after the job was accepted, and the job fails late.",
        evidence: Evidence(
            .machineRule,
            "the model page: validations of the image property",
            readings: Readings.ofSizes
        ),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("more than the limit by every reading", .picture(bytes: 1024)),
        .good("less than the limit", .picture(bytes: 999)),
        .good("between the readings, which is a rule of its own", .picture(bytes: 1023)),
    ]
}
