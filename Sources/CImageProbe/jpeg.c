// The same three parts as in png.c: owners, a guard, static callbacks.

#include "CImageProbe.h"
#include "deadline.h"

#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>
#include <setjmp.h>
#include <string.h>

typedef struct {
    struct jpeg_error_mgr errors;  // first member: libjpeg hands this pointer back
    struct jpeg_decompress_struct jpeg;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
    const uint8_t *bytes;
    size_t count;
    const probe_limits *limits;  // NULL when only the header is read
    uint64_t deadline;
    JSAMPARRAY row;
    probe_result result;
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

static void on_exit(j_common_ptr jpeg) {
    jpeg_job *job = (jpeg_job *)jpeg->err;
    char words[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, words);
    strncpy(job->result.words, words, sizeof job->result.words - 1);
    job->result.outcome = outcome_of(jpeg->err->msg_code);
    longjmp(job->escape, 1);
}

// A header that ends early is not one: libjpeg would invent an end. Among the pixels these mean
// that some are lost; all other warnings are about bytes that no pixel is made of.
static void on_message(j_common_ptr jpeg, int level) {
    (void)level;
    jpeg_job *job = (jpeg_job *)jpeg->err;
    switch (jpeg->err->msg_code) {
    case JWRN_JPEG_EOF:
        if (!job->limits) on_exit(jpeg);
        break;
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
        if (job->limits) on_exit(jpeg);
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
    job->jpeg.progress = &job->progress;
    job->jpeg.mem->max_memory_to_use = (long)job->limits->bytes;
    job->jpeg.out_color_space = job->jpeg.jpeg_color_space;
    job->jpeg.dct_method = JDCT_IFAST;
    job->jpeg.do_fancy_upsampling = FALSE;
    jpeg_start_decompress(&job->jpeg);
    job->row = job->jpeg.mem->alloc_sarray((j_common_ptr)&job->jpeg, JPOOL_IMAGE,
                                           job->jpeg.output_width * job->jpeg.output_components, 1);
    while (job->jpeg.output_scanline < job->jpeg.output_height)
        jpeg_read_scanlines(&job->jpeg, job->row, 1);
}

static void read_guarded(jpeg_job *job) {
    if (setjmp(job->escape)) return;
    jpeg_create_decompress(&job->jpeg);
    jpeg_mem_src(&job->jpeg, job->bytes, job->count);
    jpeg_read_header(&job->jpeg, TRUE);
    job->result.width = job->jpeg.image_width;
    job->result.height = job->jpeg.image_height;
    job->result.bits_per_channel = job->jpeg.data_precision;
    job->result.channels = job->jpeg.num_components;
    job->result.is_cmyk = job->jpeg.jpeg_color_space == JCS_CMYK ||
                          job->jpeg.jpeg_color_space == JCS_YCCK;
    if (job->limits) read_pixels(job);
}

static probe_result result_of(jpeg_job *job) {
    job->jpeg.err = jpeg_std_error(&job->errors);
    job->errors.error_exit = on_exit;
    job->errors.emit_message = on_message;
    job->errors.output_message = on_output;
    job->progress.progress_monitor = on_progress;
    read_guarded(job);
    jpeg_destroy_decompress(&job->jpeg);  // safe at any stage: the struct began zeroed
    return job->result;
}

probe_result probe_jpeg(const uint8_t *bytes, size_t count) {
    jpeg_job job = {.bytes = bytes, .count = count};
    return result_of(&job);
}

probe_result probe_jpeg_pixels(const uint8_t *bytes, size_t count, probe_limits limits) {
    jpeg_job job = {
        .bytes = bytes,
        .count = count,
        .limits = &limits,
        .deadline = milliseconds_now() + limits.milliseconds,
    };
    return result_of(&job);
}
