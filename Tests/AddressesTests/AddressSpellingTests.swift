import Testing

@testable import Addresses

struct AddressSpellingTests {
    @Test(arguments: [
        "https:/example.com/a.png", "https//example.com/a.png", "HTTPS:example.com",
        "http:\\\\a.b\\c",
        " https://example.com/a.png", "\"https:/a.b/c\"", "<https:/a.b/c>", "www.example.com/a.png",
    ])
    func `what begins like an address was meant as one`(text: String) {
        #expect(AddressSpelling.isMeant(by: text))
    }

    @Test(arguments: ["a.png", "https.png", "http", "images/www.png", "wwwa.png", "", "a/https:/b"])
    func `what does not is a path`(text: String) {
        #expect(!AddressSpelling.isMeant(by: text))
    }
}
