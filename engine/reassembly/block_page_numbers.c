/*
 * Page numbers among the values of text that was read column by column. Where the numbers of other pages do not tell
 * them (cells/pages.c), a page that has one value too many does, if only one of its blocks may be its number.
 */
#include "block_reader.h"

bool gj_block_may_be_page_number(const struct gj_block_reader *reader, const struct gj_block_run *run) {
    const struct gj_text *text = reader->bench->text;
    return run->span.count == 1 && text->lines[text->line_count - 1].page &&
           reader->numbers[run->span.first] == (int64_t)run->page + 1;
}

static void drop_run(struct gj_block_reader *reader, size_t index) {
    size_t value = reader->runs[index].span.first;
    for (size_t i = value + 1; i < reader->value_count; i++) {
        reader->values[i - 1] = reader->values[i];
        reader->numbers[i - 1] = reader->numbers[i];
        reader->texts[i - 1] = reader->texts[i];
    }
    for (size_t i = index + 1; i < reader->run_count; i++) {
        reader->runs[i - 1] = reader->runs[i];
        reader->runs[i - 1].span.first--;
    }
    reader->value_count--;
    reader->run_count--;
}

/* The only run among [first, last) that may be the number of their page; GJ_NOWHERE where none is, or several. */
static size_t find_number(const struct gj_block_reader *reader, size_t first, size_t last) {
    size_t found = GJ_NOWHERE;
    for (size_t i = first; i < last; i++) {
        if (!gj_block_may_be_page_number(reader, &reader->runs[i]))
            continue;
        if (found != GJ_NOWHERE)
            return GJ_NOWHERE;
        found = i;
    }
    return found;
}

void gj_block_drop_page_numbers(struct gj_block_reader *reader, size_t columns) {
    for (size_t first = 0, last; first < reader->run_count; first = last) {
        size_t values = 0;
        for (last = first; last < reader->run_count && reader->runs[last].page == reader->runs[first].page; last++)
            values += reader->runs[last].span.count;
        size_t number = values % columns == 1 ? find_number(reader, first, last) : GJ_NOWHERE;
        if (number == GJ_NOWHERE)
            continue;
        drop_run(reader, number);
        last--;
    }
}
