#include "CImageProbe.h"
#include "Support/guarded-copy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    probe_png(guarded_copy(data, size), size);
    return 0;
}
