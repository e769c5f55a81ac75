/// A body that the provider would refuse, and why.
struct WrongBody: Sendable {
    let name: String
    let model: String
    let bytes: [UInt8]

    private init(_ name: String, _ model: String, _ body: String) {
        self.init(name, model, Array(body.utf8))
    }

    private init(_ name: String, _ model: String, _ bytes: [UInt8]) {
        self.name = name
        self.model = model
        self.bytes = bytes
    }

    /// Text-to-video with a good text and `rest`.
    private static func text(_ name: String, _ rest: String) -> WrongBody {
        WrongBody(name, Stage.textToVideo, #"{"text":"a fox",\#(rest)}"#)
    }

    /// Image-to-video with this image and, unless it says something else, nothing wrong.
    private static func image(_ name: String, _ url: String, _ rest: String = "") -> WrongBody {
        let members = #""prompt":"a fox","first_frame_image_url":"\#(url)""#
        return WrongBody(name, Stage.imageToVideo, "{\(members)\(rest)}")
    }

    private static let good = "https://images.preflight.test/good.png"

    /// Thirty of them.
    static let all = [
        WrongBody("nothing", Stage.textToVideo, ""),
        WrongBody("half an object", Stage.textToVideo, #"{"text":"a fox""#),
        WrongBody("a comma too many", Stage.textToVideo, #"{"text":"a fox",}"#),
        WrongBody("two documents", Stage.textToVideo, #"{"text":"a fox"}{}"#),
        WrongBody("a list", Stage.textToVideo, #"[{"text":"a fox"}]"#),
        WrongBody("null", Stage.textToVideo, "null"),
        WrongBody("no UTF-8", Stage.textToVideo, Array(#"{"text":""#.utf8) + [0xFF, 0x22, 0x7D]),
        WrongBody("no text", Stage.textToVideo, #"{"duration":5}"#),
        WrongBody("a text that is null", Stage.textToVideo, #"{"text":null}"#),
        WrongBody("a text that is a number", Stage.textToVideo, #"{"text":5}"#),
        WrongBody("a blank text", Stage.textToVideo, #"{"text":" \n "}"#),
        WrongBody(
            "501 characters",
            Stage.textToVideo,
            #"{"text":"\#(String(repeating: "é", count: 501))"}"#
        ),
        text("an unknown resolution", #""resolution":"4k""#),
        text("a resolution in upper case", #""resolution":"720P""#),
        text("a ratio of another model", #""ratio":"adaptive""#),
        text("a duration below the range", #""duration":1"#),
        text("a duration above the range", #""duration":13"#),
        text("a duration in quotes", #""duration":"5""#),
        text("a duration with a fraction", #""duration":5.5"#),
        text("a duration that is true", #""duration":true"#),
        text("a seed in quotes", #""seed":"7""#),
        WrongBody(
            "a duration between the choices",
            Stage.lite,
            #"{"prompt":"a fox","first_frame_image_url":"\#(good)","duration":7}"#
        ),
        image("an http address", "http://images.preflight.test/good.png"),
        image("a loopback address", "https://127.1/good.png"),
        image("a password in the address", "https://me:word@images.preflight.test/good.png"),
        image("an image that is not there", "https://images.preflight.test/none.png"),
        image("text in place of an image", "https://images.preflight.test/text.png"),
        image("a width on the limit", "https://images.preflight.test/300.png"),
        image("a ratio on the limit", "https://images.preflight.test/wide.webp"),
        image("a flag in quotes", good, #","generate_audio":"true""#),
    ]
}
