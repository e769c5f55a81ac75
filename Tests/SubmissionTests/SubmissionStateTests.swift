import Submission
import Testing

/// The life of one submission as a table.
struct SubmissionStateTests {
    enum Event: Sendable {
        case releasing
        case answered(PostAnswer)
        case polled(JobStatus)
        case stored
    }

    struct Life: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let events: [Event]
        let effects: [SubmissionState.Effect]
        let phase: SubmissionState.Phase

        init(
            _ name: String,
            _ events: [Event],
            _ effects: [SubmissionState.Effect],
            _ phase: SubmissionState.Phase
        ) {
            testDescription = name
            self.events = events
            self.effects = effects
            self.phase = phase
        }
    }

    private static func life(_ events: [Event]) -> ([SubmissionState.Effect], SubmissionState) {
        var state = SubmissionState()
        let effects = events.map { event in
            switch event {
            case .releasing: state.releasing()
            case .answered(let answer): state.answered(answer)
            case .polled(let status): state.polled(status)
            case .stored: state.stored()
            }
        }
        return (effects, state)
    }

    static let lives: [Life] = {
        guard let id = RequestID("r-1"), let other = RequestID("r-2") else { return [] }
        let accepted: [Event] = [.releasing, .answered(.accepted(id))]
        let lost = Event.answered(.lost(reason: "reset"))
        return [
            Life("nothing happens", [], [], .intent),
            Life("lost before the release", [lost], [.stop], .notSent),
            Life(
                "lost after the release",
                [.releasing, lost],
                [.release, .stop],
                .outcomeUnknown
            ),
            Life(
                "refused before the release",
                [.answered(.refused(Refusal(.authentication, "")))],
                [.stop],
                .refused
            ),
            Life(
                "refused after the release",
                [.releasing, .answered(.refused(Refusal(.input, "")))],
                [.release, .stop],
                .refused
            ),
            Life("accepted", accepted, [.release, .poll(id)], .submitted(id)),
            Life(
                "waiting and running",
                accepted + [.polled(.waiting(position: 1)), .polled(.running)],
                [.release, .poll(id), .poll(id), .poll(id)],
                .running(id)
            ),
            Life(
                "waiting once more",
                accepted + [.polled(.running), .polled(.waiting(position: nil))],
                [.release, .poll(id), .poll(id), .poll(id)],
                .queued(id)
            ),
            Life(
                "in a state that nobody knows",
                accepted + [.polled(.running), .polled(.other("brand_new"))],
                [.release, .poll(id), .poll(id), .poll(id)],
                .running(id)
            ),
            Life(
                "completed at the first look",
                accepted + [.polled(.completed)],
                [.release, .poll(id), .download(id)],
                .completed(id)
            ),
            Life(
                "downloaded",
                accepted + [.polled(.running), .polled(.completed), .stored],
                [.release, .poll(id), .poll(id), .download(id), .stop],
                .downloaded(id)
            ),
            Life(
                "failed",
                accepted + [.polled(.running), .polled(.failed)],
                [.release, .poll(id), .poll(id), .stop],
                .failed(id)
            ),
            Life(
                "cancelled",
                accepted + [.polled(.waiting(position: 1)), .polled(.cancelled)],
                [.release, .poll(id), .poll(id), .stop],
                .cancelled(id)
            ),
            Life(
                "released twice",
                [.releasing, .releasing],
                [.release, .stop],
                .sending
            ),
            Life(
                "stored before it is completed",
                accepted + [.stored],
                [.release, .poll(id), .stop],
                .submitted(id)
            ),
            Life(
                "a second answer",
                accepted + [.answered(.accepted(other)), lost],
                [.release, .poll(id), .stop, .stop],
                .submitted(id)
            ),
            Life(
                "a status before any answer",
                [.polled(.completed), .polled(.failed)],
                [.stop, .stop],
                .intent
            ),
        ]
    }()

    @Test(arguments: lives)
    func `each event gives one effect`(life: Life) {
        let (effects, state) = Self.life(life.events)
        #expect(effects == life.effects)
        #expect(state.phase == life.phase)
    }

    @Test(
        arguments: lives.filter { life in
            switch life.phase {
            case .notSent, .refused, .outcomeUnknown, .failed, .cancelled, .downloaded: true
            default: false
            }
        }
    )
    func `nothing follows an end`(life: Life) throws {
        let id = try #require(RequestID("late"))
        let events: [Event] = [
            .releasing, .answered(.accepted(id)), .answered(.lost(reason: "")),
            .answered(.refused(Refusal(.later, ""))), .polled(.waiting(position: 1)),
            .polled(.running),
            .polled(.completed), .polled(.failed), .polled(.cancelled), .stored,
        ]
        for event in events {
            let (effects, state) = Self.life(life.events + [event])
            #expect(effects.last == .stop, "\(event)")
            #expect(state.phase == life.phase, "\(event)")
            #expect(state.start == .stop)
        }
    }

    @Test func `a submission starts with its request`() {
        #expect(SubmissionState().start == .post)
    }

    @Test(
        arguments: [
            ("in_queue", JobStatus.waiting(position: nil)), ("pending", .waiting(position: nil)),
            ("waiting", .waiting(position: nil)),
            ("in_progress", .running), ("processing", .running), ("starting", .running),
            ("completed", .completed), ("succeeded", .completed), ("failed", .failed),
            ("cancelled", .cancelled), ("canceled", .cancelled), ("brand_new", .other("brand_new")),
        ]
    )
    func `each word of the provider is one status`(word: String, status: JobStatus) {
        #expect(JobStatus(word: word) == status)
    }

    @Test(arguments: ["a", "r-1_B", "0", String(repeating: "x", count: 128)])
    func `a request id is 1 to 128 letters, digits, hyphens and underscores`(text: String) {
        #expect(RequestID(text)?.description == text)
    }

    @Test(
        arguments: [
            "", String(repeating: "x", count: 129), "a/b", "..", "a b", "a\n", "é", "a?b", "a%2fb",
            "a\0",
        ]
    )
    func `anything else is no request id`(text: String) {
        #expect(RequestID(text) == nil)
    }
}
