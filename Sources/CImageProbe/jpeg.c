// The same three parts as in png.c: an owner, a guard, static callbacks.

#include "CImageProbe.h"

#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>
#include <setjmp.h>
#include <string.h>

typedef struct {
    struct jpeg_error_mgr errors;  // first member: libjpeg hands this pointer back
    struct jpeg_decompress_struct jpeg;
    jmp_buf escape;
    const uint8_t *bytes;
    size_t count;
    probe_result result;
} jpeg_job;

static int32_t outcome_of(int code) {
    switch (code) {
    case JERR_OUT_OF_MEMORY: return probe_outcome_out_of_memory;
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

static void on_message(j_common_ptr jpeg, int level) {
    (void)level;
    if (jpeg->err->msg_code == JWRN_JPEG_EOF) on_exit(jpeg);  // libjpeg would invent an end
}

static void on_output(j_common_ptr jpeg) { (void)jpeg; }  // never print

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
}

probe_result probe_jpeg(const uint8_t *bytes, size_t count) {
    jpeg_job job = {.bytes = bytes, .count = count};
    job.jpeg.err = jpeg_std_error(&job.errors);
    job.errors.error_exit = on_exit;
    job.errors.emit_message = on_message;
    job.errors.output_message = on_output;
    read_guarded(&job);
    jpeg_destroy_decompress(&job.jpeg);  // safe at any stage: the struct began zeroed
    return job.result;
}
