// The least that a reader of headers can do: opens each file of a list, asks for its size, reads its
// first 4 KiB and closes it.
//
//     floor THREADS LIST      LIST holds a path on each line

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { batch = 256, page = 4096, most_threads = 256 };

static char **paths;
static size_t path_count;
static atomic_size_t next_path, read_files, read_bytes;

static char *contents(const char *path) {
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status)) return NULL;
    char *text = calloc((size_t)status.st_size + 1, 1);
    ssize_t got = text ? read(file, text, (size_t)status.st_size) : -1;
    close(file);
    return got == status.st_size ? text : NULL;
}

static void split(char *text) {
    size_t lines = 0;
    for (char *at = text; (at = strchr(at, '\n')); at++) lines++;
    paths = calloc(lines + 1, sizeof *paths);
    if (!paths) abort();
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        paths[path_count++] = line;
    }
}

static ssize_t read_start(const char *path) {
    char bytes[page];
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return -1;
    ssize_t got = fstat(file, &status) ? -1 : read(file, bytes, sizeof bytes);
    close(file);
    return got;
}

static void *work(void *unused) {
    size_t files = 0, bytes = 0, first;
    while ((first = atomic_fetch_add(&next_path, batch)) < path_count) {
        for (size_t i = first; i < first + batch && i < path_count; i++) {
            ssize_t got = read_start(paths[i]);
            if (got < 0) continue;
            files++;
            bytes += (size_t)got;
        }
    }
    atomic_fetch_add(&read_files, files);
    atomic_fetch_add(&read_bytes, bytes);
    return unused;
}

int main(int argc, char **argv) {
    int threads = argc == 3 ? atoi(argv[1]) : 0;
    char *text = argc == 3 ? contents(argv[2]) : NULL;
    if (threads < 1 || threads > most_threads || !text) {
        fputs("usage: floor THREADS LIST\n", stderr);
        return 2;
    }
    split(text);
    pthread_t started[most_threads];
    for (int i = 1; i < threads; i++) {
        if (pthread_create(&started[i], NULL, work, NULL)) return 1;
    }
    work(NULL);
    for (int i = 1; i < threads; i++) pthread_join(started[i], NULL);
    printf("%zu files, %zu bytes\n", read_files, read_bytes);
    return 0;
}
