/* The text that a report was read from, line by line. A value that stands in it as it was read leads to its cell; a
 * line whose values do not (they went over several lines, or the input was in another encoding) leads to its first. */
#include "html.h"

#include <stdlib.h>
#include <string.h>

#include "report/report.h"
#include "text/text.h"

struct mention {
    const gj_cell *cell;
    size_t index;
};

struct reading {
    struct gj_html *html;
    const gj_report *report;
    const char *text;
    size_t length;
    struct mention *mentions; /* cells with a line, in the order of the text */
    size_t count;
    size_t next; /* the first mention that no line has had yet */
};

static void plain(const struct reading *reading, const char *markup) {
    gj_out_plain(&reading->html->out, markup);
}

/* ---------------------------------------------------------------- the cells, by line */

static int compare_mentions(const void *left, const void *right) {
    const struct mention *a = left, *b = right;
    if (a->cell->line != b->cell->line)
        return a->cell->line < b->cell->line ? -1 : 1;
    if (a->cell->offset != b->cell->offset)
        return a->cell->offset < b->cell->offset ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static bool collect_mentions(struct reading *reading) {
    size_t count = gj_report_cell_count(reading->report);
    reading->mentions = calloc(count ? count : 1, sizeof *reading->mentions);
    if (!reading->mentions)
        return false;
    for (size_t i = 0; i < count; i++) {
        const gj_cell *cell = gj_report_cell(reading->report, i);
        if (cell->line > 0)
            reading->mentions[reading->count++] = (struct mention){cell, i};
    }
    qsort(reading->mentions, reading->count, sizeof *reading->mentions, compare_mentions);
    return true;
}

/* ---------------------------------------------------------------- one line */

static void open_link(const struct reading *reading, const struct mention *mention) {
    plain(reading, mention->cell->violation_count > 0 ? "<a class=\"v\" href=\"#" : "<a href=\"#");
    gj_html_anchor(reading->html, 'c', mention->index);
    plain(reading, "\">");
}

/* Where the value stands in the text, at or behind `from`; GJ_NOWHERE where it does not stand there as it was read. */
static size_t find_mention(const struct reading *reading, const gj_cell *cell, size_t from, size_t end) {
    size_t mark = strcmp(gj_report_encoding(reading->report), "utf-8-bom") == 0 ? 3 : 0;
    size_t length = cell->raw ? strlen(cell->raw) : 0;
    if (length == 0 || cell->offset < mark || cell->offset - mark < from || cell->offset - mark > end)
        return GJ_NOWHERE;
    size_t at = cell->offset - mark;
    bool stands = length <= end - at && memcmp(reading->text + at, cell->raw, length) == 0;
    return stands ? at : GJ_NOWHERE;
}

/* Writes the text up to the value, and the value; returns the place behind it. */
static size_t write_mention(const struct reading *reading, const struct mention *mention, size_t from, size_t at) {
    size_t length = strlen(mention->cell->raw);
    gj_out_part(&reading->html->out, reading->text + from, at - from);
    open_link(reading, mention);
    gj_out_part(&reading->html->out, reading->text + at, length);
    plain(reading, "</a>");
    return at + length;
}

static void write_return(const struct reading *reading, const struct mention *mention) {
    plain(reading, " ");
    open_link(reading, mention);
    plain(reading, "<span class=\"aside\">");
    gj_html_word(reading->html, GJ_HTML_TO_CELL);
    plain(reading, "</span>↩</a>");
}

static void write_line(struct reading *reading, size_t number, size_t start, size_t end) {
    const struct mention *first = NULL;
    size_t at = start, written = 0;
    while (at < end && reading->text[at] == '\f') /* where a page of text from PDF begins */
        at++;
    plain(reading, "<li id=\"");
    gj_html_anchor(reading->html, 'L', number);
    plain(reading, "\">");
    for (; reading->next < reading->count && reading->mentions[reading->next].cell->line <= number; reading->next++) {
        const struct mention *mention = &reading->mentions[reading->next];
        size_t place = find_mention(reading, mention->cell, at, end);
        first = first ? first : mention;
        if (place == GJ_NOWHERE)
            continue;
        at = write_mention(reading, mention, at, place);
        written++;
    }
    gj_out_part(&reading->html->out, reading->text + at, end - at);
    if (first && written == 0)
        write_return(reading, first);
    plain(reading, "</li>\n");
}

/* ---------------------------------------------------------------- all lines */

/* Of a text with several reports only the lines of this one. */
static void write_lines(struct reading *reading) {
    size_t number = reading->report->first_line, last = reading->report->last_line;
    for (size_t at = reading->report->first_byte; at < reading->length && number <= last; number++) {
        size_t end = gj_line_end(reading->text, at, reading->length);
        write_line(reading, number, at, end);
        at = gj_line_after(reading->text, end, reading->length);
    }
}

void gj_html_text(struct gj_html *html, const gj_report *report, const char *text, size_t length) {
    struct reading reading = {.html = html, .report = report, .text = text, .length = length};
    if (!collect_mentions(&reading)) {
        gj_out_fail(&html->out, GJ_ERROR_MEMORY);
        return;
    }
    plain(&reading, "<section class=\"side\">\n<h2>");
    gj_html_word(html, GJ_HTML_TEXT_HEAD);
    plain(&reading, "</h2>\n<ol class=\"lines\" tabindex=\"0\" start=\"");
    gj_out_number(&html->out, report->first_line);
    plain(&reading, "\">\n");
    write_lines(&reading);
    plain(&reading, "</ol>\n</section>\n");
    free(reading.mentions);
}
