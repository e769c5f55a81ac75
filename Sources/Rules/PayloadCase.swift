package import Addresses
package import PreflightModel
package import Schemas

/// A payload together with its model's schema and what was measured of its images.
package struct PayloadCase: Sendable {
    /// What the payload is judged for.
    package enum Stage: Hashable, Sendable {
        /// To say what is wrong.
        case lint
        /// To be paid for.
        case submit
    }

    /// An image that the payload names.
    package struct NamedMedia: Hashable, Sendable {
        package let property: String
        package let pointer: JSONPointer
        package let span: TextSpan
        package let reference: MediaReference
        /// What was measured; `nil` when it was left alone.
        package var facts: MediaFacts?

        /// Makes a record of an image in a payload.
        package init(
            property: String,
            pointer: JSONPointer,
            span: TextSpan,
            reference: MediaReference,
            facts: MediaFacts? = nil
        ) {
            self.property = property
            self.pointer = pointer
            self.span = span
            self.reference = reference
            self.facts = facts
        }
    }

    /// The job, or what is wrong with its document.
    package let job: Result<Job, DocumentProblem>
    /// The model's schema, if the model is known.
    package let schema: Schema?
    /// The names of all known models.
    package let models: [ModelID]
    /// The images that the payload names.
    package let media: [NamedMedia]
    /// What the payload is judged for.
    package let stage: Stage
    /// What the provider objected to when the payload was sent.
    package let complaints: [Complaint]
    /// The properties that are given, in their order.
    let given: [Given]

    /// Makes a case.
    package init(
        job: Result<Job, DocumentProblem>,
        schema: Schema?,
        models: [ModelID],
        media: [NamedMedia] = [],
        stage: Stage = .lint,
        complaints: [Complaint] = []
    ) {
        self.job = job
        self.schema = schema
        self.models = models
        self.media = media
        self.stage = stage
        self.complaints = complaints
        guard case .success(let job) = job, let members = job.input.members else {
            given = []
            return
        }
        given = members.map {
            Given(member: $0, parent: job.pointer, property: schema?[$0.key])
        }
    }

    /// A property that is given, with its value and what the schema says of it.
    ///
    /// A class, because each rule looks at each property.
    final class Given: Sendable {
        let member: Node.Member
        let property: Property?
        private let parent: JSONPointer

        init(member: Node.Member, parent: JSONPointer, property: Property?) {
            self.member = member
            self.parent = parent
            self.property = property
        }

        /// Where it stands.
        var pointer: JSONPointer { parent.appending(key: member.key) }

        /// The text, when it is one that a person writes, not a choice or an address.
        var freeText: String? { property?.isFreeText == true ? member.value.text : nil }
    }
}

extension Schema {
    /// The images, and the videos, which nothing here can verify, that a job names by this schema.
    package func namedMedia(in job: Job) -> [PayloadCase.NamedMedia] {
        var named: [PayloadCase.NamedMedia] = []
        for member in job.input.members ?? [] where self[member.key]?.isMedia == true {
            let pointer = job.pointer.appending(key: member.key)
            func add(_ node: Node, _ pointer: JSONPointer) {
                guard let text = node.text, !text.isBlank else { return }
                named.append(
                    PayloadCase.NamedMedia(
                        property: member.key,
                        pointer: pointer,
                        span: node.span,
                        reference: MediaReference(text)
                    )
                )
            }
            if let elements = member.value.elements {
                for (index, node) in elements.enumerated() {
                    add(node, pointer.appending(index: index))
                }
            } else {
                add(member.value, pointer)
            }
        }
        return named
    }
}

extension String {
    /// Whether there is nothing but white space.
    var isBlank: Bool {
        // Most texts begin with a letter of ASCII.
        if let first = utf8.first, (0x21...0x7e).contains(first) { return false }
        return allSatisfy(\.isWhitespace)
    }
}
