/// One reason why an input is refused.
struct Complaint: Error, Equatable {
    let property: String
    let message: String
}

/// Judges posted inputs as the provider would; knows nothing of the tool that posts them.
struct InputJudge: Sendable {
    let folders: ServedFolders

    /// Everything that is wrong with a posted body; empty when it is accepted.
    func complaints(about body: [UInt8], for model: Model) -> [Complaint] {
        do {
            let input = try InputValue.object(in: body)
            return model.properties.compactMap { property in
                message(about: input[property.name], for: property)
                    .map { Complaint(property: property.name, message: $0) }
            }
        } catch {
            return [error]
        }
    }

    private func message(about value: InputValue?, for property: Model.Property) -> String? {
        guard let value else { return property.isRequired ? "is required" : nil }
        switch (property.kind, value) {
        case (.text(let longest), .text(let text)): return message(aboutText: text, longest)
        case (.image, .text(let address)): return message(aboutImageAt: address)
        case (.choice(let choices), .text(let text)):
            return choices.contains { $0.utf8.elementsEqual(text.utf8) }
                ? nil : "must be one of \(choices.joined(separator: ", "))"
        case (.lengths(let lengths), .whole(let number)):
            return lengths.contains(number) ? nil : "must be one of \(lengths)"
        case (.whole(let range), .whole(let number)):
            guard let range, !range.contains(number) else { return nil }
            return "must be from \(range.lowerBound) to \(range.upperBound), got \(number)"
        case (.flag, .flag): return nil
        default: return "must be \(property.kind.typeName), got \(value.typeName)"
        }
    }

    private func message(aboutText text: String, _ longest: Int?) -> String? {
        if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) { return "must not be blank" }
        let count = text.unicodeScalars.count
        guard let longest, count > longest else { return nil }
        return "must have at most \(longest) characters, got \(count)"
    }

    private func message(aboutImageAt text: String) -> String? {
        do {
            let address = try MediaAddress(text)
            guard address.host == HostNames.images else { return nil }
            return message(aboutImageHere: address)
        } catch {
            return error.message
        }
    }

    private func message(aboutImageHere address: MediaAddress) -> String? {
        guard address.port == nil || address.port == 443, let file = folders.file(at: address.path)
        else { return "the image could not be fetched" }
        guard let prefix = try? file.bytes(in: 0..<min(file.length, ImageHeader.longest)),
            let header = ImageHeader(prefix)
        else { return "the file is not a readable PNG, JPEG or WebP image" }
        return ImageRules.defect(width: header.width, height: header.height, bytes: file.length)
    }
}

extension Model.Kind {
    /// The name of the JSON type that is wanted.
    fileprivate var typeName: String {
        switch self {
        case .text, .image, .choice: "a string"
        case .lengths, .whole: "an integer"
        case .flag: "a boolean"
        }
    }
}
