internal import ImageProbe
internal import PreflightModel

/// Reads the bytes as a whole file, header and end, and once more as they would trickle in from a
/// server: both must say the same.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    var file = unsafe FileInMemory(bytes, count)
    let content = content(of: &file)
    if case .image(let image) = content { searchEnd(of: image, count, in: &file) }
    let whole = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    let size = 1 + Int(whole.last ?? 0) + count / 32
    let streamed = streamedContent(of: whole, inPiecesOf: size)
    precondition(streamed == content, "two ways of reading disagree")
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

private func streamedContent(of whole: [UInt8], inPiecesOf size: Int) -> MediaFacts.Content {
    var held = HeldBytes(total: whole.count)
    var probe = Probe()
    var received = 0
    while true {
        switch probe.step(in: held) {
        case .content(let content): return content
        case .needs(let range): held.drop(before: range.lowerBound)
        }
        precondition(received < whole.count, "asked for what has passed")
        let piece = whole[received...].prefix(size)
        if received + piece.count > held.end { held.append(piece.dropFirst(held.end - received)) }
        received += piece.count
    }
}
