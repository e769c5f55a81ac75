import PreflightModel
import Testing

@testable import Reporting

private let size = PixelSize(width: 3, height: 2)
private let bounds = Bounds([Bound(.above, Fraction(1)), Bound(.below, Fraction(9))])
private let span = TextSpan(line: 1, column: 1, endLine: 1, endColumn: 2)
private let half = Bounds([Bound(.below, Fraction(9))])

private let habits: [DocumentProblem.Habit] = [
    .trailingComma, .comment, .word("NaN"), .leadingZero, .otherQuotes, .bareKey, .lineEnd, .tag,
    .manyAliases,
]

private let problems: [DocumentProblem.Kind] =
    habits.map { .foreign($0) } + [
        .expected("a value"), .invalidUTF8, .loneSurrogate, .controlCharacter(9),
        .tooDeep(limit: 128),
        .tooLarge(limit: 5), .trailingContent, .endsEarly, .duplicateKey("a"),
        .refused(words: "words"),
    ]

private let damages: [HeaderDamage] = [
    .endsEarly, .refusedByLibrary(words: "words"), .segmentTooShort(length: 1, offset: 2),
    .secondFrameHeader(offset: 3), .noFrameHeader, .headerChunkNotFirst,
    .chunkTooLong(claimed: 9, offset: 8), .noImageChunk, .headerTooLong(limit: 7),
    .signatureChanged, .unknownCriticalChunk(offset: 8), .frameOutsideCanvas(offset: 9),
    .paletteTooLong(length: 771), .noFrame, .frameBeforeSettings(offset: 30),
    .pictureNotFirst(offset: 12),
    .pictureTooShort(length: 3, offset: 12), .notAChunkType(offset: 33),
]

private let obstacles: [Obstacle] = [
    .notFound, .forbidden, .notRegular, .directory, .changed, .linkLoop, .nothingToCheck,
    .unchanged, .interrupted, .notTaken, .noJob, .noPayload,
    .imageForPayloads, .listForPayloads, .system(code: 5),
]

private let addressProblems: [AddressProblem] = [
    .noScheme, .noHost, .character(code: 0x20, offset: 4), .percentEncoding(offset: 4),
    .unicodeHost(punycode: nil), .unicodeHost(punycode: "xn--a.example"), .hostName, .port("80"),
    .addressLiteral, .tooLong(limit: 8000),
]

private let losses: [TransportLoss] = [
    .timedOut(step: .resolving), .timedOut(step: .connecting), .timedOut(step: .answering),
    .connectionRefused, .connectionLost, .resolverFailed, .protocolViolation, .budgetExceeded,
    .outsideSandbox,
]

private let units: [Unit] = [.pixelsWide, .pixelsHigh, .ratio, .bytes, .characters, .items, .plain]

private let values: [Node.Value] = [
    .null, .bool(true), .number("5"), .string("x"), .array([]), .object([]),
]

