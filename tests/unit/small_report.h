/* A report built by hand for the tests of writers: two small tables, one sum that fails. */
#ifndef SMALL_REPORT_H
#define SMALL_REPORT_H

#include "report/report.h"

#include <check.h>
#include <string.h>

/* A sink that keeps what it gets. */
struct capture {
    char *text;
    size_t length;
    size_t room; /* the sink refuses what goes beyond; SIZE_MAX for no limit */
    size_t calls_after_refusal;
    bool refused;
};

int take(void *context, const char *bytes, size_t length);
struct capture unlimited(void);

#define ck_assert_contains(text, part)                                                             \
    ck_assert_msg(strstr((text), (part)) != NULL, "no \"%s\" in:\n%s", (part), (text))
#define ck_assert_lacks(text, part)                                                                \
    ck_assert_msg(strstr((text), (part)) == NULL, "unexpected \"%s\" in:\n%s", (part), (text))

extern struct fixture {
    gj_grammar *grammar;
    struct gj_arena arena;
    struct gj_report report;
} fixture;

/* desk: in 3 2 5, done 2 1 and a total left at 0, left 1 1 2; money: 12.50 */
void set_up(void);
void tear_down(void);

/* In a set of its own. */
gj_suspect *add_suspect(size_t cell, int64_t found, int64_t proposed, gj_certainty certainty);

/* Runs the tests of a case that has the fixture; what main() is to return. */
int run_case(const char *name, TCase *tcase);

#endif
