internal import PreflightModel

extension Int {
    /// So many seconds in the two largest units: `1 day`, `2 hours 5 minutes`.
    package var asTime: String {
        let units = [(86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")]
        var parts: [String] = []
        var rest = magnitude
        for (seconds, name) in units where rest >= UInt(seconds) && parts.count < 2 {
            parts.append(Int(rest / UInt(seconds)).of(name))
            rest %= UInt(seconds)
        }
        return parts.isEmpty ? "0 seconds" : parts.joined(separator: " ")
    }

    /// So many seconds since 1970 UTC as RFC 3339 writes them: `2026-01-31T23:59:00Z`.
    ///
    /// The days are counted from March on, so that a leap day comes last (proleptic Gregorian).
    var asTimestamp: String {
        let day = (self - (((self % 86_400) + 86_400) % 86_400)) / 86_400
        let second = self - day * 86_400
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        var text: [UInt8] = []
        func append(_ number: Int, _ width: Int, _ mark: Unicode.Scalar) {
            // No certificate and no signature is dated before the year 0.
            let number = Swift.max(number, 0)
            var power = 1
            for _ in 1..<width { power *= 10 }
            while number / power >= 10 { power *= 10 }
            while power > 0 {
                text.append(0x30 + UInt8(number / power % 10))
                power /= 10
            }
            text.append(UInt8(ascii: mark))
        }
        append(year, 4, "-")
        append(month, 2, "-")
        append(dayOfMonth, 2, "T")
        append(second / 3600, 2, ":")
        append(second / 60 % 60, 2, ":")
        append(second % 60, 2, "Z")
        return String(decoding: text, as: UTF8.self)
    }
}

extension AddressFacts.Signature {
    /// When the signature ends and how far that is from now.
    var text: String {
        guard let expires, let secondsLeft else { return "a signature of \(service)" }
        let distance =
            secondsLeft > 0 ? "in \(secondsLeft.asTime)" : "\(secondsLeft.asTime) ago"
        let verb = secondsLeft > 0 ? "ends" : "ended"
        return "a signature of \(service) that \(verb) \(distance), at \(expires.asTimestamp)"
    }
}
