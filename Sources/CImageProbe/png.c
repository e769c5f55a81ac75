// A longjmp never leaves this file.
//
//   probe_png…     own every resource and contain no setjmp
//   read_guarded   contains the only setjmp, owns nothing and has no locals
//   on_…           are called by libpng, are C and are static
//
// The public header takes no function pointer, so no Swift frame can stand
// between the setjmp and the longjmp.

#include "CImageProbe.h"
#include "deadline.h"
#include "thumbnail.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const uint8_t *next;
    size_t left;
    const probe_limits *limits;  // NULL when only the header is read
    uint64_t deadline;
    png_structp png;
    png_infop info;
    png_bytep row;
    int pass;
    int pass_count;
    png_uint_32 line;
    int has_every_row;
    probe_result result;
    // A small copy: the average of `step` by `step` pixels each.
    int makes_small;
    uint32_t step;
    uint32_t small_width;
    uint32_t small_height;
    uint32_t *sums;
    uint8_t *small;
    uint8_t *picture;  // all rows of an interlaced picture
} png_job;

static void on_error(png_structp png, png_const_charp words) {
    png_job *job = png_get_error_ptr(png);
    if (job->result.outcome == probe_outcome_read) job->result.outcome = probe_outcome_refused;
    strncpy(job->result.words, words, sizeof job->result.words - 1);
    // Behind the last row no pixel is lost, unless a checksum is wrong: that of the pixels comes there,
    // and strict readers refuse the file for that of any chunk.
    if (job->has_every_row && strncmp(words, "IDAT", 4) != 0 && !strstr(words, "CRC error"))
        job->result.outcome = probe_outcome_read;
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp words) {
    (void)png;
    (void)words;
}

static void give_up(png_job *job, int32_t outcome, const char *words) {
    job->result.outcome = outcome;
    png_error(job->png, words);
}

static void on_read(png_structp png, png_bytep out, size_t wanted) {
    png_job *job = png_get_io_ptr(png);
    if (wanted > job->left) give_up(job, probe_outcome_ends_early, "the file ends too early");
    memcpy(out, job->next, wanted);
    job->next += wanted;
    job->left -= wanted;
}

static void read_pixels(png_job *job) {
    if ((uint64_t)job->result.width * job->result.height > job->limits->pixels)
        give_up(job, probe_outcome_out_of_memory, "more pixels than the limit");
    // libpng holds two rows, and we hold one.
    if (3 * (uint64_t)png_get_rowbytes(job->png, job->info) > job->limits->bytes)
        give_up(job, probe_outcome_out_of_memory, "more memory for rows than the limit");
    job->pass_count = png_set_interlace_handling(job->png);
    png_read_update_info(job->png, job->info);
    job->row = malloc(png_get_rowbytes(job->png, job->info));
    if (!job->row) give_up(job, probe_outcome_out_of_memory, "no memory for a row");
    for (job->pass = 0; job->pass < job->pass_count; job->pass++) {
        for (job->line = 0; job->line < job->result.height; job->line++) {
            png_read_row(job->png, job->row, NULL);
            if (milliseconds_now() > job->deadline)
                give_up(job, probe_outcome_out_of_time, "more time than the limit");
        }
    }
    job->has_every_row = 1;
    png_read_end(job->png, NULL);
}

// Adds a row to the sums, and writes a row of the copy when enough of them are in.
static void add_row(png_job *job, const uint8_t *row) {
    uint32_t width = job->result.width, height = job->result.height;
    for (uint32_t x = 0; x < width; x++) {
        uint32_t *sum = job->sums + (size_t)(x / job->step) * 4;
        for (int channel = 0; channel < 4; channel++) sum[channel] += row[(size_t)x * 4 + channel];
    }
    uint32_t rows = job->line % job->step + 1;
    if (rows < job->step && job->line + 1 < height) return;
    uint8_t *out = job->small + (size_t)(job->line / job->step) * job->small_width * 4;
    for (uint32_t x = 0; x < job->small_width; x++) {
        uint32_t left = width - x * job->step;
        uint32_t pixels = rows * (left < job->step ? left : job->step);
        for (int channel = 0; channel < 4; channel++)
            out[x * 4 + channel] = (uint8_t)(job->sums[x * 4 + channel] / pixels);
    }
    memset(job->sums, 0, (size_t)job->small_width * 4 * sizeof *job->sums);
}

