#include "relation_rules.h"

#include <string.h>

#include "fault.h"

#define MOST_RELATIONS 256 /* in one table */
#define RANGE " ... "

enum { ID, EACH, TOTAL, PARTS, PREVIOUS, LEFT, RIGHT, TARGET, MEMBER_COUNT };

/* The relation being read. */
struct scope {
    struct gj_reading *reading;
    const struct gj_relation_site *site;
    const struct gj_spot *spot;
    struct gj_relation_rule *rule;
};

/* ------------------------------------------------------------------ cells by name */

/* Cells are named by column within a row, by row within a column or a table of one column. NULL
 * where only row/column names one. */
static const struct gj_axis *named_axis(const struct scope *scope) {
    const struct gj_relation_site *site = scope->site;
    switch (scope->rule->each) {
    case GJ_EACH_ROW:
        return site->columns;
    case GJ_EACH_COLUMN:
        return site->rows;
    case GJ_EACH_TABLE:
        break;
    }
    return site->columns->leaf_count == 1 ? site->rows : NULL;
}

void gj_quote_position(gj_error *error, const struct gj_relation_site *site, enum gj_each each, size_t position) {
    size_t width = site->columns->leaf_count;
    switch (each) {
    case GJ_EACH_ROW:
        gj_fault_quote(error, site->columns->leaves[position].heading->id);
        return;
    case GJ_EACH_COLUMN:
        gj_fault_quote(error, site->rows->leaves[position].heading->id);
        return;
    case GJ_EACH_TABLE:
        break;
    }
    const char *row = site->rows->leaves[position / width].heading->id;
    if (width == 1)
        gj_fault_quote(error, row);
    else
        gj_fault_add(error, "\"%s/%s\"", row, site->columns->leaves[position % width].heading->id);
}

static gj_status unknown_cell(const struct scope *scope, const struct gj_spot *at, const char *member,
                              const char *name) {
    const struct gj_axis *axis = named_axis(scope);
    gj_error *error = scope->reading->error;
    gj_fault_at(scope->reading, at, member);
    gj_fault_quote(error, name);
    if (!axis) {
        gj_fault_add(error, " names no cell; write row/column with ids of this table");
        return GJ_ERROR_GRAMMAR;
    }
    gj_fault_add(error, " is not among the %s; write an id of them, such as ", axis->member);
    gj_fault_quote(error, axis->leaves[0].heading->id);
    return GJ_ERROR_GRAMMAR;
}

static bool find_cell(const struct scope *scope, const char *name, size_t length, size_t *position) {
    const struct gj_axis *axis = named_axis(scope);
    if (axis) {
        const struct gj_name *found = gj_names_find(&axis->names, name, length);
        *position = found ? found->index : 0;
        return found != NULL;
    }
    const char *slash = memchr(name, '/', length);
    if (!slash)
        return false;
    size_t row_length = (size_t)(slash - name);
    const struct gj_relation_site *site = scope->site;
    const struct gj_name *row = gj_names_find(&site->rows->names, name, row_length);
    const struct gj_name *column = gj_names_find(&site->columns->names, slash + 1, length - row_length - 1);
    if (!row || !column)
        return false;
    *position = row->index * site->columns->leaf_count + column->index;
    return true;
}

/* ------------------------------------------------------------------ lists of cells */

struct list {
    struct gj_positions *positions;
    size_t capacity;
};

static size_t position_count(const struct scope *scope) {
    size_t rows = scope->site->rows->leaf_count;
    size_t columns = scope->site->columns->leaf_count;
    switch (scope->rule->each) {
    case GJ_EACH_ROW:
        return columns;
    case GJ_EACH_COLUMN:
        return rows;
    case GJ_EACH_TABLE:
        break;
    }
    return rows * columns;
}

/* A list longer than there are cells repeats one, as check_repeats() will say: no need to grow it. */
static gj_status add_positions(const struct scope *scope, struct list *list, size_t first, size_t last) {
    struct gj_positions *positions = list->positions;
    for (size_t i = first; i <= last && positions->count <= position_count(scope); i++) {
        positions->items = gj_arena_grow(&scope->reading->scratch, positions->items, positions->count, &list->capacity,
                                         sizeof *positions->items);
        if (!positions->items)
            return gj_reading_memory(scope->reading);
        positions->items[positions->count++] = i;
    }
    return GJ_OK;
}

