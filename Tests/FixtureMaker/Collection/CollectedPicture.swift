import SampleImages

/// One picture of the collection, which its number alone decides.
struct CollectedPicture {
    /// The format, which is also the file's extension.
    enum Format: String {
        case jpg
        case png
        case webp
    }

    /// What a report has to say of it.
    enum Remark {
        case none
        case animated
        case cmyk
        case rotated
        case tooLong
        case tooSmall
        case trailing
        case transparent
        case truncated
    }

    let number: Int
    let format: Format
    let remark: Remark
    let width: Int
    let height: Int
    let metadata: CollectedMetadata
    /// For what only one format has to decide.
    let dice: Dice

    /// Throws the dice for a picture.
    init(number: Int) {
        var dice = Dice(seed: number)
        self.number = number
        format = dice.pick(weighted: [(55, .jpg), (30, .png), (15, .webp)])
        remark = dice.pick(weighted: Self.remarks(on: format))
        (width, height) = Self.size(for: remark, &dice)
        metadata = CollectedMetadata(
            for: format,
            orientation: remark == .rotated ? dice.pick([3, 6, 8]) : 1,
            &dice
        )
        self.dice = dice
    }

    /// The file.
    func encoded() -> [UInt8] {
        let bytes =
            switch format {
            case .jpg: jpegBytes()
            case .png: pngBytes()
            case .webp: webpBytes()
            }
        return switch remark {
        case .trailing: bytes + Array("\nsaved by a program that goes on\n".utf8)
        case .truncated: Array(bytes.dropLast(bytes.count / 5))
        default: bytes
        }
    }

    /// Remarks of 1,000 pictures.
    private static func remarks(on format: Format) -> [(Int, Remark)] {
        switch format {
        case .jpg:
            [
                (900, .none), (50, .rotated), (25, .tooSmall), (10, .tooLong), (5, .cmyk),
                (5, .trailing), (5, .truncated),
            ]
        case .png:
            [
                (900, .none), (55, .transparent), (20, .tooSmall), (10, .tooLong), (10, .animated),
                (3, .trailing), (2, .truncated),
            ]
        case .webp:
            [
                (900, .none), (35, .transparent), (30, .animated), (20, .tooSmall), (10, .rotated),
                (3, .trailing), (2, .truncated),
            ]
        }
    }

    /// Width and height as cameras, phones and screens have them, a little cut.
    private static func size(for remark: Remark, _ dice: inout Dice) -> (Int, Int) {
        let longSide =
            dice.pick(weighted: [
                (10, 500), (15, 700), (20, 1000), (20, 1300), (15, 1800), (10, 2400), (6, 3000),
                (3, 4000), (1, 5500),
            ]) + dice.roll(200)
        let percentages = [100, 80, 75, 75, 67, 67, 62, 56, 56]
        var shortSide = max(longSide * dice.pick(percentages) / 100, 310)
        if remark == .tooLong {
            shortSide = longSide * 36 / 100
        }
        let scale = remark == .tooSmall ? longSide / 250 + 1 : 1
        let size = (longSide / scale, shortSide / scale)
        return dice.happens(650) ? size : (size.1, size.0)
    }
}
