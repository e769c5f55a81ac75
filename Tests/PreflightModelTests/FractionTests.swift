import Testing

@testable import PreflightModel

struct FractionTests {
    @Test(arguments: [
        ("0.4", 2, 5), ("2.5", 5, 2), ("3e2", 300, 1), ("3E+2", 300, 1), ("1e-3", 1, 1000),
        ("0", 0, 1), ("-0.0", 0, 1), ("-0", 0, 1), ("0e40", 0, 1), ("-12", -12, 1),
        ("-0.125", -1, 8), ("5.0", 5, 1), ("2.50", 5, 2), ("0.001", 1, 1000), ("30", 30, 1),
        ("1.2e1", 12, 1), ("120e-1", 12, 1), ("0.000000000000000001", 1, 1_000_000_000_000_000_000),
        ("9223372036854775807", .max, 1), ("-9223372036854775808", .min, 1),
        ("-922337203685477580.8e1", .min, 1),
    ])
    func `a JSON number is read exactly`(text: String, numerator: Int64, denominator: Int64) throws
    {
        let fraction = try #require(Fraction(decimal: text))
        #expect(fraction.numerator == numerator)
        #expect(fraction.denominator == denominator)
    }

    @Test(arguments: [
        "", "-", "--1", "+1", "01", "-007", "00", ".5", "5.", "1.e5", "1..2", "1.2.3", "1e", "1e+",
        "1e--5", "1e5x", "e5", " 1", "1 ", "1,5", "1_000", "0x10", "NaN", "Infinity", "½", "١",
        "1\u{301}", "0.1\u{301}", "true",
    ])
    func `a text that is no JSON number is refused`(text: String) {
        #expect(Fraction(decimal: text) == nil)
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "-922337203685477580.8",
        "99999999999999999999", "1e19", "1e400",
        "1e-19", "1e-400", "0.00000000000000000001", "1e9223372036854775807",
        "1e-9223372036854775808", "1e99999999999999999999999", "1234567890.12345678901234567890",
    ])
    func `a number that does not fit is refused and never traps`(text: String) {
        #expect(Fraction(decimal: text) == nil)
    }

    @Test func `a fraction is kept in lowest terms`() {
        #expect(Fraction(4, over: 10) == Fraction(2, over: 5))
        #expect(Fraction(0, over: 7) == Fraction(0))
        #expect(Fraction(-6, over: 4)?.numerator == -3)
        #expect(Fraction(3200, over: 1000) == Fraction(decimal: "3.2"))
    }

    @Test func `a denominator that is not positive is refused`() {
        #expect(Fraction(1, over: 0) == nil)
        #expect(Fraction(1, over: -2) == nil)
        #expect(Fraction(.min, over: 2) == nil)
    }

    @Test(arguments: [
        ("0.4", "0.400000000000000001"), ("0.399999999999999999", "0.4"), ("-1", "0"),
        ("-2.5", "-2.4"), ("2.5", "2.5000000001"), ("9223372036854775806", "9223372036854775807"),
        ("0.000000000000000001", "9223372036854775807"),
    ])
    func `fractions are ordered without rounding`(less: String, more: String) throws {
        let less = try #require(Fraction(decimal: less))
        let more = try #require(Fraction(decimal: more))
        #expect(less < more)
        #expect(!(more < less))
        #expect(less != more)
    }

    @Test func `neighbours that a Double cannot tell apart are told apart`() throws {
        let third = try #require(Fraction(333_333_333_333_333_333, over: 999_999_999_999_999_998))
        let other = try #require(Fraction(1, over: 3))
        #expect(Double(third.numerator) / Double(third.denominator) == 1.0 / 3.0)
        #expect(third != other)
        #expect(other < third)
    }

    @Test(arguments: [
        ("0.4", "0.4"), ("2.5", "2.5"), ("3e2", "300"), ("-0.0", "0"), ("1e-3", "0.001"),
        ("-0.125", "-0.125"), ("1e-18", "0.000000000000000001"), ("0.12345678910", "0.1234567891"),
        ("-1.05", "-1.05"), ("5.0", "5"), ("100", "100"),
    ])
    func `the description is the shortest decimal`(text: String, shortest: String) throws {
        #expect(try #require(Fraction(decimal: text)).description == shortest)
    }

    @Test func `a fraction without a finite decimal is written with a line`() {
        #expect(Fraction(1, over: 3)?.description == "1/3")
        #expect(Fraction(-22, over: 7)?.description == "-22/7")
    }

    @Test(arguments: [("2.5", 2, 3), ("-2.5", -3, -2), ("4", 4, 4), ("-4", -4, -4), ("0.4", 0, 1)])
    func `rounding goes down and up`(text: String, down: Int64, up: Int64) throws {
        let fraction = try #require(Fraction(decimal: text))
        #expect(fraction.roundedDown == down)
        #expect(fraction.roundedUp == up)
    }

    @Test func `multiplying says when it overflows`() {
        #expect(Fraction(decimal: "0.001")?.times(1_000_000) == Fraction(1000))
        #expect(Fraction(Int.max).times(2) == nil)
    }
}
