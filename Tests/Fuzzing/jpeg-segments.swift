@testable internal import ImageProbe

/// Walks the bytes as the segments of a JPEG, before its pixels and to its end.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    var file = unsafe FileInMemory(bytes, count)
    var header = JPEGWalk()
    file.walk { held throws(Interruption) in _ = try header.facts(in: held) }
    var end = JPEGEnd(headerEnd: 2, total: count)
    file.walk { held throws(Interruption) in _ = try end.ending(in: held) }
    return 0
}
