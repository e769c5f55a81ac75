/// Seconds since 1970 UTC from the spellings of services; digits are those of ASCII.
package enum CivilTime {
    /// 9999-12-31T23:59:59Z.
    static let lastSecond = 253_402_300_799

    /// Reads digits and nothing else; `nil` when they do not fit.
    static func number(_ text: some Collection<UInt8>) -> Int? {
        guard text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }

    /// Reads `start;end`.
    static func span(_ text: [UInt8]) -> (start: Int, end: Int)? {
        let parts = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard parts.count == 2, let start = number(parts[0]), let end = number(parts[1]) else {
            return nil
        }
        return (start, end)
    }

    /// Reads the basic format of ISO 8601 in its one spelling `YYYYMMDDThhmmssZ`.
    static func seconds(basic text: [UInt8]) -> Int? {
        var reader = Reader(rest: text[...])
        guard let year = reader.digits(4), let month = reader.digits(2), let day = reader.digits(2),
            let days = days(year, month, day), reader.skip("T"),
            let hour = reader.digits(2), let minute = reader.digits(2),
            let second = reader.digits(2), reader.skip("Z"), reader.rest.isEmpty,
            let time = time(hour, minute, second)
        else { return nil }
        return days * 86_400 + time
    }

    /// Reads the extended format of ISO 8601: `YYYY-MM-DD`, then perhaps `Thh:mm` or `Thh:mm:ss`
    /// with up to seven decimals, and then perhaps `Z` or an offset of less than a day.
    ///
    /// Without an offset it is UTC.
    static func seconds(extended text: [UInt8]) -> Int? {
        var reader = Reader(rest: text[...])
        guard let year = reader.digits(4), reader.skip("-"), let month = reader.digits(2),
            reader.skip("-"), let day = reader.digits(2), let days = days(year, month, day)
        else { return nil }
        if reader.rest.isEmpty { return days * 86_400 }
        guard reader.skip("T"), let time = reader.time(), let offset = reader.offset(),
            reader.rest.isEmpty
        else { return nil }
        return days * 86_400 + time - offset
    }

    /// Reads the one format in which HTTP writes dates: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110,
    /// 5.6.7); the day of the week is not compared.
    package static func seconds(http text: String) -> Int? {
        var reader = Reader(rest: Array(text.utf8)[...])
        reader.rest = reader.rest.dropFirst(3)
        guard reader.skip(","), reader.skip(" "), let day = reader.digits(2), reader.skip(" "),
            let month = reader.month(), reader.skip(" "), let year = reader.digits(4),
            reader.skip(" "), let days = days(year, month, day), let time = reader.time(),
            reader.rest.elementsEqual(" GMT".utf8)
        else { return nil }
        return days * 86_400 + time
    }

    private static func time(_ hour: Int, _ minute: Int, _ second: Int) -> Int? {
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    /// Days since 1970-01-01 in the Gregorian calendar, for the years 1 to 9999.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard year >= 1, (1...12).contains(month) else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        let before = year - 1
        let daysBeforeYear = before * 365 + before / 4 - before / 100 + before / 400
        let daysBeforeMonth = lengths[..<(month - 1)].reduce(0, +)
        // 719,162 days lie between 0001-01-01 and 1970-01-01.
        return daysBeforeYear + daysBeforeMonth + day - 1 - 719_162
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func digits(_ count: Int) -> Int? {
            let digits = rest.prefix(count)
            guard digits.count == count, let number = CivilTime.number(digits) else { return nil }
            rest = rest.dropFirst(count)
            return number
        }

        mutating func skip(_ byte: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: byte) else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func month() -> Int? {
            let names = "JanFebMarAprMayJunJulAugSepOctNovDec".utf8
            let name = rest.prefix(3)
            rest = rest.dropFirst(3)
            return (0..<12).first { names.dropFirst(3 * $0).prefix(3).elementsEqual(name) }
                .map { $0 + 1 }
        }

        mutating func time() -> Int? {
            guard let hour = digits(2), skip(":"), let minute = digits(2) else { return nil }
            guard skip(":") else { return CivilTime.time(hour, minute, 0) }
            guard let second = digits(2) else { return nil }
            if skip(".") {
                let decimals = rest.prefix { (0x30...0x39).contains($0) }
                guard (1...7).contains(decimals.count) else { return nil }
                rest = rest.dropFirst(decimals.count)
            }
            return CivilTime.time(hour, minute, second)
        }

        /// Seconds east of UTC.
        mutating func offset() -> Int? {
            if rest.isEmpty || skip("Z") { return 0 }
            let sign = skip("-") ? -1 : 1
            guard sign < 0 || skip("+"), let hour = digits(2), skip(":"), let minute = digits(2),
                let offset = CivilTime.time(hour, minute, 0)
            else { return nil }
            return sign * offset
        }
    }
}
