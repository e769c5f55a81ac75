internal import Addresses
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting
internal import SystemPackage

/// The two streams and the way out.
enum Terminal {
    /// Writes to standard output.
    static func print(_ text: String) { print(text.utf8) }

    /// Writes UTF-8 to standard output.
    ///
    /// A reader that went away ends the process without a word.
    static func print(_ text: some Sequence<UInt8>) {
        do {
            try FileDescriptor.standardOutput.writeAll(text)
        } catch Errno.brokenPipe {
            end(.readerGone)
        } catch {
            say("error: the report cannot be written: \(error)")
            end(.internalError)
        }
    }

    /// Writes to standard output; `false` when it cannot be written to any more.
    static func isPrinted(_ text: some Sequence<UInt8>) -> Bool {
        (try? FileDescriptor.standardOutput.writeAll(text)) != nil
    }

    /// Writes a line to standard error, neutralised line by line.
    static func say(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).neutralisedLine }
        _ = try? FileDescriptor.standardError.writeAll((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// Writes what went wrong, which may repeat an address from the command line.
    static func complain(_ text: String) { say(text.withoutSecretsOfAddresses) }

    /// Ends the process.
    static func end(_ reason: ExitReason) -> Never {
        ReportFile.removeUnfinished()
        exit(reason.rawValue)
    }

    /// Whether a person reads standard output.
    static var isOutputATerminal: Bool { isatty(1) == 1 }

    /// Whether a person reads standard error.
    static var isErrorATerminal: Bool { isatty(2) == 1 }

    /// The display cells of a line on standard error; 80 when nobody can tell.
    static var errorWidth: Int {
        var size = winsize()
        guard unsafe ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Whether a person can be asked.
    static var canAsk: Bool { isatty(0) == 1 && isatty(2) == 1 }
}

extension PreflightError {
    /// Says what went wrong and gives the code to end with.
    func told() -> Ending {
        Terminal.complain("error: \(message)" + (cause.map { "\n  cause: \($0)" } ?? ""))
        return Ending(code)
    }
}

/// How the process is to end.
struct Ending: Error {
    let reason: ExitReason

    init(_ reason: ExitReason) { self.reason = reason }
}
