/* What must hold of any input whatever. The corpus and the fuzz targets are held to the same. */
#ifndef PROPERTIES_H
#define PROPERTIES_H

#include "bench.h"
#include "kept_text.h"

/* What was found to be broken. */
struct finding {
    char text[600];
};

/* Writes the finding, as by printf; false, for the property that does not hold. */
bool broken(struct finding *finding, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/* Every character of the text lies in exactly one atom, or is a mark between cells. */
bool every_character_has_one_atom(const struct bench *bench, struct finding *finding);
/* Every atom ends as a cell, a label or a leftover, and as one of them only. */
bool every_atom_has_one_place(struct bench *bench, struct finding *finding);
/* Where the fast path applies, the weighted search reads the same cells. */
bool both_paths_agree(const gj_grammar *grammar, const gj_document *document, const void *bytes, size_t length,
                      struct finding *finding);
/* A gj_reader hands out the document's reports when its tables are new to it, and when it recalls them, with the same
 * figures or others, from bytes at hand or fed piece by piece. */
bool reader_reads_the_same(const gj_grammar *grammar, const gj_document *document, const void *bytes, size_t length,
                           struct finding *finding);
/* Cells and leftovers stand where the report says, and a value is what its text reads as. */
bool what_was_found_stands_there(const gj_report *report, const void *bytes, size_t length, struct finding *finding);

/* The JSON, pretty and as a line, is JSON and obeys the schema of reports. */
bool json_obeys_its_schema(const gj_report *report, struct finding *finding);
/* JSON and tidy CSV are the same where nothing of them was prepared with the template. */
bool data_is_the_same_in_full(const gj_report *report, struct finding *finding);
/* The document's page of HTML, for which its text was kept, is well-formed, and every link in it arrives. */
bool page_holds_together(const gj_document *document, struct finding *finding);
/* Tidy CSV and each table's CSV, read back, are the report's cells. */
bool csv_reads_back(const gj_report *report, struct finding *finding);
/* Whatever else can be written is, to its end. */
bool every_writer_ends(const gj_report *report, struct finding *finding);

/* All of these of one input; bytes may hold anything. */
bool properties_hold(const gj_grammar *grammar, const void *bytes, size_t length, struct finding *finding);

#endif
