/* Outlines: where a rectangle may stand on what is filled so far, and which habits of such text that goes against. */
#include "outline.h"

#include <string.h>

/* ------------------------------------------------------------------ shapes */

static size_t lowest_column(const struct gj_ground *ground, const struct gj_outline *outline) {
    size_t lowest = 0;
    for (size_t i = 1; i < ground->grid->columns; i++)
        lowest = outline->height[i] < outline->height[lowest] ? i : lowest;
    return lowest;
}

static bool is_level(const struct gj_ground *ground, const struct gj_outline *outline) {
    for (size_t i = 1; i < ground->grid->columns; i++)
        if (outline->height[i] != outline->height[0])
            return false;
    return true;
}

static bool is_leftmost(const struct gj_outline *outline, size_t column, size_t row) {
    for (size_t i = 0; i < column; i++)
        if (outline->height[i] == row)
            return false;
    return true;
}

static bool passes_over(const struct gj_outline *outline, const struct gj_tile_place *place) {
    for (size_t i = place->column; i < (size_t)place->column + place->width; i++)
        if (outline->height[i] < place->row)
            return true;
    return false;
}

/* ------------------------------------------------------------------ places */

/* A run that nothing pins goes on beside the last one, or stands leftmost of its row. */
static bool may_stand_at(const struct gj_outline *outline, const struct gj_run *run, size_t column, size_t row) {
    if (run->width || run->starts_row)
        return column == (run->width ? run->column : 0);
    return (column == outline->right && row == outline->row) || is_leftmost(outline, column, row);
}

static bool may_be_so_wide(const struct gj_run *run, size_t width) {
    if ((width > 1 && run->count % width) || (run->per_line > 1 && width != run->per_line))
        return false;
    if (run->width)
        return width == run->width;
    return !run->starts_row || width == (run->per_line > 1 ? run->per_line : run->count);
}

static bool is_of_row(const struct gj_run *run, size_t row) {
    return run->width || !run->starts_row || run->row == GJ_TILE_ANY_ROW || run->row == row;
}

struct places {
    const struct gj_ground *ground;
    const struct gj_outline *outline;
    const struct gj_run *run;
    struct gj_tile_place *items;
    size_t count;
};

static void add_place(struct places *places, size_t column, size_t width, size_t row) {
    places->items[places->count++] = (struct gj_tile_place){.column = (uint8_t)column,
                                                            .width = (uint8_t)width,
                                                            .height = (uint8_t)(places->run->count / width),
                                                            .row = (uint8_t)row};
}

/* On top of what is filled, where that is level. */
static void add_places_above(struct places *places) {
    const struct gj_grid *grid = places->ground->grid;
    const struct gj_run *run = places->run;
    const uint8_t *height = places->outline->height;
    for (size_t column = 0; column < grid->columns; column++) {
        size_t row = height[column], most = grid->columns - column;
        if (!may_stand_at(places->outline, run, column, row) || !is_of_row(run, row))
            continue;
        for (size_t width = 1; width <= most && width <= run->count && height[column + width - 1] == row; width++)
            if (may_be_so_wide(run, width) && row + run->count / width <= grid->rows)
                add_place(places, column, width, row);
    }
}

/* Beside the last run, where that passes over the rows that one column is lower by: one at a time. */
static void add_places_beside(struct places *places) {
    const struct gj_grid *grid = places->ground->grid;
    const struct gj_outline *outline = places->outline;
    const struct gj_run *run = places->run;
    size_t right = outline->right, row = outline->row, passed = 0;
    if (outline->hole_tall || right == grid->columns || !may_stand_at(outline, run, right, row) || !is_of_row(run, row))
        return;
    for (size_t width = 1; width <= run->count && right + width <= grid->columns; width++) {
        size_t height = outline->height[right + width - 1];
        passed += height < row;
        if (height > row || passed > 1)
            return;
        if (passed && (width == 1 || run->per_line == width) && may_be_so_wide(run, width) &&
            row + run->count / width <= grid->rows)
            add_place(places, right, width, row);
    }
}

/* There is none in the first column, where rows start. */
static void add_hole(struct places *places) {
    const struct gj_outline *outline = places->outline;
    const struct gj_run *run = places->run;
    bool suits = run->width ? run->column == outline->hole_column : !run->starts_row;
    if (!suits || !outline->hole_tall || run->count != outline->hole_tall || !may_be_so_wide(run, 1))
        return;
    add_place(places, outline->hole_column, 1, outline->hole_row);
    places->items[places->count - 1].in_hole = true;
}

size_t gj_outline_places(const struct gj_ground *ground, const struct gj_outline *outline, const struct gj_run *run,
                         struct gj_tile_place items[GJ_MOST_PLACES]) {
    struct places places = {ground, outline, run, items, 0};
    add_places_above(&places);
    add_hole(&places);
    add_places_beside(&places);
    return places.count;
}

/* ------------------------------------------------------------------ prices */

