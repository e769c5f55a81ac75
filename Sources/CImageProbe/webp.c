// libwebp reports by return value: there is nothing to guard.

#include "CImageProbe.h"
#include "deadline.h"
#include "thumbnail.h"

#include <string.h>
#include <webp/decode.h>

static const size_t file_header = 12;   // "RIFF", length, "WEBP"
static const size_t chunk_header = 8;   // name, length
static const size_t frame_header = 16;  // place, size, duration and flags of a frame

static probe_result result_of(VP8StatusCode code) {
    switch (code) {
    case VP8_STATUS_OK: return (probe_result){.outcome = probe_outcome_read};
    case VP8_STATUS_OUT_OF_MEMORY: return (probe_result){.outcome = probe_outcome_out_of_memory};
    case VP8_STATUS_SUSPENDED:
    case VP8_STATUS_NOT_ENOUGH_DATA:
        return (probe_result){.outcome = probe_outcome_ends_early,
                              .words = "what codes the picture ends too early"};
    default:
        return (probe_result){.outcome = probe_outcome_refused, .words = "bitstream error"};
    }
}

probe_result probe_webp(const uint8_t *bytes, size_t count) {
    WebPBitstreamFeatures features;
    probe_result result = result_of(WebPGetFeatures(bytes, count, &features));
    if (result.outcome != probe_outcome_read) return result;
    result.width = (uint32_t)features.width;
    result.height = (uint32_t)features.height;
    result.bits_per_channel = 8;
    result.channels = features.has_alpha ? 4 : 3;
    result.has_alpha = features.has_alpha != 0;
    result.is_animated = features.has_animation != 0;
    return result;
}

static probe_result refused(const char *words) {
    probe_result result = {.outcome = probe_outcome_refused};
    strncpy(result.words, words, sizeof result.words - 1);
    return result;
}

// A still picture, or the chunks of one frame; a width of 0 leaves the size open.
static probe_result decode(const uint8_t *bytes, size_t count, probe_limits limits,
                           uint32_t width, uint32_t height) {
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) return result_of(VP8_STATUS_INVALID_PARAM);
    VP8StatusCode code = WebPGetFeatures(bytes, count, &config.input);
    if (code != VP8_STATUS_OK) return result_of(code);
    if (width && ((uint32_t)config.input.width != width ||
                  (uint32_t)config.input.height != height))
        return refused("a frame whose picture has another size");
    if ((uint64_t)config.input.width * (uint64_t)config.input.height > limits.pixels)
        return result_of(VP8_STATUS_OUT_OF_MEMORY);
    config.output.colorspace = MODE_RGB_565;  // the least memory of all outputs
    code = WebPDecode(bytes, count, &config);
    WebPFreeDecBuffer(&config.output);
    return result_of(code);
}

