/* Many reports on one page: figures, a chart of the relations that fail most, the bodies concerned, and the list.
 * The list is written once, whatever the number of orders: each row carries its rank in every order, and the style
 * sheet puts the rows in the order chosen. */
#include <stdlib.h>
#include <string.h>

#include "html.h"
#include "report/overview.h"

#define MOST_SHOWN 20  /* bars of the chart, and bodies */
#define LONG_LIST 1000 /* reports, from which on rows far from the screen are not laid out until they come near */

struct page {
    struct gj_html html;
    const struct gj_overview *overview;
    struct gj_arena arena; /* for what is sorted and counted */
};

static void plain(struct page *page, const char *markup) {
    gj_out_plain(&page->html.out, markup);
}

static void text(struct page *page, const char *found) {
    gj_out_text(&page->html.out, found);
}

static void number(struct page *page, size_t count) {
    gj_out_number(&page->html.out, count);
}

static void element(struct page *page, const char *before, enum gj_html_word word, const char *after) {
    plain(page, before);
    gj_html_word(&page->html, word);
    plain(page, after);
}

/* ---------------------------------------------------------------- the figures */

struct figures {
    size_t whole, consistent, contradictory, incomplete;
};

static struct figures count_figures(const struct gj_overview *overview) {
    struct figures figures = {0};
    for (size_t i = 0; i < overview->reports.count; i++) {
        const struct gj_glance *glance = &overview->reports.items[i];
        figures.whole += glance->is_whole;
        figures.contradictory += glance->violations > 0;
        figures.consistent += glance->is_whole && glance->violations == 0;
        figures.incomplete += !glance->is_whole && glance->violations == 0;
    }
    return figures;
}

static void write_figure(struct page *page, size_t count, enum gj_html_word word, bool is_bad) {
    plain(page, is_bad && count > 0 ? "<li class=\"bad\"><b>" : "<li><b>");
    number(page, count);
    element(page, "</b> ", word, "</li>\n");
}

static void write_figures(struct page *page, size_t unreadable) {
    struct figures figures = count_figures(page->overview);
    plain(page, "<ul class=\"figures\">\n");
    write_figure(page, page->overview->reports.count, GJ_HTML_REPORTS, false);
    write_figure(page, figures.whole, GJ_HTML_COMPLETE_TABLES, false);
    write_figure(page, figures.consistent, GJ_HTML_CONSISTENT, false);
    write_figure(page, figures.contradictory, GJ_HTML_CONTRADICTORY, true);
    write_figure(page, figures.incomplete, GJ_HTML_INCOMPLETE, false);
    if (unreadable > 0)
        write_figure(page, unreadable, GJ_HTML_UNREADABLE, true);
    plain(page, "</ul>\n");
}

static void write_more(struct page *page, size_t count) {
    if (count <= MOST_SHOWN)
        return;
    plain(page, "<p class=\"soft\">");
    gj_html_say(&page->html, GJ_HTML_MORE, count - MOST_SHOWN, 0);
    plain(page, "</p>\n");
}

/* ---------------------------------------------------------------- which relations fail most */

struct bar {
    const char *relation, *label;
    size_t reports;
};

struct bars {
    struct bar *items;
    size_t count;
};

static int compare_failures(const void *left, const void *right) {
    const struct gj_failure *a = left, *b = right;
    int order = strcmp(a->relation, b->relation);
    if (order != 0)
        return order;
    return a->report < b->report ? -1 : a->report > b->report;
}

static int compare_bars(const void *left, const void *right) {
    const struct bar *a = left, *b = right;
    if (a->reports != b->reports)
        return a->reports > b->reports ? -1 : 1;
    return strcmp(a->relation, b->relation);
}

/* A report counts once for a relation that it violates in several places. */
static struct bars count_bars(struct page *page) {
    size_t count = page->overview->failures.count;
    struct gj_failure *failures = gj_arena_array(&page->arena, count, sizeof *failures);
    struct bars bars = {gj_arena_array(&page->arena, count, sizeof *bars.items), 0};
    if (!failures || !bars.items || count == 0)
        return bars;
    memcpy(failures, page->overview->failures.items, count * sizeof *failures);
    qsort(failures, count, sizeof *failures, compare_failures);
    for (size_t i = 0; i < count; i++) {
        bool is_same = i > 0 && strcmp(failures[i].relation, failures[i - 1].relation) == 0;
        if (!is_same)
            bars.items[bars.count++] = (struct bar){failures[i].relation, failures[i].label, 0};
        if (!is_same || failures[i].report != failures[i - 1].report)
            bars.items[bars.count - 1].reports++;
    }
    qsort(bars.items, bars.count, sizeof *bars.items, compare_bars);
    return bars;
}

