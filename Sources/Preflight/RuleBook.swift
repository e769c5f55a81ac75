public import PreflightModel
internal import Rules

/// Every rule there is, with its page.
public enum RuleBook {
    /// The pages of all rules, in the order of their names.
    public static let pages = Rules.ruleBook.map { $0.page }
        .sorted { $0.about.name < $1.about.name }

    /// What all rules say about themselves, without the examples, which take longer.
    public static var descriptions: [RuleDescription] { Rules.ruleBook.map { $0.about } }

    /// The page of a rule.
    ///
    /// Throws an error of usage that says what was probably meant.
    public static func page(of name: String) throws(PreflightError) -> RulePage {
        if let page = pages.first(where: { $0.about.name.text == name }) { return page }
        let nearest = Nearest.names(to: name, among: pages.map(\.about.name.text)).first
        throw PreflightError(
            .usage,
            "no rule \(name)"
                + (nearest.map { "; did you mean \($0)?" } ?? "; preflight rules lists all of them")
        )
    }
}
