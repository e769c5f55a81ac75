/// Files that are not the documents that they should be.
enum DocumentPayloads {
    static let all: [PayloadFixture] = [
        PayloadFixture(
            "malformed-document.json",
            text: malformed,
            [.rejected("malformed-document")]
        ),
        PayloadFixture(
            "malformed-document-one-line.ndjson",
            text: [good.line, String(good.line.dropLast(2)), good.line].joined(separator: "\n"),
            [.accepted(), .rejected("malformed-document"), .accepted()]
        ),
        PayloadFixture(
            "duplicate-key",
            .rejected("duplicate-key"),
            Job(
                Job.Model.textToVideo,
                [
                    "text": "Snow falls on a sleeping village.",
                    "duration": 5,
                    "text": "Rain falls on a sleeping village.",
                ]
            )
        ),
        PayloadFixture("duplicate-key.yaml", text: doubled, [.rejected("duplicate-key")]),
    ]

    private static let good = Job(
        Job.Model.textToVideo,
        ["text": "Snow falls on a sleeping village.", "duration": 5]
    )

    /// There is no comma after the text.
    private static let malformed = """
        {
          "model": "\(Job.Model.textToVideo)",
          "input": {
            "text": "Snow falls on a sleeping village."
            "duration": 5
          }
        }
        """

    private static let doubled = """
        model: \(Job.Model.textToVideo)
        input:
          text: Snow falls on a sleeping village.
          duration: 5
          text: Rain falls on a sleeping village.
        """
}
