import Foundation

/// The life of one accepted request.
struct Job: Sendable {
    /// The states that the sandbox's jobs go through.
    enum Status: String, Sendable {
        case queued = "in_queue"
        case running = "in_progress"
        case completed
        case failed
        case cancelled
    }

    let id: String
    let model: Model
    let createdAt: Date
    fileprivate(set) var finishedAt: Date?
    fileprivate(set) var status = Status.queued
    /// How many looks it still waits for in the queue.
    private(set) var position: Int

    init(id: String, model: Model, queue: Int, createdAt: Date) {
        self.id = id
        position = queue
        self.model = model
        self.createdAt = createdAt
    }

    /// One look at the status takes the job one step on: queued, running, completed.
    mutating func polled(at now: Date) {
        switch status {
        case .queued where position > 1: position -= 1
        case .queued: status = .running
        case .running:
            status = .completed
            finishedAt = now
        case .completed, .failed, .cancelled: break
        }
    }

    /// Cancels a job that still waits; says whether it did.
    mutating func cancelled(at now: Date) -> Bool {
        guard status == .queued else { return false }
        status = .cancelled
        finishedAt = now
        return true
    }
}

extension Job {
    /// Ends the job as a fault has it.
    mutating func end(by fault: Fault, at now: Date) {
        guard status == .queued || status == .running else { return }
        switch fault {
        case .statusFailed: status = .failed
        case .statusCancelled: status = .cancelled
        default: return
        }
        finishedAt = now
    }
}

/// All accepted requests of one run.
actor Jobs {
    private var jobs: [String: Job] = [:]
    private let queue: Int

    /// Each job waits in the queue for so many looks at its status.
    init(queue: Int) { self.queue = queue }

    /// Ends a job as a fault has it.
    func end(_ id: String, by fault: Fault) {
        jobs[id]?.end(by: fault, at: Date())
    }

    /// Takes on a new job.
    func accept(_ model: Model) -> Job {
        let job = Job(
            id: UUID().uuidString.lowercased(),
            model: model,
            queue: queue,
            createdAt: Date()
        )
        jobs[job.id] = job
        return job
    }

    /// A job as it is now.
    func job(_ id: String) -> Job? {
        jobs[id]
    }

    /// A job after one more look at its status.
    func poll(_ id: String) -> Job? {
        jobs[id]?.polled(at: Date())
        return jobs[id]
    }

    /// Whether a job could be cancelled; nil when it is unknown.
    func cancel(_ id: String) -> Bool? {
        jobs[id]?.cancelled(at: Date())
    }
}
