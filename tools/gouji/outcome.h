/* The exit statuses of the command: named here once; help and man page say the same. */
#ifndef OUTCOME_H
#define OUTCOME_H

enum outcome {
    OUTCOME_CONSISTENT = 0, /* all tables found, and nothing contradicts itself */
    OUTCOME_VIOLATED = 1,   /* violations found */
    OUTCOME_ERROR = 2,      /* unreadable input, bad option, bad grammar, output that cannot be written */
    OUTCOME_INCOMPLETE = 3  /* tables missing or incomplete, or nothing recognised, and no violation */
};

/* Of the outcomes of two files the one that the exit status tells: error, violated, incomplete,
 * consistent. */
enum outcome outcome_worse(enum outcome a, enum outcome b);

#endif
