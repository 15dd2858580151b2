#include "input_limits.h"

static size_t limit_of(size_t asked, size_t usual) {
    return asked ? asked : usual;
}

gj_limits gj_limits_of(const gj_options *options) {
    gj_limits asked = options ? options->limits : (gj_limits){0};
    return (gj_limits){.bytes = limit_of(asked.bytes, GJ_DEFAULT_BYTES),
                       .line_bytes = limit_of(asked.line_bytes, GJ_DEFAULT_LINE_BYTES),
                       .atoms = limit_of(asked.atoms, GJ_DEFAULT_ATOMS),
                       .rows = limit_of(asked.rows, GJ_DEFAULT_ROWS),
                       .readings = limit_of(asked.readings, GJ_DEFAULT_READINGS),
                       .work = limit_of(asked.work, GJ_DEFAULT_WORK)};
}
