/* What is worth keeping of a paragraph, as claims and sums of the report. */
#include "reading.h"

/* The bytes of the UTF-8 character that begins with this one. */
static size_t character_length(char first) {
    unsigned char lead = (unsigned char)first;
    return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The sentence as found, with line ends and the spaces around them left out. */
static const char *keep_sentence(const struct gj_prose_reading *reading, size_t sentence) {
    const struct gj_clauses *clauses = &reading->clauses;
    size_t first = 0, last;
    while (clauses->items[first].sentence != sentence)
        first++;
    for (last = first; last + 1 < clauses->count && clauses->items[last + 1].sentence == sentence; last++)
        continue;
    const struct gj_paragraph *paragraph = &reading->paragraph;
    size_t start_token = clauses->items[first].first;
    /* Words such as 其中 were left out of the clause, but belong to the sentence. */
    while (start_token > 0 && !gj_ends_sentence(reading->tokens.characters[start_token - 1]))
        start_token--;
    size_t start = paragraph->offsets[reading->tokens.from[start_token]];
    size_t end_token =
        clauses->items[last].last < reading->tokens.count ? clauses->items[last].last + 1 : reading->tokens.count;
    /* What folding left out behind the last character is no part of the sentence. */
    size_t end = paragraph->offsets[reading->tokens.from[end_token] - 1];
    end += end < reading->text->length ? character_length(reading->text->bytes[end]) : 0;
    char *text = gj_arena_copy(reading->report->arena, reading->text->bytes + start, end - start);
    if (!text)
        return NULL;
    size_t length = 0;
    for (size_t i = 0; i < end - start; i++) {
        bool line_end = text[i] == '\n' || text[i] == '\r' || text[i] == '\0';
        bool again = text[i] == ' ' && (length == 0 || text[length - 1] == ' ');
        if (!line_end && !again)
            text[length++] = text[i];
    }
    text[length] = '\0';
    return text;
}

static bool keep_entry(struct gj_prose_reading *reading, struct gj_entry *entry) {
    struct gj_report *report = reading->report;
    const struct gj_clause *clause = &reading->clauses.items[entry->clause];
    size_t token =
        clause->figure != GJ_NOWHERE && entry->claim.kind == GJ_CLAIM_FIGURE ? clause->figure : clause->first;
    size_t byte = reading->paragraph.offsets[reading->tokens.from[token]];
    gj_claim claim = entry->claim;
    claim.phrase = gj_span_write(report->arena, entry->phrase);
    claim.unit = entry->unit.length ? gj_span_write(report->arena, entry->unit) : NULL;
    claim.sentence = keep_sentence(reading, entry->sentence);
    claim.line = gj_text_line(reading->text, byte);
    claim.offset = gj_text_original(reading->text, byte);
    claim.whole = entry->part_of == GJ_NOWHERE ? GJ_NOWHERE : reading->entries.items[entry->part_of].kept;
    gj_claim *place = GJ_ADD(report->arena, report->claims);
    if (!place || !claim.phrase || !claim.sentence || (entry->unit.length && !claim.unit))
        return false;
    *place = claim;
    entry->kept = report->claims.count - 1;
    return true;
}

static bool keep_sum(struct gj_prose_reading *reading, const struct gj_entry_sum *sum) {
    struct gj_report *report = reading->report;
    size_t *parts = gj_arena_array(report->arena, sum->part_count, sizeof *parts);
    gj_claim_sum *place = GJ_ADD(report->arena, report->claim_sums);
    if (!parts || !place)
        return false;
    for (size_t i = 0; i < sum->part_count; i++)
        parts[i] = reading->entries.items[sum->parts[i]].kept;
    *place = (gj_claim_sum){.status = sum->status,
                            .whole = reading->entries.items[sum->whole].kept,
                            .parts = parts,
                            .part_count = sum->part_count,
                            .expected = sum->expected,
                            .found = sum->found};
    return true;
}

bool gj_prose_reading_keep(struct gj_prose_reading *reading) {
    for (size_t i = 0; i < reading->entries.count; i++) {
        struct gj_entry *entry = &reading->entries.items[i];
        if ((entry->rule || entry->claim.cell_count || entry->wanted) && !keep_entry(reading, entry))
            return false;
    }
    for (size_t i = 0; i < reading->sums.count; i++)
        if (!keep_sum(reading, &reading->sums.items[i]))
            return false;
    return true;
}
