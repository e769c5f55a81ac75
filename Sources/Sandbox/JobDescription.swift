import Foundation

extension Job {
    /// What a client is told when its request is accepted.
    func receipt(at host: String) -> JSON {
        let address = "https://\(host)/v1/requests/\(id)"
        return [
            "request_id": .text(id),
            "status_url": .text(address + "/status"),
            "result_url": .text(address + "/result"),
            "cancel_url": .text(address + "/cancel"),
        ]
    }

    /// The status as it is now.
    var state: JSON {
        .object(members)
    }

    /// The result when the job is completed, otherwise its state.
    func result(withCost: Bool) -> JSON {
        guard status == .completed else { return state }
        var members = members
        members["output"] = ["video": .text("https://\(HostNames.results)/\(id).mp4")]
        if withCost { members["cost"] = .number(model.price) }
        return .object(members)
    }

    private var members: [String: JSON] {
        var members: [String: JSON] = [
            "request_id": .text(id),
            "status": .text(status.rawValue),
            "created_at": .text(createdAt.formatted(.iso8601)),
        ]
        if status == .queued { members["queue_position"] = .whole(position) }
        if status == .running { members["instance_id"] = .text("sandbox-\(id.prefix(8))") }
        if status == .failed {
            members["error"] = ["code": "sandbox", "message": "failed on purpose"]
        }
        if let finishedAt { members["finished_at"] = .text(finishedAt.formatted(.iso8601)) }
        return members
    }
}
