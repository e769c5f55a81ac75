internal import PreflightModel

extension Remedy {
    /// What the author can do, in words that begin with a verb.
    var text: String {
        switch self {
        case .resize(let bounds, let unit): "resize to \(bounds.safeRange(unit))"
        case .cropOrPad(let crop, let padding): Self.cropOrPad(crop, padding)
        case .compress(let bounds): "encode again with \(bounds.text(.bytes))"
        case .leaveTheLimit(let bounds, let unit, let hasAccepted):
            "stay inside by both readings: \(bounds.safeRange(unit))"
                + (hasAccepted ? "" : "; or accept the risk with --limits inclusive")
        case .exportAgain: "export or download the file again"
        case .giveAnImage: "give a PNG, JPEG or WebP"
        case .readThePage:
            "look at what it says, such as a login or an error, and give the image itself"
        case .nameAsDocument:
            "name a list with --files-from, and a file of payloads .json, .ndjson, .yaml or .csv"
        case .fetchFromLFS: "fetch the image with git lfs pull"
        case .recode: "save as a JPEG with 8 bits, baseline or progressive, or as a plain PNG"
        case .convert: "convert to PNG, JPEG or WebP, so that it can be verified"
        case .decodeElsewhere: "leave --decode out, or look at the image in another way"
        case .removeTrailingBytes: "save the image again, without what follows its end"
        case .rename(let text): "rename to .\(text), or convert to what the name says"
        case .keepOneFrame: "save the frame that is wanted as a still image"
        case .flatten: "flatten onto the background that is wanted"
        case .convertToRGB: "convert to RGB, for example to sRGB"
        case .rotatePixels: "rotate the pixels and remove the orientation"
        case .makeReadable(let obstacle): Self.makeReadable(obstacle)
        case .correctAddress(let problem): Self.correct(problem)
        case .useHTTPS: "host the file at an https address"
        case .signInsteadOfPassword: "use a public or pre-signed address"
        case .hostPublicly: "host the file where everybody can reach it"
        case .openToServers(let status, let barrier): Self.open(status, barrier)
        case .correctHost: "correct the host name"
        case .renewCertificate:
            "let the host show a valid certificate for this name that a public authority signed"
        case .supportTLS:
            "offer TLS 1.2 or 1.3 to clients without a certificate, or host it elsewhere"
        case .linkDirectly: "use the address at the end of the redirects"
        case .mendRedirect:
            "let the host redirect to a public https address, or use another address"
        case .declareType(let format): "send Content-Type: image/\(format.rawValue)"
        case .sendPlain: "switch compression off for images, and leave out Content-Encoding"
        case .sendDeclaredLength: "send as many bytes as Content-Length and Content-Range say"
        case .keepTheFile: "host the file where it is not replaced, or give it a name of its own"
        case .answerParts: "let the host answer Range requests"
        case .signAgain(let seconds): "sign it again for \(max(seconds, 3600).asTime) or longer"
        case .tryAgain: "try again later"
        case .correctDocument(let kind): kind.remedy
        case .removeOneOf(let key): "keep one \"\(key.shortened)\""
        case .didYouMean(let names):
            names.isEmpty ? "choose one of the accepted names" : "did you mean \(names[0])?"
        case .putIntoInput: "write {\"model\": ID, \"input\": {...}}, with the properties in input"
        case .chooseOneOf(let names): "choose one of \(names.joined(separator: ", "))"
        case .add(let property): "add \"\(property)\""
        case .writeExactNumber: "write a number of at most 18 digits"
        case .writeAs(let types): "write \(types.map(\.text).joined(separator: " or "))"
        case .shorten(let count): "shorten to \(count.of("character"))"
        case .lengthen(let count): "lengthen to \(count.of("character"))"
        case .chooseWithin(let bounds): "choose \(bounds.text(.plain))"
        case .chooseMultiple(let factor): "choose a multiple of \(factor)"
        case .chooseCount(let range): "give \(range.text(.items))"
        case .fillIn: "fill it in"
        case .remove(let property): "remove \"\(property.shortened)\""
        case .useProperty(let name):
            name.map { "remove the flag and set \"\($0)\"" } ?? "remove the flag"
        case .matchRatios: "crop the frames to one shape"
        case .cropFirst(let size): "crop to \(size.text) yourself, or choose adaptive"
        case .hostFile: "upload the file and write its address here"
        case .removeSuppression: "remove it from the configuration"
        case .mendOrExtendSuppression: "mend what it covers, or decide again until when it holds"
        case .correctAsTheProviderSays:
            "correct it as the provider says; preflight models --refresh shows what has changed there"
        case .updateSchema: "check it by hand, or use a version that knows the rule"
        }
    }

    private static func cropOrPad(_ crop: PixelSize?, _ padding: PixelSize?) -> String {
        let parts = [
            crop.map { "crop to \($0.text)" }, padding.map { "pad to \($0.text)" },
        ].compactMap { $0 }
        return parts.isEmpty
            ? "use an image of another shape"
            : parts.joined(separator: ", or ") + ", or closer to a square"
    }

