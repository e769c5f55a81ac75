@testable internal import ImageProbe

/// Reads the bytes as one Exif block.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    var file = unsafe FileInMemory(bytes, count)
    var walk = ExifWalk(at: 0, length: count)
    file.walk { held throws(Interruption) in
        let orientation = try walk.orientation(in: held) ?? 1
        precondition((1...8).contains(orientation), "an orientation that does not exist")
    }
    return 0
}
