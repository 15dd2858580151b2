/* gouji convert -f csv: one file a table. */
#ifndef CONVERT_TABLES_H
#define CONVERT_TABLES_H

#include "options.h"
#include "outcome.h"

/* Writes NAME.TABLE.csv for every table found into the directory settings->output, which is made
 * where it is not there; NAME is the file's without its extension, and NAME.2 for the second report
 * of a file. */
enum outcome convert_to_tables(const struct settings *settings, const gj_grammar *grammar);

#endif