/* "first ... last" means all from first to last, in the order of the table. */
static gj_status add_range(const struct scope *scope, struct list *list, const struct gj_spot *at, const char *range) {
    size_t first;
    size_t last;
    const char *dots = strstr(range, RANGE);
    const char *end = dots + strlen(RANGE);
    if (!named_axis(scope))
        return gj_fault(scope->reading, at, NULL, "a range has no meaning across rows and columns; name each cell");
    const char *start = gj_arena_copy(&scope->reading->scratch, range, (size_t)(dots - range));
    if (!start)
        return gj_reading_memory(scope->reading);
    if (!find_cell(scope, start, strlen(start), &first))
        return unknown_cell(scope, at, NULL, start);
    if (!find_cell(scope, end, strlen(end), &last))
        return unknown_cell(scope, at, NULL, end);
    if (first >= last)
        return gj_fault(scope->reading, at, NULL, "a range runs from an earlier to a later one; exchange the two");
    return add_positions(scope, list, first, last);
}

static gj_status add_name(const struct scope *scope, struct list *list, const struct gj_spot *at) {
    size_t position;
    if (!cJSON_IsString(at->json))
        return gj_fault(scope->reading, at, NULL, "is not of the right kind; write an id in double quotes");
    const char *name = at->json->valuestring;
    if (strstr(name, RANGE))
        return add_range(scope, list, at, name);
    if (!find_cell(scope, name, strlen(name), &position))
        return unknown_cell(scope, at, NULL, name);
    return add_positions(scope, list, position, position);
}

static gj_status read_list(const struct scope *scope, const char *member, const cJSON *json,
                           struct gj_positions *positions) {
    struct gj_spots elements;
    struct list list = {.positions = positions};
    gj_status status = gj_read_elements(scope->reading, scope->spot, member, json, &elements);
    for (size_t i = 0; i < elements.count && status == GJ_OK; i++)
        status = add_name(scope, &list, elements.items[i]);
    if (status == GJ_OK && json && positions->count == 0)
        return gj_fault(scope->reading, scope->spot, member, "is empty; name the cells, or leave it out");
    return status;
}

static gj_status read_one(const struct scope *scope, const char *member, const cJSON *json, size_t *position) {
    const char *name = json->valuestring;
    if (find_cell(scope, name, strlen(name), position))
        return GJ_OK;
    return unknown_cell(scope, scope->spot, member, name);
}

/* ------------------------------------------------------------------ one relation */

static gj_status read_each(const struct scope *scope, const cJSON *json) {
    static const char *const names[] = {[GJ_EACH_ROW] = "row", [GJ_EACH_COLUMN] = "column", [GJ_EACH_TABLE] = "table"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(json->valuestring, names[i]) != 0)
            continue;
        scope->rule->each = (enum gj_each)i;
        return GJ_OK;
    }
    return gj_fault(scope->reading, scope->spot, "each", "says over what it is repeated; write row, column or table");
}

/* The two ways to write one: a total and its parts, or two sides with the cell that carries the
 * total. */
static gj_status check_shape(const struct scope *scope, const cJSON **found) {
    bool sum = found[TOTAL] && found[PARTS];
    bool sides = found[RIGHT] && found[TARGET] && (found[LEFT] || found[PREVIOUS]);
    bool any_sum = found[TOTAL] || found[PARTS];
    bool any_sides = found[LEFT] || found[RIGHT] || found[TARGET] || found[PREVIOUS];
    if ((sum && !any_sides) || (sides && !any_sum))
        return GJ_OK;
    return gj_fault(scope->reading, scope->spot, NULL,
                    "needs either total and parts, or left, right and target (and previous for a carry-over)");
}

static gj_status read_total(const struct scope *scope, const cJSON *json) {
    struct gj_relation_rule *rule = scope->rule;
    struct list list = {.positions = &rule->right};
    gj_status status = read_one(scope, "total", json, &rule->target);
    return status == GJ_OK ? add_positions(scope, &list, rule->target, rule->target) : status;
}

static gj_status read_sides(const struct scope *scope, const cJSON **found) {
    struct gj_relation_rule *rule = scope->rule;
    gj_status status = read_list(scope, "previous", found[PREVIOUS], &rule->previous);
    if (status == GJ_OK)
        status = read_list(scope, "left", found[LEFT], &rule->left);
    if (status == GJ_OK)
        status = read_list(scope, "right", found[RIGHT], &rule->right);
    if (status == GJ_OK)
        status = read_one(scope, "target", found[TARGET], &rule->target);
    if (status != GJ_OK)
        return status;
    for (size_t i = 0; i < rule->right.count; i++)
        if (rule->right.items[i] == rule->target)
            return GJ_OK;
    return gj_fault(scope->reading, scope->spot, "target", "is not on the right side; name a cell of right");
}

