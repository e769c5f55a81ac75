#include "CImageProbe.h"
#include "Support/guarded-copy.h"

static const probe_limits limits = {.bytes = 1 << 24, .pixels = 1 << 16, .milliseconds = 200};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    probe_png_pixels(guarded_copy(data, size), size, limits);
    return 0;
}
