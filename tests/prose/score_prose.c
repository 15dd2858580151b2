/*
 * Reads each paragraph of paragraphs.txt and compares what the engine makes of it with the truth beside it.
 * Prints precision and recall of claims; fails below the two bounds. Usage: score_prose FILE [PRECISION
 * RECALL]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "prose/prose.h"

#define LEAST_PRECISION 0.98
#define LEAST_RECALL 0.90
#define MOST_STATEMENTS 64
#define MOST_BYTES 8192

/* One case of the file, as it is read line by line. */
struct paragraph {
    char title[256];
    char template_id[64];
    int year;
    char body[128];
    char text[MOST_BYTES];
    char truth[MOST_STATEMENTS][2048];
    size_t truth_count;
};

struct score {
    size_t cases, expected, found, right;
};

static void fail(const char *message) {
    fprintf(stderr, "score_prose: %s\n", message);
    exit(EXIT_FAILURE);
}

/* ------------------------------------------------------------------ what the engine says, as in the file */

static void add_statement(char statements[][2048], size_t *count, const char *statement) {
    for (size_t i = 0; i < *count; i++)
        if (strcmp(statements[i], statement) == 0)
            return;
    if (*count == MOST_STATEMENTS)
        fail("more statements than there is room for");
    snprintf(statements[(*count)++], 2048, "%s", statement);
}

static void write_claim(const gj_claim *claim, char *statement) {
    char value[GJ_DECIMAL_TEXT];
    size_t length = 0;
    for (size_t i = 0; i < claim->cell_count; i++)
        length += (size_t)snprintf(statement + length, 2048 - length, "%s%s", i ? "+" : "", claim->cells[i]);
    gj_decimal_print(claim->value, value);
    snprintf(statement + length, 2048 - length, " = %s", value);
}

static void write_sum(const struct gj_report *report, const gj_claim_sum *sum, char *statement) {
    char value[GJ_DECIMAL_TEXT];
    gj_decimal_print(sum->found, value);
    size_t length = (size_t)snprintf(
        statement, 2048, "%s %s =", sum->status == GJ_RELATION_HOLDS ? "holds" : "violated", value);
    for (size_t i = 0; i < sum->part_count; i++) {
        gj_decimal_print(report->claims.items[sum->parts[i]].value, value);
        length += (size_t)snprintf(statement + length, 2048 - length, "%s %s", i ? " +" : "", value);
    }
}

static size_t write_all(const struct gj_report *report, char statements[][2048]) {
    char statement[2048];
    size_t count = 0;
    for (size_t i = 0; i < report->claims.count; i++) {
        const gj_claim *claim = &report->claims.items[i];
        if (!claim->exact || !claim->cell_count)
            continue;
        write_claim(claim, statement);
        add_statement(statements, &count, statement);
    }
    for (size_t i = 0; i < report->claim_sums.count; i++) {
        const gj_claim_sum *sum = &report->claim_sums.items[i];
        /* A single part as large as its whole says nothing that adding could test. */
        if (sum->status == GJ_RELATION_UNKNOWN || sum->part_count < 2)
            continue;
        write_sum(report, sum, statement);
        add_statement(statements, &count, statement);
    }
    return count;
}

/* ------------------------------------------------------------------ scoring */

static bool is_among(char statements[][2048], size_t count, const char *statement) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(statements[i], statement) == 0)
            return true;
    return false;
}

static void compare(struct paragraph *paragraph, char found[][2048], size_t count, struct score *score) {
    score->cases++;
    score->expected += paragraph->truth_count;
    score->found += count;
    for (size_t i = 0; i < count; i++) {
        if (is_among(paragraph->truth, paragraph->truth_count, found[i]))
            score->right++;
        else
            printf("%s: not said: %s\n", paragraph->title, found[i]);
    }
    for (size_t i = 0; i < paragraph->truth_count; i++)
        if (!is_among(found, count, paragraph->truth[i]))
            printf("%s: missed: %s\n", paragraph->title, paragraph->truth[i]);
}

