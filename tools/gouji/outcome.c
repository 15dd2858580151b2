#include "outcome.h"

static int weight(enum outcome outcome) {
    switch (outcome) {
    case OUTCOME_ERROR:
        return 3;
    case OUTCOME_VIOLATED:
        return 2;
    case OUTCOME_INCOMPLETE:
        return 1;
    case OUTCOME_CONSISTENT:
        break;
    }
    return 0;
}

enum outcome outcome_worse(enum outcome a, enum outcome b) {
    return weight(a) >= weight(b) ? a : b;
}
