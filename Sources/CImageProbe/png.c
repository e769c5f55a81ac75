// A longjmp never leaves this file.
//
//   probe_png      owns every resource and contains no setjmp
//   read_guarded   contains the only setjmp, owns nothing and has no locals
//   on_…           are called by libpng, are C and are static
//
// The public header takes no function pointer, so no Swift frame can stand
// between the setjmp and the longjmp.

#include "CImageProbe.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

typedef struct {
    const uint8_t *next;
    size_t left;
    png_structp png;
    png_infop info;
    probe_result result;
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
        png_error(png, "the file ends inside of its header");
    }
    memcpy(out, job->next, wanted);
    job->next += wanted;
    job->left -= wanted;
}

static void read_guarded(png_job *job) {
    if (setjmp(png_jmpbuf(job->png))) return;
    png_set_read_fn(job->png, job, on_read);
    png_set_user_limits(job->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    // Metadata stays unread: libpng allocates what a chunk claims to hold.
    png_set_keep_unknown_chunks(job->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_read_info(job->png, job->info);
    job->result.width = png_get_image_width(job->png, job->info);
    job->result.height = png_get_image_height(job->png, job->info);
    job->result.bits_per_channel = png_get_bit_depth(job->png, job->info);
    job->result.channels = png_get_channels(job->png, job->info);
    job->result.has_alpha = (png_get_color_type(job->png, job->info) & PNG_COLOR_MASK_ALPHA) != 0;
    job->result.has_palette =
        png_get_color_type(job->png, job->info) == PNG_COLOR_TYPE_PALETTE;
}

probe_result probe_png(const uint8_t *bytes, size_t count) {
    png_job job = {.next = bytes, .left = count};
    job.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &job, on_error, on_warning);
    if (!job.png) return (probe_result){.outcome = probe_outcome_out_of_memory};
    job.info = png_create_info_struct(job.png);
    if (job.info) read_guarded(&job);
    else job.result.outcome = probe_outcome_out_of_memory;
    png_destroy_read_struct(&job.png, &job.info, NULL);
    return job.result;
}