/* A run that begins anew: the next band of the part that is being read, or another part. */
static int begin_band(const struct gj_ground *ground, const struct gj_outline *outline,
                      const struct gj_tile_place *place, uint8_t *part) {
    bool at_edge = outline->right == ground->grid->columns;
    if (place->column == 0 && at_edge && is_level(ground, outline)) {
        *part = GJ_PART_WHOLE;
        return 0;
    }
    *part = place->column ? GJ_PART_RIGHT : GJ_PART_LEFT;
    bool same = outline->part == *part && (*part == GJ_PART_LEFT || at_edge);
    return same ? 0 : GJ_PRICE_STEP;
}

static int order_price(const struct gj_ground *ground, const struct gj_outline *outline, const struct gj_run *run,
                       const struct gj_tile_place *place, uint8_t *part) {
    if (run->starts_row)
        return 0;
    if (!outline->right)
        return place->column ? GJ_PRICE_STEP : 0;
    if (place->in_hole)
        return GJ_PRICE_STEP;
    if (place->column == outline->right && place->row == outline->row)
        return (place->height == outline->tall ? 0 : GJ_PRICE_HEIGHT) +
               (passes_over(outline, place) ? GJ_PRICE_HOLE : 0);
    return begin_band(ground, outline, place, part);
}

static int shape_price(const struct gj_ground *ground, const struct gj_run *run, const struct gj_tile_place *place) {
    bool odd = place->width > 1 && place->width < ground->grid->columns && run->per_line < 2;
    return odd && !run->width && !run->starts_row ? GJ_PRICE_SHAPE : 0;
}

/* Runs side by side are mostly cut between the same rows. */
static int edge_price(const struct gj_ground *ground, const struct gj_outline *outline,
                      const struct gj_tile_place *place, uint64_t *edges) {
    size_t row = place->row, end = row + place->height;
    int price = 0;
    while (++row < end)
        price += *edges >> row & 1 ? GJ_PRICE_EDGE : 0;
    if (end >= ground->grid->rows)
        return price;
    bool passed = false;
    for (size_t i = 0; i < ground->grid->columns && !(*edges >> end & 1); i++)
        passed |= (i < place->column || i >= place->column + place->width) && outline->height[i] > end;
    *edges |= UINT64_C(1) << end;
    return price + (passed ? GJ_PRICE_EDGE : 0);
}

/* ------------------------------------------------------------------ filling in */

static void raise(struct gj_outline *outline, const struct gj_tile_place *place) {
    if (place->in_hole) {
        outline->hole_column = outline->hole_row = outline->hole_tall = 0;
        return;
    }
    for (size_t column = place->column; column < place->column + place->width; column++) {
        if (outline->height[column] < place->row) {
            outline->hole_column = (uint8_t)column;
            outline->hole_row = outline->height[column];
            outline->hole_tall = (uint8_t)(place->row - outline->hole_row);
        }
        outline->height[column] = (uint8_t)(place->row + place->height);
    }
}

/* Rows below the lowest column are whole, but for what was passed over. */
static bool is_whole_row(const struct gj_outline *outline, size_t row, size_t lowest) {
    bool passed =
        outline->hole_tall && row >= outline->hole_row && row < (size_t)outline->hole_row + outline->hole_tall;
    return !passed && lowest > row;
}

/* Draws the rectangle; the price of the rows that became whole and do not add up. */
static int draw(const struct gj_ground *ground, struct gj_outline *outline, const struct gj_run *run,
                const struct gj_tile_place *place) {
    const int64_t *values = ground->grid->values + run->first;
    for (size_t row = place->row; row < place->row + place->height; row++)
        for (size_t i = 0; i < place->width; i++)
            outline->rest[row] += ground->sign[place->column + i] * *values++;
    raise(outline, place);
    outline->right = (uint8_t)(place->column + place->width);
    outline->row = (uint8_t)place->row;
    outline->tall = (uint8_t)place->height;
    int price = 0;
    size_t lowest = outline->height[lowest_column(ground, outline)];
    for (size_t row = place->row; row < place->row + place->height; row++) {
        if (!is_whole_row(outline, row, lowest))
            continue;
        price += outline->rest[row] ? GJ_PRICE_SUM : 0;
        outline->rest[row] = 0;
    }
    return price;
}

/* Most places are too dear by where they are: the outline is drawn only for the others. */
int gj_outline_fill(const struct gj_ground *ground, const struct gj_outline *outline, const struct gj_run *run,
                    const struct gj_tile_place *place, int limit, struct gj_outline *next) {
    uint8_t part = outline->part;
    uint64_t edges = outline->edges;
    int price = order_price(ground, outline, run, place, &part) + shape_price(ground, run, place);
    if (price <= limit && !run->starts_row)
        price += edge_price(ground, outline, place, &edges);
    if (price > limit)
        return price;
    memcpy(next, outline, gj_outline_size(ground->grid->rows));
    next->part = part;
    next->edges = edges;
    return price + draw(ground, next, run, place);
}
