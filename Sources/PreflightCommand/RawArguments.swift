#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// The arguments that are no UTF-8, as the system gave them.
///
/// The names of files are bytes; what the parser of arguments sees has U+FFFD in place of some.
enum RawArguments {
    /// The bytes of an argument, when its text is not all that they say.
    static func bytes(of text: String) -> [UInt8]? { unusual[text] }

    private static let unusual: [String: [UInt8]] = {
        var unusual: [String: [UInt8]] = [:]
        for index in 0..<Int(CommandLine.argc) {
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { continue }
            let text = unsafe String(cString: argument)
            let bytes = unsafe UnsafeBufferPointer(start: argument, count: strlen(argument))
                .map { UInt8(bitPattern: $0) }
            if !text.utf8.elementsEqual(bytes) { unusual[text] = bytes }
        }
        return unusual
    }()
}
