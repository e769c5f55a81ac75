/// One file to be written.
struct FixtureFile {
    /// Relative to the fixtures' folder.
    let path: String
    let bytes: [UInt8]

    /// Makes a file of bytes.
    init(_ path: String, _ bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// Makes a file of text with a line end.
    init(_ path: String, text: String) {
        self.init(path, Array((text + "\n").utf8))
    }
}
