internal import Crypto
internal import PreflightModel

/// Names for remarks that stay the same when lines are added before them, each used once.
struct Fingerprints {
    private var counts: [String: Int] = [:]

    /// The fingerprint of a remark: what it says about which file, without line numbers, and how
    /// often the same was said before.
    mutating func next(for remark: Remark, in path: String) -> String {
        let parts = [
            remark.rule.name.text, path, remark.place.url ?? "",
            remark.place.pointer?.description ?? "", Self.text(of: remark.defect.found),
        ]
        var hash = SHA256()
        for part in parts {
            // The length in front keeps parts from running into each other.
            hash.update(data: Array("\(part.utf8.count):\(part)".utf8))
        }
        let digest = hash.finalize().prefix(16).hexadecimal
        let count = counts[digest, default: 0] + 1
        counts[digest] = count
        return "\(digest):\(count)"
    }

    // Without the line in which a key stands first.
    private static func text(of found: Measure) -> String {
        if case .key(let key, let count, _) = found {
            return Measure.key(key, count: count, first: nil).text
        }
        return found.text
    }
}
