/* Pages of HTML. */
#include "format.h"

/* Without the text: the document is there for its own reports only. */
static gj_page page_of(const struct rendering *rendering) {
    return (gj_page){
        .language = rendering->settings->voice.language, .number = rendering->number, .overview = rendering->overview};
}

static gj_status begin(struct rendering *rendering, const gj_report *first) {
    gj_page page = page_of(rendering);
    return gj_write_html_head(first, &page, rendering->sink, rendering->sink_context);
}

static gj_status write_article(struct rendering *rendering, const gj_report *report) {
    gj_page page = page_of(rendering);
    page.text = gj_document_text(rendering->document, &page.length);
    return gj_write_html(report, &page, rendering->sink, rendering->sink_context);
}

static gj_status end(struct rendering *rendering) {
    gj_page page = page_of(rendering);
    return gj_write_html_foot(&page, rendering->sink, rendering->sink_context);
}

const struct format format_html = {
    .name = "html", .keeps_text = true, .begin = begin, .report = write_article, .end = end};
