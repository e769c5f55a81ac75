package import PreflightModel

/// A key that occurs twice in one object.
package enum DuplicateKey: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        switch payload.job {
        case .success(let job):
            let (node, pointer) =
                job.wrapper.map { ($0.node, $0.pointer) } ?? (job.input, job.pointer)
            return hasDuplicates(node) ? duplicates(in: node, at: pointer) : []
        case .failure(let problem):
            guard case .duplicateKey(let key) = problem.kind else { return [] }
            return [
                Defect(
                    found: .key(key, count: 2, first: nil),
                    accepted: .uniqueKeys,
                    remedy: .removeOneOf(key: key),
                    span: problem.span
                )
            ]
        }
    }

    // Mostly there is none, and to know that costs less than to know where.
    private static func hasDuplicates(_ node: Node) -> Bool {
        if let elements = node.elements { return elements.contains(where: hasDuplicates) }
        guard let members = node.members else { return false }
        guard members.count < 20 else { return true }
        return members.indices.contains { index in
            members[..<index].contains { $0.key == members[index].key }
                || hasDuplicates(members[index].value)
        }
    }

    private static func duplicates(in node: Node, at pointer: JSONPointer) -> [Defect] {
        var defects: [Defect] = []
        for (index, element) in (node.elements ?? []).enumerated() {
            defects += duplicates(in: element, at: pointer.appending(index: index))
        }
        var seen: [String: (count: Int, first: TextSpan)] = [:]
        for member in node.members ?? [] {
            let place = pointer.appending(key: member.key)
            defects += duplicates(in: member.value, at: place)
            let first = seen[member.key]?.first ?? member.keySpan
            let count = (seen[member.key]?.count ?? 0) + 1
            seen[member.key] = (count, first)
            guard count > 1 else { continue }
            defects.append(
                Defect(
                    found: .key(member.key, count: count, first: first),
                    accepted: .uniqueKeys,
                    remedy: .removeOneOf(key: member.key),
                    at: place,
                    span: member.keySpan
                )
            )
        }
        return defects
    }

    package static let about = RuleDescription(
        name: "duplicate-key",
        summary: "a key occurs more than once",
        reason: "Readers disagree about which value counts, so nobody knows what is paid for.",
        evidence: Evidence(.policy, "RFC 8259, section 4: names should be unique"),
        objection: .finding(.error)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad("two prompts", .json(#"{"prompt": "a", "prompt": "b"}"#)),
        .bad("two models", .json(#"{"model": "a/b", "model": "example/video", "input": {}}"#)),
        .good("each key once", .json("{\(PayloadCase.goodStart)}")),
    ]
}
