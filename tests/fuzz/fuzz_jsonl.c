/* JSON Lines as the command reads them: each line is a record or is refused, and none is lost or read twice. */
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "records.h"

static size_t count_lines(const uint8_t *data, size_t size) {
    size_t lines = 0;
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n' || i + 1 == size;
    return lines;
}

static void read_records(struct records *records, const struct voice *voice, size_t lines) {
    for (size_t steps = 0;; steps++) {
        struct record record = {0};
        enum records_step step = records_next(records, voice, &record);
        fuzz_require(step != RECORDS_BROKEN, "a file that is there can be read");
        if (step == RECORDS_END)
            return;
        fuzz_require(steps < lines, "there are no more records than lines");
        if (step == RECORDS_ONE)
            fuzz_require(record.id && *record.id && record.text, "a record has an id and a text");
        free(record.id);
        free(record.text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[] = "/tmp/gouji-fuzz.XXXXXX";
    int descriptor = mkstemp(path);
    fuzz_require(descriptor >= 0 && write(descriptor, data, size) == (ssize_t)size, path);
    close(descriptor);
    struct bytes said = {0}; /* of refused lines */
    struct voice voice = {.language = GJ_ENGLISH, .kept = &said};
    struct records *records = records_new(path, &voice);
    fuzz_require(records != NULL, "a file that is there can be opened");
    read_records(records, &voice, count_lines(data, size));
    records_free(records);
    bytes_free(&said);
    unlink(path);
    return 0;
}