static uint32_t little_endian(const uint8_t *bytes) {
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static uint32_t little_endian_24(const uint8_t *bytes) {
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16;
}

// What the container must be like for readers that take it apart: its chunks lie inside of it, the
// settings of an animation stand before its frames, and a still picture is there once, behind its alpha.
static probe_result check_chunks(const uint8_t *bytes, size_t count, int is_animated) {
    size_t offset = file_header;
    int has_settings = 0, pictures = 0;
    while (count - offset >= chunk_header) {
        const uint8_t *chunk = bytes + offset;
        size_t left = count - offset - chunk_header;
        size_t length = little_endian(chunk + 4);
        if (length > left) return refused("a chunk that claims more bytes than there are");
        if (memcmp(chunk, "ANIM", 4) == 0) has_settings = 1;
        if (memcmp(chunk, "ANMF", 4) == 0 && !has_settings)
            return refused("a frame before the settings of the animation");
        if (memcmp(chunk, "ALPH", 4) == 0 && pictures) return refused("alpha behind its picture");
        if (memcmp(chunk, "VP8 ", 4) == 0 || memcmp(chunk, "VP8L", 4) == 0) pictures++;
        offset += chunk_header + length + (length < left ? length % 2 : 0);
    }
    if (pictures > !is_animated) return refused("more pictures than one");
    return (probe_result){.outcome = probe_outcome_read};
}

static probe_result decode_frame(const uint8_t *frame, size_t length, probe_limits limits,
                                 const probe_result *canvas) {
    uint32_t width = little_endian_24(frame + 6) + 1, height = little_endian_24(frame + 9) + 1;
    if (2 * little_endian_24(frame) + width > canvas->width ||
        2 * little_endian_24(frame + 3) + height > canvas->height)
        return refused("a frame outside the canvas");
    return decode(frame + frame_header, length - frame_header, limits, width, height);
}

static probe_result decode_frames(const uint8_t *bytes, size_t count, probe_limits limits,
                                  const probe_result *canvas) {
    uint64_t deadline = milliseconds_now() + limits.milliseconds;
    size_t offset = file_header, frames = 0;
    while (count - offset >= chunk_header) {
        const uint8_t *chunk = bytes + offset;
        size_t left = count - offset - chunk_header;
        size_t length = little_endian(chunk + 4);
        if (length > left) return result_of(VP8_STATUS_NOT_ENOUGH_DATA);
        if (memcmp(chunk, "ANMF", 4) == 0) {
            if (length < frame_header) return result_of(VP8_STATUS_BITSTREAM_ERROR);
            probe_result frame = decode_frame(chunk + chunk_header, length, limits, canvas);
            frames++;
            if (frame.outcome != probe_outcome_read) return frame;
            if (milliseconds_now() > deadline)
                return (probe_result){.outcome = probe_outcome_out_of_time};
        }
        offset += chunk_header + length + (length < left ? length % 2 : 0);
    }
    return frames ? (probe_result){.outcome = probe_outcome_read} : refused("no frame");
}

probe_result probe_webp_pixels(const uint8_t *bytes, size_t count, probe_limits limits) {
    probe_result header = probe_webp(bytes, count);
    if (header.outcome != probe_outcome_read) return header;
    // libwebp reads a bare picture, too.
    if (count < file_header || memcmp(bytes, "RIFF", 4) != 0)
        return refused("a picture outside of a WebP file");
    // What follows the file that the header describes is none of it.
    uint64_t end = (uint64_t)little_endian(bytes + 4) + chunk_header;
    if (end < file_header) return refused("a file that ends in its own header");
    if (end < count) count = (size_t)end;
    probe_result chunks = check_chunks(bytes, count, header.is_animated);
    if (chunks.outcome != probe_outcome_read) return chunks;
    return header.is_animated ? decode_frames(bytes, count, limits, &header)
                              : decode(bytes, count, limits, 0, 0);
}

// The picture of an animation's first frame, or all of a still one.
static const uint8_t *first_picture(const uint8_t *bytes, size_t *count) {
    size_t offset = file_header;
    while (*count >= offset && *count - offset >= chunk_header) {
        size_t left = *count - offset - chunk_header;
        size_t length = little_endian(bytes + offset + 4);
        if (length > left) break;
        if (memcmp(bytes + offset, "ANMF", 4) == 0 && length > frame_header) {
            *count = length - frame_header;
            return bytes + offset + chunk_header + frame_header;
        }
        offset += chunk_header + length + (length < left ? length % 2 : 0);
    }
    return bytes;
}

probe_thumbnail probe_webp_thumbnail(const uint8_t *bytes, size_t count, uint8_t orientation,
                                     probe_limits limits, uint8_t *copy) {
    probe_thumbnail thumbnail = {.outcome = probe_outcome_refused};
    const uint8_t *picture = first_picture(bytes, &count);
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) return thumbnail;
    if (WebPGetFeatures(picture, count, &config.input) != VP8_STATUS_OK) return thumbnail;
    uint32_t width = (uint32_t)config.input.width, height = (uint32_t)config.input.height;
    if ((uint64_t)width * height > limits.pixels) return thumbnail;
    uint32_t step = thumbnail_step(width, height);
    config.options.use_scaling = step > 1;
    config.options.scaled_width = (int)(width / step ? width / step : 1);
    config.options.scaled_height = (int)(height / step ? height / step : 1);
    config.output.colorspace = MODE_RGBA;
    if (WebPDecode(picture, count, &config) == VP8_STATUS_OK)
        thumbnail = probe_thumbnail_of(config.output.u.RGBA.rgba, (uint32_t)config.output.width,
                                       (uint32_t)config.output.height, orientation, copy);
    WebPFreeDecBuffer(&config.output);
    return thumbnail;
}
