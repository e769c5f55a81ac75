// Makes the kernel forget the pages of each file of a list, so that the next reader waits for the disk.
//
//     drop-pages LIST      LIST holds a path on each line

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
    FILE *list = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!list) {
        fputs("usage: drop-pages LIST\n", stderr);
        return 2;
    }
    char path[4096];
    while (fgets(path, sizeof path, list)) {
        path[strcspn(path, "\n")] = 0;
        int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (file < 0) continue;
        fsync(file);  // pages that are not yet written stay
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        close(file);
    }
    fclose(list);
    return 0;
}
