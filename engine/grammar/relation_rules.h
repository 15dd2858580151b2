/* Relations: what a table's JSON says of its sums, made into equations over cells. */
#ifndef GJ_RELATION_RULES_H
#define GJ_RELATION_RULES_H

#include "headings.h"

/* A table whose rows and columns have been read, and its place in the template. */
struct gj_relation_site {
    const struct gj_table_rule *table;
    size_t table_index;
    const struct gj_axis *rows;
    const struct gj_axis *columns;
};

/* What is made out of one relation of the file, before it is repeated over the rows or columns. A
 * position is a column where each is "row", a row where it is "column", and a cell of the table
 * where it is "table". */
enum gj_each { GJ_EACH_ROW, GJ_EACH_COLUMN, GJ_EACH_TABLE };

struct gj_positions {
    size_t *items;
    size_t count;
};

struct gj_relation_rule {
    const char *id;
    enum gj_each each;
    struct gj_positions previous; /* of the year before; empty in a relation within one report */
    struct gj_positions left;
    struct gj_positions right;
    size_t target;
    const struct gj_spot *spot;
};

/* Reads the relations in json, a member of the table at spot, and adds their equations to the
 * template. */
gj_status gj_read_relations(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json,
                            const struct gj_relation_site *site);
/* Adds the id of a position to a message, in double quotes. */
void gj_quote_position(gj_error *error, const struct gj_relation_site *site, enum gj_each each, size_t position);
/* Adds the equations of one relation, over all rows or columns, to the template: see equations.c. */
gj_status gj_add_equations(struct gj_reading *reading, const struct gj_relation_site *site,
                           const struct gj_relation_rule *rule);
/* Refuses relations that contradict each other: see relation_check.c. */
gj_status gj_check_relations(struct gj_reading *reading, const struct gj_relation_site *site,
                             const struct gj_relation_rule *rules, size_t count);

#endif
