#include "pairs.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

/* Each name is compared with each other: for more names than this, to the letter only. */
#define MOST_NAMES 2000
#define SHORTEST_NAME 4

/* The letters of a body's name. */
struct name {
    int32_t *letters;
    size_t length;
    int year;
    size_t report; /* the one that it is from */
};

struct body {
    const struct name *name;
    size_t first, last; /* of the names: its reports */
    size_t partner;     /* the only body that may be the same, PAIRS_NONE, or MANY */
    size_t group;
};

#define MANY ((size_t)-2)

/* ---------------------------------------------------------------- names */

static bool is_letter(int32_t character) {
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
        return true;
    default:
        return false;
    }
}

/* 人民 in front of 政府 says nothing. */
static size_t drop_people(int32_t *letters, size_t length) {
    size_t kept = 0;
    for (size_t i = 0; i < length; i++) {
        if (i + 3 < length && letters[i] == 0x4EBA && letters[i + 1] == 0x6C11 && letters[i + 2] == 0x653F &&
            letters[i + 3] == 0x5E9C)
            i += 2;
        letters[kept++] = letters[i];
    }
    return kept;
}

static bool read_name(struct name *name, const char *body) {
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)body;
    name->letters = malloc((strlen(body) + 1) * sizeof *name->letters);
    name->length = 0;
    if (!name->letters)
        return false;
    while (*at) {
        utf8proc_int32_t character;
        utf8proc_ssize_t size = utf8proc_iterate(at, -1, &character);
        if (size > 0 && is_letter(character))
            name->letters[name->length++] = character;
        at += size > 0 ? size : 1;
    }
    name->length = drop_people(name->letters, name->length);
    return true;
}

static int compare_names(const struct name *a, const struct name *b) {
    for (size_t i = 0; i < a->length && i < b->length; i++)
        if (a->letters[i] != b->letters[i])
            return a->letters[i] < b->letters[i] ? -1 : 1;
    return a->length < b->length ? -1 : a->length > b->length;
}

/* Whether the longer name has the letters of the shorter one, in their order. */
static bool is_like(const struct name *a, const struct name *b) {
    const struct name *shorter = a->length < b->length ? a : b, *longer = shorter == a ? b : a;
    size_t found = 0;
    if (shorter->length < SHORTEST_NAME || 2 * shorter->length < longer->length)
        return false;
    for (size_t i = 0; i < longer->length && found < shorter->length; i++)
        found += longer->letters[i] == shorter->letters[found];
    return found == shorter->length;
}

/* By name, year, and place on the command line. */
static int compare_reports(const void *first, const void *second) {
    const struct name *a = first, *b = second;
    int order = compare_names(a, b);
    if (order == 0)
        order = a->year < b->year ? -1 : a->year > b->year;
    return order ? order : a->report < b->report ? -1 : a->report > b->report;
}

/* ---------------------------------------------------------------- bodies */

struct pairing {
    struct dated *reports;
    struct name *names; /* of the reports that have body and year, in the order of compare_reports() */
    size_t count;
    struct body *bodies;
    size_t body_count;
};

static bool read_names(struct pairing *pairing, size_t report_count) {
    for (size_t i = 0; i < report_count; i++) {
        struct dated *report = &pairing->reports[i];
        report->previous = report->taken = report->group = PAIRS_NONE;
        report->standing = !report->body ? STANDING_NO_BODY : !report->year ? STANDING_NO_YEAR : STANDING_ALONE;
        if (report->standing != STANDING_ALONE)
            continue;
        struct name *name = &pairing->names[pairing->count];
        if (!read_name(name, report->body))
            return false;
        name->year = report->year;
        name->report = i;
        pairing->count++;
    }
    if (pairing->count > 0)
        qsort(pairing->names, pairing->count, sizeof *pairing->names, compare_reports);
    return true;
}

