/// One value of a posted object.
enum InputValue: Sendable {
    case null
    case flag(Bool)
    /// A number without a fraction, however it is written: 5.0 is an integer in JSON Schema.
    case whole(Int)
    case fraction(Double)
    case text(String)
    case list
    case object([String: InputValue])

    /// The name of the value's JSON type.
    var typeName: String {
        switch self {
        case .null: "null"
        case .flag: "a boolean"
        case .whole: "an integer"
        case .fraction: "a number"
        case .text: "a string"
        case .list: "an array"
        case .object: "an object"
        }
    }

    /// Reads a posted body, which must be one JSON object in UTF-8.
    static func object(in body: [UInt8]) throws(Complaint) -> [String: InputValue] {
        guard String(validating: body, as: UTF8.self) != nil else {
            throw Complaint(property: "", message: "the body is not UTF-8")
        }
        guard let value = try? JSONText.value(of: body) else {
            throw Complaint(property: "", message: "the body is not JSON")
        }
        guard case .object(let members) = value else {
            throw Complaint(property: "", message: "the body is not a JSON object")
        }
        return members
    }
}