/* The number stands beside the name, so that the drawing adds nothing for those who do not see it. */
static void write_bar(struct page *page, const struct bar *bar, size_t longest) {
    plain(page, "<li><span class=\"name\"><span><code>");
    text(page, bar->relation);
    plain(page, "</code> ");
    text(page, bar->label);
    plain(page, "</span> <b>");
    number(page, bar->reports);
    plain(page, "</b></span><svg aria-hidden=\"true\" preserveAspectRatio=\"none\" viewBox=\"0 0 ");
    number(page, longest);
    plain(page, " 1\"><rect height=\"1\" width=\"");
    number(page, bar->reports);
    plain(page, "\"/></svg></li>\n");
}

static void write_chart(struct page *page) {
    struct bars bars = count_bars(page);
    element(page, "<section>\n<h2>", GJ_HTML_CHART_HEAD, "</h2>\n");
    element(page, "<p class=\"soft\">", bars.count > 0 ? GJ_HTML_CHART_UNIT : GJ_HTML_NO_FAILURE, "</p>\n");
    plain(page, bars.count > 0 ? "<ol class=\"chart\">\n" : "");
    for (size_t i = 0; i < bars.count && i < MOST_SHOWN; i++)
        write_bar(page, &bars.items[i], bars.items[0].reports);
    plain(page, bars.count > 0 ? "</ol>\n" : "");
    write_more(page, bars.count);
    plain(page, "</section>\n");
}

/* ---------------------------------------------------------------- the orders of the list */

struct entry {
    const struct gj_glance *glance;
    size_t by_body, by_year, by_file;
};

/* What is not known stands last. */
static int compare_texts(const char *a, const char *b) {
    if (!a || !b)
        return (a == NULL) - (b == NULL);
    return strcmp(a, b);
}

/* Reports are added in one order, and their places in memory tell equals apart: every order is a total one. */
static int compare_places(const struct gj_glance *a, const struct gj_glance *b) {
    return a < b ? -1 : a > b;
}

static int compare_by_file(const void *left, const void *right) {
    const struct gj_glance *a = ((const struct entry *)left)->glance, *b = ((const struct entry *)right)->glance;
    int order = strcmp(a->source, b->source);
    return order != 0 ? order : compare_places(a, b);
}

static int compare_by_body(const void *left, const void *right) {
    const struct gj_glance *a = ((const struct entry *)left)->glance, *b = ((const struct entry *)right)->glance;
    int order = compare_texts(a->body, b->body);
    if (order == 0 && a->year != b->year)
        order = a->year > b->year ? -1 : 1;
    return order != 0 ? order : compare_by_file(left, right);
}

/* The latest first; a year that is not known is 0. */
static int compare_by_year(const void *left, const void *right) {
    const struct gj_glance *a = ((const struct entry *)left)->glance, *b = ((const struct entry *)right)->glance;
    if (a->year != b->year)
        return a->year > b->year ? -1 : 1;
    return compare_by_body(left, right);
}

static int compare_by_violations(const void *left, const void *right) {
    const struct gj_glance *a = ((const struct entry *)left)->glance, *b = ((const struct entry *)right)->glance;
    if (a->violations != b->violations)
        return a->violations > b->violations ? -1 : 1;
    if (a->is_whole != b->is_whole)
        return a->is_whole ? 1 : -1;
    return compare_by_body(left, right);
}

