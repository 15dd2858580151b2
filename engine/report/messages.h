/* The sentences that a reader of findings meets, in both languages. */
#ifndef GJ_MESSAGES_H
#define GJ_MESSAGES_H

#include "gouji.h"

/* In the comments: what the placeholders of gj_out_sentence() stand for. */
enum gj_message {
    GJ_SAY_CELL,   /* {r} row label, {c} column label */
    GJ_SAY_QUOTED, /* {r} a label */
    GJ_SAY_BLANK,
    GJ_SAY_MISSING,
    GJ_SAY_LIST_COMMA, /* between the elements of a list */

    /* explanations of a suspect: {l} the cell, {n} its line, {f} found, {p} proposed */
    GJ_SAY_READS,
    GJ_SAY_IS_BLANK,
    GJ_SAY_IS_MISSING,
    GJ_SAY_SETTLES,  /* {s} the relations that this change settles by itself */
    GJ_SAY_TOGETHER, /* {t} the other changes of the set, {j} what they settle jointly */
    GJ_SAY_CERTAIN,
    GJ_SAY_LIKELY,
    GJ_SAY_INSTEAD, /* {a} the other sets */
    GJ_SAY_POSSIBLE,
    GJ_SAY_PRINTED_SO,
    GJ_SAY_DAMAGED,
    GJ_SAY_WITH_LINE, /* {x} a relation, {n} its line */
    GJ_SAY_OR,        /* between alternatives */
    GJ_SAY_OR_MORE,   /* {n} how many more alternatives there are */
    GJ_SAY_SAID_SO,   /* {n} line, {q} the sentence that gives the proposed figure */

    /* findings: {b} body, {y} year, {t} template, {n} a number or line */
    GJ_SAY_REPORT,
    GJ_SAY_BODY_UNKNOWN,
    GJ_SAY_YEAR_UNKNOWN,
    GJ_SAY_NO_TEMPLATE,
    GJ_SAY_TABLES,     /* {f} found of {n} */
    GJ_SAY_FROM_PROSE, /* {f} cells filled from sentences */
    GJ_SAY_RELATIONS,  /* {n} relations: {h} hold, {v} violated, {u} unknown */
    GJ_SAY_NO_RELATIONS,
    GJ_SAY_TABLE_MISSING, /* {t} title, {i} id */
    GJ_SAY_TABLE_PARTIAL, /* {t} title, {i} id, {n} cells missing, {m} ambiguous */
    GJ_SAY_VIOLATIONS_HEAD,
    GJ_SAY_SUSPECTS_HEAD,
    GJ_SAY_NO_SUSPECT,
    GJ_SAY_OTHERS_ZERO,   /* {n} further parts that are 0 */
    GJ_SAY_TOTAL_PRINTED, /* {c} label, {f} value, {n} line, {d} difference */
    GJ_SAY_DIFFERENCE,    /* {d}, {n} line */
    GJ_SAY_SENTENCE,      /* {n} line, {q} the sentence */
    GJ_SAY_ON_LINE,       /* {n} line, behind what stands there */
    GJ_SAY_AGAINST_TABLE, /* {e} in the table, {f} in the sentence, {d} difference */
    GJ_SAY_AGAINST_PARTS, /* {e} what the parts come to, {f} the whole, {d} difference */
    GJ_SAY_ACROSS_CELL,   /* {s} source, {n} line, {c} cell, {f} value */
    GJ_SAY_ACROSS,        /* {e} from last year's, {f} in this one, {d} difference */

    /* claims: {n} line, {p} phrase, {f} value, {u} unit, {i} cells, {e} in the table or sum of parts, {s} parts */
    GJ_SAY_PART,
    GJ_SAY_CLAIMS_HEAD,
    GJ_SAY_CLAIM,
    GJ_SAY_CLAIM_CELLS,
    GJ_SAY_CLAIM_ROUNDED,
    GJ_SAY_CLAIM_AGREES,
    GJ_SAY_CLAIM_DIFFERS,
    GJ_SAY_MORE_CELLS, /* {n} how many more cells there are */
    GJ_SAY_SUM_HOLDS,
    GJ_SAY_SUM_VIOLATED,
    GJ_SAY_SUM_OPEN,

