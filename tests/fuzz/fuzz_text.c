/* Text: any bytes, in the encoding found out or in one that is asked for. */
#include <string.h>

#include "fuzz.h"
#include "text/text.h"

static void check_lines(const struct gj_text *text, size_t size) {
    size_t last = 0;
    for (size_t i = 0; i < text->line_count; i++) {
        const struct gj_line *line = &text->lines[i];
        fuzz_require(line->start >= last && line->start + line->length <= text->length, "lines follow each other");
        fuzz_require(line->original <= size, "a line began in the input");
        fuzz_require(!line->length || gj_text_line(text, line->start) == i + 1, "a line's first byte is on that line");
        last = line->start + line->length;
    }
    for (size_t at = 0; at < text->length; at += 1 + text->length / 64)
        fuzz_require(gj_text_original(text, at) <= size, "every byte came from the input");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const encodings[] = {NULL, "utf-8", "utf-16le", "utf-16be", "gb18030"};
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct gj_arena arena = {0};
        struct gj_text text;
        gj_error error;
        gj_status status = gj_text_read(&text, &arena, "fuzz", data, size, encodings[i], &error);
        if (status == GJ_OK)
            check_lines(&text, size);
        else
            fuzz_require(status == GJ_ERROR_ENCODING && (error.offset <= size || error.offset == GJ_NOWHERE) &&
                             strlen(error.message) > 0,
                         "an error of encoding names a byte of the input");
        gj_arena_free(&arena);
    }
    return 0;
}
