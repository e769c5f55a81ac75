import Testing

@testable import Documents
import PreflightModel

private func canonical(_ text: String) throws -> String {
    String(decoding: CanonicalJSON.bytes(of: try JSONReader.read(Array(text.utf8))), as: UTF8.self)
}

struct CanonicalJSONTests {
    @Test(arguments: [
        ("{ }", "{}"), ("[ 1 , 2 ]", "[1,2]"),
        (
            #"{"b":1,"a":{"d":2,"c":3}}"#,
            #"{"a":{"c":3,"d":2},"b":1}"#
        ), (#"{"B":1,"a":2,"A":3}"#, #"{"A":3,"B":1,"a":2}"#),
        (#"{"é":1,"z":2}"#, #"{"z":2,"é":1}"#), ("[true,false,null]", "[true,false,null]"),
        (#"{"a":1,"a":2}"#, #"{"a":2}"#), (#""\/""#, #""/""#), (#""\u00e9\ud83c\udfac""#, #""é🎬""#),
        (#""\"\\""#, #""\"\\""#), (#""\n\t\u0000\u001F""#, #""\u000a\u0009\u0000\u001f""#),
        ("\"\u{7f}\u{2028}\"", "\"\u{7f}\u{2028}\""),
    ])
    func `one spelling for equal values`(text: String, spelling: String) throws {
        #expect(try canonical(text) == spelling)
    }

    @Test(arguments: [
        ("5.0", "5"), ("5", "5"), ("50e-1", "5"), ("0.5e1", "5"), ("-0", "0"), ("-0.0", "0"),
        ("0.40", "0.4"), ("4e-1", "0.4"), ("1e3", "1000"), ("1E-18", "0.000000000000000001"),
        ("0.12345678910", "0.1234567891"), ("1234567891e-10", "0.1234567891"), ("-1.50", "-1.5"),
    ])
    func `equal numbers are written equally`(text: String, spelling: String) throws {
        #expect(try canonical(text) == spelling)
    }

    @Test(arguments: ["123456789012345678901234567890", "1e400", "1e-9223372036854775808"])
    func `a number that does not fit stays as it was`(text: String) throws {
        #expect(try canonical(text) == text)
    }

    @Test func `keys that only look equal are two keys`() throws {
        let text = "{\"e\u{301}\":1,\"\u{e9}\":2}"
        #expect(Array(try canonical(text).utf8) == Array(text.utf8))
    }

    @Test(arguments: [
        #"{"prompt":"a \"b\" \\ \n é 🎬","n":[1,2.50,-0.0,1e2],"x":{"b":null,"a":true}}"#,
        #"[[[]],{},"",{"":""}]"#,
    ])
    func `the canonical text is its own canonical text`(text: String) throws {
        let once = try canonical(text)
        #expect(try canonical(once) == once)
    }
}
