/// The arithmetic coding of a mid-grey picture: no difference in any block, and its end at once.
struct ArithmeticCoding {
    let frame: JPEGFrame

    /// The coded data of a scan.
    func data(of scan: JPEGScan) -> [UInt8] {
        var coder = ArithmeticCoder()
        var difference = ArithmeticCoder.Context()
        var end = ArithmeticCoder.Context()
        for _ in 0..<scan.unitCount(in: frame) * scan.unit(in: frame).count {
            if scan.first == 0 {
                coder.append(false, in: &difference)
            }
            if scan.last > 0 {
                coder.append(true, in: &end)
            }
        }
        return coder.finished()
    }
}
