/* What the command itself says, in both languages. */
#ifndef WORDS_H
#define WORDS_H

#include <gouji.h>

/* In the comments: what the arguments {1}, {2} ... stand for. */
enum word {
    WORD_HELP,
    WORD_HELP_CONVERT,
    WORD_HELP_CHECK,
    WORD_HELP_REPORT,
    WORD_HELP_TEMPLATES,
    WORD_LINE,     /* {1} a sentence, {2} what is added to it */
    WORD_TRY_HELP, /* {1} the command line to ask for help */
    WORD_NO_COMMAND,
    WORD_UNKNOWN_COMMAND,    /* {1} given, {2} the known ones */
    WORD_UNKNOWN_OPTION,     /* {1} given, {2} the known ones */
    WORD_UNKNOWN_FORMAT,     /* the same */
    WORD_UNKNOWN_INPUT,      /* the same */
    WORD_UNKNOWN_CERTAINTY,  /* the same */
    WORD_UNKNOWN_LANGUAGE,   /* the same */
    WORD_UNKNOWN_TEMPLATE,   /* the same */
    WORD_SUGGESTION,         /* {1} the nearest known one */
    WORD_OPTION_NEEDS_VALUE, /* {1} option */
    WORD_OPTION_TAKES_NONE,  /* {1} option */
    WORD_NO_FILE,            /* {1} command */
    WORD_TOO_MANY_ARGUMENTS, /* {1} the first that is too many */
    WORD_BAD_JOBS,           /* {1} given, {2} the most */
    WORD_CSV_NEEDS_DIRECTORY,
    WORD_EXCEL_NEEDS_CSV, /* {1} format */
    WORD_REPORT_NEEDS_DIRECTORY,
    WORD_BINARY_NEEDS_FILE, /* {1} format */
    WORD_RESUME_NEEDS_DIRECTORY,
    WORD_EXPLAIN_ALONE,
    WORD_ACROSS_IN_ONE,
    WORD_BAD_ENCODING,         /* {1} given, {2} what the library says */
    WORD_CANNOT_READ,          /* {1} file, {2} why */
    WORD_IS_DIRECTORY,         /* {1} file */
    WORD_LINK_LOOP,            /* {1} path */
    WORD_NOTHING_IN_DIRECTORY, /* {1} path */
    WORD_NOTHING_TO_READ,
    WORD_NOT_JSON,            /* {1} FILE:LINE, {2} column */
    WORD_RECORD_WITHOUT_TEXT, /* {1} FILE:LINE */
    WORD_TOO_LARGE,           /* {1} file, {2} bytes */
    WORD_TOO_MANY_REPORTS,    /* {1} file */
    WORD_CANNOT_WRITE,        /* {1} file, {2} why */
    WORD_NOT_DIRECTORY,       /* {1} path */
    WORD_SAME_NAME,           /* {1} file, {2} what it would overwrite */
    WORD_OUTPUT_IS_INPUT,     /* {1} file */
    WORD_STANDARD_INPUT,
    WORD_STANDARD_OUTPUT,
    WORD_NO_MEMORY,
    WORD_NO_SUCH_FILE, /* why the system refuses */
    WORD_NO_PERMISSION,
    WORD_NO_SPACE,
    WORD_PIPE_CLOSED,
    WORD_NO_DIRECTORY,
    WORD_NO_PLACE,
    WORD_LINKS_IN_A_CIRCLE,
    WORD_NAME_TOO_LONG,
    WORD_MAY_NOT_GROW,
    WORD_READ_ONLY,
    WORD_FAILED_MEMORY, /* what a gj_status means: {1} file, {2} the library's message */
    WORD_FAILED_ENCODING,
    WORD_FAILED_GRAMMAR,
    WORD_FAILED_LIMIT,
    WORD_FAILED_OTHER,
    WORD_PROGRESS,      /* {1} inputs done, {2} in all, {3} MB/s, {4} violations, {5} failed inputs, {6} time left */
    WORD_PROGRESS_OPEN, /* the same, where all and the time left are unknown */
    WORD_ACROSS_HEAD,
    WORD_ACROSS_PAIR,     /* {1} body, {2} year, {3} file, {4} year, {5} file, {6} hold, {7} violated, {8} unknown */
    WORD_ACROSS_REWORDED, /* {1} body, {2} body */
    WORD_ACROSS_LEFT_HEAD,
    WORD_ACROSS_ALONE,   /* {1} file, {2} body, {3} year; {4} for the last */
    WORD_ACROSS_NO_BODY, /* the same */
    WORD_ACROSS_NO_YEAR, /* the same */
    WORD_ACROSS_TWICE,   /* the same, {4} the other file */
    WORD_TOTALS,         /* {1} reports, {2} consistent, {3} violated, {4} incomplete, {5} unreadable files */
    WORD_COUNT
};

const char *word_text(gj_language language, enum word word);

#endif
