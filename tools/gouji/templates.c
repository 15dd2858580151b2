/* gouji templates: what templates there are, and what one looks like. */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "grammar.h"
#include "output.h"
#include "speech.h"

static void put(struct output *output, const char *text) {
    output_take(output, text, strlen(text));
}

static void write_line(struct output *output, const gj_template *form) {
    put(output, gj_template_id(form));
    put(output, "\t");
    put(output, gj_template_title(form));
    put(output, "\t");
    put(output, gj_template_source(form));
    put(output, "\n");
}

static bool write_templates(struct output *output, const struct settings *settings, const gj_grammar *grammar) {
    if (settings->operand_count == 0) {
        for (size_t i = 0; i < gj_grammar_template_count(grammar); i++)
            write_line(output, gj_grammar_template(grammar, i));
        return true;
    }
    const gj_template *form = gj_grammar_find(grammar, settings->operands[0]);
    if (!form) {
        grammar_lacks(settings, grammar, settings->operands[0]);
        return false;
    }
    gj_drawing drawing = {settings->voice.language, wants_colour()};
    gj_status status = gj_write_template(form, &drawing, output_take, output);
    return output_wrote(output, status);
}

static enum outcome print_templates(struct output *output, const struct settings *settings, const gj_grammar *grammar) {
    if (!output_open(output, NULL, &settings->voice))
        return OUTCOME_ERROR;
    bool done = write_templates(output, settings, grammar);
    return output_finish(output) && done ? OUTCOME_CONSISTENT : OUTCOME_ERROR;
}

enum outcome run_templates(const struct settings *settings) {
    if (settings->operand_count > 1) {
        complain(&settings->voice, WORD_TOO_MANY_ARGUMENTS, settings->operands[1], NULL);
        return OUTCOME_ERROR;
    }
    enum outcome outcome = OUTCOME_ERROR;
    gj_grammar *grammar = grammar_load(settings);
    struct output *output = malloc(sizeof *output);
    if (grammar && !output)
        complain(&settings->voice, WORD_NO_MEMORY, NULL, NULL);
    if (grammar && output)
        outcome = print_templates(output, settings, grammar);
    free(output);
    gj_grammar_free(grammar);
    return outcome;
}
