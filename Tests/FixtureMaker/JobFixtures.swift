import SampleImages

/// Three good files of jobs to be submitted to the sandbox, and their images.
enum JobFixtures {
    static let files: [FixtureFile] = [
        FixtureFile("jobs/portrait.json", text: portrait.lines()),
        FixtureFile("jobs/two-frames.json", text: twoFrames.lines()),
        FixtureFile("jobs/batch.ndjson", text: batch.map(\.line).joined(separator: "\n")),
        FixtureFile("jobs/portrait.jpg", JPEGImage(width: 720, height: 1280).encoded()),
        FixtureFile("jobs/first.png", PNGImage(width: 1280, height: 720).encoded()),
        FixtureFile("jobs/last.webp", WebPImage(width: 1280, height: 720).encoded()),
    ]

    private static let portrait = Job(
        Job.Model.imageToVideo,
        [
            "prompt": "She looks up from her book, smiles, and the curtain moves in the wind.",
            "first_frame_image_url": "https://images.preflight.test/portrait.jpg",
            "resolution": "720p",
            "ratio": "adaptive",
            "duration": 5,
        ]
    )

    private static let twoFrames = Job(
        Job.Model.liteImageToVideo,
        [
            "prompt": "The street empties as evening comes and the lamps are lit one by one.",
            "first_frame_image_url": "https://images.preflight.test/first.png",
            "last_frame_image_url": "https://images.preflight.test/last.webp",
            "resolution": "720p",
            "duration": 5,
        ]
    )

    private static let batch = [
        Job(
            Job.Model.textToVideo,
            [
                "text": "A red train crosses a stone bridge above a river in autumn.",
                "ratio": "16:9",
                "resolution": "480p",
                "duration": 5,
                "seed": 7,
            ]
        ),
        Job(
            Job.Model.textToVideo,
            [
                "text": "Bees visit the lavender in a garden on a warm afternoon.",
                "ratio": "1:1",
                "resolution": "720p",
                "duration": 8,
            ]
        ),
        Job(
            Job.Model.imageToVideo,
            [
                "prompt": "The clouds part and sunlight runs across the square.",
                "first_frame_image_url": "https://images.preflight.test/first.png",
                "resolution": "480p",
                "ratio": "adaptive",
                "duration": 4,
            ]
        ),
    ]
}
