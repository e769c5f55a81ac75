internal import ImageProbe
internal import PreflightModel

/// Searches the end of an image of each format, whose header ends somewhere among the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    guard count > 0 else { return 0 }
    let headerEnd = min(Int(unsafe bytes[count - 1]), count)
    for format in [FileFormat.png, .jpeg, .webp] {
        let image = ImageFacts(
            format: format,
            size: PixelSize(width: 1, height: 1),
            channels: 3,
            bitsPerChannel: 8,
            headerEnd: headerEnd,
            leastLength: Int(unsafe bytes[0]) * 8
        )
        var file = unsafe FileInMemory(bytes, count)
        var search = EndSearch(of: image, total: count)
        while case .needs(let range) = search.step(in: file.held) { file.hold(range) }
    }
    return 0
}
