#include "thumbnail.h"

#include <string.h>
#include <webp/encode.h>

// How good the copy is; each next one is tried when the one before is too large.
static const float qualities[] = {70, 45, 20, 0};

static int coded(WebPPicture *picture, float quality, probe_thumbnail *thumbnail, uint8_t *copy) {
    WebPConfig config;
    if (!WebPConfigPreset(&config, WEBP_PRESET_PICTURE, quality)) return 0;
    config.method = 2;
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    picture->writer = WebPMemoryWrite;
    picture->custom_ptr = &writer;
    int fits = WebPEncode(&config, picture) && writer.size <= probe_thumbnail_bytes;
    if (fits) {
        memcpy(copy, writer.mem, writer.size);
        thumbnail->count = (uint32_t)writer.size;
        thumbnail->width = (uint32_t)picture->width;
        thumbnail->height = (uint32_t)picture->height;
        thumbnail->outcome = probe_outcome_read;
    }
    WebPMemoryWriterClear(&writer);
    return fits;
}

static int scaled(WebPPicture *picture, uint32_t width, uint32_t height) {
    uint32_t side = width > height ? width : height;
    if (side <= probe_thumbnail_side) return 1;
    uint32_t scaled_width = width * probe_thumbnail_side / side;
    uint32_t scaled_height = height * probe_thumbnail_side / side;
    return WebPPictureRescale(picture, scaled_width ? (int)scaled_width : 1,
                              scaled_height ? (int)scaled_height : 1);
}

probe_thumbnail thumbnail_of(const uint8_t *rgba, uint32_t width, uint32_t height, uint8_t *copy) {
    probe_thumbnail thumbnail = {.outcome = probe_outcome_out_of_memory};
    WebPPicture picture;
    if (!WebPPictureInit(&picture)) return thumbnail;
    picture.use_argb = 1;
    picture.width = (int)width;
    picture.height = (int)height;
    if (WebPPictureImportRGBA(&picture, rgba, (int)width * 4) && scaled(&picture, width, height)) {
        size_t count = sizeof qualities / sizeof *qualities;
        for (size_t index = 0; index < count; index++)
            if (coded(&picture, qualities[index], &thumbnail, copy)) break;
    }
    WebPPictureFree(&picture);
    return thumbnail;
}
