/// One component of a frame.
struct JPEGComponent {
    let id: UInt8
    /// How many times the smallest component's density this one has, in both directions.
    var sampling = 1
}
