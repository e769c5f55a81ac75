#ifndef C_IMAGE_PROBE_H
#define C_IMAGE_PROBE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// How a probe ended.
enum {
    probe_outcome_read = 0,           ///< The numbers of the result are valid.
    probe_outcome_ends_early = 1,     ///< The bytes end inside of what was to be read.
    probe_outcome_refused = 2,        ///< The library refuses the bytes; `words` says why.
    probe_outcome_out_of_memory = 3,  ///< Allocating failed, or a limit on memory or pixels forbids it.
    probe_outcome_out_of_time = 4,    ///< The deadline passed.
};

/// What an image says about itself before any pixel is decoded.
/// Plain numbers, returned by value: nothing to free, nothing that can dangle.
typedef struct {
    int32_t outcome;           ///< One of `probe_outcome_…`.
    uint32_t width;            ///< Pixels.
    uint32_t height;           ///< Pixels.
    uint8_t bits_per_channel;  ///< 1 to 16.
    uint8_t channels;          ///< As stored; 1 for a palette.
    uint8_t has_alpha;         ///< 1 when pixels have an alpha channel.
    uint8_t has_palette;       ///< 1 for a PNG of colour type 3.
    uint8_t has_transparency;  ///< 1 for a PNG that names a transparent colour or entry of its palette.
    uint8_t is_animated;       ///< 1 for a WebP with an animation.
    uint8_t is_cmyk;           ///< 1 for a JPEG in CMYK or YCCK.
    char words[160];           ///< The library's own words, NUL-terminated.
} probe_result;

/// Reads the header of a PNG held in memory, from the signature to the first IDAT's own header.
/// Always returns normally: a libpng longjmp begins and ends inside of this call.
probe_result probe_png(const uint8_t *bytes, size_t count);

/// Reads the header of a JPEG held in memory, from SOI to the first SOS segment.
/// Same contract as `probe_png`. Each thread keeps some kilobytes of libjpeg for its next header, and gives
/// them back when it ends.
probe_result probe_jpeg(const uint8_t *bytes, size_t count);

/// Reads the header of a WebP held in memory. libwebp never jumps.
probe_result probe_webp(const uint8_t *bytes, size_t count);

/// What decoding may take.
typedef struct {
    uint64_t bytes;         ///< Of memory, for what is held between scans or rows.
    uint64_t pixels;        ///< Of one frame.
    uint32_t milliseconds;  ///< Of time; looked at between rows, scans and frames.
} probe_limits;

/// Decodes every pixel of a PNG held in memory, row by row, and reads up to its end.
/// When the outcome is not `probe_outcome_read`, pixels are lost or a limit was reached.
/// Always returns normally: a libpng longjmp begins and ends inside of this call.
probe_result probe_png_pixels(const uint8_t *bytes, size_t count, probe_limits limits);

/// Decodes every pixel of a JPEG held in memory, row by row.
/// A warning of libjpeg that means lost pixels ends it. Same contract as `probe_png_pixels`.
probe_result probe_jpeg_pixels(const uint8_t *bytes, size_t count, probe_limits limits);

/// Decodes every pixel of a WebP held in memory, frame by frame. libwebp never jumps.
probe_result probe_webp_pixels(const uint8_t *bytes, size_t count, probe_limits limits);

/// The longest side of a small copy, in pixels, and the most bytes that it takes.
enum {
    probe_thumbnail_side = 160,
    probe_thumbnail_bytes = 6000,
};

/// What came of making a small copy.
typedef struct {
    int32_t outcome;  ///< One of `probe_outcome_…`.
    uint32_t width;   ///< Pixels.
    uint32_t height;  ///< Pixels.
    uint32_t count;   ///< How many bytes the copy has.
} probe_thumbnail;

/// Makes a small copy, as WebP, of a PNG held in memory, turned and mirrored as `orientation` says:
/// the number of Exif 2.32 (4.6.4, tag 274), 1 for what is stored as it is shown, and any other too.
/// `copy` has room for `probe_thumbnail_bytes`. Same contract as `probe_png_pixels`.
probe_thumbnail probe_png_thumbnail(const uint8_t *bytes, size_t count, uint8_t orientation,
                                    probe_limits limits, uint8_t *copy);

/// Makes a small copy of a JPEG held in memory, decoded at a fraction of its size.
/// Same contract as `probe_png_thumbnail`.
probe_thumbnail probe_jpeg_thumbnail(const uint8_t *bytes, size_t count, uint8_t orientation,
                                     probe_limits limits, uint8_t *copy);

/// Makes a small copy of a WebP held in memory, decoded at a fraction of its size; of an animation
/// the first frame. Same contract as `probe_png_thumbnail`.
probe_thumbnail probe_webp_thumbnail(const uint8_t *bytes, size_t count, uint8_t orientation,
                                     probe_limits limits, uint8_t *copy);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif
#endif
