/* Conservation: whatever stands in an input ends in exactly one place, and nothing else does. */
#include <stdlib.h>
#include <string.h>

#include "properties.h"

/* ------------------------------------------------------------------ characters */

/* May stand beside a mark of a rule: another, or a space, as which control bytes count too. */
static bool is_beside_rule_mark(char byte) {
    bool ends_line = byte == '\n' || byte == '\r';
    return memchr("|+-=:", byte, 5) || ((unsigned char)byte <= ' ' && !ends_line);
}

/* A stretch of a drawn rule, |---|:--:| or +===+. */
static bool is_rule_mark(const struct gj_text *text, size_t at) {
    if (!memchr("+-=:", text->bytes[at], 4))
        return false;
    return (at > 0 && is_beside_rule_mark(text->bytes[at - 1])) ||
           (at + 1 < text->length && is_beside_rule_mark(text->bytes[at + 1]));
}

/* A comma, semicolon or quote of CSV. The quote may open a field that ends lines later, and the line of its end has commas. */
static bool is_comma_mark(const struct gj_text *text, size_t at) {
    return memchr(",;\"", text->bytes[at], 3) != NULL;
}

/* Within <...>, the tag of a table that kept them. */
static bool is_in_tag(const struct gj_text *text, size_t at) {
    enum { LONGEST_TAG = 4000 };
    size_t open = at + 1, close = at;
    while (open > 0 && at - (open - 1) < LONGEST_TAG && text->bytes[open - 1] != '<' &&
           (open - 1 == at || text->bytes[open - 1] != '>'))
        open--;
    while (close < text->length && close - at < LONGEST_TAG && text->bytes[close] != '>')
        close++;
    return open > 0 && text->bytes[open - 1] == '<' && close < text->length && text->bytes[close] == '>';
}

static bool is_one_of(char byte, const char *bytes) {
    return memchr(bytes, byte, strlen(bytes)) != NULL; /* a NUL is none */
}

/* The first byte behind the mark of wiki markup before this place: a pipe, or what its line begins with; between
 * headers, !!. */
static size_t behind_mark(const struct gj_text *text, size_t at, bool headers) {
    size_t start = at;
    while (start > 0 && !is_one_of(text->bytes[start - 1], "\n\r|") &&
           !(headers && start > 1 && memcmp(text->bytes + start - 2, "!!", 2) == 0))
        start--;
    while (start < at && ((unsigned char)text->bytes[start] <= ' ' || is_one_of(text->bytes[start], "!-")))
        start++;
    return start;
}

/* Behind {| or |- the whole line may be said of the table or row, pipes in quotes too. */
static bool is_said_of_row(const struct gj_text *text, size_t at) {
    size_t start = at, end = at;
    while (start > 0 && !is_one_of(text->bytes[start - 1], "\n\r"))
        start--;
    while (end < text->length && !is_one_of(text->bytes[end], "\n\r"))
        end++;
    while (start < at && (unsigned char)text->bytes[start] <= ' ')
        start++;
    if (end - start < 2 || (memcmp(text->bytes + start, "{|", 2) != 0 && memcmp(text->bytes + start, "|-", 2) != 0))
        return false;
    for (start += 2; start < end && text->bytes[start] == '-';)
        start++;
    return at >= start && gj_is_attributes(text->bytes + start, end - start);
}

/* Within what is said of a cell, a row or a table of wiki markup, down to the next pipe. */
static bool is_in_attributes(const struct gj_text *text, size_t at) {
    size_t end = at;
    while (end < text->length && !is_one_of(text->bytes[end], "\n\r|"))
        end++;
    for (int headers = 0; headers < 2; headers++) {
        size_t start = behind_mark(text, at, headers == 1);
        if (gj_is_attributes(text->bytes + start, end - start))
            return true;
    }
    return false;
}

