extension String.UTF8View {
    /// Whether a byte occurs; quick for the long texts in which it mostly does not.
    package func hasByte(_ byte: UInt8) -> Bool {
        let found = unsafe withContiguousStorageIfAvailable { bytes in
            unsafe bytes.contains(byte)
        }
        return found ?? contains(byte)
    }
}
