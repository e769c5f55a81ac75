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

    /// Judges by the schemas of a catalogue.
    package init(catalogue: Catalogue, reading: LimitReading = .strict) {
        self.catalogue = catalogue
        self.reading = reading
    }

    /// Judges an image, or the address of one, for a model.
    package func report(on media: MediaFacts, for model: ModelID) -> SubjectReport {
        let isAddress = media.address != nil
        let schema = catalogue[model]
        let place = isAddress ? Place(url: media.name) : Place(file: media.name)
        var judgement = Judgement(place: place)
        judge(media, schema?.region ?? AllowedRegion(), at: place, into: &judgement)
        if let schema { judgement.skip(unevaluated: schema) }
        var kind = isAddress ? SubjectReport.Kind.address : .image
        if case .unreadable = media.content { kind = .input }
        return judgement.report(subject: media.name, kind: kind, model: model, media: media)
    }

    /// Judges a payload.
    package func report(
        on payload: PayloadFacts,
        stage: PayloadCase.Stage = .lint
    ) -> SubjectReport {
        let job = try? payload.job.get()
        let schema = job.flatMap { catalogue[$0.model] }
        let subject = PayloadCase(
            job: payload.job,
            schema: schema,
            models: catalogue.models,
            media: payload.media,
            stage: stage
        )
        let place = Place(file: payload.file, span: job?.input.span, pointer: job?.pointer)
        var judgement = Judgement(place: place)
        for rule in payloadRules {
            judgement.add(rule.defects(in: subject), by: rule.about)
        }
        for named in payload.media {
            guard let facts = named.facts else { continue }
            let place = Place(file: payload.file, span: named.span, pointer: named.pointer)
            let region = schema?[named.property]?.media?.region ?? AllowedRegion()
            judge(facts, region, at: place, into: &judgement)
        }
        if let schema { judgement.skip(unevaluated: schema) }
        return judgement.report(
            subject: payload.subject,
            kind: .payload,
            model: job?.model,
            namedMedia: payload.media.compactMap { named in
                named.facts.map { SubjectReport.Media(pointer: named.pointer, facts: $0) }
            }
        )
    }

    /// Judges a schema that was read from a file; `nil` when there is nothing to say.
    package func report(on schema: Schema, file: String) -> SubjectReport? {
        guard !schema.unevaluated.isEmpty else { return nil }
        var judgement = Judgement(place: Place(file: file))
        for rule in schemaRules {
            judgement.add(rule.defects(in: schema), by: rule.about)
        }
        return judgement.report(subject: file, kind: .input, model: schema.model)
    }

    private func judge(
        _ media: MediaFacts,
        _ region: AllowedRegion,
        at place: Place,
        into judgement: inout Judgement
    ) {
        if media.address?.outcome == .skipped {
            judgement.skip(Skip(media.name, reason: .offline, pointer: place.pointer))
        }
        let subject = MediaCase(media, region: region, reading: reading)
        for rule in mediaRules {
            judgement.add(rule.defects(in: subject), by: rule.about, at: place)
        }
    }
}

/// The findings and doubts of one subject while they are collected.
private struct Judgement {
    private let place: Place
    private var findings: [Finding] = []
    private var doubts: [Doubt] = []
    private var skipped: [Skip] = []

    init(place: Place) { self.place = place }

    mutating func add(_ defects: [Defect], by rule: RuleDescription, at place: Place? = nil) {
        for defect in defects {
            var place = place ?? self.place
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

    mutating func skip(_ skip: Skip) { skipped.append(skip) }

    mutating func skip(unevaluated schema: Schema) {
        skipped += schema.unevaluated.map { Skip($0.rule, reason: .unevaluatedRule) }
    }

    func report(
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