    GJ_SAY_LEGEND,
    GJ_SAY_LEGEND_COLOUR,
    GJ_SAY_CERTAINTY_CERTAIN,
    GJ_SAY_CERTAINTY_LIKELY,
    GJ_SAY_CERTAINTY_POSSIBLE,
    GJ_SAY_NOTES_HEAD,
    GJ_SAY_NOTE, /* {n} line, {m} message */

    /* templates */
    GJ_SAY_ISSUED_BY, /* {s} the notice */
    GJ_SAY_ROWS_HEAD,
    GJ_SAY_COLUMNS_HEAD,
    GJ_SAY_RELATIONS_HEAD,
    GJ_SAY_SIGHT, /* {d} detected, {l} located */
    GJ_SAY_SIGHT_PARTLY,
    GJ_SAY_SIGHT_BLIND,
    GJ_SAY_EACH, /* {n} how many relations of that form */

    /* workbooks */
    GJ_SAY_HEAD_REPORT,
    GJ_SAY_HEAD_RELATION,
    GJ_SAY_HEAD_MEANING,
    GJ_SAY_HEAD_LEFT,
    GJ_SAY_HEAD_RIGHT,
    GJ_SAY_HEAD_DIFFERENCE,
    GJ_SAY_HEAD_STATUS,
    GJ_SAY_HEAD_SOURCE,
    GJ_SAY_HEAD_BODY,
    GJ_SAY_HEAD_YEAR,
    GJ_SAY_HEAD_TEMPLATE,
    GJ_SAY_HEAD_TABLES,
    GJ_SAY_HEAD_SHEETS,
    GJ_SAY_RELATION_HOLDS,
    GJ_SAY_RELATION_VIOLATED,
    GJ_SAY_RELATION_UNKNOWN,
    GJ_SAY_SUM_OF_RANGE, /* {a} the first of {n} labels, {b} the last */
    GJ_SAY_COLON,
    GJ_SAY_AFTER_YEAR_BEFORE, /* {s} the earlier report, {c} its cell */
    GJ_SAY_AMBIGUOUS_CELL,    /* {a} the readings */
    GJ_SAY_REPAIRED_CELL,     /* {r} the text as found */
    GJ_SAY_SHEET_OF,          /* {b} body, {y} year, {s} source */
    GJ_SAY_KEY_VIOLATED,
    GJ_SAY_KEY_SUSPECT,
    GJ_SAY_KEY_AMBIGUOUS,
    GJ_SAY_KEY_MISSING,
    GJ_SAY_KEY_REPAIRED,
    GJ_SAY_KEY_FORMULAS,

    /* how a report was read */
    GJ_SAY_READ_FORM,   /* {t} template */
    GJ_SAY_READ_REGION, /* {a}, {b} lines, {l} layout, {n} rows */
    GJ_SAY_LAYOUT_PIPES,
    GJ_SAY_LAYOUT_TABS,
    GJ_SAY_LAYOUT_COMMAS,
    GJ_SAY_LAYOUT_COLUMNS,
    GJ_SAY_LAYOUT_BOXES,
    GJ_SAY_LAYOUT_TAGS,
    GJ_SAY_LAYOUT_BARE,
    GJ_SAY_PATH_FAST,
    GJ_SAY_PATH_WEIGHTED, /* {c} cost */
    GJ_SAY_PATH_BLOCKS,
    GJ_SAY_READ_ROW,  /* {r} label */
    GJ_SAY_READ_ROWS, /* {r} first label, {l} last */
    GJ_SAY_READ_COST, /* {c} */
    GJ_SAY_READ_WAYS, /* {n} */
    GJ_SAY_READ_MANY_WAYS,
    GJ_SAY_READ_LABEL, /* {p} pieces, each with its line */
    GJ_SAY_READ_NO_LABEL,
    GJ_SAY_READ_VALUES, /* {p} pieces, each with its line */
    GJ_SAY_READ_NO_VALUES,
    GJ_SAY_READ_LEFTOVERS,
    GJ_SAY_READ_LEFTOVER, /* {n} line, {t} text */
    GJ_MESSAGE_COUNT
};

const char *gj_message(gj_language language, enum gj_message message);

/* A sentence for the reason code of a suspect, or NULL for a code without one. */
const char *gj_message_reason(gj_language language, const char *code);

#endif
