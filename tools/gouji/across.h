/* --across: the reports of each body are compared from year to year. */
#ifndef ACROSS_H
#define ACROSS_H

#include "stream.h"

/* Runs the stream, each report compared with that of the year before where there is one, and then hands what was
 * compared and what was not, line by line, to the sink. The inputs are read twice, so that there may be any number of
 * them. */
enum outcome across_run(struct stream *stream, gj_sink sink, void *context);

#endif
