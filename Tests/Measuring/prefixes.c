// Reads the header of every prefix of up to `longest` bytes of the files that are named, and of the
// whole files, each from a block of exactly its size, so that valgrind sees one byte too many.

#include "CImageProbe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { longest = 4096 };

typedef probe_result (*probe)(const uint8_t *bytes, size_t count);

static probe probe_for(const char *path) {
    const char *dot = strrchr(path, '.');
    if (dot && !strcmp(dot, ".png")) return probe_png;
    if (dot && !strcmp(dot, ".jpg")) return probe_jpeg;
    if (dot && !strcmp(dot, ".webp")) return probe_webp;
    return NULL;
}

static void try_prefix(probe read, const uint8_t *bytes, size_t count) {
    uint8_t *copy = malloc(count);
    if (!copy) abort();
    memcpy(copy, bytes, count);
    probe_result result = read(copy, count);
    free(copy);
    // Valgrind complains of a branch on a number that was never written.
    uint64_t sum = (uint64_t)result.width + result.height + result.bits_per_channel +
                   result.channels + strlen(result.words);
    if (result.outcome < 0 || sum == UINT64_MAX) abort();
}

static uint8_t *contents(const char *path, size_t *count) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) return NULL;
    *count = (size_t)ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(*count);
    size_t got = bytes ? fread(bytes, 1, *count, file) : 0;
    fclose(file);
    return got == *count ? bytes : NULL;
}

int main(int argc, char **argv) {
    size_t tried = 0;
    for (int i = 1; i < argc; i++) {
        size_t count;
        probe read = probe_for(argv[i]);
        uint8_t *bytes = contents(argv[i], &count);
        if (!read || !bytes) {
            fprintf(stderr, "cannot try %s\n", argv[i]);
            return 2;
        }
        size_t end = count < longest ? count : longest + 1;
        for (size_t n = 0; n < end; n++, tried++) try_prefix(read, bytes, n);
        try_prefix(read, bytes, count);
        tried++;
        free(bytes);
    }
    printf("%zu prefixes of %d files\n", tried, argc - 1);
    return 0;
}
