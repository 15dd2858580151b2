/* A page of HTML: its elements nest, its ids are its own, and its links arrive. */
#include <stdlib.h>
#include <string.h>

#include "properties.h"
#include "writers/out.h"

#define DEEPEST 32

/* A stretch of the page. */
struct stretch {
    const char *start;
    size_t length;
};

struct stretches {
    struct stretch *items;
    size_t count, capacity;
};

struct page {
    struct finding *finding;
    struct stretch open[DEEPEST];
    size_t depth;
    struct stretches ids, links;
};

static bool add(struct stretches *list, struct stretch stretch) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 256;
        struct stretch *grown = realloc(list->items, capacity * sizeof *grown);
        if (!grown)
            return false;
        list->items = grown;
        list->capacity = capacity;
    }
    list->items[list->count++] = stretch;
    return true;
}

static int compare(const void *left, const void *right) {
    const struct stretch *a = left, *b = right;
    int order = memcmp(a->start, b->start, a->length < b->length ? a->length : b->length);
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static bool is(struct stretch stretch, const char *text) {
    return stretch.length == strlen(text) && memcmp(stretch.start, text, stretch.length) == 0;
}

/* ------------------------------------------------------------------ bytes */

static bool check_bytes(const struct text *output, struct finding *finding) {
    for (size_t at = 0; at < output->length;) {
        unsigned char byte = (unsigned char)output->bytes[at];
        size_t size = gj_character_length(output->bytes + at, output->length - at);
        if (size == 0 || (byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7F)
            return broken(finding, "byte %zu of a page may not stand in HTML", at);
        at += size;
    }
    return true;
}

/* ------------------------------------------------------------------ elements */

/* Attributes stand in double quotes, and none holds one, or the end of a tag. */
static bool take_attributes(struct page *page, const char *at, const char *end) {
    while ((at = memchr(at, '=', (size_t)(end - at))) && at + 1 < end && at[1] == '"') {
        const char *value = at + 2;
        const char *quote = memchr(value, '"', (size_t)(end - value));
        if (!quote)
            return broken(page->finding, "an attribute without an end");
        size_t length = (size_t)(quote - value);
        bool added = true;
        if (memcmp(at - 3, " id", 3) == 0)
            added = add(&page->ids, (struct stretch){value, length});
        else if (memcmp(at - 5, " href", 5) == 0 && length > 0 && *value == '#')
            added = add(&page->links, (struct stretch){value + 1, length - 1});
        if (!added)
            return broken(page->finding, "out of memory");
        at = quote;
    }
    return true;
}

static bool is_void(struct stretch name) {
    return is(name, "!DOCTYPE") || is(name, "meta") || is(name, "link") || is(name, "br") || is(name, "input") ||
           is(name, "rect");
}

static bool open_element(struct page *page, struct stretch name) {
    if (is_void(name))
        return true;
    if (is(name, "script") || page->depth == DEEPEST)
        return broken(page->finding, "a script, or elements too deep");
    page->open[page->depth++] = name;
    return true;
}

static bool close_element(struct page *page, struct stretch name) {
    if (page->depth == 0 || compare(&page->open[page->depth - 1], &name) != 0)
        return broken(page->finding, "</%.*s> closes what is not open", (int)name.length, name.start);
    page->depth--;
    return true;
}

static bool take_tags(struct page *page, const struct text *output) {
    const char *end = output->bytes + output->length;
    for (const char *at = output->bytes; (at = memchr(at, '<', (size_t)(end - at)));) {
        bool closes = at[1] == '/';
        struct stretch name = {at + 1 + closes, strcspn(at + 1 + closes, " >/")};
        const char *tag_end = memchr(at, '>', (size_t)(end - at));
        if (!tag_end)
            return broken(page->finding, "a tag without an end");
        bool good = closes ? close_element(page, name)
                           : open_element(page, name) && take_attributes(page, name.start + name.length, tag_end);
        if (!good)
            return false;
        at = tag_end;
    }
    return page->depth == 0 || broken(page->finding, "an element is never closed");
}

/* ------------------------------------------------------------------ links */

static bool check_links(struct page *page) {
    struct stretches *ids = &page->ids, *links = &page->links;
    if (ids->count > 0)
        qsort(ids->items, ids->count, sizeof *ids->items, compare);
    for (size_t i = 1; i < ids->count; i++)
        if (compare(&ids->items[i - 1], &ids->items[i]) == 0)
            return broken(page->finding, "two ids %.*s", (int)ids->items[i].length, ids->items[i].start);
    for (size_t i = 0; i < links->count; i++) {
        const struct stretch *link = &links->items[i];
        if (ids->count == 0 || !bsearch(link, ids->items, ids->count, sizeof *link, compare))
            return broken(page->finding, "#%.*s leads nowhere", (int)link->length, link->start);
    }
    return true;
}

/* ------------------------------------------------------------------ the page */

static bool write_page(const gj_document *document, struct text *output) {
    gj_page page = {.language = GJ_CHINESE};
    page.text = gj_document_text(document, &page.length);
    gj_status status = gj_write_html_head(gj_document_report(document, 0), &page, keep_text, output);
    for (; status == GJ_OK && page.number < gj_document_report_count(document); page.number++)
        status = gj_write_html(gj_document_report(document, page.number), &page, keep_text, output);
    return status == GJ_OK && gj_write_html_foot(&page, keep_text, output) == GJ_OK;
}

bool page_holds_together(const gj_document *document, struct finding *finding) {
    struct text output = {0};
    struct page page = {.finding = finding};
    bool good = write_page(document, &output) || broken(finding, "a page is not written");
    good = good && check_bytes(&output, finding) && take_tags(&page, &output) && check_links(&page);
    free(page.ids.items);
    free(page.links.items);
    free(output.bytes);
    return good;
}
