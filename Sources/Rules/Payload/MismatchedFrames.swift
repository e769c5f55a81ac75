package import PreflightModel

/// First and last frame of different shapes.
package enum MismatchedFrames: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        let frames = payload.media.filter { $0.facts?.image != nil }
        guard let first = frames.first, let size = first.facts?.image?.displayedSize else {
            return []
        }
        return frames.dropFirst().compactMap { frame -> Defect? in
            guard let other = frame.facts?.image?.displayedSize, other.ratio != size.ratio else {
                return nil
            }
            return Defect(
                found: .twoSizes(size, other),
                accepted: .equalRatios,
                remedy: .matchRatios,
                at: frame.pointer,
                span: frame.span
            )
        }
    }

    package static let about = RuleDescription(
        name: "mismatched-frames",
        summary: "the frames have different aspect ratios",
        reason: "The last frame is cropped to the shape of the first.",
        evidence: Evidence(.observed, "the upstream maker's pages on first and last frames"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad(
            "a wide and a square frame",
            .json(
                #"{\#(PayloadCase.goodStart), "end_image_url": "https://example.com/b.png"}"#,
                sizes: [PixelSize(width: 160, height: 120), PixelSize(width: 120, height: 120)]
            )
        ),
        .good(
            "one shape in two sizes",
            .json(
                #"{\#(PayloadCase.goodStart), "end_image_url": "https://example.com/b.png"}"#,
                sizes: [PixelSize(width: 160, height: 120), PixelSize(width: 80, height: 60)]
            )
        ),
    ]
}