static void read_small(png_job *job) {
    if ((uint64_t)job->result.width * job->result.height > job->limits->pixels)
        give_up(job, probe_outcome_out_of_memory, "more pixels than the limit");
    png_set_expand(job->png);
    png_set_scale_16(job->png);
    png_set_gray_to_rgb(job->png);
    png_set_add_alpha(job->png, 0xff, PNG_FILLER_AFTER);
    job->pass_count = png_set_interlace_handling(job->png);
    png_read_update_info(job->png, job->info);
    size_t length = png_get_rowbytes(job->png, job->info);
    size_t rows = job->pass_count > 1 ? job->result.height : 1;
    if ((uint64_t)length * (rows + 2) > job->limits->bytes)
        give_up(job, probe_outcome_out_of_memory, "more memory for rows than the limit");
    job->step = thumbnail_step(job->result.width, job->result.height);
    job->small_width = (job->result.width + job->step - 1) / job->step;
    job->small_height = (job->result.height + job->step - 1) / job->step;
    job->picture = calloc(rows, length);
    job->sums = calloc((size_t)job->small_width * 4, sizeof *job->sums);
    job->small = calloc((size_t)job->small_width * job->small_height, 4);
    if (!job->picture || !job->sums || !job->small)
        give_up(job, probe_outcome_out_of_memory, "no memory for a copy");
    for (job->pass = 0; job->pass < job->pass_count; job->pass++) {
        for (job->line = 0; job->line < job->result.height; job->line++) {
            uint8_t *row = job->picture + (rows > 1 ? job->line * length : 0);
            png_read_row(job->png, row, NULL);
            if (job->pass + 1 == job->pass_count) add_row(job, row);
            if (milliseconds_now() > job->deadline)
                give_up(job, probe_outcome_out_of_time, "more time than the limit");
        }
    }
}

// A palette may list opacities that are all full.
static int is_transparent(png_job *job) {
    png_bytep opacities = NULL;
    int count = 0;
    if (!png_get_tRNS(job->png, job->info, &opacities, &count, NULL)) return 0;
    if (!job->result.has_palette) return 1;
    for (int i = 0; i < count; i++) {
        if (opacities[i] < 0xff) return 1;
    }
    return 0;
}

static void read_guarded(png_job *job) {
    if (setjmp(png_jmpbuf(job->png))) return;
    png_set_read_fn(job->png, job, on_read);
    png_set_user_limits(job->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    // Metadata stays unread: libpng allocates what a chunk claims to hold.
    png_set_keep_unknown_chunks(job->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    if (job->limits && !job->makes_small)
        png_set_crc_action(job->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_read_info(job->png, job->info);
    job->result.width = png_get_image_width(job->png, job->info);
    job->result.height = png_get_image_height(job->png, job->info);
    job->result.bits_per_channel = png_get_bit_depth(job->png, job->info);
    job->result.channels = png_get_channels(job->png, job->info);
    job->result.has_alpha = (png_get_color_type(job->png, job->info) & PNG_COLOR_MASK_ALPHA) != 0;
    job->result.has_palette =
        png_get_color_type(job->png, job->info) == PNG_COLOR_TYPE_PALETTE;
    job->result.has_transparency = is_transparent(job);
    if (job->makes_small) read_small(job);
    else if (job->limits) read_pixels(job);
}

static probe_result result_of(png_job *job) {
    job->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, job, on_error, on_warning);
    if (!job->png) return (probe_result){.outcome = probe_outcome_out_of_memory};
    job->info = png_create_info_struct(job->png);
    if (job->info) read_guarded(job);
    else job->result.outcome = probe_outcome_out_of_memory;
    free(job->row);
    free(job->picture);
    free(job->sums);
    png_destroy_read_struct(&job->png, &job->info, NULL);
    return job->result;
}

probe_result probe_png(const uint8_t *bytes, size_t count) {
    png_job job = {.next = bytes, .left = count};
    return result_of(&job);
}

probe_result probe_png_pixels(const uint8_t *bytes, size_t count, probe_limits limits) {
    png_job job = {
        .next = bytes,
        .left = count,
        .limits = &limits,
        .deadline = milliseconds_now() + limits.milliseconds,
    };
    return result_of(&job);
}

probe_thumbnail probe_png_thumbnail(const uint8_t *bytes, size_t count, uint8_t orientation,
                                    probe_limits limits, uint8_t *copy) {
    png_job job = {
        .next = bytes,
        .left = count,
        .limits = &limits,
        .deadline = milliseconds_now() + limits.milliseconds,
        .makes_small = 1,
    };
    probe_result result = result_of(&job);
    probe_thumbnail thumbnail = {.outcome = result.outcome};
    if (result.outcome == probe_outcome_read)
        thumbnail = probe_thumbnail_of(job.small, job.small_width, job.small_height, orientation,
                                       copy);
    free(job.small);
    return thumbnail;
}