/// One value of every case, and of every case inside of it.
private let measures: [Measure] =
    [
        .pixelsWide(1), .pixelsHigh(1), .size(size), .ratio(size),
        .ratio(PixelSize(width: 1, height: 0)), .bytes(0), .verifiableFormats, .wholeHeader,
        .commonCoding, .trailing(bytes: 1), .nothingAfterTheEnd, .fileExtension("jpg", .png),
        .extensions(["png"]), .frames(nil), .frames(2), .oneFrame, .transparency, .opaque, .inks,
        .lightColours, .orientation(6, stored: size, displayed: size.turned), .upright,
        .readableFile, .wholeRun, .httpsAddress, .scheme("http"), .credentials,
        .addressBlock(address: "::1", block: "loopback"), .publicAddress, .successStatus,
        .host("example.com"), .resolvableHost, .libraryWords("words"), .trustedCertificate,
        .commonTLS, .redirects(6), .overloaded(status: 503, attempts: 3), .answer, .validDocument,
        .key("a", count: 2, first: nil), .uniqueKeys, .foreignText("x"), .oneOf(["a", "b"]),
        .absent("prompt"),
        .required("prompt", []), .required("prompt", [.string]), .types(ValueType.allCases),
        .characters(1), .emptyText, .someText, .property("x"),
        .effectiveUnless(property: "resolution", value: "1080p"), .flag("--dur"), .plainText,
        .twoSizes(size, size.turned), .equalRatios, .sizeForRatio(size, ratio: "1:1"),
        .hostedAddress, .multiple(of: Fraction(5)), .schemaRule("fps<", property: "video"),
        .schemaRule("oneOf", property: ""), .knownRules,
    ] + problems.map { .document($0) } + damages.map { .damage($0) }
    + obstacles.map { .obstacle($0) } + addressProblems.map { .address($0) }
    + losses.map { .loss($0, attempts: 1) } + units.map { .within(bounds, $0) }
    + units.map { .within(Bounds(), $0) } + units.map { .atLeast(2, $0) }
    + units.map { .atMost(2, $0) } + units.map { .fewerThan(2, $0) }
    + units.map { .between(1...4, $0) } + units.map { .between(1...(.max), $0) }
    + values.map { .json(Node($0, at: span)) } + FileFormat.allCases.map { .format($0) }
    + FileFormat.allCases.map { .endMissing($0) } + FileFormat.allCases.map { .endMarker($0) }
    + ImageCoding.allCases.map { .coding($0) }
    + [301, 401, 403, 404, 406, 408, 410, 418, 425, 429, 451, 500, 502, 503, 504, 599].map {
        .status($0, barrier: nil)
    }

private let refusals: [Remedy] =
    (problems
    + [
        "tabs cannot start any token", "mapping values are not allowed", "end of stream",
        "could not find expected ':'", "did not find expected key",
    ].map { .refused(words: $0) })
    .map { .correctDocument($0) }

private let remedies: [Remedy] =
    [
        .cropOrPad(crop: size, padding: size), .cropOrPad(crop: nil, padding: size),
        .cropOrPad(crop: size, padding: nil), .cropOrPad(crop: nil, padding: nil),
        .compress(half), .exportAgain, .giveAnImage, .readThePage, .nameAsDocument, .putIntoInput,
        .fetchFromLFS,
        .recode, .convert,
        .removeTrailingBytes,
        .rename("png"), .keepOneFrame, .flatten, .convertToRGB, .rotatePixels, .useHTTPS,
        .signInsteadOfPassword, .hostPublicly, .correctHost, .renewCertificate, .supportTLS,
        .linkDirectly, .tryAgain, .removeOneOf(key: "a"), .didYouMean([]),
        .didYouMean(["a"]), .chooseOneOf(["a"]), .add(property: "a"), .writeAs([.integer]),
        .writeExactNumber,
        .shorten(to: 1), .lengthen(to: 2), .chooseWithin(bounds), .chooseMultiple(of: Fraction(5)),
        .chooseCount(1...4), .chooseCount(1...(.max)), .fillIn, .remove(property: "a"),
        .useProperty(instead: nil), .useProperty(instead: "duration"), .matchRatios,
        .cropFirst(size), .hostFile, .updateSchema,
    ] + units.map { .resize(bounds, $0) } + units.map { .resize(half, $0) }
    + units.map { .resize(Bounds([Bound(.above, Fraction(1))]), $0) }
    + units.map { .resize(Bounds(), $0) }
    + units.map { .leaveTheLimit(bounds, $0, hasAccepted: false) }
    + units.map { .leaveTheLimit(bounds, $0, hasAccepted: true) }
    + obstacles.map { .makeReadable($0) } + addressProblems.map { .correctAddress($0) }
    + [401, 403, 404, 407, 410, 451].map { .openToServers(status: $0, barrier: nil) }
    + Barrier.allCases.map { .openToServers(status: 403, barrier: $0) }

