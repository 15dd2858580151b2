/* Reading the JSON of a grammar: where one is, what an object may hold, which pieces "use" stands
 * for. */
#ifndef GJ_READING_H
#define GJ_READING_H

#include <cJSON.h>

#include "grammar.h"

#define GJ_GRAMMAR_CELLS ((size_t)65536)     /* in one template */
#define GJ_GRAMMAR_ELEMENTS ((size_t)131072) /* of arrays, in one file, with all uses resolved */

/* A file of shared fragments, kept as long as its grammar. */
struct gj_fragment_file {
    char *name;
    cJSON *root;
};

/* A place in a grammar file. Spots live in the scratch arena of the reading. */
struct gj_spot {
    const cJSON *json;
    const struct gj_spot *above; /* NULL for a whole file */
    const struct gj_spot *user;  /* of a fragment: the { "use": ... } that it stands in for; else NULL */
    const char *member;          /* its name in the object above; NULL for an element of an array */
    size_t index;
    const char *file;
};

struct gj_spots {
    const struct gj_spot **items;
    size_t count;
};

struct gj_reading {
    const struct gj_grammar *grammar; /* its fragments and spelling */
    const struct gj_spot *root;
    struct gj_arena scratch;
    struct gj_template *form; /* what is being made; its arena holds what stays */
    size_t element_count;
    size_t equation_capacity;
    size_t carryover_capacity;
    size_t term_count;
    gj_error *error; /* never NULL */
};

enum gj_json_kind { GJ_JSON_TEXT, GJ_JSON_ARRAY, GJ_JSON_OBJECT, GJ_JSON_TRUTH, GJ_JSON_NUMBER };

/* What an object may hold, and what of it it must. */
struct gj_member {
    const char *name;
    enum gj_json_kind kind;
    bool required;
};

/* Begins a reading of the file name, whose JSON is root. NULL and an error set where memory ends. */
const struct gj_spot *gj_reading_start(struct gj_reading *reading, const char *name, const cJSON *root);

/* The spot of a member of an object; NULL where memory ends. */
const struct gj_spot *gj_spot_of(struct gj_reading *reading, const struct gj_spot *above, const char *member,
                                 const cJSON *json);

/* Begins the error about spot, or about one of its members (NULL: itself), with file and path. The
 * reason and the remedy follow through gj_fault_add(). Returns GJ_ERROR_GRAMMAR. */
gj_status gj_fault_at(struct gj_reading *reading, const struct gj_spot *spot, const char *member);
/* The same with the reason at once; reason is plain text, no format. */
gj_status gj_fault(struct gj_reading *reading, const struct gj_spot *spot, const char *member, const char *reason);
gj_status gj_reading_memory(struct gj_reading *reading);

/* Checks that the object at spot holds members of these names and kinds and no others, and fills
 * found[] with them in that order, NULL for those that it does not hold. */
gj_status gj_read_members(struct gj_reading *reading, const struct gj_spot *spot, const struct gj_member *members,
                          size_t count, const cJSON **found);
/* The elements of the array that is this member of spot, every { "use": NAME } replaced by the
 * elements of that fragment. json may be NULL, for an array that is not there. */
gj_status gj_read_elements(struct gj_reading *reading, const struct gj_spot *spot, const char *member,
                           const cJSON *json, struct gj_spots *elements);
/* The same for the array at spot itself. */
gj_status gj_read_array(struct gj_reading *reading, const struct gj_spot *spot, struct gj_spots *elements);
/* The same for strings to be printed, copied to the template's arena. */
gj_status gj_read_strings(struct gj_reading *reading, const struct gj_spot *spot, const char *member, const cJSON *json,
                          const char ***strings, size_t *count);
/* The text of a string that is printed; checked to be neither empty nor overlong. */
gj_status gj_read_text(struct gj_reading *reading, const struct gj_spot *spot, const char *member, const cJSON *json,
                       const char **text);
/* An id of a-z, 0-9, _ and, where hyphens is true, -. */
gj_status gj_read_id(struct gj_reading *reading, const struct gj_spot *spot, const cJSON *json, bool hyphens,
                     const char **id);

/* An id, what it names, and where it stands. */
struct gj_name {
    const char *id;
    size_t index;
    const struct gj_spot *spot;
};

struct gj_names {
    struct gj_name *items;
    size_t count;
};

/* Sorts names for gj_names_find() and refuses an id that stands twice. */
gj_status gj_names_sort(struct gj_reading *reading, struct gj_names *names);
/* NULL where there is none; id need not end after length bytes. */
const struct gj_name *gj_names_find(const struct gj_names *names, const char *id, size_t length);

#endif
