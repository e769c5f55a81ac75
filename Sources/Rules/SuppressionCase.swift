package import PreflightModel

/// A suppression, and what a run had to do with it.
package struct SuppressionCase: Hashable, Sendable {
    /// The suppression.
    package let suppression: Suppression
    /// The day of the run, as in `2026-11-30`.
    package let today: String
    /// How many subjects of the run it covers.
    package let covered: Int
    /// How many findings it left out.
    package let leftOut: Int

    /// Makes a case.
    package init(_ suppression: Suppression, today: String, covered: Int, leftOut: Int) {
        self.suppression = suppression
        self.today = today
        self.covered = covered
        self.leftOut = leftOut
    }

    /// An example on a day of its own.
    static func example(expires: String? = nil, covered: Int = 1, leftOut: Int) -> Self {
        let suppression = Suppression(
            rule: "transparent-image",
            scope: .paths("logos/*.png"),
            reason: "shown on white",
            expires: expires
        )
        return Self(suppression, today: "2027-01-01", covered: covered, leftOut: leftOut)
    }
}
