internal import Addresses
package import PreflightModel
package import Rules
package import Schemas

/// Brings facts before the rules.
///
/// It reads nothing and fetches nothing.
package struct Validator: Sendable {
    /// The models that are known.
    package let catalogue: Catalogue
    /// Which reading of the limits applies.
    package let reading: LimitReading
    /// For how many seconds more a pre-signed address should be valid.
    private let signatureMargin: Int

    /// Judges by the schemas of a catalogue.
    package init(
        catalogue: Catalogue,
        reading: LimitReading = .strict,
        signatureMargin: Int = MediaTerms.usualSignatureMargin
    ) {
        self.catalogue = catalogue
        self.reading = reading
        self.signatureMargin = signatureMargin
    }

    /// A judge of bare images and addresses for a model.
    package func judge(for model: ModelID) -> MediaJudge {
        MediaJudge(
            model: model,
            schema: catalogue[model],
            reading: reading,
            signatureMargin: signatureMargin
        )
    }

    /// Judges a payload; `complaints` are what the provider objected to when it was sent.
    package func report(
        on payload: PayloadFacts,
        stage: PayloadCase.Stage = .lint,
        complaints: [Complaint] = []
    ) -> SubjectReport {
        let job = try? payload.job.get()
        let schema = job.flatMap { catalogue[$0.model] }
        let subject = PayloadCase(
            job: payload.job,
            schema: schema,
            models: catalogue.models,
            media: payload.media,
            stage: stage,
            complaints: complaints
        )
        let place = Place(file: payload.file, span: job?.input.span, pointer: job?.pointer)
        var judgement = Judgement()
        for rule in payloadRules {
            // A signed link in the wrong place is a secret there, too.
            let defects = rule.defects(in: subject)
            guard !defects.isEmpty else { continue }
            let told = defects.map { $0.mappingTexts(\.withoutSecrets) }
            judgement.add(told, by: rule.about, at: place)
        }
        for named in payload.media {
            guard let facts = named.facts else { continue }
            let place = Place(file: payload.file, span: named.span, pointer: named.pointer)
            let region = schema?[named.property]?.media?.region ?? AllowedRegion()
            let terms = MediaTerms(
                region: region,
                reading: reading,
                signatureMargin: signatureMargin
            )
            judgement.judge(MediaCase(facts, by: terms), at: place)
        }
        judgement.skip(schema?.skips ?? [])
        judgement.sortByPlace()
        return judgement.report(
            subject: payload.subject,
            kind: .payload,
            model: job.map { ModelID($0.model.description.withoutSecrets) },
            namedMedia: payload.media.compactMap { named in
                named.facts.map { SubjectReport.Media(pointer: named.pointer, facts: $0) }
            }
        )
    }

    /// Judges a schema that was read from a file; `nil` when there is nothing to say.
    package func report(on schema: Schema, file: String) -> SubjectReport? {
        guard !schema.unevaluated.isEmpty else { return nil }
        var judgement = Judgement()
        for rule in schemaRules {
            judgement.add(rule.defects(in: schema), by: rule.about, at: Place(file: file))
        }
        return judgement.report(subject: file, kind: .input, model: schema.model)
    }

    /// Judges the suppressions of a configuration after a run; `nil` when there is nothing to say.
    package func report(on suppressions: [SuppressionCase], file: String) -> SubjectReport? {
        var judgement = Judgement()
        for subject in suppressions {
            for rule in suppressionRules {
                judgement.add(rule.defects(in: subject), by: rule.about, at: Place(file: file))
            }
        }
        let report = judgement.report(subject: file, kind: .input, model: nil)
        return report.findings.isEmpty ? nil : report
    }
}