/* All reports, most violations first, with their ranks in the other orders; NULL where memory ends. */
static struct entry *rank(struct page *page) {
    size_t count = page->overview->reports.count;
    struct entry *entries = gj_arena_array(&page->arena, count, sizeof *entries);
    if (!entries || count == 0)
        return NULL;
    for (size_t i = 0; i < count; i++)
        entries[i].glance = &page->overview->reports.items[i];
    qsort(entries, count, sizeof *entries, compare_by_file);
    for (size_t i = 0; i < count; i++)
        entries[i].by_file = i;
    qsort(entries, count, sizeof *entries, compare_by_year);
    for (size_t i = 0; i < count; i++)
        entries[i].by_year = i;
    qsort(entries, count, sizeof *entries, compare_by_body);
    for (size_t i = 0; i < count; i++)
        entries[i].by_body = i;
    qsort(entries, count, sizeof *entries, compare_by_violations);
    return entries;
}

/* ---------------------------------------------------------------- which bodies */

struct body {
    const char *name;
    size_t reports, contradictory, violations;
};

static int compare_bodies(const void *left, const void *right) {
    const struct body *a = left, *b = right;
    if (a->violations != b->violations)
        return a->violations > b->violations ? -1 : 1;
    return strcmp(a->name, b->name);
}

static int compare_names(const void *left, const void *right) {
    return strcmp(((const struct body *)left)->name, ((const struct body *)right)->name);
}

/* One entry a report becomes one a body. */
static size_t merge_bodies(struct body *bodies, size_t count) {
    size_t merged = 0;
    qsort(bodies, count, sizeof *bodies, compare_names);
    for (size_t i = 0; i < count; i++) {
        if (merged == 0 || strcmp(bodies[merged - 1].name, bodies[i].name) != 0) {
            bodies[merged++] = bodies[i];
            continue;
        }
        bodies[merged - 1].reports += bodies[i].reports;
        bodies[merged - 1].contradictory += bodies[i].contradictory;
        bodies[merged - 1].violations += bodies[i].violations;
    }
    qsort(bodies, merged, sizeof *bodies, compare_bodies);
    return merged;
}

/* The bodies with violations, most first. */
static size_t count_bodies(struct page *page, struct body **bodies) {
    size_t count = 0, failing = 0;
    *bodies = gj_arena_array(&page->arena, page->overview->reports.count, sizeof **bodies);
    for (size_t i = 0; *bodies && i < page->overview->reports.count; i++) {
        const struct gj_glance *glance = &page->overview->reports.items[i];
        if (glance->body)
            (*bodies)[count++] = (struct body){glance->body, 1, glance->violations > 0, glance->violations};
    }
    count = count > 0 ? merge_bodies(*bodies, count) : 0;
    while (failing < count && (*bodies)[failing].violations > 0)
        failing++;
    return failing;
}

static void write_count(struct page *page, size_t count) {
    plain(page, "<td class=\"n\">");
    number(page, count);
    plain(page, "</td>");
}

static void write_body(struct page *page, const struct body *body) {
    plain(page, "<tr><th scope=\"row\">");
    text(page, body->name);
    plain(page, "</th>");
    write_count(page, body->reports);
    write_count(page, body->contradictory);
    write_count(page, body->violations);
    plain(page, "</tr>\n");
}

