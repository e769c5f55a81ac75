internal import Foundation
internal import PreflightModel

/// What the page shows of one subject.
struct HTMLCard {
    let id: String
    let name: String
    let verdict: String
    let mark: String
    let model: String?
    /// Bytes of all its images, for sorting.
    let size: Int
    /// The names of the rules that objected, with spaces between.
    let rules: String
    let media: [HTMLMedia]
    let remarks: [HTMLRemark]
    let skipped: [Note]
    let leftOut: [Note]
    let submission: String?

    /// Something that is told in one line.
    struct Note {
        let what: String
        let reason: String
    }

    /// Shows a subject; the pictures of an accepted one may be left out.
    init(_ subject: SubjectReport, number: Int, showsAccepted: Bool) {
        let remarks = subject.remarks
        id = "card-\(number)"
        name = subject.subject.neutralised
        verdict = subject.verdict.rawValue
        mark = subject.verdict.shape
        model = subject.model?.description.neutralised
        let facts = [subject.media].compactMap { $0 } + subject.namedMedia.map(\.facts)
        size = facts.compactMap(\.bytes).reduce(0, +)
        rules = Set(remarks.map(\.rule.name.text)).sorted().joined(separator: " ")
        let showsPictures = showsAccepted || subject.verdict != .accepted
        media =
            ([subject.media].compactMap { $0 }.map { (nil, $0) }
            + subject.namedMedia.map { ($0.pointer, $0.facts) })
            .map { pointer, facts in
                HTMLMedia(
                    facts,
                    at: pointer,
                    crop: remarks.lazy.filter { $0.isAbout(facts, at: pointer) }
                        .compactMap(\.crop).first,
                    showsPicture: showsPictures
                )
            }
        self.remarks = remarks.map(HTMLRemark.init)
        skipped = subject.skipped.map { skip in
            Note(what: skip.what.neutralised, reason: skip.reason.rawValue)
        }
        leftOut = subject.leftOut.map { left in
            Note(
                what: "\(left.finding.rule.name): \(left.finding.defect.foundText)".neutralised,
                reason: (left.reason ?? "its rule was not asked for").neutralised
            )
        }
        submission = subject.submission.map { submission in
            let parts = [
                submission.state.rawValue, submission.requestID.map { "request \($0)" } ?? "",
                submission.detail ?? "", submission.files.joined(separator: ", "),
            ]
            return parts.filter { !$0.isEmpty }.joined(separator: "; ").neutralised
        }
    }
}

/// What the page shows of one image.
struct HTMLMedia {
    let picture: HTMLPicture?
    let facts: [Fact]

    /// A measured value with its name.
    struct Fact {
        let name: String
        let value: String
    }

    init(_ media: MediaFacts, at pointer: JSONPointer?, crop: PixelSize?, showsPicture: Bool) {
        picture = showsPicture ? HTMLPicture(media, crop: crop) : nil
        var facts: [Fact] = []
        func tell(_ name: String, _ value: String?) {
            if let value { facts.append(Fact(name: name, value: value.neutralised)) }
        }
        tell("property", pointer?.description)
        if pointer != nil { tell("image", media.name) }
        if let image = media.image {
            tell("size", "\(image.size.text), ratio \(image.size.ratioText)")
            if image.orientation != 1 {
                tell("shown as", "\(image.displayedSize.text), orientation \(image.orientation)")
            }
            let animation = image.isAnimated ? ", animated" : ""
            tell("format", "\(image.format.rawValue)\(animation)")
            let alpha = image.hasAlpha ? ", transparency" : ""
            let channels = image.channels.of("channel")
            tell("pixels", "\(channels) of \(image.bitsPerChannel.of("bit"))\(alpha)")
        }
        tell("bytes", media.bytes?.grouped)
        if let address = media.address {
            tell("addresses", address.hops.last.map { $0.resolved.joined(separator: ", ") })
            tell("type", address.answer?.contentType)
        }
        self.facts = facts
    }
}

/// A small copy of an image, and what would be cut off.
struct HTMLPicture {
    let data: String
    let width: Int
    let height: Int
    let alt: String
    let crop: HTMLCrop?

    init?(_ media: MediaFacts, crop: PixelSize?) {
        guard let thumbnail = media.thumbnail, let image = media.image else { return nil }
        data = Data(thumbnail.bytes).base64EncodedString()
        width = thumbnail.size.width
        height = thumbnail.size.height
        alt = "a small copy of \(media.name)".neutralised
        // The crop is meant for the pixels as they are stored.
        let isTurned = image.displayedSize != image.size
        self.crop = crop.map {
            HTMLCrop(isTurned ? $0.turned : $0, of: image.displayedSize, on: thumbnail.size)
        }
    }
}

/// The part of a picture that would pass, in the middle of it.
struct HTMLCrop {
    let x: String
    let y: String
    let cropWidth: String
    let cropHeight: String
    /// All that is cut off, as the data of a path.
    let shade: String
    let label: String

    init(_ crop: PixelSize, of size: PixelSize, on canvas: PixelSize) {
        let (width, height) = (Double(canvas.width), Double(canvas.height))
        let kept = (
            width: width * Double(crop.width) / Double(size.width),
            height: height * Double(crop.height) / Double(size.height)
        )
        let (left, top) = ((width - kept.width) / 2, (height - kept.height) / 2)
        (x, y) = (left.drawn, top.drawn)
        (cropWidth, cropHeight) = (kept.width.drawn, kept.height.drawn)
        shade =
            "M0 0H\(width.drawn)V\(height.drawn)H0Z"
            + "M\(x) \(y)V\((top + kept.height).drawn)H\((left + kept.width).drawn)V\(y)Z"
        label = "the part of \(crop.text) that would pass"
    }
}

/// What the page shows of a finding or a doubt.
struct HTMLRemark {
    let level: String
    let rule: String
    let summary: String
    let found: String
    let accepted: String
    let remedy: String
    let place: String?
    /// All of it as text, for the button that copies it.
    let copy: String

    init(_ remark: Remark) {
        level = remark.level.word
        rule = remark.rule.name.text
        summary = remark.rule.summary.neutralised
        found = remark.defect.foundText.neutralised
        accepted = remark.defect.acceptedText.neutralised
        remedy = remark.defect.remedyText.neutralised
        var place = remark.file ?? remark.place.url ?? remark.subject.subject
        if let span = remark.place.span { place += ":\(span.line):\(span.column)" }
        if let pointer = remark.pointer { place += " (\(pointer))" }
        self.place = place.neutralised
        copy = """
            \(level)[\(rule)]: \(summary)
              at:       \(place.neutralised)
              found:    \(found)
              accepted: \(accepted)
              help:     \(remedy)
            """
    }
}

extension Remark {
    /// The cut that would make the ratio right.
    fileprivate var crop: PixelSize? {
        if case .cropOrPad(let crop, _) = defect.remedy { crop } else { nil }
    }

    /// Whether it is about an image of the subject: its only one, or the one at a pointer.
    fileprivate func isAbout(_ media: MediaFacts, at pointer: JSONPointer?) -> Bool {
        pointer == nil || pointer == place.pointer
    }
}
