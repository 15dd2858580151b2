/*
 * A driver for fuzz targets where there is no libFuzzer:
 *
 *     TARGET [-runs=N] [-seed=N] [-dict=FILE] PATH...
 *
 * Gives the target every file of the PATHs (files, or folders of files) as it is, and then N inputs made from
 * them by cutting, doubling, exchanging and spoiling lines and bytes, and by putting in words of the dictionary.
 * The same seed makes the same inputs. An input is written to ./fuzz-input-NAME before it is tried and removed
 * behind it, so that the one which stops the program stays.
 */
#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

enum { MOST_SEEDS = 1000, MOST_WORDS = 4000, LONGEST_INPUT = 1 << 15, LONGEST_WORD = 256 };

struct bytes {
    uint8_t *data;
    size_t size;
};

struct drive {
    struct bytes seeds[MOST_SEEDS];
    size_t seed_count;
    struct bytes words[MOST_WORDS];
    size_t word_count;
    uint64_t state; /* of the generator; not 0 */
    struct bytes input;
    char kept[256]; /* the file that holds the input */
};

/* xorshift64 (Marsaglia, Xorshift RNGs, Journal of Statistical Software 8(14), 2003). */
static size_t below(struct drive *drive, size_t limit) {
    drive->state ^= drive->state << 13;
    drive->state ^= drive->state >> 7;
    drive->state ^= drive->state << 17;
    return limit ? (size_t)(drive->state % limit) : 0;
}

static struct bytes read_bytes(const char *path) {
    struct bytes bytes = {malloc(LONGEST_INPUT), 0};
    FILE *file = fopen(path, "rb");
    fuzz_require(file && bytes.data, path);
    bytes.size = fread(bytes.data, 1, LONGEST_INPUT, file);
    fclose(file);
    return bytes;
}

static void add_seed(struct drive *drive, const char *path) {
    if (drive->seed_count < MOST_SEEDS)
        drive->seeds[drive->seed_count++] = read_bytes(path);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* In the order of their names, so that the same folder gives the same inputs. */
static void add_folder(struct drive *drive, const char *path) {
    char *names[MOST_SEEDS];
    size_t count = 0;
    DIR *folder = opendir(path);
    fuzz_require(folder != NULL, path);
    for (struct dirent *entry; count < MOST_SEEDS && (entry = readdir(folder));) {
        struct stat status;
        char name[4096];
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (stat(name, &status) == 0 && S_ISREG(status.st_mode))
            names[count++] = strdup(name);
    }
    closedir(folder);
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 0; i < count; i++) {
        add_seed(drive, names[i]);
        free(names[i]);
    }
}

static void add_path(struct drive *drive, const char *path) {
    struct stat status;
    fuzz_require(stat(path, &status) == 0, path);
    if (S_ISDIR(status.st_mode))
        add_folder(drive, path);
    else
        add_seed(drive, path);
}

/* Lines of the dictionary, as libFuzzer has them: "bytes with \xAB and \\ and \"". */
static void add_words(struct drive *drive, const char *path) {
    char line[4 * LONGEST_WORD + 8];
    FILE *file = fopen(path, "r");
    fuzz_require(file != NULL, path);
    while (drive->word_count < MOST_WORDS && fgets(line, sizeof line, file)) {
        const char *at = strchr(line, '"');
        struct bytes word = {malloc(LONGEST_WORD), 0};
        fuzz_require(word.data != NULL, "there is memory");
        for (at = at ? at + 1 : ""; *at && *at != '"' && word.size < LONGEST_WORD;) {
            char code[] = {at[0] == '\\' ? at[2] : '\0', at[0] == '\\' && at[2] ? at[3] : '\0', '\0'};
            bool coded = at[0] == '\\' && at[1] == 'x';
            at += at[0] == '\\' && !coded;
            word.data[word.size++] = coded ? (uint8_t)strtoul(code, NULL, 16) : (uint8_t)*at;
            at += coded ? 4 : 1;
        }
        if (word.size)
            drive->words[drive->word_count++] = word;
        else
            free(word.data);
    }
    fclose(file);
}

/* ------------------------------------------------------------------ making inputs */

static void put(struct drive *drive, size_t at, const uint8_t *data, size_t size) {
    struct bytes *input = &drive->input;
    if (size > LONGEST_INPUT - input->size)
        return;
    memmove(input->data + at + size, input->data + at, input->size - at);
    memcpy(input->data + at, data, size);
    input->size += size;
}

static void cut(struct drive *drive, size_t at, size_t size) {
    struct bytes *input = &drive->input;
    memmove(input->data + at, input->data + at + size, input->size - at - size);
    input->size -= size;
}

