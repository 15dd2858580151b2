/* What is asked of the rules once they are loaded. */
#include "rules.h"

#include <stdlib.h>
#include <string.h>

void gj_prose_rules_free(struct gj_prose_rules *rules) {
    if (!rules)
        return;
    gj_arena_free(&rules->arena);
    free(rules);
}

const char *gj_prose_rules_form(const struct gj_prose_rules *rules, int year) {
    for (size_t i = 0; i < rules->year_count; i++)
        if (year >= rules->years[i].from && year <= rules->years[i].to)
            return rules->years[i].form;
    return NULL;
}

bool gj_prose_rules_fill(const struct gj_prose_rules *rules, const char *form) {
    for (size_t i = 0; i < rules->year_count; i++)
        if (strcmp(rules->years[i].form, form) == 0)
            return rules->years[i].fill;
    return false;
}

static const struct gj_prose_cells *find_form(const struct gj_prose_cells *cells, size_t count, const char *form) {
    for (size_t i = 0; form && i < count; i++)
        if (strcmp(cells[i].form, form) == 0)
            return &cells[i];
    return NULL;
}

const struct gj_prose_cells *gj_prose_rule_cells(const struct gj_prose_rule *rule, const char *form) {
    return find_form(rule->cells, rule->cells_count, form);
}

const struct gj_prose_cells *gj_prose_may_include(const struct gj_prose_rules *rules, const char *subject,
                                                  const char *form) {
    for (size_t i = 0; subject && i < rules->rule_count; i++)
        if (rules->rules[i].may_include_count && strcmp(rules->rules[i].id, subject) == 0)
            return find_form(rules->rules[i].may_include, rules->rules[i].may_include_count, form);
    return NULL;
}