    private static func makeReadable(_ obstacle: Obstacle) -> String {
        switch obstacle {
        case .notFound: "correct the path"
        case .forbidden: "give read permission"
        case .notRegular: "give a regular file"
        case .directory: "rename the directory, or name the files in it"
        case .changed: "wait until the file is written"
        case .linkLoop: "correct the link"
        case .nothingToCheck: "name a file, or a directory that holds images or payloads"
        case .interrupted: "run it again"
        case .unchanged: "give --allow-empty if that is no mistake"
        case .noJob: "name a payload file that holds the address of the image"
        case .imageForPayloads: "name the file of the image"
        case .listForPayloads: "give it with --files-from -"
        case .noPayload:
            "write {\"model\": ID, \"input\": {...}}, or an object with the properties of the model"
        case .notTaken: "choose a model that takes images with --model"
        case .system: "look at the file system"
        }
    }

    private static func correct(_ problem: AddressProblem) -> String {
        switch problem {
        case .noScheme: "begin with https://"
        case .noHost: "name a host after https://"
        case .character: "percent-encode the character"
        case .percentEncoding: "write % as %25"
        case .unicodeHost(let punycode):
            "write the host in its xn-- form (punycode)" + (punycode.map { ": \($0)" } ?? "")
        case .hostName: "write a full domain name without a dot at its end"
        case .port(""): "leave out the colon behind the host"
        case .port: "serve the file on port 443"
        case .addressLiteral: "write the host's name"
        case .tooLong: "use the address at the end of the redirects"
        }
    }

    private static func open(_ status: Int, _ barrier: Barrier?) -> String {
        switch (barrier, status) {
        case (.fewDownloads, _): "use an address that may be fetched as often as it takes"
        case (.challenge, _), (.cookie, _): "let servers fetch it without cookies or bot checks"
        case (.login, _), (nil, 403):
            "let servers fetch it without login, or use a pre-signed address"
        case (nil, 404), (nil, 410): "correct the address, or upload the file again"
        case (nil, _): "let servers fetch it without cookies or bot checks"
        }
    }
}

extension Bounds {
    /// The whole numbers that exclusive bounds accept: `301 px to 5999 px wide`.
    fileprivate func safeRange(_ unit: Unit) -> String {
        guard unit != .ratio else { return text(unit) }
        let parts = [least, greatest].map { $0.map { unit.text(Fraction($0)) } }
        switch (parts[0], parts[1]) {
        case (let low?, let high?): return "\(low) to \(high)\(unit.direction)"
        case (let low?, nil): return "\(low)\(unit.direction) or more"
        case (nil, let high?): return "\(high)\(unit.direction) or less"
        case (nil, nil): return text(unit)
        }
    }
}

extension DocumentProblem.Kind {
    /// What to type instead, where that can be said.
    fileprivate var remedy: String {
        switch self {
        case .foreign(let habit): habit.remedy
        case .byteOrderMark: "save the file as UTF-8 without a byte order mark"
        case .invalidUTF8: "save the file as UTF-8"
        case .loneSurrogate: "write both halves of the pair, or the character itself"
        case .controlCharacter(let code): "write \(Self.escape(code)) in its place"
        case .tooDeep: "write the values with less nesting"
        case .tooLarge: "divide it into several"
        case .trailingContent: "remove it, or write a list, or one payload on each line of NDJSON"
        case .endsEarly: "add what is missing at the end, or export the file again"
        case .duplicateKey(let key): "keep one \"\(key.shortened)\""
        case .refused(let words): Self.remedy(forRefusal: words)
        case .expected: "correct the document at this place"
        }
    }

    private static func escape(_ code: UInt8) -> String {
        let digits = String(code, radix: 16)
        return code == 0x09
            ? "\\t" : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    // By the words of libyaml, where they do not say it themselves.
    private static func remedy(forRefusal words: String) -> String {
        if words.contains("end of stream") { return "close the quotes that begin here" }
        if words.contains("cannot start any token") {
            return "put the text in quotes, and indent with spaces instead of tabs"
        }
        if words.contains("mapping values are not allowed") {
            return "put a text that holds a colon and a space in quotes"
        }
        if words.contains("could not find expected ':'") {
            return "write a colon and a space behind the key"
        }
        if words.contains("expected") { return "indent the lines of one mapping or list alike" }
        return "correct the document at this place"
    }
}

extension DocumentProblem.Habit {
    fileprivate var remedy: String {
        switch self {
        case .trailingComma: "remove the comma"
        case .comment: "remove the comment: JSON has none"
        case .word: "write a number, true, false, null, or a text in double quotes"
        case .leadingZero: "write the number without zeros before it"
        case .otherQuotes, .bareKey: "put it in double quotes"
        case .lineEnd: "close the quotes, or write \\n for a line end in a text"
        case .tag: "remove the tag, and put a text in quotes where it looks like something else"
        case .manyAliases: "write out the values, or use fewer aliases"
        }
    }
}
