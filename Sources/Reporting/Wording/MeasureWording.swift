package import PreflightModel

extension Measure {
    /// What was found or is accepted, in words.
    var text: String { imageText ?? addressText ?? payloadText }

    private var imageText: String? {
        switch self {
        case .pixelsWide(let width): "\(width) px wide"
        case .pixelsHigh(let height): "\(height) px high"
        case .size(let size): size.text
        case .ratio(let size): "\(size.text) is \(size.ratioText)"
        case .bytes(let count): count.of("byte")
        case .within(let bounds, let unit): bounds.text(unit)
        case .format(let format): format.text
        case .verifiableFormats: "PNG, JPEG or WebP"
        case .damage(let damage): damage.text
        case .wholeHeader: "a header that its reference library reads"
        case .coding(let coding): coding.text
        case .commonCoding: "baseline or progressive JPEG with 8 bits, or a plain PNG"
        case .endMissing(let format): format.endMissing
        case .endNotFound(let format): "\(format.endMissing) in what was searched"
        case .endMarker(let format): format.endPresent
        case .trailing(let bytes): "\(bytes.of("byte")) after the end"
        case .nothingAfterTheEnd: "nothing after the end"
        case .lostPixels(let words): "pixels that are lost (\(words))"
        case .everyPixel: "every pixel"
        case .decodingLimit(let limit): limit.text
        case .fileExtension(let text, let format): "\(format.text) named .\(text)"
        case .extensions(let list): list.map { ".\($0)" }.joined(separator: ", ")
        case .frames(let count):
            count.map { $0.of("frame") } ?? "frames that the header does not count"
        case .oneFrame: "a still image"
        case .transparency: "an alpha channel or a transparent colour"
        case .opaque: "an opaque image"
        case .inks: "four inks (CMYK)"
        case .lightColours: "RGB or grey"
        case .orientation(let value, let stored, let displayed):
            "orientation \(value): stored as \(stored.text), shown as \(displayed.text)"
        case .upright: "pixels stored as they are shown"
        case .obstacle(let obstacle): obstacle.text
        case .readableFile: "a readable PNG, JPEG, WebP or payload file"
        case .wholeRun: "a run that comes to its end"
        default: nil
        }
    }

    private var addressText: String? {
        switch self {
        case .address(let problem): problem.text
        case .redirect(let target, let measure):
            "a redirect to \(target.shortened): \(measure.text)"
        case .httpsAddress: "https://HOST/PATH, spelled as RFC 3986 says"
        case .scheme(let scheme): "\(scheme):"
        case .credentials: "a user name or password before the host"
        case .addressBlock(let address, let block): "\(address) is \(block)"
        case .publicAddress: "a host that everybody can reach"
        case .status(let status, let barrier):
            "status \(status), \(barrier?.text ?? HTTPStatus.text(status))"
        case .successStatus: "status 200 or 206 without login or cookies"
        case .host(let name): name
        case .resolvableHost: "a host name that resolves"
        case .libraryWords(let words): words
        case .trustedCertificate: "a valid certificate for this name from a known issuer"
        case .commonTLS: "TLS 1.2 or 1.3 without a client certificate"
        case .redirects(let count): count.of("redirect")
        case .loss(let loss, let attempts): "\(loss.text), \(attempts.of("attempt"))"
        case .overloaded(let status, let attempts):
            "status \(status), \(HTTPStatus.text(status)), \(attempts.of("attempt"))"
        case .answer: "an answer in time"
        case .contentType(let declared, let format):
            "\(format.text) declared as \(declared.shortened)"
        case .mediaType(let format): "image/\(format.rawValue)"
        case .contentEncoding(let coding, let isUsed):
            isUsed
                ? "bytes in the coding \(coding.shortened)"
                : "plain bytes that are declared to be in the coding \(coding.shortened)"
        case .plainBytes: "plain bytes, as Accept-Encoding: identity asks for"
        case .lengths(let lengths):
            "\(lengths.received.of("byte")) where \(lengths.declared.of("byte")) were declared"
        case .declaredLength: "as many bytes as declared"
        case .change(let change):
            "the \(change.subject.rawValue) \(change.first.shortened), later \(change.second.shortened)"
        case .equalAnswers: "the same file for each request"
        case .noPartialRequests: "no part of the file on request"
        case .partialRequests: "status 206 with the part that was asked for, or 200 with the file"
        case .signatureEnd(let signature): signature.text
        case .signatureMargin(let seconds): "valid for at least \(seconds.asTime) more"
        case .inlineData(let bytes):
            bytes.map { "\($0.of("byte")) inside of the payload" } ?? "a data: address"
        default: nil
        }
    }