/// Judges images, and the addresses of images, for one model.
package struct MediaJudge: Sendable {
    private let model: ModelID
    private let terms: MediaTerms
    private let takesImages: Bool
    private let skips: [Skip]

    fileprivate init(
        model: ModelID,
        schema: Schema?,
        reading: LimitReading,
        signatureMargin: Int
    ) {
        self.model = model
        terms = MediaTerms(
            region: schema?.region ?? AllowedRegion(),
            reading: reading,
            signatureMargin: signatureMargin
        )
        takesImages = schema?.properties.contains { $0.isMedia } ?? true
        skips = schema?.skips ?? []
    }

    /// Judges what was measured of an image.
    ///
    /// A model that takes none leaves nothing to be judged, whatever was measured.
    package func report(on media: MediaFacts) -> SubjectReport {
        if !takesImages, media.image != nil {
            return report(on: MediaFacts(name: media.name, content: .unreadable(.notTaken)))
        }
        let isFile = media.isFile
        var judgement = Judgement()
        judgement.judge(
            MediaCase(media, by: terms),
            at: isFile ? Place(file: media.name) : Place(url: media.name)
        )
        judgement.skip(skips)
        var kind = isFile ? SubjectReport.Kind.image : .address
        if case .unreadable = media.content { kind = .input }
        return judgement.report(subject: media.name, kind: kind, model: model, media: media)
    }
}

extension Schema {
    /// The rules that this version does not know.
    fileprivate var skips: [Skip] {
        unevaluated.isEmpty ? [] : unevaluated.map { Skip($0.rule, reason: .unevaluatedRule) }
    }
}

/// The findings and doubts of one subject while they are collected.
private struct Judgement {
    private var findings: [Finding] = []
    private var doubts: [Doubt] = []
    private var skipped: [Skip] = []

    mutating func add(_ defects: [Defect], by rule: RuleDescription, at place: Place) {
        for defect in defects {
            var place = place
            if let pointer = defect.pointer { place.pointer = pointer }
            if let span = defect.span { place.span = span }
            switch rule.objection {
            case .finding(let severity):
                findings.append(
                    Finding(
                        rule: rule,
                        severity: defect.severity ?? severity,
                        place: place,
                        defect: defect
                    )
                )
            case .doubt: doubts.append(Doubt(rule: rule, place: place, defect: defect))
            }
        }
    }

    /// Puts what was found into the order in which it is read; in one place the rules' order stays.
    mutating func sortByPlace() {
        func isBefore(
            _ first: (offset: Int, place: Place),
            _ other: (offset: Int, place: Place)
        ) -> Bool {
            let (one, two) = (first.place.span, other.place.span)
            return (one?.line ?? 0, one?.column ?? 0, first.offset)
                < (two?.line ?? 0, two?.column ?? 0, other.offset)
        }
        func sorted<Element>(_ elements: [Element], _ place: (Element) -> Place) -> [Element] {
            guard elements.count > 1 else { return elements }
            let places = elements.enumerated().map { (offset: $0.offset, place: place($0.element)) }
            return places.sorted(by: isBefore).map { elements[$0.offset] }
        }
        findings = sorted(findings, \.place)
        doubts = sorted(doubts, \.place)
    }

    mutating func skip(_ skips: [Skip]) {
        if !skips.isEmpty { skipped += skips }
    }

    /// Judges an image or an address, which stands at `place`.
    mutating func judge(_ subject: MediaCase, at place: @autoclosure () -> Place) {
        for rule in subject.objectingRules {
            add(rule.defects(in: subject), by: rule.about, at: place())
        }
        if subject.facts.address?.outcome == .skipped {
            skipped.append(Skip(subject.facts.name, reason: .offline, pointer: place().pointer))
        }
    }

    consuming func report(
        subject: String,
        kind: SubjectReport.Kind,
        model: ModelID?,
        media: MediaFacts? = nil,
        namedMedia: [SubjectReport.Media] = []
    ) -> SubjectReport {
        SubjectReport(
            subject: subject,
            kind: kind,
            model: model,
            media: media,
            namedMedia: namedMedia,
            findings: findings,
            doubts: doubts,
            skipped: skipped
        )
    }
}
