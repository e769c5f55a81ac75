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

// Makes `shown` of `stored`: 5 to 8 are turned by a quarter, and both axes may run backwards.
static int oriented(const WebPPicture *stored, uint8_t orientation, WebPPicture *shown) {
    int is_turned = orientation >= 5 && orientation <= 8;
    int from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    int from_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    shown->use_argb = 1;
    shown->width = is_turned ? stored->height : stored->width;
    shown->height = is_turned ? stored->width : stored->height;
    if (!WebPPictureAlloc(shown)) return 0;
    for (int y = 0; y < shown->height; y++)
        for (int x = 0; x < shown->width; x++) {
            int column = is_turned ? y : x, row = is_turned ? x : y;
            if (from_right) column = stored->width - 1 - column;
            if (from_bottom) row = stored->height - 1 - row;
            shown->argb[y * shown->argb_stride + x] =
                stored->argb[row * stored->argb_stride + column];
        }
    return 1;
}

probe_thumbnail probe_thumbnail_of(const uint8_t *rgba, uint32_t width, uint32_t height,
                                   uint8_t orientation, uint8_t *copy) {
    probe_thumbnail thumbnail = {.outcome = probe_outcome_out_of_memory};
    WebPPicture stored, shown;
    if (!WebPPictureInit(&stored) || !WebPPictureInit(&shown)) return thumbnail;
    stored.use_argb = 1;
    stored.width = (int)width;
    stored.height = (int)height;
    if (WebPPictureImportRGBA(&stored, rgba, (int)width * 4) && scaled(&stored, width, height) &&
        oriented(&stored, orientation, &shown)) {
        size_t count = sizeof qualities / sizeof *qualities;
        for (size_t index = 0; index < count; index++)
            if (coded(&shown, qualities[index], &thumbnail, copy)) break;
    }
    WebPPictureFree(&shown);
    WebPPictureFree(&stored);
    return thumbnail;
}