static void read_paragraph(const struct gj_grammar *grammar, struct paragraph *paragraph,
                           struct score *score) {
    static char found[MOST_STATEMENTS][2048];
    struct gj_arena arena = {0};
    struct gj_text text = {0};
    gj_error error;
    if (gj_text_read(&text, &arena, paragraph->title, paragraph->text, strlen(paragraph->text), "utf-8",
                     &error) != GJ_OK)
        fail(error.message);
    struct gj_report report = {.arena = &arena,
                               .grammar = grammar,
                               .year = paragraph->year,
                               .body = paragraph->body[0] == '-' ? NULL : paragraph->body};
    if (paragraph->template_id[0] != '-') {
        report.form = gj_grammar_find(grammar, paragraph->template_id);
        if (!report.form)
            fail("a paragraph names a template that is not there");
    }
    struct gj_prose_range range = {0, text.line_count};
    if (gj_prose_read(&report, grammar->prose, &text, &range, 1, NULL) != GJ_OK)
        fail("out of memory");
    compare(paragraph, found, write_all(&report, found), score);
    gj_arena_free(&arena);
}

/* ------------------------------------------------------------------ the file */

/* a/ROW and i/ROW written out. */
static void lengthen(const char *shorter, char *statement) {
    size_t length = 0;
    bool at_start = true;
    for (const char *place = shorter; *place && length < 1900;) {
        size_t name = strcspn(place, "+ ");
        bool is_application = at_start && strncmp(place, "a/", 2) == 0;
        bool is_indicator = at_start && strncmp(place, "i/", 2) == 0;
        if (is_application || is_indicator) {
            length += (size_t)snprintf(statement + length, 2048 - length, "%s/%.*s/%s",
                                       is_application ? "applications" : "indicators", (int)name - 2,
                                       place + 2, is_application ? "total" : "count");
            place += name;
        } else {
            statement[length++] = *place++;
        }
        at_start = place[-1] == '+';
    }
    statement[length] = '\0';
}

static void take_word(const char **line, char *word, size_t room) {
    size_t length = strcspn(*line, " ");
    if (length == 0 || length >= room)
        fail("a line that begins with = must give template, year and body");
    snprintf(word, room, "%.*s", (int)length, *line);
    *line += length + strspn(*line + length, " ");
}

static void take_heading(struct paragraph *paragraph, const char *line) {
    char year[8];
    take_word(&line, paragraph->template_id, sizeof paragraph->template_id);
    take_word(&line, year, sizeof year);
    take_word(&line, paragraph->body, sizeof paragraph->body);
    paragraph->year = (int)strtol(year, NULL, 10);
}

static void take_line(struct paragraph *paragraph, const char *line) {
    char statement[2048];
    if (line[0] == '=' && line[1] == ' ') {
        take_heading(paragraph, line + 2);
    } else if (line[0] == '>') {
        lengthen(line + 2, statement);
        if (paragraph->truth_count == MOST_STATEMENTS)
            fail("a paragraph has too many statements");
        snprintf(paragraph->truth[paragraph->truth_count++], 2048, "%s", statement);
    } else {
        size_t length = strlen(paragraph->text);
        snprintf(paragraph->text + length, MOST_BYTES - length, "%s\n", line);
    }
}

static void read_file(const struct gj_grammar *grammar, FILE *file, struct score *score) {
    static struct paragraph paragraph;
    char line[MOST_BYTES];
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "== ", 3) == 0) {
            if (paragraph.title[0])
                read_paragraph(grammar, &paragraph, score);
            memset(&paragraph, 0, sizeof paragraph);
            snprintf(paragraph.title, sizeof paragraph.title, "%.200s", line + 3);
        } else if (paragraph.title[0]) {
            take_line(&paragraph, line);
        }
    }
    if (paragraph.title[0])
        read_paragraph(grammar, &paragraph, score);
}

int main(int count, char **arguments) {
    gj_grammar *grammar;
    gj_error error;
    FILE *file = count > 1 ? fopen(arguments[1], "r") : NULL;
    if (!file)
        fail("name the file of paragraphs");
    if (gj_grammar_new(&grammar, &error) != GJ_OK)
        fail(error.message);
    if (!grammar->prose)
        fail("the grammar holds no rules for prose");
    struct score score = {0};
    read_file(grammar, file, &score);
    fclose(file);
    gj_grammar_free(grammar);
    if (score.cases < 40 || !score.expected || !score.found)
        fail("too few paragraphs, or nothing read");
    double precision = (double)score.right / (double)score.found;
    double recall = (double)score.right / (double)score.expected;
    double least_precision = count > 3 ? strtod(arguments[2], NULL) : LEAST_PRECISION;
    double least_recall = count > 3 ? strtod(arguments[3], NULL) : LEAST_RECALL;
    printf("%zu paragraphs, %zu statements: precision %.3f, recall %.3f\n", score.cases, score.expected,
           precision, recall);
    return precision >= least_precision && recall >= least_recall ? EXIT_SUCCESS : EXIT_FAILURE;
}
