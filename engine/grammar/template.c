#include "template.h"

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "relation_rules.h"
#include "report/form.h"

#define FORMAT 1
#define EARLIEST_YEAR 1900
#define LATEST_YEAR 9999
#define MOST_FRAGMENTS 1000 /* in one file */

/* ------------------------------------------------------------------ what any file holds */

gj_status gj_check_format(struct gj_reading *reading, const cJSON *format) {
    if (format->valuedouble >= FORMAT && format->valuedouble <= FORMAT)
        return GJ_OK;
    return gj_fault(reading, reading->root, "format",
                    "is a format that this version does not know; write 1, or use a later version of gouji");
}

static bool is_fragment_name(const char *name) {
    size_t length = strlen(name);
    return length > 0 && length <= 64 && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static bool stands_before(const cJSON *fragments, const cJSON *fragment) {
    for (const cJSON *other = fragments->child; other != fragment; other = other->next)
        if (strcmp(other->string, fragment->string) == 0)
            return true;
    return false;
}

gj_status gj_check_fragments(struct gj_reading *reading, const cJSON *fragments) {
    size_t count = 0;
    if (!fragments)
        return GJ_OK;
    for (const cJSON *fragment = fragments->child; fragment; fragment = fragment->next) {
        const char *fault = NULL;
        if (!is_fragment_name(fragment->string))
            fault = " is no name for a fragment; use 1 to 64 of a-z, 0-9 and _";
        else if (!cJSON_IsArray(fragment))
            fault = " is no array; write the fragment's elements in [...]";
        else if (stands_before(fragments, fragment))
            fault = " is defined twice; keep one of the two";
        else if (++count > MOST_FRAGMENTS)
            fault = " is one fragment more than the 1000 that a file may hold; split the file";
        if (!fault)
            continue;
        gj_fault_at(reading, reading->root, "fragments");
        gj_fault_quote(reading->error, fragment->string);
        gj_fault_add(reading->error, "%s", fault);
        return GJ_ERROR_GRAMMAR;
    }
    return GJ_OK;
}

/* ------------------------------------------------------------------ one table */

enum {
    TABLE_ID,
    TABLE_TITLE,
    TABLE_HEADINGS,
    TABLE_CORNER,
    TABLE_NOTES,
    TABLE_CAPTION,
    TABLE_SIDE_BY_SIDE,
    TABLE_COLUMNS,
    TABLE_ROWS,
    TABLE_RELATIONS,
    TABLE_MEMBER_COUNT
};

static gj_status read_words(struct gj_reading *reading, const struct gj_spot *spot, const cJSON **found,
                            struct gj_table_rule *table) {
    gj_status status = gj_read_id(reading, spot, found[TABLE_ID], false, &table->id);
    if (status == GJ_OK)
        status = gj_read_text(reading, spot, "title", found[TABLE_TITLE], &table->title);
    if (status == GJ_OK)
        status =
            gj_read_strings(reading, spot, "headings", found[TABLE_HEADINGS], &table->headings, &table->heading_count);
    if (status == GJ_OK)
        status = gj_read_strings(reading, spot, "corner", found[TABLE_CORNER], &table->corners, &table->corner_count);
    if (status == GJ_OK)
        status = gj_read_strings(reading, spot, "notes", found[TABLE_NOTES], &table->notes, &table->note_count);
    table->has_caption = cJSON_IsTrue(found[TABLE_CAPTION]);
    table->side_by_side = cJSON_IsTrue(found[TABLE_SIDE_BY_SIDE]);
    return status;
}

static gj_status count_cells(struct gj_reading *reading, const struct gj_spot *spot, struct gj_table_rule *table) {
    struct gj_template *form = reading->form;
    size_t room = GJ_GRAMMAR_CELLS - form->cell_count;
    table->first_cell = form->cell_count;
    if (table->row_count > room / table->column_count)
        return gj_fault(reading, spot, NULL, "with it the template holds more than 65536 cells; split the template");
    form->cell_count += table->row_count * table->column_count;
    return GJ_OK;
}

static gj_status read_axes(struct gj_reading *reading, const struct gj_spot *spot, const cJSON **found,
                           struct gj_axis *rows, struct gj_axis *columns, struct gj_table_rule *table) {
    gj_status status = gj_read_axis(reading, spot, found[TABLE_COLUMNS], columns);
    if (status == GJ_OK)
        status = gj_read_axis(reading, spot, found[TABLE_ROWS], rows);
    if (status != GJ_OK)
        return status;
    table->columns = columns->headings;
    table->column_root_count = columns->heading_count;
    table->column_leaves = columns->leaves;
    table->column_count = columns->leaf_count;
    table->rows = rows->headings;
    table->row_root_count = rows->heading_count;
    table->row_leaves = rows->leaves;
    table->row_count = rows->leaf_count;
    return count_cells(reading, spot, table);
}

static gj_status lay_out(struct gj_reading *reading, const struct gj_spot *spot, struct gj_table_rule *table) {
    if (!gj_form_build(&reading->form->arena, table, &table->form))
        return gj_reading_memory(reading);
    if (table->corner_count <= table->form.label_columns)
        return GJ_OK;
    gj_fault_at(reading, spot, "corner");
    gj_fault_add(reading->error, "has more texts (%zu) than columns of labels stand under it (%zu); take texts out",
                 table->corner_count, table->form.label_columns);
    return GJ_ERROR_GRAMMAR;
}

static gj_status read_table(struct gj_reading *reading, const struct gj_spot *spot, size_t index) {
    static const struct gj_member members[TABLE_MEMBER_COUNT] = {
        [TABLE_ID] = {"id", GJ_JSON_TEXT, true},
        [TABLE_TITLE] = {"title", GJ_JSON_TEXT, true},
        [TABLE_HEADINGS] = {"headings", GJ_JSON_ARRAY, false},
        [TABLE_CORNER] = {"corner", GJ_JSON_ARRAY, false},
        [TABLE_NOTES] = {"notes", GJ_JSON_ARRAY, false},
        [TABLE_CAPTION] = {"caption", GJ_JSON_TRUTH, false},
        [TABLE_SIDE_BY_SIDE] = {"side_by_side", GJ_JSON_TRUTH, false},
        [TABLE_COLUMNS] = {"columns", GJ_JSON_ARRAY, true},
        [TABLE_ROWS] = {"rows", GJ_JSON_ARRAY, true},
        [TABLE_RELATIONS] = {"relations", GJ_JSON_ARRAY, false},
    };
    struct gj_table_rule *table = &reading->form->tables[index];
    struct gj_axis rows = {.member = "rows"};
    struct gj_axis columns = {.member = "columns"};
    const cJSON *found[TABLE_MEMBER_COUNT];
    gj_status status = gj_read_members(reading, spot, members, TABLE_MEMBER_COUNT, found);
    if (status == GJ_OK)
        status = read_words(reading, spot, found, table);
    if (status == GJ_OK)
        status = read_axes(reading, spot, found, &rows, &columns, table);
    if (status == GJ_OK)
        status = lay_out(reading, spot, table);
    if (status != GJ_OK)
        return status;
    struct gj_relation_site site = {table, index, &rows, &columns};
    return gj_read_relations(reading, spot, found[TABLE_RELATIONS], &site);
}

/* ------------------------------------------------------------------ the template */

static gj_status read_tables(struct gj_reading *reading, const cJSON *json) {
    struct gj_template *form = reading->form;
    struct gj_spots elements;
    gj_status status = gj_read_elements(reading, reading->root, "tables", json, &elements);
    if (status != GJ_OK)
        return status;
    if (elements.count == 0)
        return gj_fault(reading, reading->root, "tables", "is empty; a template needs at least one table");
    struct gj_names names = {gj_arena_array(&reading->scratch, elements.count, sizeof *names.items), 0};
    form->tables = gj_arena_array(&form->arena, elements.count, sizeof *form->tables);
    if (!names.items || !form->tables)
        return gj_reading_memory(reading);
    form->table_count = elements.count;
    for (size_t i = 0; i < elements.count && status == GJ_OK; i++) {
        status = read_table(reading, elements.items[i], i);
        if (status == GJ_OK)
            names.items[names.count++] = (struct gj_name){form->tables[i].id, i, elements.items[i]};
    }
    return status == GJ_OK ? gj_names_sort(reading, &names) : status;
}

static void fill_cell(struct gj_template *form, size_t table_index, size_t row, size_t column) {
    const struct gj_table_rule *table = &form->tables[table_index];
    const struct gj_heading *row_heading = table->row_leaves[row].heading;
    const struct gj_heading *column_heading = table->column_leaves[column].heading;
    form->cells[table->first_cell + row * table->column_count + column] = (struct gj_cell_rule){
        .id = gj_arena_format(&form->arena, "%s/%s/%s", table->id, row_heading->id, column_heading->id),
        .table = table_index,
        .row = row,
        .column = column,
        .unit = column_heading->unit ? column_heading->unit : row_heading->unit,
        .is_signed = column_heading->is_signed || row_heading->is_signed,
        .is_amount = column_heading->is_amount || row_heading->is_amount,
    };
}

static gj_status fill_cells(struct gj_reading *reading) {
    struct gj_template *form = reading->form;
    form->cells = gj_arena_array(&form->arena, form->cell_count, sizeof *form->cells);
    if (!form->cells)
        return gj_reading_memory(reading);
    for (size_t i = 0; i < form->table_count; i++)
        for (size_t row = 0; row < form->tables[i].row_count; row++)
            for (size_t column = 0; column < form->tables[i].column_count; column++)
                fill_cell(form, i, row, column);
    return form->arena.failed ? gj_reading_memory(reading) : GJ_OK;
}

gj_cell gj_template_cell(const struct gj_template *form, size_t index) {
    const struct gj_cell_rule *rule = &form->cells[index];
    const struct gj_table_rule *table = &form->tables[rule->table];
    const struct gj_heading *row = table->row_leaves[rule->row].heading;
    const struct gj_heading *column = table->column_leaves[rule->column].heading;
    return (gj_cell){.id = rule->id,
                     .table = table->id,
                     .row = row->id,
                     .column = column->id,
                     .row_label = row->label,
                     .column_label = column->label,
                     .unit = rule->unit};
}

enum { ID, TITLE, SOURCE, TITLES, FIRST_YEAR, LAST_YEAR, TABLES, FORMAT_NUMBER, FRAGMENTS, MEMBER_COUNT };

static gj_status read_year(struct gj_reading *reading, const char *member, const cJSON *json, int *year) {
    if (!json)
        return GJ_OK;
    if (json->valuedouble < EARLIEST_YEAR || json->valuedouble > LATEST_YEAR || json->valuedouble - json->valueint > 0)
        return gj_fault(reading, reading->root, member, "is no year; write one from 1900 to 9999");
    *year = json->valueint;
    return GJ_OK;
}

static gj_status read_years(struct gj_reading *reading, const cJSON *first, const cJSON *last) {
    struct gj_template *form = reading->form;
    gj_status status = read_year(reading, "first_year", first, &form->first_year);
    if (status == GJ_OK)
        status = read_year(reading, "last_year", last, &form->last_year);
    if (status == GJ_OK && last && form->first_year > form->last_year)
        return gj_fault(reading, reading->root, "last_year", "is before the first year; exchange the two");
    return status;
}

static gj_status read_template(struct gj_reading *reading) {
    static const struct gj_member members[MEMBER_COUNT] = {
        [ID] = {"id", GJ_JSON_TEXT, true},
        [TITLE] = {"title", GJ_JSON_TEXT, true},
        [SOURCE] = {"source", GJ_JSON_TEXT, true},
        [TITLES] = {"titles", GJ_JSON_ARRAY, false},
        [FIRST_YEAR] = {"first_year", GJ_JSON_NUMBER, false},
        [LAST_YEAR] = {"last_year", GJ_JSON_NUMBER, false},
        [TABLES] = {"tables", GJ_JSON_ARRAY, true},
        [FORMAT_NUMBER] = {"format", GJ_JSON_NUMBER, true},
        [FRAGMENTS] = {"fragments", GJ_JSON_OBJECT, false},
    };
    struct gj_template *form = reading->form;
    const struct gj_spot *root = reading->root;
    const cJSON *found[MEMBER_COUNT];
    gj_status status = gj_read_members(reading, root, members, MEMBER_COUNT, found);
    if (status == GJ_OK)
        status = gj_check_format(reading, found[FORMAT_NUMBER]);
    if (status == GJ_OK)
        status = gj_check_fragments(reading, found[FRAGMENTS]);
    if (status == GJ_OK)
        status = gj_read_id(reading, root, found[ID], true, &form->id);
    if (status == GJ_OK)
        status = gj_read_text(reading, root, "title", found[TITLE], &form->title);
    if (status == GJ_OK)
        status = gj_read_text(reading, root, "source", found[SOURCE], &form->source);
    if (status == GJ_OK)
        status = gj_read_strings(reading, root, "titles", found[TITLES], &form->titles, &form->title_count);
    if (status == GJ_OK)
        status = read_years(reading, found[FIRST_YEAR], found[LAST_YEAR]);
    if (status == GJ_OK)
        status = read_tables(reading, found[TABLES]);
    return status == GJ_OK ? fill_cells(reading) : status;
}

gj_status gj_template_index(struct gj_template *form, const struct gj_grammar *grammar) {
    gj_status status = gj_labels_build(form, &grammar->spelling);
    return status == GJ_OK ? grammar->prepare(form) : status;
}

gj_status gj_template_read(struct gj_reading *reading, struct gj_template **form) {
    reading->form = calloc(1, sizeof *reading->form);
    if (!reading->form)
        return gj_reading_memory(reading);
    gj_status status = read_template(reading);
    if (status == GJ_OK && gj_template_index(reading->form, reading->grammar) != GJ_OK)
        status = gj_reading_memory(reading);
    if (status != GJ_OK) {
        gj_template_free(reading->form);
        reading->form = NULL;
        return status;
    }
    *form = reading->form;
    return GJ_OK;
}

void gj_template_free(struct gj_template *form) {
    if (!form)
        return;
    gj_arena_free(&form->arena);
    free(form);
}
