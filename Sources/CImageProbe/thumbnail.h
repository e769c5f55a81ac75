// Small copies of pictures: what the decoders hand over, and what comes of it.

#ifndef C_IMAGE_PROBE_THUMBNAIL_H
#define C_IMAGE_PROBE_THUMBNAIL_H

#include "CImageProbe.h"

/// Of how many pixels of a picture, on each axis, one is made before it is scaled.
static inline uint32_t thumbnail_step(uint32_t width, uint32_t height) {
    uint32_t side = width > height ? width : height;
    return side > probe_thumbnail_side ? side / probe_thumbnail_side : 1;
}

/// Scales a picture of four bytes per pixel, red first and alpha last, turns and mirrors it as
/// `orientation` says, and codes it as WebP in `copy`, which has room for `probe_thumbnail_bytes`.
probe_thumbnail probe_thumbnail_of(const uint8_t *rgba, uint32_t width, uint32_t height,
                                   uint8_t orientation, uint8_t *copy);

#endif
