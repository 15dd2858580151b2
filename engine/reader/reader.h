/* What only the library and its tests see of a reader. */
#ifndef GJ_READER_H
#define GJ_READER_H

#include "gouji.h"

/* How many reports it recalled by their shape, since it was made. */
size_t gj_reader_recalled(const gj_reader *reader);

/* How many bytes of the input at hand it left out. */
size_t gj_reader_left_out(const gj_reader *reader);

/* How much of a fed input to hold ahead at least: to make tests of it small. */
void gj_reader_hold_ahead(gj_reader *reader, size_t size);

#endif
