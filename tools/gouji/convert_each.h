/* gouji convert into a directory: each input has an output of its own, or one for each table. */
#ifndef CONVERT_EACH_H
#define CONVERT_EACH_H

#include "job.h"

/* Into the directory settings->output, which is made where it is not there. */
enum outcome convert_each(const struct settings *settings, const gj_grammar *grammar);

#endif
