package import PreflightModel
package import Schemas

/// A check over facts that were gathered before.
///
/// It does no input or output and reads no clock.
package protocol Rule: Sendable {
    /// What the rule looks at.
    associatedtype Subject: Sendable

    /// Name, message, reason, evidence and severity.
    static var about: RuleDescription { get }

    /// Subjects with their judgement: the rule's page and its first tests.
    static var examples: [Example<Subject>] { get }

    /// Every defect of this kind in `subject`.
    static func defects(in subject: Subject) -> [Defect]
}

extension Rule {
    /// The page of the rule, with its examples as it judges them.
    package static var page: RulePage {
        RulePage(
            about,
            examples: examples.map { .init(title: $0.title, defects: defects(in: $0.subject)) }
        )
    }
}

/// A rule on an image or on the address of one: it objects once or not at all.
package protocol MediaRule: Rule where Subject == MediaCase {
    /// The defect in `media`, or `nil` if there is none.
    static func defect(in media: MediaCase) -> Defect?
}

extension MediaRule {
    /// The one defect, if there is one.
    package static func defects(in subject: MediaCase) -> [Defect] {
        defect(in: subject).map { [$0] } ?? []
    }
}

/// Something that looks at rules on images or addresses one after the other.
protocol MediaRuleVisitor {
    mutating func visit(_ rule: (some MediaRule).Type)
}

/// A rule on an address and how it was reached; it has nothing to say about a local file.
package protocol AddressRule: MediaRule {}

/// A rule on a payload.
package protocol PayloadRule: Rule where Subject == PayloadCase {}

/// A rule on a model's schema.
package protocol SchemaRule: Rule where Subject == Schema {}

/// A rule on a suppression after a run.
package protocol SuppressionRule: Rule where Subject == SuppressionCase {}

/// A subject with the judgement that a rule is to give.
package struct Example<Subject: Sendable>: Sendable {
    /// Whether the rule should object.
    package enum Judgement: String, Sendable { case bad, good }

    package let judgement: Judgement
    package let title: String
    package let subject: Subject

    /// An example that the rule objects to.
    package static func bad(_ title: String, _ subject: Subject) -> Self {
        Self(judgement: .bad, title: title, subject: subject)
    }

    /// An example that the rule leaves alone.
    package static func good(_ title: String, _ subject: Subject) -> Self {
        Self(judgement: .good, title: title, subject: subject)
    }
}