/* A mark of a table of a wiki: {| and |}, or ! before the cells of a header. */
static bool is_wiki_mark(const struct gj_text *text, size_t at) {
    const char *bytes = text->bytes;
    size_t start = at;
    while (start > 0 && (unsigned char)bytes[start - 1] <= ' ' && !is_one_of(bytes[start - 1], "\n\r"))
        start--;
    bool first = start == 0 || is_one_of(bytes[start - 1], "\n\r"), last = at + 1 == text->length;
    if (bytes[at] == '!')
        return first || (!last && bytes[at + 1] == '!') || bytes[at - 1] == '!';
    return (bytes[at] == '{' && first && !last && bytes[at + 1] == '|') ||
           (bytes[at] == '}' && at > 0 && bytes[at - 1] == '|');
}

/* What may stand between cells: spaces, and the marks of each layout. Everything else must lie in an atom. */
static bool is_between(const struct gj_text *text, size_t at) {
    static const char *const marks[] = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF", "\xE2\x80\x8B", "｜", "\xC2\xA6",
                                        "|"};
    const unsigned char *bytes = (const unsigned char *)text->bytes + at;
    size_t left = text->length - at;
    if (*bytes <= ' ' || is_rule_mark(text, at) || is_comma_mark(text, at) || is_in_tag(text, at) ||
        is_wiki_mark(text, at) || is_in_attributes(text, at) || is_said_of_row(text, at))
        return true;
    if (left >= 3 && bytes[0] == 0xE2 && (bytes[1] == 0x94 || bytes[1] == 0x95)) /* box drawing: U+2500 to U+257F */
        return true;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (left >= strlen(marks[i]) && memcmp(bytes, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

/* How often each byte of the text lies in an atom; NULL where one lies outside the text. */
static unsigned char *count_bytes(const struct bench *bench) {
    const struct gj_text *text = &bench->desk.text;
    unsigned char *counts = calloc(text->length + 1, 1);
    for (size_t i = 0; counts && i < bench->desk.cells.count; i++) {
        const struct gj_atom *atom = &bench->desk.cells.atoms[i];
        if (atom->offset > text->length || atom->length > text->length - atom->offset) {
            free(counts);
            return NULL;
        }
        for (size_t at = atom->offset; at < atom->offset + atom->length; at++)
            counts[at] = counts[at] ? 2 : 1;
    }
    return counts;
}

static size_t character_length(const struct gj_text *text, size_t at) {
    size_t size = 1;
    while (at + size < text->length && ((unsigned char)text->bytes[at + size] & 0xC0) == 0x80)
        size++;
    return size;
}

static bool check_character(const struct bench *bench, const unsigned char *counts, size_t at, size_t size,
                            struct finding *finding) {
    const struct gj_text *text = &bench->desk.text;
    if (counts[at] > 1)
        return broken(finding, "line %zu: byte %zu lies in two cells", gj_text_line(text, at), at);
    if (counts[at] == 0 && !is_between(text, at))
        return broken(finding, "line %zu: \"%.*s\" (byte %zu) lies in no cell", gj_text_line(text, at), (int)size,
                      text->bytes + at, at);
    for (size_t i = 1; i < size; i++)
        if (counts[at + i] != counts[at])
            return broken(finding, "a cell cuts the character at byte %zu", at);
    return true;
}

bool every_character_has_one_atom(const struct bench *bench, struct finding *finding) {
    const struct gj_text *text = &bench->desk.text;
    unsigned char *counts = count_bytes(bench);
    if (!counts)
        return broken(finding, "an atom lies outside the text");
    bool good = true;
    for (size_t at = 0, size; at < text->length && good; at += size) {
        size = character_length(text, at);
        good = check_character(bench, counts, at, size, finding);
    }
    free(counts);
    return good;
}

/* ------------------------------------------------------------------ atoms */

/* Values of the report end where the input has a NUL. */
static bool same_text(const char *text, const char *content, size_t length) {
    size_t before_nul = strnlen(content, length);
    return strlen(text) == before_nul && memcmp(text, content, before_nul) == 0;
}

static bool holds_alternative(const gj_cell *cell, const char *text, size_t length) {
    for (size_t i = 0; i < cell->alternative_count; i++)
        if (same_text(cell->alternatives[i], text, length))
            return true;
    return false;
}

/* Cells that the atom is the value of, or may be. */
static size_t count_places(struct bench *bench, const struct gj_report *report, const struct gj_atom *atom,
                           size_t *open_places) {
    const struct gj_text *text = &bench->desk.text;
    size_t length, offset = gj_text_original(text, atom->offset), places = 0;
    const char *content = gj_atom_text(&bench->desk.cells, text, &bench->arena, atom, &length);
    *open_places = 0;
    for (size_t i = 0; content && i < report->cell_count; i++) {
        const gj_cell *cell = &report->cells[i];
        if (cell->status == GJ_CELL_AMBIGUOUS)
            *open_places += holds_alternative(cell, content, length);
        else if (cell->raw && cell->offset == offset && same_text(cell->raw, content, length))
            places++;
    }
    return places;
}

/* Other texts show each NUL as U+FFFD. */
static bool shows(const char *text, const char *content, size_t length) {
    static const char replacement[] = "\uFFFD";
    for (size_t i = 0, size; i < length; i++, text += size) {
        size = content[i] ? 1 : sizeof replacement - 1;
        if (strncmp(text, content[i] ? content + i : replacement, size) != 0)
            return false;
    }
    return !*text;
}

/* A leftover for each offset, in order. */
static bool is_leftover(const struct bench *bench, const struct gj_report *report, const struct gj_atom *atom) {
    size_t offset = gj_text_original(&bench->desk.text, atom->offset);
    const char *content = bench->desk.text.bytes + atom->offset;
    for (size_t i = 0; i < report->leftovers.count; i++)
        if (report->leftovers.items[i].offset == offset &&
            shows(report->leftovers.items[i].text, content, atom->length))
            return true;
    return false;
}

/* The made atom that a made piece is the rest of; any other is its own. */
static const struct gj_atom *head_of(const struct gj_cells *cells, size_t index) {
    size_t head = index;
    for (size_t i = cells->count; cells->atoms[index].is_piece && i < cells->count + cells->made_count; i++)
        if (cells->atoms[i].next_piece == index)
            head = i;
    return &cells->atoms[head];
}

/* The same for what was made of the atom: numbers cut out of it, or of which it is the rest. *bytes of it are in
 * cells. */
static size_t count_made(struct bench *bench, const struct gj_report *report, size_t index, size_t *open_places,
                         size_t *bytes) {
    const struct gj_cells *cells = &bench->desk.cells;
    size_t places = 0;
    *open_places = *bytes = 0;
    for (size_t i = cells->count; i < cells->count + cells->made_count; i++) {
        const struct gj_atom *made = &cells->atoms[i];
        size_t open;
        if (made->source != index || made->use != GJ_USE_CELL)
            continue;
        size_t found = count_places(bench, report, head_of(cells, i), &open);
        places += found;
        *bytes += found * made->length;
        *open_places += open;
    }
    return places;
}

static bool check_cell_atom(struct bench *bench, const struct gj_report *report, size_t index,
                            struct finding *finding) {
    const struct gj_atom *atom = &bench->desk.cells.atoms[index];
    const char *content = bench->desk.text.bytes + atom->offset;
    int length = (int)(atom->length < 200 ? atom->length : 200);
    size_t open_places, open_made, bytes, places = count_places(bench, report, atom, &open_places);
    size_t made = count_made(bench, report, index, &open_made, &bytes);
    if (places > 1 || places * atom->length + bytes > atom->length)
        return broken(finding, "line %u: \"%.*s\" is in %zu cells", atom->line + 1, length, content, places + made);
    if (atom->use == GJ_USE_CELL && !places && !open_places && !made && !open_made)
        return broken(finding, "line %u: \"%.*s\" is taken for a cell and in none", atom->line + 1, length, content);
    if (atom->use == GJ_USE_LEFTOVER && places + made)
        return broken(finding, "line %u: \"%.*s\" is a cell and a leftover", atom->line + 1, length, content);
    return true;
}

static bool check_atom(struct bench *bench, const struct gj_report *report, size_t index, struct finding *finding) {
    const struct gj_atom *atom = &bench->desk.cells.atoms[index];
    const char *content = bench->desk.text.bytes + atom->offset;
    int length = (int)(atom->length < 200 ? atom->length : 200);
    if (atom->use == GJ_USE_NONE)
        return broken(finding, "line %u: \"%.*s\" was forgotten", atom->line + 1, length, content);
    if (!atom->length)
        return true;
    bool listed = is_leftover(bench, report, atom);
    if (listed != (atom->use == GJ_USE_LEFTOVER))
        return broken(finding, "line %u: \"%.*s\" is %s the leftovers", atom->line + 1, length, content,
                      listed ? "wrongly among" : "not among");
    if (atom->is_piece || atom->use == GJ_USE_LABEL)
        return true;
    return check_cell_atom(bench, report, index, finding);
}

static bool check_part(struct bench *bench, size_t index, struct finding *finding) {
    const struct gj_report *report = &bench->reports[index];
    if (!report->form)
        return true;
    size_t leftovers = 0;
    for (size_t i = bench->parts[index].first; i < bench->parts[index].last; i++) {
        const struct gj_atom *atom = &bench->desk.cells.atoms[i];
        if (!check_atom(bench, report, i, finding))
            return false;
        leftovers += atom->use == GJ_USE_LEFTOVER && atom->length;
    }
    return leftovers == report->leftovers.count ||
           broken(finding, "%zu atoms are left over, %zu are listed", leftovers, report->leftovers.count);
}

bool every_atom_has_one_place(struct bench *bench, struct finding *finding) {
    if (bench->part_count &&
        (bench->parts[0].first != 0 || bench->parts[bench->part_count - 1].last != bench->desk.cells.count))
        return broken(finding, "the parts leave atoms out");
    for (size_t i = 0; i < bench->part_count; i++)
        if (!check_part(bench, i, finding))
            return false;
    return true;
}

/* ------------------------------------------------------------------ the two paths */

static bool same_cell(const gj_cell *fast, const gj_cell *weighted) {
    if (fast->status != weighted->status || fast->offset != weighted->offset || !fast->raw != !weighted->raw)
        return false;
    return !fast->raw || strcmp(fast->raw, weighted->raw) == 0;
}

bool both_paths_agree(const gj_grammar *grammar, const gj_document *document, const void *bytes, size_t length,
                      struct finding *finding) {
    struct bench weighted;
    bool good = true;
    if (!bench_open(&weighted, grammar, document, bytes, length, true))
        good = broken(finding, "the weighted search failed");
    for (size_t i = 0; good && i < weighted.part_count; i++) {
        const gj_report *report = gj_document_report(document, i);
        const gj_region *region = gj_report_region(report, 0);
        const struct gj_report *other = &weighted.reports[i];
        if (!region || strcmp(region->path, "fast") != 0)
            continue;
        for (size_t cell = 0; good && cell < other->cell_count; cell++)
            if (!same_cell(gj_report_cell(report, cell), &other->cells[cell]))
                good = broken(finding, "%s is %s by the fast path and %s by the weighted search", other->cells[cell].id,
                              gj_report_cell(report, cell)->raw ? gj_report_cell(report, cell)->raw : "nothing",
                              other->cells[cell].raw ? other->cells[cell].raw : "nothing");
    }
    bench_close(&weighted);
    return good;
}
