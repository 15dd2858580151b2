/* What the options of an input ask for, with the defaults filled in. */
#ifndef GJ_ASKED_H
#define GJ_ASKED_H

#include "gouji.h"

struct gj_arena;

/* The limits of the options, none of them 0. options may be NULL. */
gj_limits gj_limits_of(const gj_options *options);

/* The template to read by, or NULL where the labels decide. Fails with GJ_ERROR_TEMPLATE where there is none of that
 * id. */
gj_status gj_find_wanted(const gj_grammar *grammar, const gj_options *options, const gj_template **wanted,
                         gj_error *error);

/* Fails with GJ_ERROR_LIMIT where an input has more bytes than it may. */
gj_status gj_check_size(const char *source, size_t length, const gj_limits *limits, gj_error *error);

/* An empty report in the arena. number: of the report in its input, from 1, or 0 where it is the only one. */
gj_status gj_report_begin(struct gj_report *report, struct gj_arena *arena, const gj_grammar *grammar,
                          const gj_options *options, const char *encoding, const char *source, size_t number);

#endif
