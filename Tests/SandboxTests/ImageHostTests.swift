import Foundation
import SampleImages
import Testing

/// The host of images.
struct ImageHostTests {
    let stage: Stage

    init() throws { stage = try Stage() }

    private static let host = "https://images.preflight.test/"

    @Test(
        arguments: [
            ("good.png", "image/png"), ("sub/good.jpg", "image/jpeg"), ("wide.webp", "image/webp"),
            ("%67ood.png", "image/png"),
        ]
    )
    func `a file is served as it is`(name: String, type: String) async throws {
        let answer = try await stage.serving { try await $0(Self.host + name) }
        let path = "images/" + name.replacing("%67", with: "g")
        #expect(answer.status == 200)
        #expect(answer.head.contains("content-type: \(type)\r\n"))
        #expect(try answer.body == stage.folder.read(path))
    }

    @Test(
        arguments: [
            ("0-9", 0..<10), ("5-5", 5..<6), ("90-", 90..<100), ("-7", 93..<100),
            ("50-1000", 50..<100), ("0-18446744073709551616", 0..<100),
        ]
    )
    func `a range is answered with its bytes alone`(range: String, bytes: Range<Int>) async throws {
        let content = (0..<100).map { UInt8($0) }
        try stage.write("hundred.bin", content)
        let answer = try await stage.serving {
            try await $0(Self.host + "hundred.bin", ["-H", "Range: bytes=\(range)"])
        }
        let (first, last) = (bytes.lowerBound, bytes.upperBound - 1)
        #expect(answer.status == 206)
        #expect(answer.head.contains("content-range: bytes \(first)-\(last)/100\r\n"))
        #expect(answer.body == Array(content[bytes]))
    }

    @Test(arguments: ["100-", "100-200", "-0"])
    func `a range outside of the file is answered with 416`(range: String) async throws {
        try stage.write("hundred.bin", [UInt8](repeating: 7, count: 100))
        let answer = try await stage.serving {
            try await $0(Self.host + "hundred.bin", ["-H", "Range: bytes=\(range)"])
        }
        #expect(answer.status == 416)
        #expect(answer.head.contains("content-range: bytes */100\r\n"))
        #expect(answer.body == [])
    }

    @Test(
        arguments: [
            "../secret.png", "sub/../good.png", "%2e%2e/secret.png", "sub/%2E%2E/good.png",
            "..%2fsecret.png", ".hidden.png", ".git/inside.png", "%2ehidden.png", "sub", "sub/", "",
            "good.png%00", "out.png", "hidden-link.png",
        ]
    )
    func `nothing hidden and nothing outside is served`(path: String) async throws {
        let image = PNGImage(width: 640, height: 480).encoded()
        try stage.folder.write("secret.png", image)
        try stage.write(".hidden.png", image)
        try stage.write(".git/inside.png", image)
        for (name, target) in [("out.png", "../secret.png"), ("hidden-link.png", ".hidden.png")] {
            try FileManager.default.createSymbolicLink(
                atPath: stage.folder.path + "/images/" + name,
                withDestinationPath: target
            )
        }
        let answer = try await stage.serving { try await $0(Self.host + path) }
        #expect(answer.status == 404)
        #expect(answer.body == [])
    }

    @Test func `a name that nobody serves is misdirected`() async throws {
        try await stage.serving { curl in
            let answer = try await curl(Self.host + "good.png", ["-H", "Host: example.org"])
            #expect(answer.status == 421)
        }
    }

    @Test(arguments: ["POST", "DELETE", "PUT"])
    func `images are only read`(method: String) async throws {
        let answer = try await stage.serving {
            try await $0(Self.host + "good.png", ["-X", method])
        }
        #expect(answer.status == 405)
    }
}
