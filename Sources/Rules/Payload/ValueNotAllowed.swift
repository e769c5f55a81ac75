package import PreflightModel
internal import Schemas

/// A value of the right type that the schema does not list.
package enum ValueNotAllowed: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        payload.given.compactMap { given -> Defect? in
            guard let property = given.property else { return nil }
            let value = given.member.value
            guard property.types.isEmpty || property.types.contains(where: { value.isOf($0) })
            else {
                return nil
            }
            guard let (accepted, remedy) = objection(to: value, by: property) else { return nil }
            return Defect(
                found: .json(value),
                accepted: accepted,
                remedy: remedy,
                at: given.pointer,
                span: value.span
            )
        }
    }

    private static func objection(
        to value: Node,
        by property: Property
    ) -> (accepted: Measure, remedy: Remedy)? {
        if !property.allowed.isEmpty, !property.allowed.contains(where: { $0.isEqual(to: value) }) {
            let names = property.allowed.map(\.spelling)
            let nearest = value.text.map { Nearest.names(to: $0, among: names) } ?? []
            return (.oneOf(names), nearest.isEmpty ? .chooseOneOf(names) : .didYouMean(nearest))
        }
        if let number = value.number {
            guard property.range.standing(of: number) == .inside else {
                return (.within(property.range, .plain), .chooseWithin(property.range))
            }
            if let factor = property.multipleOf, !number.isMultiple(of: factor) {
                return (.multiple(of: factor), .chooseMultiple(of: factor))
            }
        }
        if property.length.lowerBound > 0, let text = value.text,
            !text.hasCodePoints(atLeast: property.length.lowerBound)
        {
            return (
                .atLeast(property.length.lowerBound, .characters),
                .lengthen(to: property.length.lowerBound)
            )
        }
        if let count = value.elements?.count, !property.count.contains(count) {
            return (.between(property.count, .items), .chooseCount(property.count))
        }
        return nil
    }

    package static let about = RuleDescription(
        name: "value-not-allowed",
        summary: "the value is not allowed",
        reason: "The provider refuses it, or silently uses its default instead.",
        evidence: Evidence(.schema, "the model's schema: enum, minimum, maximum and the like"),
        objection: .finding(.error)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad("a quality that is not listed", .good(and: #""quality": "best""#)),
        .bad("a duration out of range", .good(and: #""duration": 10"#)),
        .good("listed", .good(and: #""quality": "high""#)),
        .good("the limit itself", .good(and: #""duration": 9"#)),
    ]
}

extension Fraction {
    /// Whether the value divided by `factor` is whole.
    fileprivate func isMultiple(of factor: Fraction) -> Bool {
        let divisor = Int128(denominator) * Int128(factor.numerator)
        return divisor != 0 && (Int128(numerator) * Int128(factor.denominator)) % divisor == 0
    }
}

extension Node {
    /// Whether two values are equal, as JSON Schema understands it: 5.0 is 5.
    fileprivate func isEqual(to other: Node) -> Bool {
        // Strings are equal here when they are the same on the wire, not when they look the same.
        if let text { return other.text.map { text.utf8.elementsEqual($0.utf8) } ?? false }
        if let number, let otherNumber = other.number { return number == otherNumber }
        return value == other.value
    }

    /// A listed value as a person would type it.
    package var spelling: String {
        switch value {
        case .string(let text), .number(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object: "null"
        }
    }
}
