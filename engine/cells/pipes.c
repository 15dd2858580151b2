/* Whether pipes stand around the cells of a row or only between them, which the rows around it tell. */
#include "pipes.h"

bool gj_is_space_only(const char *bytes, size_t start, size_t end) {
    for (size_t i = start; i < end; i++)
        if ((unsigned char)bytes[i] > ' ')
            return false;
    return true;
}

static struct gj_edges find_edges(const char *bytes, size_t length) {
    struct gj_edges edges = {0};
    size_t first = gj_find_pipe(bytes, 0, length), behind = 0;
    for (size_t at = first; at < length; at = gj_find_pipe(bytes, behind, length), edges.pipes++)
        behind = at + gj_pipe_at(bytes, at, length);
    if (edges.pipes < 2)
        return edges;
    edges.begin = gj_is_space_only(bytes, 0, first) ? GJ_EDGE_PIPE : GJ_EDGE_CELL;
    edges.end = gj_is_space_only(bytes, behind, length) ? GJ_EDGE_PIPE : GJ_EDGE_CELL;
    return edges;
}

/* Each line is looked at from the lines around it. */
struct gj_edges gj_edges_of(struct gj_lexer *lexer, size_t line) {
    size_t place = line % GJ_EDGE_LINES;
    if (lexer->edge_lines[place] != line + 1) {
        const struct gj_line *found = &lexer->text->lines[line];
        lexer->edges[place] = find_edges(lexer->text->bytes + found->start, found->length);
        lexer->edge_lines[place] = line + 1;
    }
    return lexer->edges[place];
}

/* The rows that stand one below the other around a line, as far as they are looked at. */
static void find_block(struct gj_lexer *lexer, size_t line) {
    enum { MOST_ROWS = 256 };
    struct gj_block *block = &lexer->block;
    size_t pipes = gj_edges_of(lexer, line).pipes;
    *block = (struct gj_block){.first = line, .last = line, .is_even = true};
    while (block->first > 0 && line - block->first < MOST_ROWS && gj_edges_of(lexer, block->first - 1).begin)
        block->first--;
    while (block->last < lexer->text->line_count && block->last - line < MOST_ROWS &&
           gj_edges_of(lexer, block->last).begin)
        block->last++;
    for (size_t i = block->first; i < block->last; i++) {
        struct gj_edges edges = gj_edges_of(lexer, i);
        block->is_even &= edges.pipes == pipes;
        block->begins_bare |= edges.begin == GJ_EDGE_CELL;
        block->ends_bare |= edges.end == GJ_EDGE_CELL;
    }
}

static enum gj_edge edge_of(struct gj_lexer *lexer, size_t line, bool at_end) {
    struct gj_edges edges = gj_edges_of(lexer, line);
    return at_end ? edges.end : edges.begin;
}

/* How many more of the rows next to a line, above or below it, have a pipe outside than a cell. */
static int count_around(struct gj_lexer *lexer, size_t line, bool at_end, int step) {
    enum { ROWS_AROUND = 4 };
    int more = 0;
    for (int i = 0; i < ROWS_AROUND; i++) {
        if (step < 0 ? !line : line + 1 >= lexer->text->line_count)
            break;
        line = step < 0 ? line - 1 : line + 1;
        enum gj_edge edge = edge_of(lexer, line, at_end);
        if (edge == GJ_EDGE_NONE)
            break;
        more += edge == GJ_EDGE_PIPE ? 1 : -1;
    }
    return more;
}

bool gj_is_framed(struct gj_lexer *lexer, size_t line, bool at_end) {
    const struct gj_block *block = &lexer->block;
    if (line < block->first || line >= block->last)
        find_block(lexer, line);
    if (block->is_even && (at_end ? block->ends_bare : block->begins_bare))
        return false;
    return 1 + count_around(lexer, line, at_end, -1) + count_around(lexer, line, at_end, 1) > 0;
}
