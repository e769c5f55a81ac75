internal import Foundation
internal import Preflight
internal import PreflightModel

/// The provider's token, which is never taken from the command line.
enum Token {
    private static let names = ["RUNCOMFY_TOKEN", "YOUR_API_TOKEN"]

    /// The token in a file that is named, or in the environment, or in the file that the provider's own
    /// client keeps; two different ones in the environment are refused.
    static func read(
        file: String?,
        environment: [String: String]
    ) throws(PreflightError) -> String {
        if let file { return try checked(text(of: file), from: file) }
        let given = names.compactMap { name in
            environment[name].flatMap { $0.isEmpty ? nil : (name: name, token: $0) }
        }
        guard Set(given.map(\.token)).count <= 1 else {
            throw PreflightError(
                .usage,
                "\(names.joined(separator: " and ")) hold different tokens"
            )
        }
        if let (name, token) = given.first { return try checked(token, from: name) }
        if let (path, token) = try kept(environment: environment) {
            return try checked(token, from: path)
        }
        throw PreflightError(
            .authentication,
            "no token: set \(names.joined(separator: " or ")), name a file with --token-file, or use"
                + " the sandbox"
        )
    }

    private static func checked(
        _ text: String,
        from place: String
    ) throws(PreflightError) -> String {
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw PreflightError(
                .authentication,
                "the token in \(place) holds characters that no token has, or none at all"
            )
        }
        return token
    }

    /// The bytes of a file that nobody else can read.
    private static func text(of path: String) throws(PreflightError) -> String {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: path).resolvingSymlinksInPath().path
        )
        guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue,
            attributes?[.type] as? FileAttributeType == .typeRegular,
            let data = FileManager.default.contents(atPath: path), data.count <= 1 << 16
        else { throw PreflightError(.usage, "the token file \(path) cannot be read") }
        guard mode & 0o077 == 0 else {
            throw PreflightError(
                .usage,
                "others can read the token file \(path): chmod 600 \(path)"
            )
        }
        return String(decoding: data, as: UTF8.self)
    }

    private struct Kept: Decodable {
        let accessToken: String
        let expiresAt: Int?

        enum CodingKeys: String, CodingKey {
            case accessToken = "access_token"
            case expiresAt = "expires_at"
        }
    }

    /// The token that the provider's own client keeps, in the folder where it looks for it.
    private static func kept(
        environment: [String: String]
    ) throws(PreflightError) -> (path: String, token: String)? {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let folder =
            value("RUNCOMFY_CONFIG_DIR") ?? value("XDG_CONFIG_HOME").map { $0 + "/runcomfy" }
            ?? value("HOME").map { $0 + "/.config/runcomfy" }
        guard let folder, FileManager.default.fileExists(atPath: folder + "/token.json") else {
            return nil
        }
        let path = folder + "/token.json"
        let text = try text(of: path)
        guard let kept = try? JSONDecoder().decode(Kept.self, from: Data(text.utf8)) else {
            throw PreflightError(.authentication, "\(path) holds no token")
        }
        if let end = kept.expiresAt, Double(end) < Date().timeIntervalSince1970 {
            throw PreflightError(.authentication, "the token in \(path) has expired")
        }
        return (path, kept.accessToken)
    }
}
