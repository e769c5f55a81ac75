#include "guarded-copy.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { room = 1 << 20 };  // more than any input: the script limits them to 64 KiB

static uint8_t *end_of_room(void) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *base =
        mmap(NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED || mprotect(base + room, page, PROT_NONE) != 0) abort();
    return base + room;
}

const uint8_t *guarded_copy(const uint8_t *bytes, size_t count) {
    static uint8_t *end;
    if (!end) end = end_of_room();
    if (count > room) abort();
    return memcpy(end - count, bytes, count);
}
