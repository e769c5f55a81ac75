/// What is wrong, in the three parts that each message has: found, accepted and remedy.
///
/// It carries values, not sentences: the wording is made where reports are written.
public struct Defect: Hashable, Sendable {
    /// What was found.
    public let found: Measure
    /// What is accepted instead.
    public let accepted: Measure
    /// What the author can do about it.
    public let remedy: Remedy
    /// Where in the payload it is, when the defect knows better than the subject.
    public let pointer: JSONPointer?
    /// The stretch of text, when the defect knows better than the pointer.
    public let span: TextSpan?
    /// The severity here, where the rule's own does not fit.
    public let severity: Severity?

    /// Makes a defect.
    public init(
        found: Measure,
        accepted: Measure,
        remedy: Remedy,
        at pointer: JSONPointer? = nil,
        span: TextSpan? = nil,
        severity: Severity? = nil
    ) {
        self.found = found
        self.accepted = accepted
        self.remedy = remedy
        self.pointer = pointer
        self.span = span
        self.severity = severity
    }
}

extension Defect {
    /// The same with what others wrote in a payload changed, such as secrets that may not be printed.
    public func mappingTexts(_ change: (String) -> String) -> Defect {
        let found: Measure =
            switch self.found {
            case .key(let key, let count, let first): .key(change(key), count: count, first: first)
            case .foreignText(let text): .foreignText(change(text))
            case .property(let name): .property(change(name))
            case .flag(let text): .flag(change(text))
            case .json(let node): .json(node.mappingTexts(change))
            case .complaint(let complaint):
                .complaint(
                    Complaint(
                        property: complaint.property.map(change),
                        words: change(complaint.words)
                    )
                )
            default: self.found
            }
        let remedy: Remedy =
            switch self.remedy {
            case .removeOneOf(let key): .removeOneOf(key: change(key))
            case .remove(let property): .remove(property: change(property))
            default: self.remedy
            }
        return Defect(
            found: found,
            accepted: accepted,
            remedy: remedy,
            at: pointer?.mappingKeys(change),
            span: span,
            severity: severity
        )
    }
}

extension Node {
    /// The same with every text and key changed.
    public func mappingTexts(_ change: (String) -> String) -> Node {
        switch value {
        case .string(let text): return Node(.string(change(text)), at: span)
        case .array(let elements):
            return Node(.array(elements.map { $0.mappingTexts(change) }), at: span)
        case .object(let members):
            let changed = members.map {
                Member(
                    key: change($0.key),
                    keySpan: $0.keySpan,
                    value: $0.value.mappingTexts(change)
                )
            }
            return Node(.object(changed), at: span)
        case .null, .bool, .number: return self
        }
    }
}

/// A unit of bounds.
public enum Unit: Hashable, Sendable {
    case pixelsWide, pixelsHigh, ratio, bytes, characters, items, plain
}

/// A type that a schema asks for.
public enum ValueType: String, Hashable, Sendable, CaseIterable {
    case string, integer, number, boolean, array, object, null
}

