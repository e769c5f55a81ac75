// The same three parts as in png.c: owners, a guard, static callbacks.

#include "CImageProbe.h"
#include "deadline.h"
#include "thumbnail.h"

#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include <jerror.h>
#include <pthread.h>
#include <setjmp.h>
#include <string.h>

typedef struct {
    struct jpeg_error_mgr errors;  // first member: libjpeg hands this pointer back
    struct jpeg_decompress_struct *jpeg;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
    const uint8_t *bytes;
    size_t count;
    const probe_limits *limits;  // NULL when only the header is read
    uint64_t deadline;
    JSAMPARRAY row;
    probe_result result;
    int has_header;
    int makes_small;
    uint8_t *small;  // four bytes per pixel, as large as the library's output
} jpeg_job;

static int32_t outcome_of(int code) {
    switch (code) {
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE: return probe_outcome_out_of_memory;
    case JERR_INPUT_EMPTY:
    case JWRN_JPEG_EOF: return probe_outcome_ends_early;
    default: return probe_outcome_refused;
    }
}

static void on_error_exit(j_common_ptr jpeg) {
    jpeg_job *job = (jpeg_job *)jpeg->err;
    char words[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, words);
    strncpy(job->result.words, words, sizeof job->result.words - 1);
    job->result.outcome = outcome_of(jpeg->err->msg_code);
    longjmp(job->escape, 1);
}

// Some encoders fill up the end of a scan. What is left of more was meant to be pixels: a decoder that
// lost its place behind a damaged byte has filled all rows by then.
static const int most_padding = 16;

// A header that ends early is not one: libjpeg would invent an end. Among the pixels these mean
// that some are lost; all other warnings are about bytes that no pixel is made of.
static void on_message(j_common_ptr jpeg, int level) {
    if (level >= 0) return;  // a trace, not a warning
    jpeg_job *job = (jpeg_job *)jpeg->err;
    switch (jpeg->err->msg_code) {
    case JWRN_JPEG_EOF:
        if (!job->limits) on_error_exit(jpeg);
        break;
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
        if (job->limits) on_error_exit(jpeg);
        break;
    case JWRN_EXTRANEOUS_DATA:
        if (job->limits && job->has_header && jpeg->err->msg_parm.i[0] > most_padding)
            on_error_exit(jpeg);
    }
}

static void on_output(j_common_ptr jpeg) { (void)jpeg; }  // never print

static void on_progress(j_common_ptr jpeg) {
    jpeg_job *job = (jpeg_job *)jpeg->err;
    if (milliseconds_now() <= job->deadline) return;
    job->result.outcome = probe_outcome_out_of_time;
    longjmp(job->escape, 1);
}

static void read_pixels(jpeg_job *job) {
    if ((uint64_t)job->result.width * job->result.height > job->limits->pixels) {
        job->result.outcome = probe_outcome_out_of_memory;
        return;
    }
    job->jpeg->progress = &job->progress;
    job->jpeg->mem->max_memory_to_use = (long)job->limits->bytes;
    job->jpeg->out_color_space = job->jpeg->jpeg_color_space;
    job->jpeg->dct_method = JDCT_IFAST;
    job->jpeg->do_fancy_upsampling = FALSE;
    jpeg_start_decompress(job->jpeg);
    JDIMENSION length = job->jpeg->output_width * job->jpeg->output_components;
    job->row = job->jpeg->mem->alloc_sarray((j_common_ptr)job->jpeg, JPOOL_IMAGE, length, 1);
    while (job->jpeg->output_scanline < job->jpeg->output_height)
        jpeg_read_scanlines(job->jpeg, job->row, 1);
    // What stands behind the last row is read, too: another frame header contradicts the first one.
    jpeg_finish_decompress(job->jpeg);
}

// Inks become colours as most programs show them; Adobe's are stored inverted.
static void paint(const jpeg_job *job, uint8_t *pixels) {
    for (JDIMENSION x = 0; x < job->jpeg->output_width; x++, pixels += 4) {
        unsigned black = pixels[3];
        for (int ink = 0; ink < 3; ink++) {
            unsigned value = pixels[ink];
            pixels[ink] = (uint8_t)(job->jpeg->saw_Adobe_marker
                                        ? value * black / 255
                                        : (255 - value) * (255 - black) / 255);
        }
        pixels[3] = 255;
    }
}

static void read_small(jpeg_job *job) {
    if ((uint64_t)job->result.width * job->result.height > job->limits->pixels) {
        job->result.outcome = probe_outcome_out_of_memory;
        return;
    }
    job->jpeg->progress = &job->progress;
    job->jpeg->mem->max_memory_to_use = (long)job->limits->bytes;
    job->jpeg->out_color_space = job->result.is_cmyk ? JCS_CMYK : JCS_EXT_RGBA;
    job->jpeg->dct_method = JDCT_IFAST;
    job->jpeg->do_fancy_upsampling = FALSE;
    unsigned step = thumbnail_step(job->result.width, job->result.height);
    job->jpeg->scale_num = 1;
    job->jpeg->scale_denom = step >= 8 ? 8 : step >= 4 ? 4 : step >= 2 ? 2 : 1;
    jpeg_start_decompress(job->jpeg);
    job->small = malloc((size_t)job->jpeg->output_width * job->jpeg->output_height * 4);
    if (!job->small) {
        job->result.outcome = probe_outcome_out_of_memory;
        return;
    }
    while (job->jpeg->output_scanline < job->jpeg->output_height) {
        JSAMPROW row =
            job->small + (size_t)job->jpeg->output_scanline * job->jpeg->output_width * 4;
        jpeg_read_scanlines(job->jpeg, &row, 1);
        if (job->result.is_cmyk) paint(job, row);
    }
}

