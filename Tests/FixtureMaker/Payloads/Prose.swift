/// Texts of an exact length.
enum Prose {
    private static let paragraph = """
        Morning light slides over the harbour and finds the boats one after another. A woman in a \
        yellow coat walks along the pier with a basket of bread, and two gulls follow her from \
        post to post. The camera stays beside her, never ahead, while the mist lifts from the \
        water and the far shore comes into sight. A bell rings from the church on the hill. She \
        stops, looks up and smiles at someone whom we do not see yet. Behind her the first sail \
        rises, white at its edges, and all the bay begins to move with the turn of the tide.
        """

    /// A text of exactly `count` ASCII characters that ends with a stop.
    static func text(of count: Int) -> String {
        let sentences = String(repeating: paragraph + " ", count: count / paragraph.count + 1)
        return sentences.prefix(count - 1) + "."
    }

    /// 500 code points in fewer characters and more UTF-16 units.
    static let textOf500CodePoints = String(repeating: "cafe\u{301} \u{1F30A} ", count: 62) + "sea."
}
