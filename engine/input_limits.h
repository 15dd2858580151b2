/* Limits: what one input may ask for, with the defaults filled in. */
#ifndef GJ_INPUT_LIMITS_H
#define GJ_INPUT_LIMITS_H

#include "gouji.h"

/* The limits of the options, none of them 0. options may be NULL. */
gj_limits gj_limits_of(const gj_options *options);

#endif
