/* gouji report: a page for each input, and one that leads to them all. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "convert_each.h"
#include "format.h"
#include "grammar.h"
#include "output.h"
#include "places.h"
#include "speech.h"

#define PAGES "reports" /* the directory of the pages, so that none can be called as the overview is */
#define OVERVIEW "index.html"

struct reporting {
    struct settings settings; /* with the format of the pages */
    char *directory;          /* of the pages */
    char *path;               /* of the overview */
    gj_overview *overview;
    struct output output;
};

static bool out_of_memory(const struct settings *settings) {
    complain(&settings->voice, WORD_NO_MEMORY, NULL, NULL);
    return false;
}

/* ---------------------------------------------------------------- the address of a page */

static bool stands_for_itself(unsigned char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           (byte != '\0' && strchr("-._~/", byte));
}

/* A path as a URL, RFC 3986; number is that of the report on the page, from 0. The caller frees it. */
static char *address_of(const char *path, size_t number) {
    size_t size = 3 * strlen(path) + 40, length = 0;
    char *address = malloc(size);
    if (!address)
        return NULL;
    for (; *path; path++) {
        unsigned char byte = (unsigned char)*path;
        if (stands_for_itself(byte))
            address[length++] = *path;
        else
            length += (size_t)snprintf(address + length, size - length, "%%%02X", byte);
    }
    if (number > 0)
        snprintf(address + length, size - length, "#report-%zu", number + 1);
    else
        address[length] = '\0';
    return address;
}

/* ---------------------------------------------------------------- one input after another */

static bool add_report(struct reporting *reporting, const char *path, const gj_report *report, size_t number) {
    char *address = address_of(path, number);
    bool added = address && gj_overview_add(reporting->overview, report, address) == GJ_OK;
    free(address);
    return added;
}

static bool add_reports(struct reporting *reporting, const struct job_result *result) {
    char *path = places_path(result, reporting->settings.format, 0, NULL);
    bool added = path != NULL;
    const char *relative = added ? path + strlen(reporting->directory) - strlen(PAGES) : NULL;
    for (size_t i = 0; added && i < result->report_count; i++)
        added = add_report(reporting, relative, gj_document_report(result->document, i), i);
    free(path);
    return added;
}

static void deliver(void *context, struct job_result *result) {
    if (!result->document || result->failed || add_reports(context, result))
        return;
    complain(&result->voice, WORD_NO_MEMORY, NULL, NULL);
    result->failed = true;
    result->hopeless = true;
}

/* ---------------------------------------------------------------- the overview */

static bool write_overview(struct reporting *reporting, size_t unreadable) {
    struct output *output = &reporting->output;
    const struct voice *voice = &reporting->settings.voice;
    if (!output_open(output, reporting->path, voice))
        return false;
    if (output_wrote(output, gj_write_overview(reporting->overview, unreadable, voice->language, output_take, output)))
        return output_finish(output);
    output_abandon(output);
    return false;
}

/* Where no file could be read an older overview stays as it is. */
static enum outcome write_all(struct reporting *reporting, const gj_grammar *grammar) {
    struct job_totals totals;
    struct each each = {.directory = reporting->directory,
                        .whole_names = true,
                        .overview = "../" OVERVIEW,
                        .deliver = deliver,
                        .context = reporting};
    enum outcome outcome = convert_each(&reporting->settings, grammar, &each, &totals);
    if (totals.reports == 0)
        return totals.unreadable > 0 ? OUTCOME_ERROR : outcome;
    return write_overview(reporting, totals.unreadable) ? outcome : OUTCOME_ERROR;
}

static struct reporting *reporting_new(const struct settings *settings) {
    size_t size = strlen(settings->output) + sizeof "/" OVERVIEW + sizeof PAGES;
    struct reporting *reporting = calloc(1, sizeof *reporting);
    if (!reporting)
        return NULL;
    reporting->settings = *settings;
    reporting->settings.format = &format_html;
    reporting->directory = malloc(size);
    reporting->path = malloc(size);
    if (reporting->directory && reporting->path) {
        snprintf(reporting->directory, size, "%s/" PAGES, settings->output);
        snprintf(reporting->path, size, "%s/" OVERVIEW, settings->output);
    }
    return reporting;
}

static void reporting_free(struct reporting *reporting) {
    if (!reporting)
        return;
    gj_overview_free(reporting->overview);
    free(reporting->directory);
    free(reporting->path);
    free(reporting);
}

enum outcome run_report(const struct settings *settings) {
    enum outcome outcome = OUTCOME_ERROR;
    gj_grammar *grammar = grammar_load(settings);
    struct reporting *reporting = reporting_new(settings);
    bool ready = reporting && reporting->directory && reporting->path && gj_overview_new(&reporting->overview) == GJ_OK;
    if (grammar && !ready)
        out_of_memory(settings);
    if (grammar && ready && grammar_accepts(settings, grammar))
        outcome = write_all(reporting, grammar);
    reporting_free(reporting);
    gj_grammar_free(grammar);
    return outcome;
}
