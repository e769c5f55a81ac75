// The same three parts as in png.c: an owner, a guard, static callbacks.

#include "CImageProbe.h"
#include "deadline.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const uint8_t *next;
    size_t left;
    uint64_t deadline;
    uint64_t most_pixels;
    png_structp png;
    png_infop info;
    png_bytep row;
    int pass;
    int pass_count;
    png_uint_32 line;
    png_uint_32 line_count;
    probe_pixels result;
} png_job;

static void on_error(png_structp png, png_const_charp words) {
    png_job *job = png_get_error_ptr(png);
    if (job->result.outcome == probe_outcome_read) job->result.outcome = probe_outcome_refused;
    strncpy(job->result.words, words, sizeof job->result.words - 1);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp words) {
    (void)png;
    (void)words;
}

static void on_read(png_structp png, png_bytep out, size_t wanted) {
    png_job *job = png_get_io_ptr(png);
    if (wanted > job->left) {
        job->result.outcome = probe_outcome_ends_early;
        png_error(png, "the file ends inside of its pixels");
    }
    memcpy(out, job->next, wanted);
    job->next += wanted;
    job->left -= wanted;
}

static void give_up(png_job *job, int32_t outcome) {
    job->result.outcome = outcome;
    png_error(job->png, "more than the limits allow");
}

static void read_guarded(png_job *job) {
    if (setjmp(png_jmpbuf(job->png))) return;
    png_set_read_fn(job->png, job, on_read);
    png_set_user_limits(job->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_keep_unknown_chunks(job->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_read_info(job->png, job->info);
    job->line_count = png_get_image_height(job->png, job->info);
    if ((uint64_t)png_get_image_width(job->png, job->info) * job->line_count > job->most_pixels)
        give_up(job, probe_outcome_out_of_memory);
    job->pass_count = png_set_interlace_handling(job->png);
    png_read_update_info(job->png, job->info);
    job->row = malloc(png_get_rowbytes(job->png, job->info));
    if (!job->row) give_up(job, probe_outcome_out_of_memory);
    for (job->pass = 0; job->pass < job->pass_count; job->pass++) {
        for (job->line = 0; job->line < job->line_count; job->line++) {
            png_read_row(job->png, job->row, NULL);
            if (milliseconds_now() > job->deadline) give_up(job, probe_outcome_out_of_time);
        }
    }
    png_read_end(job->png, NULL);
}

probe_pixels probe_png_pixels(const uint8_t *bytes, size_t count, probe_limits limits) {
    png_job job = {
        .next = bytes,
        .left = count,
        .deadline = milliseconds_now() + limits.milliseconds,
        .most_pixels = limits.pixels,
    };
    job.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &job, on_error, on_warning);
    if (!job.png) return (probe_pixels){.outcome = probe_outcome_out_of_memory};
    job.info = png_create_info_struct(job.png);
    if (job.info) read_guarded(&job);
    else job.result.outcome = probe_outcome_out_of_memory;
    free(job.row);
    png_destroy_read_struct(&job.png, &job.info, NULL);
    return job.result;
}
