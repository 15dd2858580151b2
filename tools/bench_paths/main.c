/*
 * bench_paths [-n ROUNDS] FILE...
 *
 * Reads each report by the weighted search alone, however clean it is, and prints
 *
 *   path      which way the library takes by itself
 *   atoms     cells, lines of cells and sentences of the text
 *   ms        of processor time for the whole reading by the weighted search: text, cells, rows, sums; the best of
 *             ROUNDS (20)
 *   ms/1000   the same for 1,000 atoms
 *
 * then the slowest per 1,000 atoms; the time for the largest of the files with 1,000, 2,000, 4,000 and 8,000 lines of
 * sentences before and behind it, for each line added, which ought to be the same throughout; and how many of the
 * clean files take the fast path. Clean is a file whose tables are whole: every row has its own label, to the letter
 * and in one cell, something printed in each of its cells, right behind the label and no more of it, and stands in its
 * order. (Of a grid whose rows stand side by side, only that something is in all its cells.)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"

static const char *const sentence =
    "本机关围绕群众关心的事项及时发布消息,全年共发布信息1204条,办理答复各环节有人负责。\n";

struct file {
    const char *name;
    char *bytes;
    size_t length;
};

struct measured {
    size_t atoms;
    double seconds;
    bool fast, clean;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time); /* not disturbed by what else runs */
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool read_file(struct file *file, const char *name) {
    FILE *stream = fopen(name, "rb");
    size_t room = 1 << 16;
    *file = (struct file){.name = name, .bytes = malloc(room)};
    while (stream && file->bytes) {
        file->length += fread(file->bytes + file->length, 1, room - file->length, stream);
        if (file->length < room)
            break;
        char *larger = realloc(file->bytes, room *= 2);
        if (!larger)
            break;
        file->bytes = larger;
    }
    bool good = stream && file->bytes && feof(stream);
    if (stream)
        fclose(stream);
    return good;
}

/* ------------------------------------------------------------------ clean */

static bool names_row(const struct gj_label *label, size_t table, size_t row) {
    return label && label->role == GJ_LABEL_ROW && label->table == table && label->index == row;
}

/* Something printed in each of the cells behind the label, and nothing more. */
static bool has_values(const struct bench *bench, const struct gj_part *part, size_t label, size_t columns) {
    size_t found = 0;
    for (size_t i = label + 1; i < part->last; i++) {
        const struct gj_atom *atom = &bench->desk.cells.atoms[i];
        if (atom->kind != GJ_ATOM_VALUE && atom->kind != GJ_ATOM_BLANK)
            break;
        found += atom->length > 0 && !atom->is_piece;
    }
    return found == columns;
}

/* The label stands once, with the values behind it; *place is where, and rows come in their order. */
static bool is_whole(const struct bench *bench, const struct gj_part *part, size_t table, size_t row, size_t columns,
                     size_t *place) {
    size_t labels = 0;
    for (size_t i = part->first; i < part->last; i++) {
        if (!names_row(bench->desk.labels[i], table, row) || !has_values(bench, part, i, columns))
            continue;
        if (labels++ || i < *place)
            return false;
        *place = i;
    }
    return labels == 1;
}

static bool is_clean(const struct bench *bench) {
    size_t tables = 0;
    for (size_t i = 0; i < bench->part_count; i++) {
        const struct gj_report *report = &bench->reports[i];
        size_t place = 0;
        for (size_t table = 0; report->form && table < report->table_count; table++) {
            const struct gj_table_rule *rule = &report->form->tables[table];
            if (report->tables[table].status == GJ_TABLE_MISSING)
                continue;
            if (report->tables[table].status != GJ_TABLE_COMPLETE)
                return false;
            tables++;
            for (size_t row = 0; row < rule->row_count && !rule->side_by_side; row++)
                if (!is_whole(bench, &bench->parts[i], table, row, rule->column_count, &place))
                    return false;
        }
    }
    return tables > 0;
}

/* ------------------------------------------------------------------ one reading */

