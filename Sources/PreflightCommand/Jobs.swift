internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting

/// What was submitted, by the ledger.
struct Jobs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Show what was submitted, and cancel it.",
        subcommands: [List.self, Show.self, Cancel.self]
    )

    /// The formats of these verbs.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case human, json
    }

    struct LedgerArgument: ParsableArguments {
        @Option(help: "The ledger of submissions.")
        var ledger: String?
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List all submissions."
        )

        @OptionGroup var ledger: LedgerArgument
        @Option(help: "The format: human or json.") var format: Format = .human

        func run() async throws {
            do throws(PreflightError) {
                let records = try JobRecords(ledger: ledger.ledger).all()
                switch format {
                case .json: Terminal.print(JSONText.encode(records, pretty: true))
                case .human:
                    let lines = records.map { record in
                        [
                            "\(record.id)", record.state, record.target, record.requestID ?? "-",
                            record.subject,
                        ].joined(separator: "  ")
                    }
                    Terminal.print(lines.map { $0.neutralisedLine + "\n" }.joined())
                }
            } catch {
                throw error.told()
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one submission."
        )

        @OptionGroup var ledger: LedgerArgument
        @Option(help: "The format: human or json.") var format: Format = .human
        @Argument(help: "The number in the ledger, or the request id.") var job: String

        func run() async throws {
            do throws(PreflightError) {
                let record = try JobRecords(ledger: ledger.ledger).record(job)
                switch format {
                case .json: Terminal.print(JSONText.encode(record, pretty: true))
                case .human: Terminal.print(Self.text(of: record))
                }
            } catch {
                throw error.told()
            }
        }

        private static func text(of record: JobRecords.Record) -> String {
            let changed = Date(timeIntervalSince1970: TimeInterval(record.changed))
            let rows = [
                ("job", "\(record.id)"), ("state", record.state), ("target", record.target),
                ("payload", record.subject),
                ("model", record.model), ("request", record.requestID ?? "-"),
                ("sha-256", record.digest), ("changed", changed.ISO8601Format()),
                ("detail", record.detail ?? "-"),
            ]
            let files = record.files.map { ("result", $0) }
            return (rows + files).map { name, value in
                "\(name):".padding(toLength: 10, withPad: " ", startingAt: 0) + value.neutralised
                    + "\n"
            }.joined()
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel",
            abstract: "Ask the provider to cancel a job; only a queued one can be."
        )

        @OptionGroup var ledger: LedgerArgument
        @Option(
            name: .customLong("sandbox-at"),
            help: "The ready file of the sandbox that has the job."
        )
        var sandboxAt: String?
        @Argument(help: "The number in the ledger, or the request id.") var job: String

        func run() async throws {
            do {
                var target = TargetArguments()
                target.sandbox = false
                target.sandboxAt = sandboxAt
                let records = try JobRecords(ledger: ledger.ledger)
                guard try await records.cancel(job, at: target.target) else {
                    Terminal.say("not cancellable: the job goes on and is billed")
                    throw Ending(.findings)
                }
                Terminal.print("cancelled\n")
            } catch let error as PreflightError {
                throw error.told()
            }
        }
    }
}
