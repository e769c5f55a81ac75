// The one clock of the decoders.

#ifndef C_IMAGE_PROBE_DEADLINE_H
#define C_IMAGE_PROBE_DEADLINE_H

#include <stdint.h>
#include <time.h>

static inline uint64_t milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

#endif
