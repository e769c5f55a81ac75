import Foundation

/// The life of one accepted request.
struct Job: Sendable {
    /// The states that the sandbox's jobs go through.
    enum Status: String, Sendable {
        case queued = "in_queue"
        case running = "in_progress"
        case completed
        case cancelled
    }

    let id: String
    let model: Model
    let createdAt: Date
    private(set) var finishedAt: Date?
    private(set) var status = Status.queued
    private var isPolled = false

    init(id: String, model: Model, createdAt: Date) {
        self.id = id
        self.model = model
        self.createdAt = createdAt
    }

    /// One look at the status takes the job one step on: queued, running, completed.
    mutating func polled(at now: Date) {
        switch status {
        case .queued where isPolled: status = .running
        case .queued: isPolled = true
        case .running:
            status = .completed
            finishedAt = now
        case .completed, .cancelled: break
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

/// All accepted requests of one run.
actor Jobs {
    private var jobs: [String: Job] = [:]

    /// Takes on a new job.
    func accept(_ model: Model) -> Job {
        let job = Job(id: UUID().uuidString.lowercased(), model: model, createdAt: Date())
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
