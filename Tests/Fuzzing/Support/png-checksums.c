// Mutates as usual, then repairs the checksums of a PNG three times out of four, so that libpng does
// not refuse nearly every mutation of a chunk for its checksum alone.

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

static uint32_t big_endian(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void repair(uint8_t *data, size_t size) {
    size_t at = sizeof signature;
    while (size - at >= 12 && big_endian(data + at) <= size - at - 12) {
        size_t length = big_endian(data + at);
        uint32_t sum = (uint32_t)crc32(0, data + at + 4, (uInt)length + 4);
        for (int i = 0; i < 4; i++) data[at + 8 + length + i] = (uint8_t)(sum >> (24 - 8 * i));
        at += 12 + length;
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
    size = LLVMFuzzerMutate(data, size, most);
    if (seed % 4 && size >= sizeof signature && !memcmp(data, signature, sizeof signature)) {
        repair(data, size);
    }
    return size;
}
