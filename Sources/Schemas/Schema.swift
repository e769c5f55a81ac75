package import PreflightModel

/// What a model accepts: its properties in the order of its page.
package struct Schema: Sendable {
    /// The model.
    package let model: ModelID
    /// The properties in their order.
    package let properties: [Property]
    /// Keywords and rules that this version does not know.
    package let unevaluated: [Unevaluated]

    /// Makes a schema.
    package init(model: ModelID, properties: [Property], unevaluated: [Unevaluated] = []) {
        self.model = model
        self.properties = properties
        self.unevaluated = unevaluated
    }

    /// The property of that name.
    package subscript(name: String) -> Property? { properties.first { $0.name == name } }

    /// The region that a bare image is judged by: that of the first media property.
    package var region: AllowedRegion {
        properties.lazy.compactMap(\.media).first?.region ?? .init()
    }

    /// A keyword or a rule that cannot be evaluated, with its property.
    package struct Unevaluated: Hashable, Sendable {
        package let property: String
        package let rule: String

        /// Makes a record of something unknown.
        package init(property: String, rule: String) {
            self.property = property
            self.rule = rule
        }
    }
}

/// One property of a schema.
///
/// A class, because each payload that is judged looks its properties up.
package final class Property: Sendable {
    package let name: String
    package let isRequired: Bool
    /// The accepted types; empty when the schema names none.
    package let types: [ValueType]
    /// The accepted values, when they are listed.
    package let allowed: [Node]
    /// The bounds on a number.
    package let range: Bounds
    /// The number of which a number must be a multiple.
    package let multipleOf: Fraction?
    /// The bounds on a text's length in Unicode code points.
    package let length: ClosedRange<Int>
    /// The bounds on the number of elements of an array.
    package let count: ClosedRange<Int>
    /// The types of an array's elements.
    package let itemTypes: [ValueType]
    /// What is accepted when the property holds addresses of media.
    package let media: Media?
    /// Whether the property holds addresses of media.
    package let isMedia: Bool
    /// Whether the property is for text that a person writes, not for a choice or an address.
    package let isFreeText: Bool
    /// The length under which the provider advises to stay, in code points.
    package let advisedLength: Int?
    /// When the property does nothing.
    package let ineffective: Ineffective?
    /// What the property is when it is left out.
    package let defaultValue: Node?

    /// A property that holds addresses of media.
    package struct Media: Hashable, Sendable {
        /// What the addresses lead to.
        package enum Kind: Hashable, Sendable { case image, video, audio }

        package let kind: Kind
        package let region: AllowedRegion
    }

    /// The value of another property that makes this one do nothing.
    package struct Ineffective: Hashable, Sendable {
        package let property: String
        package let value: String
    }

    init(
        name: String,
        isRequired: Bool,
        types: [ValueType],
        allowed: [Node],
        range: Bounds,
        multipleOf: Fraction?,
        length: ClosedRange<Int>,
        count: ClosedRange<Int>,
        itemTypes: [ValueType],
        media: Media?,
        advisedLength: Int?,
        ineffective: Ineffective?,
        defaultValue: Node?
    ) {
        self.name = name
        self.isRequired = isRequired
        self.types = types
        self.allowed = allowed
        self.range = range
        self.multipleOf = multipleOf
        self.length = length
        self.count = count
        self.itemTypes = itemTypes
        self.media = media
        isMedia = media != nil
        isFreeText = types.contains(.string) && allowed.isEmpty && media == nil
        self.advisedLength = advisedLength
        self.ineffective = ineffective
        self.defaultValue = defaultValue
    }

}