static void write_bodies(struct page *page) {
    struct body *bodies;
    size_t count = count_bodies(page, &bodies);
    if (count == 0)
        return;
    element(page, "<section>\n<h2 id=\"bodies\">", GJ_HTML_BODIES_HEAD, "</h2>\n");
    element(page, "<table class=\"plain\" aria-labelledby=\"bodies\">\n<thead>\n<tr><th scope=\"col\">",
            GJ_HTML_BODY_COLUMN, "</th>");
    element(page, "<th scope=\"col\" class=\"n\">", GJ_HTML_REPORTS_COLUMN, "</th>");
    element(page, "<th scope=\"col\" class=\"n\">", GJ_HTML_CONTRADICTORY_COLUMN, "</th>");
    element(page, "<th scope=\"col\" class=\"n\">", GJ_HTML_VIOLATIONS_COLUMN, "</th></tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < count && i < MOST_SHOWN; i++)
        write_body(page, &bodies[i]);
    plain(page, "</tbody>\n</table>\n");
    write_more(page, count);
    plain(page, "</section>\n");
}

/* ---------------------------------------------------------------- the list */

static void write_order(struct page *page, const char *id, enum gj_html_word word, bool is_chosen) {
    plain(page, "<input type=\"radio\" name=\"order\" aria-describedby=\"order\" id=\"");
    plain(page, id);
    plain(page, is_chosen ? "\" checked><label for=\"" : "\"><label for=\"");
    plain(page, id);
    element(page, "\">", word, "</label>\n");
}

static void write_ranks(struct page *page, const struct entry *entry) {
    plain(page, "<tr style=\"--b:");
    number(page, entry->by_body);
    plain(page, ";--y:");
    number(page, entry->by_year);
    plain(page, ";--f:");
    number(page, entry->by_file);
    plain(page, "\">");
}

static void write_tables_found(struct page *page, const struct gj_glance *glance) {
    if (!glance->is_recognised) {
        gj_html_word(&page->html, GJ_HTML_UNRECOGNISED);
        return;
    }
    number(page, glance->tables_found);
    plain(page, "/");
    number(page, glance->table_count);
    if (!glance->is_whole && glance->tables_found == glance->table_count)
        element(page, " ", GJ_HTML_PARTIAL, "");
}

static void write_entry(struct page *page, const struct entry *entry) {
    const struct gj_glance *glance = entry->glance;
    write_ranks(page, entry);
    plain(page, "<th scope=\"row\"><a href=\"");
    text(page, glance->address);
    plain(page, "\">");
    if (glance->body)
        text(page, glance->body);
    else
        gj_html_word(&page->html, GJ_HTML_NO_BODY);
    plain(page, "</a></th><td>");
    if (glance->year > 0)
        number(page, (size_t)glance->year);
    plain(page, "</td><td class=\"file\">");
    text(page, glance->source);
    plain(page, "</td><td class=\"state\">");
    write_tables_found(page, glance);
    plain(page, glance->violations > 0 ? "</td><td class=\"n bad\">" : "</td><td class=\"n\">");
    number(page, glance->violations);
    plain(page, "</td></tr>\n");
}

static void write_list(struct page *page) {
    struct entry *entries = rank(page);
    if (!entries)
        return;
    element(page, "<section class=\"orders\">\n<h2 id=\"list\">", GJ_HTML_LIST_HEAD, "</h2>\n");
    element(page, "<p id=\"order\">", GJ_HTML_ORDER, "</p>\n");
    write_order(page, "by-violations", GJ_HTML_BY_VIOLATIONS, true);
    write_order(page, "by-body", GJ_HTML_BY_BODY, false);
    write_order(page, "by-year", GJ_HTML_BY_YEAR, false);
    write_order(page, "by-file", GJ_HTML_BY_FILE, false);
    plain(page, page->overview->reports.count < LONG_LIST ? "<table class=\"list\"" : "<table class=\"list long\"");
    plain(page, " aria-labelledby=\"list\">\n<thead>\n");
    element(page, "<tr><th scope=\"col\">", GJ_HTML_BODY_COLUMN, "</th>");
    element(page, "<th scope=\"col\">", GJ_HTML_YEAR_COLUMN, "</th>");
    element(page, "<th scope=\"col\" class=\"file\">", GJ_HTML_FILE_COLUMN, "</th>");
    element(page, "<th scope=\"col\" class=\"state\">", GJ_HTML_STATE_COLUMN, "</th>");
    element(page, "<th scope=\"col\" class=\"n\">", GJ_HTML_VIOLATIONS_COLUMN, "</th></tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < page->overview->reports.count; i++)
        write_entry(page, &entries[i]);
    plain(page, "</tbody>\n</table>\n</section>\n");
}

/* ---------------------------------------------------------------- the page */

gj_status gj_write_overview(const gj_overview *overview, size_t unreadable, gj_language language, gj_sink sink,
                            void *context) {
    if (!overview)
        return GJ_ERROR_ARGUMENT;
    struct page page = {.overview = overview};
    gj_html_open(&page.html, language, 0, sink, context);
    gj_html_begin(&page.html, gj_html_phrase(language, GJ_HTML_OVERVIEW), NULL);
    element(&page, "<h1>", GJ_HTML_OVERVIEW, "</h1>\n");
    write_figures(&page, unreadable);
    write_chart(&page);
    write_bodies(&page);
    write_list(&page);
    gj_html_end(&page.html);
    if (page.arena.failed)
        gj_out_fail(&page.html.out, GJ_ERROR_MEMORY);
    gj_arena_free(&page.arena);
    return gj_out_close(&page.html.out);
}
