/// One image, or what is taken for one, and what must be said of it.
struct ImageFixture {
    /// What a reader finds in the header.
    struct Header {
        let format: String
        let width: Int
        let height: Int

        /// A PNG of this size.
        static func png(_ width: Int, _ height: Int) -> Header {
            Header(format: "png", width: width, height: height)
        }

        /// A JPEG of this size.
        static func jpeg(_ width: Int, _ height: Int) -> Header {
            Header(format: "jpeg", width: width, height: height)
        }

        /// A WebP of this size.
        static func webp(_ width: Int, _ height: Int) -> Header {
            Header(format: "webp", width: width, height: height)
        }
    }

    let name: String
    let header: Header?
    let judgement: Judgement
    let bytes: [UInt8]

    /// Makes a fixture; without a header where none can be read.
    init(_ name: String, _ header: Header?, _ judgement: Judgement, _ bytes: [UInt8]) {
        self.name = name
        self.header = header
        self.judgement = judgement
        self.bytes = bytes
    }

    /// All images and their truth.
    static var files: [FixtureFile] {
        let usual =
            GoodImages.all + ImagesAtLimits.all + ForeignFiles.all + DamagedImages.all
            + UncommonImages.all + ImagesWithBadEnds.all + RemarkableImages.all + traps
            + ForeignPictures.all + ForeignMedia.all + ForeignDocuments.all
        let folder = FixtureFile(
            "images/\(folderName)/a-file-inside.txt",
            text: "The folder around this file has the name of an image."
        )
        let folderEntry = (folderName, members(nil, .undecided("file-unreadable")))
        return files(usual, in: "images", and: [folderEntry]) + [folder]
            + files(SmallImages.all, in: "small-images")
    }

    /// Images on which careless readers fail.
    private static var traps: [ImageFixture] {
        JPEGMetadataTraps.all + JPEGCodingTraps.all + JPEGStructureTraps.all + PNGKinds.all
            + PNGTraps.all + DamagedPNGs.all + WebPKinds.all + WebPTraps.all
            + DamagedWebPs.all
    }

    /// The images of one folder, and the truth beside it.
    private static func files(
        _ fixtures: [ImageFixture],
        in folder: String,
        and others: [(name: String, members: String)] = []
    ) -> [FixtureFile] {
        let entries = fixtures.map { ($0.name, members($0.header, $0.judgement)) }
        let truth = FixtureFile(folder + ".truth.json", text: TruthFile.text(of: entries + others))
        return fixtures.map { FixtureFile(folder + "/" + $0.name, $0.bytes) } + [truth]
    }

    private static let folderName = "file-unreadable-directory.png"

    /// The members of one entry in the truth file.
    private static func members(_ header: Header?, _ judgement: Judgement) -> String {
        guard let header else {
            return "\"format\": null, \"width\": null, \"height\": null, " + judgement.json
        }
        return "\"format\": \"\(header.format)\", \"width\": \(header.width), "
            + "\"height\": \(header.height), " + judgement.json
    }
}
