import CImageProbe
import SampleImages
import Testing

@Suite struct `The C functions` {
    @Test func `read a PNG by libpng`() {
        let result = probe(PNGImage(width: 321, height: 457, bitDepth: 16).encoded(), .png)
        #expect(result.outcome == 0)
        #expect(result.width == 321)
        #expect(result.height == 457)
        #expect(result.bits_per_channel == 16)
        #expect(result.channels == 3)
        #expect(result.has_alpha == 0)
    }

    @Test func `read a JPEG by libjpeg`() {
        let result = probe(JPEGImage(width: 321, height: 457).encoded(), .jpeg)
        #expect(result.outcome == 0)
        #expect(result.width == 321)
        #expect(result.height == 457)
        #expect(result.bits_per_channel == 8)
        #expect(result.channels == 3)
    }

    @Test(arguments: [WebPImage.Coding.lossy, .lossless])
    func `read a WebP by libwebp`(coding: WebPImage.Coding) {
        let image = WebPImage(width: 321, height: 457, coding: coding)
        let result = probe(image.encoded(), .webp)
        #expect(result.outcome == 0)
        #expect(result.width == 321)
        #expect(result.height == 457)
        #expect(result.channels == 3)
    }

    @Test func `tell CMYK from colours of light`() {
        let result = probe(JPEGImage(width: 64, height: 64, colours: .cmyk).encoded(), .jpeg)
        #expect(result.is_cmyk == 1)
        #expect(result.channels == 4)
    }

    @Test func `say that a prefix ends early or is refused, and never that it was read`() {
        let images: [([UInt8], Int, Library)] = [
            (PNGImage(width: 64, height: 64).encoded(), 33, .png),
            (JPEGImage(width: 64, height: 64).encoded(), 100, .jpeg),
            (WebPImage(width: 64, height: 64, coding: .lossless).encoded(), 20, .webp),
        ]
        for (bytes, count, library) in images {
            for length in 0..<count {
                let result = probe(Array(bytes.prefix(length)), library)
                #expect(result.outcome != 0, "\(length) bytes")
            }
        }
    }

    @Test func `hand over the library's words for what it refuses`() {
        let result = probe([UInt8](repeating: 7, count: 64), .png)
        #expect(result.outcome == 2)
        #expect(result.words.0 != 0)
    }

    @Test func `run out of bytes where a chunk claims more than there are`() {
        // What libpng allocates for it is limited where mutated bytes are read (`scripts/fuzz png`).
        let claimed = PNGChunk("zTXt", [], claimedLength: 0x3600_0000)
        let bytes = png(chunks: [.header(width: 64, height: 64), claimed])
        #expect(probe(bytes, .png).outcome == 1)
    }

    private enum Library { case png, jpeg, webp }

    private func probe(_ bytes: [UInt8], _ library: Library) -> probe_result {
        // An exact copy on the heap, so that a sanitizer sees every byte too many.
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
        defer { unsafe copy.deallocate() }
        unsafe copy.initialize(from: bytes, count: bytes.count)
        return switch library {
        case .png: unsafe probe_png(copy, bytes.count)
        case .jpeg: unsafe probe_jpeg(copy, bytes.count)
        case .webp: unsafe probe_webp(copy, bytes.count)
        }
    }
}
