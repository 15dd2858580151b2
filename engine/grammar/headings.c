#include "headings.h"

#include <string.h>

#include "fault.h"

#define DEEPEST 8 /* levels of headings; the national forms have three */

/* The headings above the one being read. */
struct lineage {
    const struct gj_heading *groups[DEEPEST];
    size_t count;
};

static gj_status read_level(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json,
                            struct gj_axis *axis, struct lineage *lineage, struct gj_heading **headings, size_t *count);

enum { ID, LABEL, ALSO, UNIT, SIGNED, AMOUNT, CHILDREN, REMARKS, MEMBER_COUNT };

/* What a group says of its values holds for all under it that do not say otherwise. */
static gj_status read_values(struct gj_reading *reading, const struct gj_spot *spot, const cJSON **found,
                             const struct lineage *lineage, struct gj_heading *heading) {
    if (lineage->count > 0) {
        const struct gj_heading *group = lineage->groups[lineage->count - 1];
        heading->unit = group->unit;
        heading->is_signed = group->is_signed;
        heading->is_amount = group->is_amount;
    }
    if (found[SIGNED])
        heading->is_signed = cJSON_IsTrue(found[SIGNED]);
    if (found[AMOUNT])
        heading->is_amount = cJSON_IsTrue(found[AMOUNT]);
    if (found[UNIT])
        return gj_read_text(reading, spot, "unit", found[UNIT], &heading->unit);
    return GJ_OK;
}

static gj_status read_group(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json,
                            struct gj_axis *axis, struct lineage *lineage, struct gj_heading *heading) {
    if (lineage->count == DEEPEST - 1)
        return gj_fault(reading, spot, axis->member, "nests more than 8 levels of labels; take levels out");
    lineage->groups[lineage->count++] = heading;
    gj_status status = read_level(reading, spot, json, axis, lineage, &heading->children, &heading->child_count);
    lineage->count--;
    if (status == GJ_OK && heading->child_count == 0)
        return gj_fault(reading, spot, axis->member, "is empty; list what stands under the label, or give it an id");
    return status;
}

static gj_status read_heading(struct gj_reading *reading, const struct gj_spot *spot, struct gj_axis *axis,
                              struct lineage *lineage, struct gj_heading *heading) {
    const struct gj_member members[MEMBER_COUNT] = {
        [ID] = {"id", GJ_JSON_TEXT, false},
        [LABEL] = {"label", GJ_JSON_TEXT, true},
        [ALSO] = {"also", GJ_JSON_ARRAY, false},
        [UNIT] = {"unit", GJ_JSON_TEXT, false},
        [SIGNED] = {"signed", GJ_JSON_TRUTH, false},
        [AMOUNT] = {"amount", GJ_JSON_TRUTH, false},
        [CHILDREN] = {axis->member, GJ_JSON_ARRAY, false},
        [REMARKS] = {"remarks", GJ_JSON_ARRAY, false}, /* of columns only */
    };
    bool is_column = strcmp(axis->member, "columns") == 0;
    const cJSON *found[MEMBER_COUNT] = {NULL};
    gj_status status = gj_read_members(reading, spot, members, is_column ? MEMBER_COUNT : REMARKS, found);
    if (status == GJ_OK)
        status = gj_read_text(reading, spot, "label", found[LABEL], &heading->label);
    if (status == GJ_OK)
        status = gj_read_strings(reading, spot, "also", found[ALSO], &heading->also, &heading->also_count);
    if (status == GJ_OK)
        status = gj_read_strings(reading, spot, "remarks", found[REMARKS], &heading->remarks, &heading->remark_count);
    if (status == GJ_OK)
        status = read_values(reading, spot, found, lineage, heading);
    if (status != GJ_OK)
        return status;
    if (!found[ID] == !found[CHILDREN]) {
        gj_fault_at(reading, spot, NULL);
        gj_fault_add(reading->error,
                     "needs either \"id\", if it holds values, or \"%s\", if it is a group, and not both",
                     axis->member);
        return GJ_ERROR_GRAMMAR;
    }
    if (found[CHILDREN])
        return read_group(reading, spot, found[CHILDREN], axis, lineage, heading);
    return gj_read_id(reading, spot, found[ID], false, &heading->id);
}

/* Room for one more leaf in both lists. */
static bool grow(struct gj_reading *reading, struct gj_axis *axis) {
    axis->leaves = gj_arena_grow(&reading->form->arena, axis->leaves, axis->leaf_count, &axis->leaf_capacity,
                                 sizeof *axis->leaves);
    axis->names.items = gj_arena_grow(&reading->scratch, axis->names.items, axis->names.count, &axis->name_capacity,
                                      sizeof *axis->names.items);
    return axis->leaves && axis->names.items;
}

static gj_status add_leaf(struct gj_reading *reading, const struct gj_spot *spot, struct gj_axis *axis,
                          const struct lineage *lineage, const struct gj_heading *heading) {
    const struct gj_heading **groups =
        gj_arena_array(&reading->form->arena, lineage->count, sizeof(struct gj_heading *));
    if (!groups || !grow(reading, axis))
        return gj_reading_memory(reading);
    for (size_t i = 0; i < lineage->count; i++)
        groups[i] = lineage->groups[i];
    axis->names.items[axis->names.count++] = (struct gj_name){heading->id, axis->leaf_count, spot};
    axis->leaves[axis->leaf_count++] = (struct gj_leaf){heading, groups, lineage->count};
    return GJ_OK;
}

static gj_status read_level(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json,
                            struct gj_axis *axis, struct lineage *lineage, struct gj_heading **headings,
                            size_t *count) {
    struct gj_spots elements;
    gj_status status = gj_read_elements(reading, spot, axis->member, json, &elements);
    if (status != GJ_OK)
        return status;
    *headings = gj_arena_array(&reading->form->arena, elements.count, sizeof **headings);
    *count = elements.count;
    if (!*headings)
        return gj_reading_memory(reading);
    for (size_t i = 0; i < elements.count && status == GJ_OK; i++) {
        struct gj_heading *heading = &(*headings)[i];
        status = read_heading(reading, elements.items[i], axis, lineage, heading);
        if (status == GJ_OK && heading->id)
            status = add_leaf(reading, elements.items[i], axis, lineage, heading);
    }
    return status;
}

gj_status gj_read_axis(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json,
                       struct gj_axis *axis) {
    struct lineage lineage = {.count = 0};
    gj_status status = read_level(reading, spot, json, axis, &lineage, &axis->headings, &axis->heading_count);
    if (status != GJ_OK)
        return status;
    if (axis->leaf_count == 0)
        return gj_fault(reading, spot, axis->member, "is empty; a table needs at least one");
    return gj_names_sort(reading, &axis->names);
}
