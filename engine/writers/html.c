/* A report as a page of HTML: who and when, what does not add up, the tables, and the text beside them. */
#include "html.h"

#include "decimal.h"
#include "explanation.h"
#include "report/report.h"
#include "text/characters.h"
#include "violation.h"

/* ---------------------------------------------------------------- escaping and anchors */

/* U+FDD0 to U+FDEF, and the last two of every plane. */
static bool is_noncharacter(const unsigned char *b, size_t length) {
    if (length == 3 && b[0] == 0xEF && b[1] == 0xB7)
        return b[2] >= 0x90 && b[2] <= 0xAF;
    if (length < 3 || b[length - 2] != 0xBF || b[length - 1] < 0xBE)
        return false;
    return length == 3 ? b[0] == 0xEF : (b[1] & 0x0F) == 0x0F;
}

/* What may not stand in HTML at all: noncharacters, and control characters but for tab and line feed. */
static bool is_forbidden(const char *bytes, size_t length) {
    const unsigned char *b = (const unsigned char *)bytes;
    if (length == 1)
        return (b[0] < ' ' || b[0] == 0x7F) && b[0] != '\t' && b[0] != '\n';
    if (length == 2)
        return b[0] == 0xC2 && b[1] < 0xA0;
    return is_noncharacter(b, length);
}

