/// Everything that is written, in the order of its paths.
enum Fixtures {
    static var files: [FixtureFile] {
        let files =
            ImageFixture.files + PayloadFixture.files + JobFixtures.files + SchemaFixtures.files
        precondition(Set(files.map(\.path)).count == files.count, "two fixtures with one name")
        return files.sorted { $0.path < $1.path }
    }
}
