package import PreflightModel

/// A ratio that is not the image's.
package enum RatioCropsImage: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        guard payload.media.contains(where: { $0.facts?.image != nil }) else { return [] }
        guard case .success(let job) = payload.job, let ratioNode = job.input["ratio"],
            let text = ratioNode.text, let ratio = Fraction(ratio: text)
        else { return [] }
        return payload.media.compactMap { media -> Defect? in
            guard let size = media.facts?.image?.displayedSize, let actual = size.ratio,
                actual != ratio
            else { return nil }
            return Defect(
                found: .sizeForRatio(size, ratio: text),
                accepted: .equalRatios,
                remedy: .cropFirst(size.cropped(to: ratio)),
                at: job.pointer.appending(key: "ratio"),
                span: ratioNode.span
            )
        }
    }

    package static let about = RuleDescription(
        name: "ratio-crops-image",
        summary: "the chosen ratio is not the image's",
        reason: "The image is cropped in the middle, wherever its subject is.",
        evidence: Evidence(.observed, "the upstream maker's pages on ratios"),
        objection: .finding(.note)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad(
            "a square image for a wide video",
            .json(
                #"{\#(PayloadCase.goodStart), "ratio": "16:9"}"#,
                sizes: [PixelSize(width: 150, height: 150)]
            )
        ),
        .good(
            "adaptive",
            .json(
                #"{\#(PayloadCase.goodStart), "ratio": "adaptive"}"#,
                sizes: [PixelSize(width: 150, height: 150)]
            )
        ),
    ]
}

extension Fraction {
    /// Reads a ratio such as `16:9`.
    fileprivate init?(ratio text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        // No ratio of any video needs more than four digits on a side.
        guard parts.count == 2, parts.allSatisfy({ $0.count <= 4 }), let width = Int64(parts[0]),
            let height = Int64(parts[1]), width > 0
        else { return nil }
        self.init(width, over: height)
    }
}

extension PixelSize {
    /// The largest picture of that ratio within this one.
    fileprivate func cropped(to ratio: Fraction) -> PixelSize {
        let (across, down) = (Int(ratio.numerator), Int(ratio.denominator))
        if width * down > height * across {
            return PixelSize(width: height * across / down, height: height)
        }
        return PixelSize(width: width, height: width * down / across)
    }
}
