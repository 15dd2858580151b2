/* JSON Schema, as far as include/report.schema.json uses it: type, enum, properties, required,
 * additionalProperties false, items, minimum, and $ref into $defs. Anything else in the schema is a fault. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "properties.h"

/* The bytes are one JSON value that the schema of reports accepts. */
bool schema_accepts(const char *bytes, size_t length, struct finding *finding);

#endif