static void read_guarded(jpeg_job *job) {
    if (setjmp(job->escape)) return;
    if (!job->jpeg->mem) jpeg_create_decompress(job->jpeg);
    jpeg_mem_src(job->jpeg, job->bytes, job->count);
    jpeg_read_header(job->jpeg, TRUE);
    job->has_header = 1;
    job->result.width = job->jpeg->image_width;
    job->result.height = job->jpeg->image_height;
    job->result.bits_per_channel = job->jpeg->data_precision;
    job->result.channels = job->jpeg->num_components;
    job->result.is_cmyk = job->jpeg->jpeg_color_space == JCS_CMYK ||
                          job->jpeg->jpeg_color_space == JCS_YCCK;
    if (job->makes_small) read_small(job);
    else if (job->limits) read_pixels(job);
}

static probe_result result_of(jpeg_job *job, struct jpeg_decompress_struct *jpeg) {
    job->jpeg = jpeg;
    jpeg->err = jpeg_std_error(&job->errors);
    job->errors.error_exit = on_error_exit;
    job->errors.emit_message = on_message;
    job->errors.output_message = on_output;
    job->progress.progress_monitor = on_progress;
    read_guarded(job);
    return job->result;
}

// Each thread keeps the decompressor of its last header for the next one: to make one and to take it
// apart costs a third of what reading a header does.
static pthread_key_t kept;
static int may_keep;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void on_end_of_thread(void *jpeg) {
    jpeg_destroy_decompress(jpeg);
    free(jpeg);
}

static void on_first_header(void) { may_keep = pthread_key_create(&kept, on_end_of_thread) == 0; }

// What this thread keeps; NULL where it cannot keep anything.
static struct jpeg_decompress_struct *kept_decompressor(void) {
    pthread_once(&once, on_first_header);
    if (!may_keep) return NULL;
    struct jpeg_decompress_struct *jpeg = pthread_getspecific(kept);
    if (jpeg) return jpeg;
    jpeg = calloc(1, sizeof *jpeg);
    if (!jpeg || pthread_setspecific(kept, jpeg) == 0) return jpeg;
    free(jpeg);
    return NULL;
}

probe_result probe_jpeg(const uint8_t *bytes, size_t count) {
    jpeg_job job = {.bytes = bytes, .count = count};
    struct jpeg_decompress_struct unkept = {0}, *jpeg = kept_decompressor();
    if (!jpeg) jpeg = &unkept;
    probe_result result = result_of(&job, jpeg);
    // One that could not be made as a whole is made anew.
    if (jpeg == &unkept || result.outcome == probe_outcome_out_of_memory)
        jpeg_destroy_decompress(jpeg);
    else if (jpeg->mem)
        jpeg_abort_decompress(jpeg);
    // Nothing of the caller's, and nothing of this call's, is remembered.
    jpeg->err = NULL;
    if (jpeg->mem && jpeg->src) {
        jpeg->src->next_input_byte = NULL;
        jpeg->src->bytes_in_buffer = 0;
    }
    return result;
}

probe_result probe_jpeg_pixels(const uint8_t *bytes, size_t count, probe_limits limits) {
    jpeg_job job = {
        .bytes = bytes,
        .count = count,
        .limits = &limits,
        .deadline = milliseconds_now() + limits.milliseconds,
    };
    struct jpeg_decompress_struct jpeg = {0};
    probe_result result = result_of(&job, &jpeg);
    jpeg_destroy_decompress(&jpeg);  // safe at any stage: it began zeroed
    return result;
}

probe_thumbnail probe_jpeg_thumbnail(const uint8_t *bytes, size_t count, uint8_t orientation,
                                     probe_limits limits, uint8_t *copy) {
    jpeg_job job = {
        .bytes = bytes,
        .count = count,
        .limits = &limits,
        .deadline = milliseconds_now() + limits.milliseconds,
        .makes_small = 1,
    };
    struct jpeg_decompress_struct jpeg = {0};
    probe_result result = result_of(&job, &jpeg);
    probe_thumbnail thumbnail = {.outcome = result.outcome};
    if (result.outcome == probe_outcome_read)
        thumbnail = probe_thumbnail_of(job.small, jpeg.output_width, jpeg.output_height,
                                       orientation, copy);
    jpeg_destroy_decompress(&jpeg);
    free(job.small);
    return thumbnail;
}
