// Reads the header of every prefix of up to `longest` bytes of the files that are named, and of the
// whole files, each from a block of exactly its size, so that valgrind sees one byte too many. Of every
// eighth file the pixels are decoded and a small copy is made, whole and cut: what that takes must be
// given back. Then all are read once more in the other order: a thread that has read nothing before must
// find the same in each.

#include "CImageProbe.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { longest = 4096 };

typedef struct {
    const char *extension;
    probe_result (*header)(const uint8_t *bytes, size_t count);
    probe_result (*pixels)(const uint8_t *bytes, size_t count, probe_limits limits);
    probe_thumbnail (*thumbnail)(const uint8_t *bytes, size_t count, uint8_t orientation,
                                 probe_limits limits, uint8_t *copy);
} reader;

static const reader readers[] = {
    {".png", probe_png, probe_png_pixels, probe_png_thumbnail},
    {".jpg", probe_jpeg, probe_jpeg_pixels, probe_jpeg_thumbnail},
    {".webp", probe_webp, probe_webp_pixels, probe_webp_thumbnail},
};

static const reader *reader_for(const char *path) {
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof readers / sizeof *readers; i++) {
        if (!strcmp(dot, readers[i].extension)) return &readers[i];
    }
    return NULL;
}

static uint8_t *copy_of(const uint8_t *bytes, size_t count) {
    uint8_t *copy = malloc(count);
    if (!copy) abort();
    memcpy(copy, bytes, count);
    return copy;
}

static void decode(const reader *read, const uint8_t *bytes, size_t count) {
    const probe_limits limits = {.bytes = 1 << 26, .pixels = 1 << 22, .milliseconds = 60000};
    uint8_t *copy = copy_of(bytes, count), small[probe_thumbnail_bytes];
    probe_result result = read->pixels(copy, count, limits);
    probe_thumbnail thumbnail = read->thumbnail(copy, count, 6, limits, small);
    free(copy);
    if (result.outcome < 0 || thumbnail.outcome < 0 || thumbnail.count > sizeof small) abort();
}

static void try_prefix(const reader *read, const uint8_t *bytes, size_t count) {
    uint8_t *copy = copy_of(bytes, count);
    probe_result result = read->header(copy, count);
    free(copy);
    // Valgrind complains of a branch on a number that was never written.
    uint64_t sum = (uint64_t)result.width + result.height + result.bits_per_channel +
                   result.channels + strlen(result.words);
    if (result.outcome < 0 || sum == UINT64_MAX) abort();
}

typedef struct {
    const reader *read;
    const uint8_t *bytes;
    size_t count;
    probe_result result;
} fresh_job;

static void *read_fresh(void *argument) {
    fresh_job *job = argument;
    job->result = job->read->header(job->bytes, job->count);
    return NULL;
}

static int is_same_when_fresh(const reader *read, const uint8_t *bytes, size_t count) {
    fresh_job job = {.read = read, .bytes = bytes, .count = count};
    pthread_t thread;
    if (pthread_create(&thread, NULL, read_fresh, &job) || pthread_join(thread, NULL)) abort();
    probe_result here = read->header(bytes, count), there = job.result;
    return here.outcome == there.outcome && here.width == there.width &&
           here.height == there.height && here.bits_per_channel == there.bits_per_channel &&
           here.channels == there.channels && here.has_alpha == there.has_alpha &&
           here.has_palette == there.has_palette &&
           here.has_transparency == there.has_transparency &&
           here.is_animated == there.is_animated && here.is_cmyk == there.is_cmyk &&
           !strcmp(here.words, there.words);
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
        const reader *read = reader_for(argv[i]);
        uint8_t *bytes = contents(argv[i], &count);
        if (!read || !bytes) {
            fprintf(stderr, "cannot try %s\n", argv[i]);
            return 2;
        }
        size_t end = count < longest ? count : longest + 1;
        for (size_t n = 0; n < end; n++, tried++) try_prefix(read, bytes, n);
        try_prefix(read, bytes, count);
        tried++;
        if (i % 8 == 0) {
            decode(read, bytes, count);
            if (count > 0) decode(read, bytes, count - 1);
            decode(read, bytes, count / 2);
        }
        free(bytes);
    }
    for (int i = argc - 1; i > 0; i--) {
        size_t count;
        uint8_t *bytes = contents(argv[i], &count);
        if (!bytes || !is_same_when_fresh(reader_for(argv[i]), bytes, count)) {
            fprintf(stderr, "%s is read otherwise after other files\n", argv[i]);
            return 1;
        }
        free(bytes);
    }
    printf("%zu prefixes of %d files\n", tried, argc - 1);
    // Nothing to try is no success.
    return tried < 100000;
}
