internal import Foundation
internal import Preflight
internal import Reporting

extension JobRecords.Record {
    /// The submission on one line.
    var line: String {
        ["\(id)", state, target, requestID ?? "-", subject].joined(separator: "  ")
    }

    /// The submission on a page.
    var page: String {
        func time(_ seconds: Int64) -> String {
            Date(timeIntervalSince1970: TimeInterval(seconds)).ISO8601Format()
        }
        let rows = [
            ("job", "\(id)"), ("state", state), ("target", target), ("payload", subject),
            ("model", model), ("request", requestID ?? "-"), ("sha-256", digest),
            ("measured", measured ?? "-"), ("created", time(created)), ("changed", time(changed)),
            ("detail", detail ?? "-"),
        ]
        let files = results.map { result in
            let bytes = result.bytes.map { ", \($0) bytes" } ?? ""
            let hash = result.sha256.map { ", sha-256 \($0)" } ?? ""
            return ("result", result.path + bytes + hash)
        }
        return (rows + files).map { name, value in
            "\(name):".padding(toLength: 10, withPad: " ", startingAt: 0) + value.neutralisedLine
                + "\n"
        }.joined()
    }

    /// The columns of a table of submissions.
    static let columns = [
        "id", "target", "subject", "model", "state", "request_id", "digest", "created", "changed",
        "files", "detail",
    ]

    /// The submission as a row of such a table.
    var cells: [String] {
        [
            "\(id)", target, subject, model, state, requestID ?? "", digest, "\(created)",
            "\(changed)", results.map(\.path).joined(separator: " "), detail ?? "",
        ]
    }
}

/// Tables as text (RFC 4180).
enum CSVText {
    /// The rows, a line for each.
    static func lines(_ rows: [[String]]) -> String {
        rows.map { row in row.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        // A spreadsheet takes what begins so for a formula.
        let text = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        guard text.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