    private var payloadText: String {
        switch self {
        case .document(let kind): kind.text
        case .validDocument: "a document by RFC 8259 (JSON), YAML 1.2 or RFC 4180 (CSV)"
        case .key(let key, let count, let first):
            "\"\(key)\" for the \(count.ordinal) time"
                + (first.map { ", first at \($0.line):\($0.column)" } ?? "")
        case .uniqueKeys: "each key once"
        case .foreignText(let text): "\"\(text.shortened)\""
        case .oneOf(let names): names.joined(separator: ", ")
        case .absent(let name): "no \(name)"
        case .required(let name, let types):
            types.isEmpty ? name : "\(name): \(types.map(\.text).joined(separator: " or "))"
        case .json(let node): node.text
        case .exactNumber: "a number that 64 bits hold, with at most 18 digits behind the point"
        case .types(let types): types.map(\.text).joined(separator: " or ")
        case .characters(let count): count.of("character")
        case .emptyText: "nothing but white space"
        case .someText: "a text"
        case .property(let name): name
        case .effectiveUnless(let property, let value): "only when \(property) is not \(value)"
        case .flag(let flag): flag
        case .plainText: "text without flags"
        case .twoSizes(let first, let other):
            "\(first.text) (\(first.ratioText)) and \(other.text) (\(other.ratioText))"
        case .equalRatios: "one shape"
        case .sizeForRatio(let size, let ratio): "\(size.text) (\(size.ratioText)) for \(ratio)"
        case .hostedAddress: "the address of the file on a public https host"
        case .multiple(let factor): "a multiple of \(factor)"
        case .atLeast(let count, let unit): "at least \(unit.text(Fraction(count)))"
        case .atMost(let count, let unit): "at most \(unit.text(Fraction(count)))"
        case .fewerThan(let count, let unit): "fewer than \(unit.text(Fraction(count)))"
        case .between(let range, let unit): range.text(unit)
        case .schemaRule(let rule, let property):
            property.isEmpty ? "\"\(rule.shortened)\"" : "\"\(rule.shortened)\" on \(property)"
        case .complaint(let complaint):
            (complaint.property.map { "\($0.shortened): " } ?? "") + complaint.words
        case .inputThatTheProviderTakes: "an input that the provider takes"
        case .knownRules: "rules that this version can evaluate"
        case .suppression(let suppression):
            "\(suppression.what) (\(suppression.reason.shortened))"
        case .usedSuppression: "a suppression of something that is found"
        case .suppressionEnd(let suppression):
            "\(suppression.what), held until \(suppression.expires ?? "")"
        case .suppressionInForce: "a day that has not passed"
        default: ""
        }
    }
}

extension Int {
    fileprivate var ordinal: String {
        switch self {
        case 2: "second"
        case 3: "third"
        default: "\(self)th"
        }
    }
}

extension Suppression {
    /// What it leaves out.
    package var what: String {
        switch scope {
        case .paths(let pattern): "\(rule) in \(pattern.shortened)"
        case .sha256(let digits): "\(rule) in sha256 \(digits)"
        }
    }
}

extension ClosedRange<Int> {
    /// Such as `1 to 4 elements`; an open end is left out.
    func text(_ unit: Unit) -> String {
        guard upperBound != .max else { return "at least \(unit.text(Fraction(lowerBound)))" }
        return "\(lowerBound) to \(unit.text(Fraction(upperBound)))"
    }
}

extension String {
    /// The text, cut where it is longer than a message can bear.
    var shortened: String {
        guard utf8.count > 120 else { return self }
        let start = prefix(117)
        return start.endIndex == endIndex ? self : start + "..."
    }
}
