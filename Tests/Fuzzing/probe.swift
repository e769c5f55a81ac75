internal import ImageProbe
internal import PreflightModel

/// Reads the bytes as a whole file: header, then end.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    var file = unsafe FileInMemory(bytes, count)
    if case .image(let image) = content(of: &file) { searchEnd(of: image, count, in: &file) }
    return 0
}

private func content(of file: inout FileInMemory) -> MediaFacts.Content {
    var probe = Probe()
    while true {
        switch probe.step(in: file.held) {
        case .content(let content): return content
        case .needs(let range): file.hold(range)
        }
    }
}

private func searchEnd(of image: ImageFacts, _ total: Int, in file: inout FileInMemory) {
    var search = EndSearch(of: image, total: total)
    while case .needs(let range) = search.step(in: file.held) { file.hold(range) }
}