/* A stretch of whole lines. */
static struct bytes some_lines(struct drive *drive, const struct bytes *from) {
    if (!from->size)
        return *from;
    size_t start = below(drive, from->size), lines = 1 + below(drive, 12);
    while (start && from->data[start - 1] != '\n')
        start--;
    size_t end = start;
    while (end < from->size && lines)
        lines -= from->data[end++] == '\n';
    return (struct bytes){from->data + start, end - start};
}

static void move_lines(struct drive *drive, bool keep) {
    uint8_t copy[LONGEST_INPUT];
    struct bytes lines = some_lines(drive, &drive->input);
    size_t start = (size_t)(lines.data - drive->input.data), size = lines.size;
    if (!size)
        return;
    memcpy(copy, lines.data, size);
    if (!keep)
        cut(drive, start, size);
    struct bytes before = some_lines(drive, &drive->input);
    put(drive, before.size ? (size_t)(before.data - drive->input.data) : 0, copy, size);
}

static void change(struct drive *drive) {
    struct bytes *input = &drive->input;
    size_t at = below(drive, input->size);
    uint8_t byte = (uint8_t)below(drive, 256);
    static const char *const marks[] = {"|", "\t", "\n", "  ", ",", "\"", "||||", "0", "9", "/", "—", "\f", "\r\n"};
    const char *mark = marks[below(drive, sizeof marks / sizeof *marks)];
    switch (below(drive, 9)) {
    case 0:
        move_lines(drive, true);
        break;
    case 1:
    case 2:
        move_lines(drive, false);
        break;
    case 3:
        if (input->size)
            cut(drive, at, 1 + below(drive, input->size - at < 40 ? input->size - at : 40));
        break;
    case 4:
        if (input->size)
            input->data[at] = byte;
        break;
    case 5:
        put(drive, at, (const uint8_t *)mark, strlen(mark));
        break;
    case 6: {
        struct bytes lines = some_lines(drive, &drive->seeds[below(drive, drive->seed_count)]);
        put(drive, at, lines.data, lines.size);
        break;
    }
    default:
        if (drive->word_count) {
            const struct bytes *word = &drive->words[below(drive, drive->word_count)];
            put(drive, at, word->data, word->size);
        }
    }
}

static void make_input(struct drive *drive) {
    const struct bytes *seed = &drive->seeds[below(drive, drive->seed_count)];
    drive->input.size = seed->size;
    memcpy(drive->input.data, seed->data, seed->size);
    for (size_t changes = 1 + below(drive, 16); changes; changes--)
        change(drive);
}

static void try_input(struct drive *drive) {
    FILE *file = fopen(drive->kept, "wb");
    fuzz_require(file && fwrite(drive->input.data, 1, drive->input.size, file) == drive->input.size &&
                     fclose(file) == 0,
                 drive->kept);
    uint8_t *exact = malloc(drive->input.size ? drive->input.size : 1); /* so that reading past its end shows */
    fuzz_require(exact != NULL, "there is memory");
    memcpy(exact, drive->input.data, drive->input.size);
    LLVMFuzzerTestOneInput(exact, drive->input.size);
    free(exact);
    unlink(drive->kept);
}

static void run(struct drive *drive, size_t runs) {
    for (size_t i = 0; i < drive->seed_count; i++) {
        drive->input.size = drive->seeds[i].size;
        memcpy(drive->input.data, drive->seeds[i].data, drive->seeds[i].size);
        try_input(drive);
    }
    for (size_t i = 0; i < runs && drive->seed_count; i++) {
        make_input(drive);
        try_input(drive);
    }
    printf("%zu files and %zu inputs made from them\n", drive->seed_count, runs);
}

static void free_all(struct drive *drive) {
    for (size_t i = 0; i < drive->seed_count; i++)
        free(drive->seeds[i].data);
    for (size_t i = 0; i < drive->word_count; i++)
        free(drive->words[i].data);
    free(drive->input.data);
    free(drive);
}

int main(int argc, char **argv) {
    struct drive *drive = calloc(1, sizeof *drive);
    size_t runs = 0;
    fuzz_require(drive && (drive->input.data = malloc(LONGEST_INPUT)), "there is memory");
    drive->state = 1;
    const char *name = strrchr(argv[0], '/');
    snprintf(drive->kept, sizeof drive->kept, "fuzz-input-%s", name ? name + 1 : argv[0]);
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "-runs=", 6) == 0)
            runs = strtoul(argv[i] + 6, NULL, 10);
        else if (strncmp(argv[i], "-seed=", 6) == 0)
            drive->state = strtoull(argv[i] + 6, NULL, 10) * 2 + 1;
        else if (strncmp(argv[i], "-dict=", 6) == 0)
            add_words(drive, argv[i] + 6);
        else
            add_path(drive, argv[i]);
    }
    run(drive, runs);
    free_all(drive);
    return 0;
}