/* Marks positions as seen; the first one that was seen before, or GJ_NOWHERE. */
static size_t mark(bool *seen, const struct gj_positions *positions) {
    for (size_t i = 0; i < positions->count; i++) {
        if (seen[positions->items[i]])
            return positions->items[i];
        seen[positions->items[i]] = true;
    }
    return GJ_NOWHERE;
}

/* A cell counts once in a sum; that of the year before is another cell. */
static gj_status check_repeats(const struct scope *scope) {
    struct gj_reading *reading = scope->reading;
    bool *before = gj_arena_array(&reading->scratch, position_count(scope), sizeof *before);
    bool *now = gj_arena_array(&reading->scratch, position_count(scope), sizeof *now);
    if (!before || !now)
        return gj_reading_memory(reading);
    size_t twice = mark(before, &scope->rule->previous);
    if (twice == GJ_NOWHERE)
        twice = mark(now, &scope->rule->left);
    if (twice == GJ_NOWHERE)
        twice = mark(now, &scope->rule->right);
    if (twice == GJ_NOWHERE)
        return GJ_OK;
    gj_fault_at(reading, scope->spot, NULL);
    gj_quote_position(reading->error, scope->site, scope->rule->each, twice);
    gj_fault_add(reading->error, " stands in it twice; name each cell once, and a total not among its parts");
    return GJ_ERROR_GRAMMAR;
}

static gj_status read_relation(struct scope *scope) {
    static const struct gj_member members[MEMBER_COUNT] = {
        [ID] = {"id", GJ_JSON_TEXT, true},
        [EACH] = {"each", GJ_JSON_TEXT, true},
        [TOTAL] = {"total", GJ_JSON_TEXT, false},
        [PARTS] = {"parts", GJ_JSON_ARRAY, false},
        [PREVIOUS] = {"previous", GJ_JSON_ARRAY, false},
        [LEFT] = {"left", GJ_JSON_ARRAY, false},
        [RIGHT] = {"right", GJ_JSON_ARRAY, false},
        [TARGET] = {"target", GJ_JSON_TEXT, false},
    };
    struct gj_reading *reading = scope->reading;
    const cJSON *found[MEMBER_COUNT];
    gj_status status = gj_read_members(reading, scope->spot, members, MEMBER_COUNT, found);
    if (status == GJ_OK)
        status = gj_read_id(reading, scope->spot, found[ID], false, &scope->rule->id);
    if (status == GJ_OK)
        status = read_each(scope, found[EACH]);
    if (status == GJ_OK)
        status = check_shape(scope, found);
    if (status == GJ_OK && found[TOTAL])
        status = read_total(scope, found[TOTAL]);
    if (status == GJ_OK)
        status = read_list(scope, "parts", found[PARTS], &scope->rule->left);
    if (status == GJ_OK && found[TARGET])
        status = read_sides(scope, found);
    return status == GJ_OK ? check_repeats(scope) : status;
}

gj_status gj_read_relations(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json,
                            const struct gj_relation_site *site) {
    struct gj_spots elements;
    gj_status status = gj_read_elements(reading, spot, "relations", json, &elements);
    if (status != GJ_OK)
        return status;
    if (elements.count > MOST_RELATIONS)
        return gj_fault(reading, spot, "relations", "lists more than 256; split the table");
    struct gj_relation_rule *rules = gj_arena_array(&reading->scratch, elements.count, sizeof *rules);
    struct gj_names names = {gj_arena_array(&reading->scratch, elements.count, sizeof *names.items), 0};
    if (!rules || !names.items)
        return gj_reading_memory(reading);
    for (size_t i = 0; i < elements.count; i++) {
        struct scope scope = {reading, site, elements.items[i], &rules[i]};
        rules[i].spot = elements.items[i];
        status = read_relation(&scope);
        if (status != GJ_OK)
            return status;
        names.items[names.count++] = (struct gj_name){rules[i].id, i, elements.items[i]};
    }
    status = gj_names_sort(reading, &names);
    if (status == GJ_OK)
        status = gj_check_relations(reading, site, rules, elements.count);
    for (size_t i = 0; i < elements.count && status == GJ_OK; i++)
        status = gj_add_equations(reading, site, &rules[i]);
    return status;
}
