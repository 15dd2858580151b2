/*
 * What each departure from the printed table costs. Only their order of size matters: a reading is
 * taken because every other one asks for something less likely.
 */
#ifndef GJ_COSTS_H
#define GJ_COSTS_H

#define GJ_IMPOSSIBLE 1000000

enum gj_costs {
    /* A row label that is wholly unlike what stands there; a label half right costs half of it. */
    GJ_COST_LABEL = 600,
    /* Headers above a row of values that are wholly unlike what stands there. */
    GJ_COST_HEADERS = 1400,
    /* A row of values with no label at all, placed by its order only. */
    GJ_COST_UNLABELLED = 420,
    /* A row of values with a label of its own that the template does not have: dearer than leaving it out. */
    GJ_COST_FOREIGN = 2400,
    /* Leaving a record out, for each of its values: a number in prose or a foreign table costs little ... */
    GJ_COST_JUNK_VALUE = 60,
    /* ... and something is lost whenever one is left out. */
    GJ_COST_JUNK = 100,
    /* A row of a table that is there is not: rows get lost, but seldom. */
    GJ_COST_MISSING_STRIP = 150,
    /* A stretch of rows is not there, however long: the text was cut. */
    GJ_COST_MISSING_STRETCH = 600,
    /* Leaving out a record that has a row's label to the letter. */
    GJ_COST_JUNK_LABELLED = 700,
    /* A whole table is not there: often so, and it then misses all of its rows at once. */
    GJ_COST_MISSING_TABLE = 30,
    /* The same row again: a header repeated on the next page takes its last row along. */
    GJ_COST_REPEATED = 400,
    /* A row that stands before one it should follow. */
    GJ_COST_BACKWARDS = 450,
    /* A further row in one run of values: its label was lost. */
    GJ_COST_LOST_LABEL = 220,
    /* A value too few, where the places of the others show which. */
    GJ_COST_BLANK = 6,
    /* A value too few, in a row whose blanks left no trace. */
    GJ_COST_VALUE_MISSING = 40,
    /* A value too many: a cell doubled, or a foreign number among the values. */
    GJ_COST_VALUE_EXTRA = 90,
    /* The number of values is wrong at all. */
    GJ_COST_MISCOUNT = 60,
    /* Ways to put numbers into slots. A slot that holds nothing ... */
    GJ_COST_GAP = 40,
    /* ... two numbers run together, which as one would be printed nowhere, or might be; one cut in two ... */
    GJ_COST_RUN_TOGETHER = 40,
    GJ_COST_CUT_NUMBER = 75,
    GJ_COST_CUT_IN_TWO = 100,
    /* ... a cell that stands twice: equal numbers say so, zeros hardly ... */
    GJ_COST_DOUBLED = 10,
    GJ_COST_DOUBLED_ZERO = 60,
    /* ... a number from elsewhere ... */
    GJ_COST_FOREIGN_NUMBER = 110,
    /* ... a number that is printed nowhere, taken for one: 00, 012 ... */
    GJ_COST_ODD_NUMBER = 150,
    /* ... a sum between rows that does not hold, or within the row ... */
    GJ_COST_VIOLATED = 100,
    GJ_COST_ROW_VIOLATED = 150,
    /* ... one that cannot be checked, as a number was lost that is not 0 ... */
    GJ_COST_UNCHECKED = 90,
    /* ... and a lost number of which no relation says how large it was. */
    GJ_COST_UNTOLD = 20,
    /* Under this margin a reading is not believed. */
    GJ_THIN_MARGIN = 90
};

/* A label less like than this is not that label: what agrees is chance. */
#define GJ_LIKENESS_LEAST 550

#endif
