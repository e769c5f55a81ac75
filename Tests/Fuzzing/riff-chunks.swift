@testable internal import ImageProbe

/// Walks the bytes as the chunks of a WebP.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    var file = unsafe FileInMemory(bytes, count)
    var header = WebPWalk()
    file.walk { held throws(Interruption) in _ = try header.facts(in: held) }
    return 0
}
