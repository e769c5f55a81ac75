package import PreflightModel

extension Defect {
    /// What was found, in words.
    package var foundText: String { found.text }
    /// What is accepted, in words.
    package var acceptedText: String { accepted.text }
    /// What the author can do, in words.
    package var remedyText: String { remedy.text }
}

extension Finding {
    /// The rule's message with what was found.
    package var message: String { message(with: defect.foundText) }

    /// The rule's message with the words for what was found.
    func message(with found: String) -> String { rule.summary + ": " + found }
}

extension Doubt {
    /// The rule's message with what stood in the way.
    package var message: String { message(with: defect.foundText) }

    /// The rule's message with the words for what stood in the way.
    func message(with found: String) -> String { rule.summary + ": " + found }
}
