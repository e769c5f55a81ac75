/// A file of payloads and what must be said of each of them.
struct PayloadFixture {
    let name: String
    let text: String
    let judgements: [Judgement]

    /// Makes a file of any text.
    init(_ name: String, text: String, _ judgements: [Judgement]) {
        self.name = name
        self.text = text
        self.judgements = judgements
    }

    /// Makes a JSON file of one job.
    init(_ name: String, _ judgement: Judgement, _ job: Job) {
        self.init(name + ".json", text: job.lines(), [judgement])
    }

    /// Makes a JSON file of a list of jobs with one judgement for all.
    init(_ name: String, each judgement: Judgement, _ jobs: [Job]) {
        let elements = jobs.map { "  " + $0.lines(indentation: "  ") }
        self.init(
            name + ".json",
            text: "[\n" + elements.joined(separator: ",\n") + "\n]",
            jobs.map { _ in judgement }
        )
    }

    /// All payload files, the images beside them, and the truth.
    static var files: [FixtureFile] {
        let fixtures =
            GoodPayloads.all + TypePayloads.all + TextPayloads.all + FramePayloads.all
            + AddressPayloads.all + DocumentPayloads.all
        let truth = fixtures.flatMap { fixture in
            fixture.judgements.enumerated().map { index, judgement in
                (name: "\(fixture.name)#\(index + 1)", members: judgement.json)
            }
        }
        return fixtures.map { FixtureFile("payloads/" + $0.name, text: $0.text) }
            + HostedImage.all.map { FixtureFile("payloads/" + $0.name, $0.bytes) }
            + [FixtureFile("payloads.truth.json", text: TruthFile.text(of: truth))]
    }
}
