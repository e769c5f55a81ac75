#include "CImageProbe.h"
#include "Support/guarded-copy.h"

static const probe_limits limits = {.bytes = 1 << 24, .pixels = 1 << 16, .milliseconds = 200};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static uint8_t copy[probe_thumbnail_bytes];
    uint8_t orientation = size ? data[size - 1] % 10 : 0;
    probe_jpeg_thumbnail(guarded_copy(data, size), size, orientation, limits, copy);
    return 0;
}
