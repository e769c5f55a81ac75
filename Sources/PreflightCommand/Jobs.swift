internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting

/// What was submitted, by the ledger, and what can still be done about it.
struct Jobs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Show what was submitted, wait for it, fetch its results, cancel or settle it.",
        subcommands: [
            List.self, Show.self, Wait.self, Resume.self, Cancel.self, Download.self, Settle.self,
            Export.self,
        ]
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

        @Option(
            help: ArgumentHelp(
                "Only jobs in this state (repeatable).",
                discussion: JobRecords.states.joined(separator: " ")
            )
        )
        var state: [String] = []

        func validate() throws {
            guard let other = state.first(where: { !JobRecords.states.contains($0) }) else {
                return
            }
            let nearest = Nearest.names(to: other, among: JobRecords.states).first
            throw ValidationError(
                "no state \(other)" + (nearest.map { "; did you mean \($0)?" } ?? "")
            )
        }

        func run() async throws {
            do throws(PreflightError) {
                let records = try JobRecords(ledger: ledger.ledger).all()
                    .filter { state.isEmpty || state.contains($0.state) }
                switch format {
                case .json: Terminal.print(JSONText.encode(records, pretty: true))
                case .human:
                    if records.isEmpty { Terminal.say("no submissions") }
                    Terminal.print(records.map { $0.line.neutralisedLine + "\n" }.joined())
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
                case .human: Terminal.print(record.page)
                }
            } catch {
                throw error.told()
            }
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel",
            abstract: "Ask the provider to cancel a job; only a queued one can be."
        )

        @OptionGroup var ledger: LedgerArgument
        @OptionGroup var target: TargetArguments
        @Argument(help: "The number in the ledger, or the request id.") var job: String

        func run() async throws {
            do {
                let actions = try JobActions(ledger: ledger.ledger)
                defer { actions.close() }
                switch try await actions.cancel(job, at: target.target) {
                case .cancelled: Terminal.print("cancelled\n")
                case .notCancellable:
                    Terminal.say("not cancellable: the job goes on and is billed")
                    throw Ending(.findings)
                case .unclear(let word):
                    Terminal.say(
                        "the model API does not say whether it is cancelled (\(word)); it may go on"
                            + " and be billed: preflight jobs wait \(job)"
                    )
                    throw Ending(.findings)
                }
            } catch let error as PreflightError {
                throw error.told()
            }
        }
    }

    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "settle",
            abstract: "Say what became of a submission whose outcome nobody could tell.",
            discussion: """
                Look the job up at the provider first. With its request id it is waited for and its
                results are fetched by the next submit or jobs resume; with --not-sent the same payload
                may be submitted again.
                """
        )

        @OptionGroup var ledger: LedgerArgument
        @Argument(help: "The number in the ledger.") var job: String

        @Option(
            name: .customLong("request-id"),
            help: "The provider's name of the job, which it accepted."
        )
        var requestID: String?

        @Flag(name: .customLong("not-sent"), help: "The provider never had the job.")
        var isNotSent = false

        func validate() throws {
            guard (requestID != nil) != isNotSent else {
                throw ValidationError("either --request-id or --not-sent says what became of it")
            }
        }

        func run() async throws {
            do throws(PreflightError) {
                let actions = try JobActions(ledger: ledger.ledger)
                defer { actions.close() }
                let record = try actions.settle(
                    job,
                    as: requestID.map { .accepted(requestID: $0) } ?? .notSent
                )
                Terminal.print(record.line.neutralisedLine + "\n")
            } catch {
                throw error.told()
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write all submissions to standard output, for other tools.",
            discussion: "No payload and no token is in the ledger: a SHA-256 tells payloads apart."
        )

        enum Format: String, ExpressibleByArgument, CaseIterable {
            case ndjson, json, csv
        }

        @OptionGroup var ledger: LedgerArgument
        @Option(help: "The format: ndjson, json or csv.") var format: Format = .ndjson

        func run() async throws {
            do throws(PreflightError) {
                let records = try JobRecords(ledger: ledger.ledger).all()
                switch format {
                case .json: Terminal.print(JSONText.encode(records, pretty: true))
                case .ndjson:
                    for record in records {
                        Terminal.print(JSONText.encode(record, pretty: false))
                    }
                case .csv:
                    let rows = [JobRecords.Record.columns] + records.map(\.cells)
                    Terminal.print(CSVText.lines(rows))
                }
            } catch {
                throw error.told()
            }
        }
    }
}