/// Something found or accepted.
///
/// Indirect, like ``Remedy``, so that the absence of a defect, which is what rules mostly give, costs
/// nothing.
public indirect enum Measure: Hashable, Sendable {
    // Of images
    case pixelsWide(Int)
    case pixelsHigh(Int)
    case size(PixelSize)
    case ratio(PixelSize)
    case bytes(Int)
    case within(Bounds, Unit)
    case format(FileFormat)
    case verifiableFormats
    case damage(HeaderDamage)
    case wholeHeader
    case coding(ImageCoding)
    case commonCoding
    case endMissing(FileFormat)
    case endNotFound(FileFormat)
    case endMarker(FileFormat)
    case trailing(bytes: Int)
    case nothingAfterTheEnd
    case lostPixels(words: String)
    case everyPixel
    case decodingLimit(MediaFacts.DecodingLimit)
    case fileExtension(String, FileFormat)
    case extensions([String])
    case frames(Int?)
    case oneFrame
    case transparency
    case opaque
    case inks
    case lightColours
    case orientation(Int, stored: PixelSize, displayed: PixelSize)
    case upright
    case obstacle(Obstacle)
    case readableFile
    case wholeRun

    // Of addresses
    case address(AddressProblem)
    case redirect(to: String, Measure)
    case httpsAddress
    case scheme(String)
    case credentials
    case addressBlock(address: String, block: String)
    case publicAddress
    case status(Int, barrier: Barrier?)
    case successStatus
    case host(String)
    case resolvableHost
    case libraryWords(String)
    case trustedCertificate
    case commonTLS
    case redirects(Int)
    case loss(TransportLoss, attempts: Int)
    case overloaded(status: Int, attempts: Int)
    case answer
    case contentType(String, FileFormat)
    case mediaType(FileFormat)
    case contentEncoding(String, isUsed: Bool)
    case plainBytes
    case lengths(AddressFacts.LengthMismatch)
    case declaredLength
    case change(AddressFacts.Change)
    case equalAnswers
    case noPartialRequests
    case partialRequests
    case signatureEnd(AddressFacts.Signature)
    case signatureMargin(seconds: Int)
    case inlineData(bytes: Int?)

    // Of payloads
    case document(DocumentProblem.Kind)
    case validDocument
    /// A key for the so manyth time, and where it stands first.
    case key(String, count: Int, first: TextSpan?)
    case uniqueKeys
    case foreignText(String)
    case oneOf([String])
    case absent(String)
    case required(String, [ValueType])
    case json(Node)
    case types([ValueType])
    case exactNumber
    case characters(Int)
    case emptyText
    case someText
    case property(String)
    case effectiveUnless(property: String, value: String)
    case flag(String)
    case plainText
    case twoSizes(PixelSize, PixelSize)
    case equalRatios
    case sizeForRatio(PixelSize, ratio: String)
    case hostedAddress
    case multiple(of: Fraction)
    case atLeast(Int, Unit)
    case atMost(Int, Unit)
    case fewerThan(Int, Unit)
    case between(ClosedRange<Int>, Unit)
    case schemaRule(String, property: String)
    case knownRules
    case complaint(Complaint)
    case inputThatTheProviderTakes

    // Of suppressions
    case suppression(Suppression)
    case usedSuppression
    case suppressionEnd(Suppression)
    case suppressionInForce
}

/// What the author can do.
public indirect enum Remedy: Hashable, Sendable {
    case resize(Bounds, Unit)
    case cropOrPad(crop: PixelSize?, padding: PixelSize?)
    case compress(Bounds)
    case leaveTheLimit(Bounds, Unit, hasAccepted: Bool)
    case exportAgain
    case mendRedirect
    case giveAnImage
    case readThePage
    case nameAsDocument
    case fetchFromLFS
    case recode
    case convert
    case removeTrailingBytes
    case decodeElsewhere
    case rename(String)
    case keepOneFrame
    case flatten
    case convertToRGB
    case rotatePixels
    case makeReadable(Obstacle)
    case correctAddress(AddressProblem)
    case useHTTPS
    case signInsteadOfPassword
    case hostPublicly
    case openToServers(status: Int, barrier: Barrier?)
    case correctHost
    case renewCertificate
    case supportTLS
    case linkDirectly
    case declareType(FileFormat)
    case sendPlain
    case sendDeclaredLength
    case keepTheFile
    case answerParts
    case signAgain(seconds: Int)
    case tryAgain
    case correctDocument(DocumentProblem.Kind)
    case removeOneOf(key: String)
    case didYouMean([String])
    case putIntoInput
    case chooseOneOf([String])
    case add(property: String)
    case writeAs([ValueType])
    case writeExactNumber
    case shorten(to: Int)
    case lengthen(to: Int)
    case chooseWithin(Bounds)
    case chooseMultiple(of: Fraction)
    case chooseCount(ClosedRange<Int>)
    case fillIn
    case remove(property: String)
    case useProperty(instead: String?)
    case matchRatios
    case cropFirst(PixelSize)
    case hostFile
    case updateSchema
    case correctAsTheProviderSays
    case removeSuppression
    case mendOrExtendSuppression
}
