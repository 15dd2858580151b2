/* make_workbook OUTPUT zh|en FILE... : one workbook of all the reports in the files. */
#include <gouji.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int take(void *context, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, context) == length ? 0 : -1;
}

static char *read_file(const char *name, size_t *length) {
    FILE *file = fopen(name, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*length + 1);
    if (bytes)
        *length = fread(bytes, 1, *length, file);
    fclose(file);
    return bytes;
}

static gj_status add_file(gj_workbook *workbook, const gj_grammar *grammar, const char *name, gj_language language) {
    size_t length = 0;
    char *bytes = read_file(name, &length);
    gj_options options = {.language = language};
    gj_document *document = NULL;
    gj_error error;
    gj_status status =
        bytes ? gj_document_new(&document, grammar, name, bytes, length, &options, &error) : GJ_ERROR_ARGUMENT;
    for (size_t i = 0; status == GJ_OK && i < gj_document_report_count(document); i++)
        status = gj_workbook_add(workbook, gj_document_report(document, i));
    gj_document_free(document);
    free(bytes);
    return status;
}

static gj_status write_file(gj_workbook *workbook, const char *name) {
    FILE *file = fopen(name, "wb");
    gj_status status = file ? gj_write_workbook(workbook, take, file) : GJ_ERROR_WRITE;
    if (file && fclose(file) != 0)
        status = GJ_ERROR_WRITE;
    return status;
}

int main(int argc, char **argv) {
    if (argc < 4)
        return 2;
    gj_language language = strcmp(argv[2], "zh") == 0 ? GJ_CHINESE : GJ_ENGLISH;
    gj_grammar *grammar = NULL;
    gj_workbook *workbook = NULL;
    gj_error error;
    gj_status status = gj_grammar_new(&grammar, &error);
    if (status == GJ_OK)
        status = gj_workbook_new(&workbook, language);
    for (int i = 3; status == GJ_OK && i < argc; i++)
        status = add_file(workbook, grammar, argv[i], language);
    if (status == GJ_OK)
        status = write_file(workbook, argv[1]);
    gj_workbook_free(workbook);
    gj_grammar_free(grammar);
    return status == GJ_OK ? 0 : 2;
}
