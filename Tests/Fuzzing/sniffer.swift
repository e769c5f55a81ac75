internal import ImageProbe

/// Names the format of a file that begins with the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let first = unsafe UnsafeBufferPointer(start: bytes, count: count).prefix(Sniffer.longestPrefix)
    _ = Sniffer.format(of: unsafe ArraySlice(first))
    return 0
}
