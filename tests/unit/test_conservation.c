/* Conservation: whatever stands in an input of the corpus ends in exactly one place, and nothing else does. */
#include <check.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "read_file.h"

enum { MOST_FILES = 400, LONGEST_NAME = 200 };

static char names[MOST_FILES][LONGEST_NAME];
static int name_count;
static gj_grammar *grammar; /* read once, for all inputs */

static int compare_names(const void *a, const void *b) {
    return strcmp(a, b);
}

/* false where the folder cannot be read or holds more than there is room for. */
static bool list_corpus(void) {
    DIR *folder = opendir(GJ_SOURCE_DIR "/corpus");
    if (!folder)
        return false;
    bool room = true;
    for (struct dirent *entry; room && (entry = readdir(folder)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt") != 0)
            continue;
        room = name_count < MOST_FILES && length < LONGEST_NAME;
        if (room)
            memcpy(names[name_count++], entry->d_name, length + 1);
    }
    closedir(folder);
    qsort(names, (size_t)name_count, sizeof *names, compare_names);
    return room && name_count > 0;
}

struct input {
    const char *name;
    char *bytes;
    size_t length;
    gj_document *document; /* NULL where the bytes are in no encoding */
};

static void open_input(struct input *input, int index) {
    char path[sizeof GJ_SOURCE_DIR + LONGEST_NAME + 16];
    input->name = names[index];
    snprintf(path, sizeof path, "%s/corpus/%s", GJ_SOURCE_DIR, input->name);
    input->bytes = read_file(path, &input->length);
    gj_status status =
        gj_document_new(&input->document, grammar, "input", input->bytes, input->length, NULL, NULL);
    if (status == GJ_ERROR_ENCODING)
        input->document = NULL;
    else
        ck_assert_int_eq(status, GJ_OK);
}

static void close_input(struct input *input) {
    gj_document_free(input->document);
    free(input->bytes);
}

/* ------------------------------------------------------------------ characters */

/* A stretch of a drawn rule, |---|:--:| or +===+: the mark has another beside it. */
static bool is_rule_mark(const struct gj_text *text, size_t at) {
    if (!strchr("+-=:", text->bytes[at]))
        return false;
    return (at > 0 && strchr("|+-=: ", text->bytes[at - 1])) ||
           (at + 1 < text->length && strchr("|+-=: ", text->bytes[at + 1]));
}

/* A comma or quote of CSV: its line has commas for three fields. */
static bool is_comma_mark(const struct gj_text *text, size_t at) {
    if (text->bytes[at] != ',' && text->bytes[at] != '"')
        return false;
    const struct gj_line *line = &text->lines[gj_text_line(text, at) - 1];
    size_t commas = 0;
    for (size_t i = line->start; i < line->start + line->length; i++)
        commas += text->bytes[i] == ',';
    return commas >= 2;
}

/* What may stand between cells: spaces, and the marks of each layout. Everything else must lie in an atom. */
static bool is_between(const struct gj_text *text, size_t at) {
    static const char *const marks[] = {"\xC2\xA0",     "\xE3\x80\x80", "\xEF\xBB\xBF",
                                        "\xE2\x80\x8B", "｜",           "\xC2\xA6",     "|"};
    const unsigned char *bytes = (const unsigned char *)text->bytes + at;
    size_t left = text->length - at;
    if (*bytes <= ' ' || is_rule_mark(text, at) || is_comma_mark(text, at))
        return true;
    if (left >= 3 && bytes[0] == 0xE2 && (bytes[1] == 0x94 || bytes[1] == 0x95)) /* box drawing: U+2500 to U+257F */
        return true;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (left >= strlen(marks[i]) && memcmp(bytes, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

/* How often each byte of the text lies in an atom. */
static unsigned char *count_bytes(const struct bench *bench) {
    const struct gj_text *text = &bench->desk.text;
    unsigned char *counts = calloc(text->length + 1, 1);
    ck_assert_ptr_nonnull(counts);
    for (size_t i = 0; i < bench->desk.cells.count; i++) {
        const struct gj_atom *atom = &bench->desk.cells.atoms[i];
        ck_assert_uint_le(atom->offset, text->length);
        ck_assert_uint_le(atom->length, text->length - atom->offset);
        for (size_t at = atom->offset; at < atom->offset + atom->length; at++)
            counts[at]++;
    }
    return counts;
}

static void check_characters(const struct input *input, const struct bench *bench) {
    const struct gj_text *text = &bench->desk.text;
    unsigned char *counts = count_bytes(bench);
    for (size_t at = 0; at < text->length;) {
        size_t size = 1;
        while (at + size < text->length && ((unsigned char)text->bytes[at + size] & 0xC0) == 0x80)
            size++;
        ck_assert_msg(counts[at] <= 1, "%s: line %zu: byte %zu lies in %d cells", input->name,
                      gj_text_line(text, at), at, counts[at]);
        ck_assert_msg(counts[at] == 1 || is_between(text, at),
                      "%s: line %zu: \"%.*s\" lies in no cell", input->name, gj_text_line(text, at), (int)size,
                      text->bytes + at);
        for (size_t i = 1; i < size; i++)
            ck_assert_msg(counts[at + i] == counts[at], "%s: a cell cuts the character at byte %zu", input->name, at);
        at += size;
    }
    free(counts);
}

/* ------------------------------------------------------------------ atoms */

static bool holds_alternative(const gj_cell *cell, const char *text, size_t length) {
    for (size_t i = 0; i < cell->alternative_count; i++)
        if (strlen(cell->alternatives[i]) == length && memcmp(cell->alternatives[i], text, length) == 0)
            return true;
    return false;
}

/* Cells that the atom is the value of, or may be. */
static size_t count_places(struct bench *bench, const struct gj_report *report, const struct gj_atom *atom,
                           size_t *open_places) {
    const struct gj_text *text = &bench->desk.text;
    size_t length, offset = gj_text_original(text, atom->offset), places = 0;
    const char *content = gj_atom_text(&bench->desk.cells, text, &bench->arena, atom, &length);
    ck_assert_ptr_nonnull(content);
    *open_places = 0;
    for (size_t i = 0; i < report->cell_count; i++) {
        const gj_cell *cell = &report->cells[i];
        if (cell->status == GJ_CELL_AMBIGUOUS)
            *open_places += holds_alternative(cell, content, length);
        else if (cell->raw && cell->offset == offset && strlen(cell->raw) == length &&
                 memcmp(cell->raw, content, length) == 0)
            places++;
    }
    return places;
}

static bool is_leftover(const struct bench *bench, const struct gj_report *report, const struct gj_atom *atom) {
    size_t offset = gj_text_original(&bench->desk.text, atom->offset);
    for (size_t i = 0; i < report->leftovers.count; i++)
        if (report->leftovers.items[i].offset == offset && strlen(report->leftovers.items[i].text) <= atom->length)
            return true;
    return false;
}

static void check_atom(const struct input *input, struct bench *bench, const struct gj_report *report,
                       const struct gj_atom *atom) {
    const struct gj_text *text = &bench->desk.text;
    const char *content = text->bytes + atom->offset;
    int length = (int)atom->length;
    size_t open_places;
    ck_assert_msg(atom->use != GJ_USE_NONE, "%s: line %u: \"%.*s\" was forgotten", input->name, atom->line + 1, length,
                  content);
    if (!atom->length)
        return;
    bool listed = is_leftover(bench, report, atom);
    ck_assert_msg(listed == (atom->use == GJ_USE_LEFTOVER), "%s: line %u: \"%.*s\" is %s the leftovers", input->name,
                  atom->line + 1, length, content, listed ? "wrongly among" : "not among");
    if (atom->is_piece || atom->use == GJ_USE_LABEL)
        return;
    size_t places = count_places(bench, report, atom, &open_places);
    ck_assert_msg(places <= 1, "%s: line %u: \"%.*s\" is in %zu cells", input->name, atom->line + 1, length, content,
                  places);
    if (atom->use == GJ_USE_CELL)
        ck_assert_msg(places || open_places, "%s: line %u: \"%.*s\" is taken for a cell and in none", input->name,
                      atom->line + 1, length, content);
    else
        ck_assert_msg(!places, "%s: line %u: \"%.*s\" is a cell and a leftover", input->name, atom->line + 1, length,
                      content);
}

static void check_part(const struct input *input, struct bench *bench, size_t index) {
    const struct gj_report *report = &bench->reports[index];
    if (!report->form)
        return;
    size_t leftovers = 0;
    for (size_t i = bench->parts[index].first; i < bench->parts[index].last; i++) {
        const struct gj_atom *atom = &bench->desk.cells.atoms[i];
        check_atom(input, bench, report, atom);
        leftovers += atom->use == GJ_USE_LEFTOVER && atom->length;
    }
    ck_assert_msg(leftovers == report->leftovers.count, "%s: %zu atoms are left over, %zu are listed", input->name,
                  leftovers, report->leftovers.count);
}

START_TEST(every_atom_has_one_place) {
    struct input input;
    struct bench bench;
    open_input(&input, _i);
    if (input.document) {
        bench_open(&bench, grammar, input.document, input.bytes, input.length);
        check_characters(&input, &bench);
        ck_assert_uint_eq(bench.parts[0].first, 0);
        ck_assert_uint_eq(bench.parts[bench.part_count - 1].last, bench.desk.cells.count);
        for (size_t i = 0; i < bench.part_count; i++)
            check_part(&input, &bench, i);
        bench_close(&bench);
    }
    close_input(&input);
}
END_TEST

/* ------------------------------------------------------------------ the report that callers see */

/* What was found can be read again where it is said to stand. */
static void check_found(const struct input *input, const char *text, size_t offset, size_t line) {
    ck_assert_msg(offset <= input->length, "%s: offset %zu is outside", input->name, offset);
    size_t first = 0; /* a cell of several lines is joined: its first character stands at the offset */
    do
        first++;
    while (text[first] && ((unsigned char)text[first] & 0xC0) == 0x80);
    if (*text)
        ck_assert_msg(input->length - offset >= first && memcmp(input->bytes + offset, text, first) == 0,
                      "%s: \"%s\" does not stand at byte %zu", input->name, text, offset);
    size_t lines = 1;
    for (size_t i = 0; i < offset; i++)
        lines += input->bytes[i] == '\n';
    ck_assert_msg(lines == line, "%s: \"%s\" is on line %zu, not %zu", input->name, text, lines, line);
}

static void check_cells(const struct input *input, const gj_report *report) {
    for (size_t i = 0; i < gj_report_cell_count(report); i++) {
        const gj_cell *cell = gj_report_cell(report, i);
        bool is_read = cell->status == GJ_CELL_PLACED;
        ck_assert_msg(!is_read || cell->raw, "%s: %s is placed without text", input->name, cell->id);
        ck_assert_msg(!cell->has_value || is_read, "%s: %s has a value and is not placed", input->name, cell->id);
        ck_assert_msg((cell->status == GJ_CELL_AMBIGUOUS) == (cell->alternative_count > 0) || is_read,
                      "%s: %s is open without alternatives", input->name, cell->id);
        if (is_read)
            check_found(input, cell->raw, cell->offset, cell->line);
    }
}

START_TEST(what_was_found_stands_there) {
    struct input input;
    open_input(&input, _i);
    for (size_t i = 0; input.document && i < gj_document_report_count(input.document); i++) {
        const gj_report *report = gj_document_report(input.document, i);
        check_cells(&input, report);
        for (size_t j = 0; j < gj_report_leftover_count(report); j++) {
            const gj_leftover *leftover = gj_report_leftover(report, j);
            check_found(&input, leftover->text, leftover->offset, leftover->line);
        }
    }
    close_input(&input);
}
END_TEST

struct output {
    char *bytes;
    size_t length;
};

static int keep(void *context, const char *bytes, size_t length) {
    struct output *output = context;
    char *grown = realloc(output->bytes, output->length + length + 1);
    if (!grown)
        return 1;
    memcpy(grown + output->length, bytes, length);
    output->bytes = grown;
    output->length += length;
    return 0;
}

static struct output write_all(const gj_document *document) {
    struct output output = {0};
    for (size_t i = 0; i < gj_document_report_count(document); i++)
        ck_assert_int_eq(gj_write_json(gj_document_report(document, i), true, keep, &output), GJ_OK);
    return output;
}

START_TEST(same_input_same_output) {
    struct input input, again;
    open_input(&input, _i);
    open_input(&again, _i);
    ck_assert_int_eq(input.document == NULL, again.document == NULL);
    if (input.document) {
        struct output first = write_all(input.document), second = write_all(again.document);
        ck_assert_uint_eq(first.length, second.length);
        ck_assert_msg(memcmp(first.bytes, second.bytes, first.length) == 0, "%s: two readings differ", input.name);
        free(first.bytes);
        free(second.bytes);
    }
    close_input(&input);
    close_input(&again);
}
END_TEST

int main(void) {
    if (!list_corpus() || gj_grammar_new(&grammar, NULL) != GJ_OK) {
        fputs("the corpus or the grammars cannot be read\n", stderr);
        return EXIT_FAILURE;
    }
    Suite *suite = suite_create("conservation");
    TCase *tcase = tcase_create("corpus");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, every_atom_has_one_place, 0, name_count);
    tcase_add_loop_test(tcase, what_was_found_stands_there, 0, name_count);
    tcase_add_loop_test(tcase, same_input_same_output, 0, name_count);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK); /* a sanitizer takes its time at the end of each process */
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    gj_grammar_free(grammar);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
