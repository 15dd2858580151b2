#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "input.h"
#include "items.h"
#include "speech.h"

#define QUIET_TIME 1.0 /* seconds that a run may take without a word */
#define SHOW_EVERY 0.2

struct progress {
    gj_language language;
    bool wanted;
    bool total_known;
    size_t inputs, bytes; /* in all */
    size_t inputs_done, bytes_done, violations, failed;
    double start, shown;
    bool is_shown;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool is_wanted(void) {
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

/* Records are read to be counted, and a pipe cannot be read twice: of those only what is done is told. */
static bool can_count(const struct settings *settings) {
    for (size_t i = 0; i < settings->operand_count; i++)
        if (input_is_standard(settings->operands[i]))
            return false;
    return !settings->records;
}

static void count_all(struct progress *progress, const struct settings *settings) {
    struct bytes unheard = {0};
    struct voice voice = {settings->voice.language, &unheard};
    struct items *items = items_new(settings);
    struct item item;
    while (items && items_next(items, &voice, &item)) {
        progress->inputs++;
        progress->bytes += item.size;
        item_free(&item);
    }
    progress->total_known = items != NULL;
    items_free(items);
    bytes_free(&unheard);
}

struct progress *progress_new(const struct settings *settings) {
    struct progress *progress = calloc(1, sizeof *progress);
    if (!progress)
        return NULL;
    progress->language = settings->voice.language;
    progress->wanted = is_wanted();
    progress->start = now();
    if (progress->wanted && can_count(settings))
        count_all(progress, settings);
    return progress;
}

void progress_free(struct progress *progress) {
    free(progress);
}

void progress_count(struct progress *progress, size_t bytes, size_t violations, bool failed) {
    progress->inputs_done++;
    progress->bytes_done += bytes;
    progress->violations += violations;
    progress->failed += failed;
}

/* Minutes and seconds that the rest will take at the pace so far. */
static void tell_time_left(const struct progress *progress, double seconds, char *text, size_t size) {
    double left = 0;
    if (progress->bytes > progress->bytes_done && progress->bytes_done > 0)
        left = seconds * (double)(progress->bytes - progress->bytes_done) / (double)progress->bytes_done;
    unsigned long whole = (unsigned long)left;
    snprintf(text, size, "%lu:%02lu", whole / 60, whole % 60);
}

static void print_line(const struct progress *progress, double seconds) {
    char done[24], all[24], pace[32], violations[24], failed[24], left[32];
    snprintf(done, sizeof done, "%zu", progress->inputs_done);
    snprintf(all, sizeof all, "%zu", progress->inputs);
    snprintf(pace, sizeof pace, "%.1f", (double)progress->bytes_done / seconds / 1e6);
    snprintf(violations, sizeof violations, "%zu", progress->violations);
    snprintf(failed, sizeof failed, "%zu", progress->failed);
    tell_time_left(progress, seconds, left, sizeof left);
    const char *texts[] = {done, all, pace, violations, failed, left};
    char *line = sentence(progress->language, progress->total_known ? WORD_PROGRESS : WORD_PROGRESS_OPEN, texts, 6);
    if (line)
        fprintf(stderr, "\r\033[K%s", line);
    free(line);
}

void progress_show(struct progress *progress) {
    double time = progress->wanted ? now() : 0;
    if (!progress->wanted || time - progress->start < QUIET_TIME || time - progress->shown < SHOW_EVERY)
        return;
    print_line(progress, time - progress->start);
    progress->shown = time;
    progress->is_shown = true;
}

void progress_clear(struct progress *progress) {
    if (progress->is_shown)
        fputs("\r\033[K", stderr);
    progress->is_shown = false;
    progress->shown = 0;
}