static bool measure(const gj_grammar *grammar, const char *bytes, size_t length, int rounds,
                    struct measured *measured) {
    gj_document *document;
    if (gj_document_new(&document, grammar, "bench", bytes, length, NULL, NULL) != GJ_OK)
        return false;
    const gj_region *region = gj_report_region(gj_document_report(document, 0), 0);
    *measured = (struct measured){.seconds = 1e9, .fast = region && strcmp(region->path, "fast") == 0};
    bool good = true;
    for (int i = 0; i < rounds && good; i++) {
        struct bench bench;
        double started = now();
        good = bench_open(&bench, grammar, document, bytes, length, true);
        double seconds = now() - started;
        measured->seconds = seconds < measured->seconds ? seconds : measured->seconds;
        measured->atoms = bench.desk.cells.count;
        measured->clean = good && is_clean(&bench);
        bench_close(&bench);
    }
    gj_document_free(document);
    return good;
}

/* The file with so many sentences on each side. */
static bool measure_around(const gj_grammar *grammar, const struct file *file, size_t lines, int rounds,
                           struct measured *measured) {
    size_t size = strlen(sentence) * lines, used = 0;
    char *bytes = malloc(2 * size + file->length + 1);
    bool good = bytes != NULL;
    for (int side = 0; good && side < 2; side++) {
        for (size_t i = 0; i < lines; i++, used += strlen(sentence))
            memcpy(bytes + used, sentence, strlen(sentence));
        if (side == 0) {
            memcpy(bytes + used, file->bytes, file->length);
            used += file->length;
        }
    }
    good = good && measure(grammar, bytes, used, rounds, measured);
    free(bytes);
    return good;
}

static bool show_text_around(const gj_grammar *grammar, const struct file *file, int rounds) {
    struct measured bare, around;
    if (!measure(grammar, file->bytes, file->length, rounds, &bare))
        return false;
    for (size_t lines = 1000; lines <= 8000; lines *= 2) {
        if (!measure_around(grammar, file, lines, rounds, &around))
            return false;
        printf("%s with %zu lines around it: %.3f ms, %.3f microseconds a line\n", file->name, 2 * lines,
               around.seconds * 1e3, (around.seconds - bare.seconds) * 1e6 / (double)(2 * lines));
    }
    return true;
}

/* ------------------------------------------------------------------ all */

static int bench_files(const gj_grammar *grammar, char *const *names, int count, int rounds) {
    size_t clean = 0, fast = 0;
    double worst = 0;
    struct file largest = {0};
    for (int i = 0; i < count; i++) {
        struct file file;
        struct measured measured;
        if (!read_file(&file, names[i]) || !measure(grammar, file.bytes, file.length, rounds, &measured)) {
            fprintf(stderr, "bench_paths: %s cannot be read\n", names[i]);
            free(file.bytes);
            continue;
        }
        double thousand = measured.atoms ? measured.seconds * 1e6 / (double)measured.atoms : 0;
        worst = thousand > worst && measured.atoms >= 100 ? thousand : worst;
        clean += measured.clean;
        fast += measured.clean && measured.fast;
        printf("%-60s %-9s %6zu atoms %8.3f ms %8.3f ms/1000%s\n", file.name, measured.fast ? "fast" : "weighted",
               measured.atoms, measured.seconds * 1e3, thousand,
               measured.clean && !measured.fast ? "  clean, and not fast" : "");
        if (file.length > largest.length) {
            free(largest.bytes);
            largest = file;
        } else
            free(file.bytes);
    }
    printf("slowest: %.3f ms for 1000 atoms\n", worst);
    bool good = !largest.bytes || show_text_around(grammar, &largest, rounds);
    printf("fast path: %zu of %zu clean files (%.3f)\n", fast, clean, clean ? (double)fast / (double)clean : 1.0);
    free(largest.bytes);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv) {
    int option, rounds = 20;
    while ((option = getopt(argc, argv, "n:")) != -1) {
        rounds = option == 'n' ? atoi(optarg) : 0;
        if (rounds < 1 || rounds > 10000) {
            fputs("usage: bench_paths [-n ROUNDS] FILE...\n", stderr);
            return EXIT_FAILURE;
        }
    }
    gj_grammar *grammar;
    gj_error error;
    if (gj_grammar_new(&grammar, &error) != GJ_OK) {
        fprintf(stderr, "bench_paths: %s\n", error.message);
        return EXIT_FAILURE;
    }
    int status = bench_files(grammar, argv + optind, argc - optind, rounds);
    gj_grammar_free(grammar);
    return status;
}
