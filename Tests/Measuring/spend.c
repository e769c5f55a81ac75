// Runs a command with its output in a file and prints what it spent:
// seconds, those in user mode, those in the kernel, KiB of memory at the peak, and the exit code
// (128 + N after signal N).
//
//     spend OUTPUT COMMAND [ARGUMENT]...
//
// A small program has to do this: a child's peak counts the memory of whoever started it. An older
// file of that name is removed before the clock starts: giving its pages back takes as long as
// writing half of them.

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { most_seconds = 300 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double in_seconds(struct timeval time) {
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void become(const char *output, char **command) {
    struct rlimit limit = {most_seconds, most_seconds};
    int file = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0 || dup2(file, STDOUT_FILENO) < 0 || setrlimit(RLIMIT_CPU, &limit)) _exit(127);
    close(file);
    execvp(command[0], command);
    _exit(127);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: spend OUTPUT COMMAND [ARGUMENT]...\n", stderr);
        return 2;
    }
    int status;
    struct rusage used;
    if (strcmp(argv[1], "/dev/null") != 0) unlink(argv[1]);
    double start = now();
    pid_t child = fork();
    if (child == 0) become(argv[1], argv + 2);
    if (child < 0 || wait4(child, &status, 0, &used) < 0) return 1;
    double seconds = now() - start;
    int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    printf("%.6f %.6f %.6f %ld %d\n", seconds, in_seconds(used.ru_utime),
           in_seconds(used.ru_stime), used.ru_maxrss, code);
    return 0;
}
