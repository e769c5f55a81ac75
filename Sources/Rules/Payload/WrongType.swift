package import PreflightModel
internal import Schemas

/// A value of another type than the schema asks for.
package enum WrongType: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        guard case .success(let job) = payload.job, payload.schema != nil else { return [] }
        var defects: [Defect] = []
        if let wrapper = job.wrapper, let model = wrapper.node["model"], model.text == nil {
            let pointer = wrapper.pointer.appending(key: "model")
            defects.append(defect(model, expecting: [.string], at: pointer))
        }
        guard job.input.members != nil else {
            return defects + [defect(job.input, expecting: [.object], at: job.pointer)]
        }
        return defects
            + payload.given.flatMap { given -> [Defect] in
                guard let property = given.property, !property.types.isEmpty else { return [] }
                let value = given.member.value
                guard property.types.contains(where: { value.isOf($0) }) else {
                    return [defect(value, expecting: property.types, at: given.pointer)]
                }
                return (value.elements ?? []).enumerated().compactMap { index, element in
                    let types = property.itemTypes
                    guard !types.isEmpty, !types.contains(where: { element.isOf($0) }) else {
                        return nil
                    }
                    return defect(
                        element,
                        expecting: types,
                        at: given.pointer.appending(index: index)
                    )
                }
            }
    }

    private static func defect(
        _ value: Node,
        expecting types: [ValueType],
        at pointer: JSONPointer
    ) -> Defect {
        let isTooLong = value.isBeyondNumbers && !Set(types).isDisjoint(with: [.integer, .number])
        return Defect(
            found: .json(value),
            accepted: isTooLong ? .exactNumber : .types(types),
            remedy: isTooLong ? .writeExactNumber : .writeAs(types),
            at: pointer,
            span: value.span
        )
    }

    package static let about = RuleDescription(
        name: "wrong-type",
        summary: "the value has the wrong type",
        reason: "The provider refuses it, or reads it as something else than was meant.",
        evidence: Evidence(.schema, "the model's schema: type"),
        objection: .finding(.error)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad("a text for a number", .good(and: #""duration": "5""#)),
        .bad("a boolean for a number", .good(and: #""duration": true"#)),
        .bad("a number beyond 64 bits", .good(and: #""duration": 12345678901234567890"#)),
        .bad("a number for the model", .json(#"{"model": 5, "input": {}}"#)),
        .good("a whole number with a point", .good(and: #""duration": 5.0"#)),
        .good("a boolean", .good(and: #""loop": true"#)),
    ]
}

extension Node {
    /// Whether this is a number that does not fit: nobody can say what a reader makes of it.
    fileprivate var isBeyondNumbers: Bool {
        if case .number = value { number == nil } else { false }
    }

    /// Whether the value is of a type, as JSON Schema understands it: 5.0 is an integer.
    func isOf(_ type: ValueType) -> Bool {
        switch (value, type) {
        case (.null, .null), (.bool, .boolean), (.string, .string), (.array, .array),
            (.object, .object):
            true
        case (.number, .number): number != nil
        case (.number, .integer): number?.isWhole == true
        default: false
        }
    }
}