static const char *entity_for(char byte) {
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void escape(struct gj_out *out, const char *bytes, size_t length) {
    while (length > 0) {
        size_t size = gj_character_length(bytes, length);
        const char *entity = size == 1 ? entity_for(*bytes) : NULL;
        if (entity)
            gj_out_plain(out, entity);
        else if (size == 0 || is_forbidden(bytes, size))
            gj_out_plain(out, GJ_REPLACEMENT);
        else
            gj_out_bytes(out, bytes, size);
        size = size ? size : 1;
        bytes += size;
        length -= size;
    }
}

void gj_html_open(struct gj_html *html, gj_language language, size_t number, gj_sink sink, void *context) {
    gj_out_open(&html->out, sink, context);
    html->out.filter = escape;
    html->language = language;
    html->number = number;
}

void gj_html_anchor(struct gj_html *html, char kind, size_t index) {
    gj_out_byte(&html->out, 'r');
    gj_out_number(&html->out, html->number + 1);
    gj_out_byte(&html->out, kind);
    gj_out_number(&html->out, index);
}

static void plain(struct gj_html *html, const char *markup) {
    gj_out_plain(&html->out, markup);
}

static void element(struct gj_html *html, const char *before, enum gj_html_word word, const char *after) {
    plain(html, before);
    gj_html_word(html, word);
    plain(html, after);
}

void gj_html_link(struct gj_html *html, char kind, size_t index) {
    plain(html, "<a href=\"#");
    gj_html_anchor(html, kind, index);
    plain(html, "\">");
}

/* ---------------------------------------------------------------- the frame of a page */

/* The policy lets the page run nothing and fetch nothing, whatever a report may hold. */
void gj_html_begin(struct gj_html *html, const char *title, const char *more_title) {
    plain(html, "<!DOCTYPE html>\n<html lang=\"");
    gj_html_word(html, GJ_HTML_LANGUAGE);
    plain(html, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'unsafe-inline'; img-src data:\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n"
                "<meta name=\"generator\" content=\"gouji " GJ_VERSION "\">\n"
                "<link rel=\"icon\" href=\"data:,\">\n<title>");
    gj_out_text(&html->out, title);
    gj_out_text(&html->out, more_title);
    plain(html, "</title>\n<style>\n");
    for (size_t i = 0; gj_html_style[i]; i++) {
        plain(html, gj_html_style[i]);
        plain(html, "\n");
    }
    plain(html, "</style>\n</head>\n<body>\n<main>\n");
}

void gj_html_end(struct gj_html *html) {
    element(html, "</main>\n<footer>", GJ_HTML_MADE_BY, "</footer>\n</body>\n</html>\n");
}

/* ---------------------------------------------------------------- who, when, how much */

static void write_title(struct gj_html *html, const gj_report *report) {
    const char *body = gj_report_body(report, NULL);
    int year = gj_report_year(report, NULL);
    gj_out_text(&html->out, body ? body : gj_report_source(report));
    if (year > 0) {
        plain(html, " · ");
        gj_html_say(html, GJ_HTML_YEAR, (size_t)year, 0);
    }
}

static void write_fact(struct gj_html *html, enum gj_html_word term, const char *text) {
    element(html, "<div><dt>", term, "</dt><dd>");
    gj_out_text(&html->out, text);
    plain(html, "</dd></div>\n");
}

static void write_facts(struct gj_html *html, const gj_report *report) {
    const gj_template *form = gj_report_template(report);
    plain(html, "<dl class=\"facts\">\n");
    write_fact(html, GJ_HTML_SOURCE, gj_report_source(report));
    if (form) {
        element(html, "<div><dt>", GJ_HTML_TEMPLATE, "</dt><dd><code>");
        gj_out_text(&html->out, gj_template_id(form));
        plain(html, "</code> ");
        gj_out_text(&html->out, gj_template_source(form));
        plain(html, "</dd></div>\n");
    }
    write_fact(html, GJ_HTML_ENCODING, gj_report_encoding(report));
    plain(html, "</dl>\n");
}

static void write_count(struct gj_html *html, enum gj_html_word word, size_t count, bool bad) {
    plain(html, bad && count > 0 ? "<li class=\"bad\">" : "<li>");
    gj_html_say(html, word, count, 0);
    plain(html, "</li>\n");
}

static void write_counts(struct gj_html *html, const gj_report *report) {
    plain(html, "<ul class=\"counts\">\n<li>");
    gj_html_say(html, GJ_HTML_TABLES, gj_report_count_tables(report), gj_report_table_count(report));
    plain(html, "</li>\n");
    write_count(html, GJ_HTML_HOLD, gj_report_count_relations(report, GJ_RELATION_HOLDS), false);
    write_count(html, GJ_HTML_VIOLATED, gj_report_count_relations(report, GJ_RELATION_VIOLATED), true);
    write_count(html, GJ_HTML_UNKNOWN, gj_report_count_relations(report, GJ_RELATION_UNKNOWN), false);
    plain(html, "</ul>\n");
}

/* ---------------------------------------------------------------- what does not add up */

static void break_line(struct gj_out *out) {
    gj_out_plain(out, "<br>");
}

/* The relation's id leads to the cell that carries its total, or to the sentence. */
static void write_violation(struct gj_html *html, const gj_report *report, size_t index, bool with_text) {
    const gj_violation *violation = gj_report_violation(report, index);
    bool has_cell = violation->target != GJ_NOWHERE && gj_html_draws(report, violation->target);
    bool has_line = with_text && violation->line > 0;
    plain(html, "<li id=\"");
    gj_html_anchor(html, 'v', index);
    plain(html, "\"><code>");
    if (has_cell)
        gj_html_link(html, 'c', violation->target);
    else if (has_line)
        gj_html_link(html, 'L', violation->line);
    gj_out_text(&html->out, violation->relation);
    plain(html, has_cell || has_line ? "</a></code>" : "</code>");
    gj_write_shared_label(&html->out, report, html->language, violation, " ");
    gj_write_sums(&html->out, report, html->language, violation, break_line);
    plain(html, "</li>\n");
}

static enum gj_html_word certainty_word(gj_certainty certainty) {
    if (certainty == GJ_CERTAIN)
        return GJ_HTML_CERTAIN;
    return certainty == GJ_LIKELY ? GJ_HTML_LIKELY : GJ_HTML_POSSIBLE;
}

static void write_suspect(struct gj_html *html, const gj_report *report, size_t index) {
    const gj_suspect *suspect = gj_report_suspect(report, index);
    bool has_cell = gj_html_draws(report, suspect->cell);
    plain(html, "<li id=\"");
    gj_html_anchor(html, 's', index);
    element(html, "\"><b>", certainty_word(suspect->certainty), "</b> <code>");
    if (has_cell)
        gj_html_link(html, 'c', suspect->cell);
    gj_out_text(&html->out, gj_report_cell(report, suspect->cell)->id);
    plain(html, has_cell ? "</a></code> <span class=\"change\">" : "</code> <span class=\"change\">");
    if (suspect->has_found)
        gj_out_decimal(&html->out, suspect->found);
    else
        gj_html_word(html, GJ_HTML_BLANK);
    plain(html, " → ");
    gj_out_decimal(&html->out, suspect->proposed);
    plain(html, "</span><br>");
    gj_write_explanation(&html->out, report, html->language, suspect);
    plain(html, "</li>\n");
}

static void write_violations(struct gj_html *html, const gj_report *report, bool with_text) {
    size_t count = gj_report_violation_count(report);
    if (count == 0) {
        element(html, "<p>", GJ_HTML_ALL_WELL, "</p>\n");
        return;
    }
    element(html, "<section>\n<h2>", GJ_HTML_VIOLATIONS_HEAD, "</h2>\n<ol class=\"findings\">\n");
    for (size_t i = 0; i < count; i++)
        write_violation(html, report, i, with_text);
    plain(html, "</ol>\n</section>\n");
}

/* Figures that the text has lost may be suspect where nothing is violated. */
static void write_suspects(struct gj_html *html, const gj_report *report) {
    size_t count = gj_report_suspect_count(report);
    if (count == 0 && gj_report_violation_count(report) == 0)
        return;
    element(html, "<section>\n<h2>", GJ_HTML_SUSPECTS_HEAD, "</h2>\n");
    if (count == 0)
        element(html, "<p>", GJ_HTML_NO_SUSPECT, "</p>\n");
    else
        plain(html, "<ol class=\"findings\">\n");
    for (size_t i = 0; i < count; i++)
        if (!gj_is_repeated_suspect(report, i))
            write_suspect(html, report, i);
    plain(html, count > 0 ? "</ol>\n</section>\n" : "</section>\n");
}

static void write_note(struct gj_html *html, const gj_diagnostic *note, bool with_text) {
    plain(html, "<li>");
    if (note->line > 0) {
        if (with_text)
            gj_html_link(html, 'L', note->line);
        gj_html_say(html, GJ_HTML_LINE, note->line, 0);
        plain(html, with_text ? "</a> " : " ");
    }
    gj_out_text(&html->out, note->message);
    plain(html, "</li>\n");
}

/* Warnings only, as in the findings at a terminal. */
static void write_notes(struct gj_html *html, const gj_report *report, bool with_text) {
    size_t written = 0;
    for (size_t i = 0; i < gj_report_diagnostic_count(report); i++) {
        const gj_diagnostic *note = gj_report_diagnostic(report, i);
        if (note->severity != GJ_WARNING)
            continue;
        if (written++ == 0)
            element(html, "<section>\n<h2>", GJ_HTML_NOTES_HEAD, "</h2>\n<ul class=\"findings\">\n");
        write_note(html, note, with_text);
    }
    if (written > 0)
        plain(html, "</ul>\n</section>\n");
}

/* ---------------------------------------------------------------- the page */

static void write_top(struct gj_html *html, const gj_report *report, const gj_page *page) {
    plain(html, "<article id=\"report-");
    gj_out_number(&html->out, html->number + 1);
    plain(html, "\">\n<header>\n");
    if (page->overview) {
        plain(html, "<nav><a href=\"");
        gj_out_text(&html->out, page->overview);
        element(html, "\">", GJ_HTML_TO_OVERVIEW, "</a></nav>\n");
    }
    plain(html, "<h1>");
    write_title(html, report);
    plain(html, "</h1>\n");
    write_facts(html, report);
    plain(html, "</header>\n");
}

gj_status gj_write_html_head(const gj_report *first, const gj_page *page, gj_sink sink, void *context) {
    struct gj_html html;
    char year[1 + GJ_DECIMAL_TEXT] = "";
    if (!first || !page)
        return GJ_ERROR_ARGUMENT;
    gj_html_open(&html, page->language, 0, sink, context);
    const char *body = gj_report_body(first, NULL);
    gj_decimal number = {gj_report_year(first, NULL), 0};
    if (number.coefficient > 0) {
        year[0] = ' ';
        gj_decimal_print(number, year + 1);
    }
    gj_html_begin(&html, body ? body : gj_report_source(first), year);
    return gj_out_close(&html.out);
}

gj_status gj_write_html(const gj_report *report, const gj_page *page, gj_sink sink, void *context) {
    struct gj_html html;
    if (!report || !page || (!page->text && page->length))
        return GJ_ERROR_ARGUMENT;
    bool with_text = page->text != NULL;
    gj_html_open(&html, page->language, page->number, sink, context);
    write_top(&html, report, page);
    if (gj_report_template(report)) {
        write_counts(&html, report);
        write_violations(&html, report, with_text);
        write_suspects(&html, report);
    } else {
        element(&html, "<p>", GJ_HTML_NO_TEMPLATE, "</p>\n");
    }
    write_notes(&html, report, with_text);
    plain(&html, "<div class=\"beside\">\n");
    gj_html_tables(&html, report, with_text);
    if (with_text)
        gj_html_text(&html, report, page->text, page->length);
    plain(&html, "</div>\n</article>\n");
    return gj_out_close(&html.out);
}

gj_status gj_write_html_foot(const gj_page *page, gj_sink sink, void *context) {
    struct gj_html html;
    if (!page)
        return GJ_ERROR_ARGUMENT;
    gj_html_open(&html, page->language, 0, sink, context);
    gj_html_end(&html);
    return gj_out_close(&html.out);
}
