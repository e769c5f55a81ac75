#include <stddef.h>
#include <stdint.h>

/// A copy of the bytes that ends where a page without access begins.
///
/// The image libraries are not instrumented: what they read behind the end, only the processor sees.
/// The copy is good until the next call.
const uint8_t *guarded_copy(const uint8_t *bytes, size_t count);