struct WordingTests {
    @Test(arguments: measures)
    func `every measure has words`(measure: Measure) {
        let defect = Defect(found: measure, accepted: measure, remedy: .tryAgain)
        expectWords(defect.foundText)
        #expect(defect.acceptedText == defect.foundText)
    }

    @Test(arguments: remedies + refusals)
    func `every remedy has words`(remedy: Remedy) {
        expectWords(Defect(found: .opaque, accepted: .opaque, remedy: remedy).remedyText)
    }

    // Messages have no full stop, and no trace of a Swift value or of a text that is missing.
    private func expectWords(_ text: String) {
        #expect(!text.isEmpty)
        #expect(!text.hasSuffix("."))
        #expect(!text.hasPrefix(" ") && !text.hasSuffix(" "))
        for trace in ["Optional(", "nil", "(\"", "  "] { #expect(!text.contains(trace), "\(text)") }
    }

    @Test(
        arguments: [
            (.bytes(30_000_000), "30,000,000 bytes"), (.bytes(1), "1 byte"),
            (.frames(1), "1 frame"),
            (.frames(nil), "frames that the header does not count"),
            (
                .ratio(PixelSize(width: 5, height: 2)),
                "5 x 2 px is 2.5"
            ), (.ratio(PixelSize(width: 1, height: 3)), "1 x 3 px is 0.33333"),
            (.ratio(PixelSize(width: 3000, height: 1000)), "3000 x 1000 px is 3"),
            (.within(bounds, .pixelsWide), "more than 1 px and less than 9 px wide"),
            (
                .within(Bounds([Bound(.below, Fraction(30_000_000))]), .bytes),
                "less than 30,000,000 bytes"
            ), (.within(Bounds(), .ratio), "anything"),
            (
                .within(Bounds([Bound(.above, Fraction(4), includesLimit: true)]), .plain),
                "at least 4"
            ),
            (.address(.character(code: 0x20, offset: 4)), "U+0020 at character 5"),
            (.address(.character(code: 0x1f3ac, offset: 0)), "U+1F3AC at character 1"),
            (.between(1...4, .items), "1 to 4 elements"),
            (
                .between(1...(.max), .items),
                "at least 1 element"
            ), (.characters(1), "1 character"),
            (.status(404, barrier: nil), "status 404, not found"),
            (.status(403, barrier: .challenge), "status 403, a page that only a browser gets past"),
            (.loss(.connectionRefused, attempts: 1), "connection refused, 1 attempt"),
            (.json(Node(.string("5"), at: span)), "\"5\""),
            (
                .types([.integer, .null]),
                "a whole number or null"
            ),
        ] as [(Measure, String)]
    )
    func `measures are said with their units`(measure: Measure, text: String) {
        #expect(Defect(found: measure, accepted: .opaque, remedy: .flatten).foundText == text)
    }

    @Test(
        arguments: [
            (.resize(bounds, .pixelsWide), "resize to 2 px to 8 px wide"),
            (.resize(half, .pixelsHigh), "resize to 8 px high or less"),
            (.didYouMean(["prompt", "x"]), "did you mean prompt?"),
            (.correctAddress(.percentEncoding(offset: 0)), "write % as %25"),
        ] as [(Remedy, String)]
    )
    func `remedies begin with what to do`(remedy: Remedy, text: String) {
        #expect(Defect(found: .opaque, accepted: .opaque, remedy: remedy).remedyText == text)
    }

    @Test func `a long text is shortened`() {
        let measure = Measure.foreignText(String(repeating: "a", count: 10_000))
        let text = Defect(found: measure, accepted: .opaque, remedy: .flatten).foundText
        #expect(text.count < 150)
        #expect(text.hasSuffix("...\""))
    }

    @Test func `a message names the defect and what was found`() throws {
        let banner = SampleReport.subjects[1]
        #expect(
            banner.findings[0].message
                == "the image is too wide or too tall: 3200 x 1000 px is 3.2"
        )
        let doubt = SampleReport.subjects[2].doubts[0]
        #expect(doubt.message.hasPrefix("the host did not answer: time ran out"))
    }
}