static void divide(struct pairing *pairing) {
    for (size_t i = 0; i < pairing->count; i++) {
        if (i == 0 || compare_names(&pairing->names[i - 1], &pairing->names[i]) != 0)
            pairing->bodies[pairing->body_count++] =
                (struct body){.name = &pairing->names[i], .first = i, .partner = PAIRS_NONE, .group = i};
        pairing->bodies[pairing->body_count - 1].last = i + 1;
    }
}

/* A report of each for the same year: they are two bodies. */
static bool share_year(const struct pairing *pairing, const struct body *a, const struct body *b) {
    for (size_t i = a->first, j = b->first; i < a->last && j < b->last;) {
        int difference = pairing->names[i].year - pairing->names[j].year;
        if (difference == 0)
            return true;
        if (difference < 0)
            i++;
        else
            j++;
    }
    return false;
}

static void note_partner(struct body *body, size_t partner) {
    body->partner = body->partner == PAIRS_NONE ? partner : MANY;
}

static void find_partners(struct pairing *pairing) {
    if (pairing->body_count > MOST_NAMES)
        return;
    for (size_t i = 0; i < pairing->body_count; i++)
        for (size_t j = i + 1; j < pairing->body_count; j++)
            if (is_like(pairing->bodies[i].name, pairing->bodies[j].name)) {
                note_partner(&pairing->bodies[i], j);
                note_partner(&pairing->bodies[j], i);
            }
    for (size_t i = 0; i < pairing->body_count; i++) {
        struct body *body = &pairing->bodies[i];
        struct body *partner = body->partner < pairing->body_count ? &pairing->bodies[body->partner] : NULL;
        if (partner && partner->partner == i && i < body->partner && !share_year(pairing, body, partner))
            partner->group = body->group;
    }
}

/* ---------------------------------------------------------------- pairs */

/* By body and year, and place on the command line. */
static int compare_dated(const void *first, const void *second) {
    const struct dated *const *a = first, *const *b = second;
    if ((*a)->group != (*b)->group)
        return (*a)->group < (*b)->group ? -1 : 1;
    if ((*a)->year != (*b)->year)
        return (*a)->year < (*b)->year ? -1 : 1;
    return *a < *b ? -1 : *a > *b;
}

static void pair(struct dated *reports, struct dated **order, size_t count) {
    struct dated *last = NULL; /* that was taken */
    for (size_t i = 0; i < count; i++) {
        struct dated *report = order[i];
        bool same_body = last && last->group == report->group;
        if (same_body && last->year == report->year) {
            report->standing = STANDING_TWICE;
            report->taken = (size_t)(last - reports);
            continue;
        }
        if (same_body && last->year + 1 == report->year) {
            report->previous = (size_t)(last - reports);
            report->standing = last->standing = STANDING_PAIRED;
            report->is_reworded = strcmp(report->body, last->body) != 0;
        }
        last = report;
    }
}

static bool pair_all(struct pairing *pairing) {
    struct dated **order = calloc(pairing->count ? pairing->count : 1, sizeof *order);
    if (!order)
        return false;
    for (size_t i = 0; i < pairing->body_count; i++)
        for (size_t j = pairing->bodies[i].first; j < pairing->bodies[i].last; j++) {
            order[j] = &pairing->reports[pairing->names[j].report];
            order[j]->group = pairing->bodies[i].group;
        }
    if (pairing->count > 0)
        qsort(order, pairing->count, sizeof *order, compare_dated);
    pair(pairing->reports, order, pairing->count);
    free(order);
    return true;
}

bool pairs_find(struct dated *reports, size_t count) {
    struct pairing pairing = {.reports = reports};
    pairing.names = calloc(count ? count : 1, sizeof *pairing.names);
    pairing.bodies = calloc(count ? count : 1, sizeof *pairing.bodies);
    bool done = pairing.names && pairing.bodies && read_names(&pairing, count);
    if (done) {
        divide(&pairing);
        find_partners(&pairing);
        done = pair_all(&pairing);
    }
    for (size_t i = 0; i < pairing.count; i++)
        free(pairing.names[i].letters);
    free(pairing.names);
    free(pairing.bodies);
    return done;
}
