/* The whole engine: all properties, on any input. */
#include "fuzz.h"
#include "properties.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct finding finding;
    fuzz_require(properties_hold(fuzz_grammar(), data, size, &finding), finding.text);
    return 0;
}
