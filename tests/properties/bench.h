/* The stages from bytes to placed cells, run in the open: what gj_document_new() does, with its atoms kept. */
#ifndef BENCH_H
#define BENCH_H

#include "reader/desk.h"
#include "reassembly/reassembly.h"

struct bench {
    struct gj_arena arena;
    struct gj_desk desk;
    struct gj_part *parts;
    struct gj_report *reports; /* one a part; form is NULL, and no more filled in, where document has no template */
    size_t part_count;
};

/* Reads bytes with the templates that document, made from the same bytes, was read by; weighted_only keeps it from
 * the fast path. false where memory ends or the stages do not find the document's reports; to be closed all the same.
 * bytes and grammar must outlive it. */
bool bench_open(struct bench *bench, const gj_grammar *grammar, const gj_document *document, const void *bytes,
                size_t length, bool weighted_only);
void bench_close(struct bench *bench);

#endif
