import Foundation
import SampleImages
import Sandbox

/// A folder of images, and a sandbox that serves it and writes a log beside it.
struct Stage: Sendable {
    static let imageToVideo = "bytedance/seedance-v1.5-pro/image-to-video"
    static let lite = "bytedance/seedance-1-0/lite/image-to-video"
    static let textToVideo = "bytedance/seedance-1-0/pro/fast/text-to-video"
    static let goodText = #"{"text":"a fox in the snow","duration":5}"#

    /// One line of the log.
    struct LogLine: Decodable, Equatable {
        let n: Int
        let host: String
        let method: String
        let path: String
        let status: Int
        let accepted: Bool
        let model: String?
        let requestId: String?
        let bodySha256: String?
        let tokenLeaked: Bool?
    }

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try write("good.png", PNGImage(width: 640, height: 480).encoded())
        try write("sub/good.jpg", JPEGImage(width: 640, height: 480).encoded())
        try write("300.png", PNGImage(width: 300, height: 400).encoded())
        try write("wide.webp", WebPImage(width: 1000, height: 400).encoded())
        try write("text.png", Array("no image".utf8))
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try folder.write("images/" + name, bytes)
    }

    /// Serves while `body` runs.
    func serving<R: Sendable>(_ body: @Sendable (Curl) async throws -> R) async throws -> R {
        let sandbox = Sandbox(folders: [folder.path + "/images"], log: folder.path + "/log.ndjson")
        return try await sandbox.serving { access in try await body(Curl(access)) }
    }

    /// The log as text.
    func logText() throws -> String {
        String(decoding: try folder.read("log.ndjson"), as: UTF8.self)
    }

    /// The log, line by line.
    func log() throws -> [LogLine] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try logText().split(separator: "\n").map {
            try decoder.decode(LogLine.self, from: Data($0.utf8))
        }
    }
}
