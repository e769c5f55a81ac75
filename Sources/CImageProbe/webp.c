// libwebp reports by return value: there is nothing to guard.

#include "CImageProbe.h"

#include <webp/decode.h>

static int32_t outcome_of(VP8StatusCode code) {
    switch (code) {
    case VP8_STATUS_OK: return probe_outcome_read;
    case VP8_STATUS_NOT_ENOUGH_DATA: return probe_outcome_ends_early;
    case VP8_STATUS_OUT_OF_MEMORY: return probe_outcome_out_of_memory;
    default: return probe_outcome_refused;
    }
}

probe_result probe_webp(const uint8_t *bytes, size_t count) {
    WebPBitstreamFeatures features;
    int32_t outcome = outcome_of(WebPGetFeatures(bytes, count, &features));
    if (outcome != probe_outcome_read) return (probe_result){.outcome = outcome};
    return (probe_result){
        .width = (uint32_t)features.width,
        .height = (uint32_t)features.height,
        .bits_per_channel = 8,
        .channels = features.has_alpha ? 4 : 3,
        .has_alpha = features.has_alpha != 0,
        .is_animated = features.has_animation != 0,
    };
}
