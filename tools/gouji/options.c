#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "format.h"
#include "speech.h"

enum option {
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_EXCEL,
    OPTION_EXPLAIN,
    OPTION_REPAIR,
    OPTION_RESUME,
    OPTION_ACROSS,
    OPTION_INCLUDE,
    OPTION_INPUT,
    OPTION_JOBS,
    OPTION_GRAMMAR,
    OPTION_TEMPLATE,
    OPTION_ENCODING,
    OPTION_LANGUAGE,
    OPTION_HELP,
    OPTION_VERSION
};

#define ON(command) (1u << (command))
#define ON_FILES (ON(COMMAND_CONVERT) | ON(COMMAND_CHECK) | ON(COMMAND_REPORT))
#define ON_ALL (ON_FILES | ON(COMMAND_TEMPLATES) | ON(COMMAND_NONE))

static const struct option_rule {
    enum option option;
    char letter; /* NUL where there is none */
    const char *name;
    bool takes_value;
    unsigned commands;
} rules[] = {
    {OPTION_FORMAT, 'f', "--format", true, ON(COMMAND_CONVERT)},
    {OPTION_OUTPUT, 'o', "--output", true, ON(COMMAND_CONVERT) | ON(COMMAND_REPORT)},
    {OPTION_EXCEL, '\0', "--excel", false, ON(COMMAND_CONVERT)},
    {OPTION_EXPLAIN, '\0', "--explain", false, ON(COMMAND_CONVERT)},
    {OPTION_REPAIR, '\0', "--repair", true, ON(COMMAND_CONVERT)},
    {OPTION_ACROSS, '\0', "--across", false, ON(COMMAND_CONVERT) | ON(COMMAND_CHECK)},
    {OPTION_RESUME, '\0', "--resume", false, ON(COMMAND_CONVERT)},
    {OPTION_INCLUDE, '\0', "--include", true, ON_FILES},
    {OPTION_INPUT, '\0', "--input", true, ON_FILES},
    {OPTION_JOBS, 'j', "--jobs", true, ON_FILES},
    {OPTION_GRAMMAR, '\0', "--grammar", true, ON_FILES | ON(COMMAND_TEMPLATES)},
    {OPTION_TEMPLATE, '\0', "--template", true, ON_FILES},
    {OPTION_ENCODING, '\0', "--encoding", true, ON_FILES},
    {OPTION_LANGUAGE, '\0', "--lang", true, ON_ALL},
    {OPTION_HELP, 'h', "--help", false, ON_ALL},
    {OPTION_VERSION, 'V', "--version", false, ON_ALL},
};

#define RULE_COUNT (sizeof rules / sizeof *rules)

static const char *const commands[] = {"convert", "check", "report", "templates"};
static const char *const certainties[] = {"certain", "likely"};
static const char *const inputs[] = {"text", "jsonl"};
static const char *const languages[] = {"zh", "en"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define MOST_FORMATS 16
#define MOST_JOBS 256
#define TEXT(number) #number
#define TEXT_OF(number) TEXT(number)

/* The words of the command line that are still to be read. */
struct words {
    char **next;        /* NULL ends them */
    bool only_operands; /* -- was seen */
};

const char *command_name(enum command command) {
    return command == COMMAND_NONE ? "" : commands[command - COMMAND_CONVERT];
}

static bool find_name(const char *given, const char *const *known, size_t count, size_t *index) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(given, known[i]) == 0) {
            *index = i;
            return true;
        }
    return false;
}

static bool set_format(struct settings *settings, const char *value) {
    const char *names[MOST_FORMATS];
    size_t count = format_count < MOST_FORMATS ? format_count : MOST_FORMATS;
    size_t index;
    for (size_t i = 0; i < count; i++)
        names[i] = formats[i]->name;
    if (!find_name(value, names, count, &index)) {
        complain_unknown(&settings->voice, WORD_UNKNOWN_FORMAT, value, names, count);
        return false;
    }
    settings->format = formats[index];
    settings->is_format_given = true;
    return true;
}

static bool set_input(struct settings *settings, const char *value) {
    size_t index;
    if (!find_name(value, inputs, COUNT(inputs), &index)) {
        complain_unknown(&settings->voice, WORD_UNKNOWN_INPUT, value, inputs, COUNT(inputs));
        return false;
    }
    settings->records = index == 1;
    return true;
}

static bool set_repair(struct settings *settings, const char *value) {
    size_t index;
    if (!find_name(value, certainties, COUNT(certainties), &index)) {
        complain_unknown(&settings->voice, WORD_UNKNOWN_CERTAINTY, value, certainties, COUNT(certainties));
        return false;
    }
    settings->repairs = true;
    settings->repair_least = index == 0 ? GJ_CERTAIN : GJ_LIKELY;
    return true;
}

static bool set_jobs(struct settings *settings, const char *value) {
    char *end;
    /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): an option that takes a value has one */
    unsigned long jobs = strtoul(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || jobs < 1 || jobs > MOST_JOBS) {
        complain(&settings->voice, WORD_BAD_JOBS, value, TEXT_OF(MOST_JOBS));
        return false;
    }
    settings->jobs = jobs;
    return true;
}

static bool find_language(const char *value, gj_language *language) {
    size_t index;
    bool found = find_name(value, languages, COUNT(languages), &index);
    if (found)
        *language = index == 0 ? GJ_CHINESE : GJ_ENGLISH;
    return found;
}

static bool set_language(struct settings *settings, const char *value) {
    if (find_language(value, &settings->voice.language))
        return true;
    complain_unknown(&settings->voice, WORD_UNKNOWN_LANGUAGE, value, languages, COUNT(languages));
    return false;
}

static bool apply(struct settings *settings, enum option option, const char *value) {
    switch (option) {
    case OPTION_FORMAT:
        return set_format(settings, value);
    case OPTION_OUTPUT:
        settings->output = value;
        break;
    case OPTION_EXCEL:
        settings->style = GJ_CSV_EXCEL;
        break;
    case OPTION_REPAIR:
        return set_repair(settings, value);
    case OPTION_ACROSS:
        settings->across = true;
        break;
    case OPTION_EXPLAIN:
        settings->explain = true;
        break;
    case OPTION_RESUME:
        settings->resume = true;
        break;
    case OPTION_INCLUDE:
        settings->includes[settings->include_count++] = value;
        break;
    case OPTION_INPUT:
        return set_input(settings, value);
    case OPTION_JOBS:
        return set_jobs(settings, value);
    case OPTION_GRAMMAR:
        settings->grammars[settings->grammar_count++] = value;
        break;
    case OPTION_TEMPLATE:
        settings->reading.template_id = value;
        break;
    case OPTION_ENCODING:
        settings->reading.encoding = value;
        break;
    case OPTION_LANGUAGE:
        return set_language(settings, value);
    case OPTION_HELP:
        settings->help = true;
        break;
    case OPTION_VERSION:
        settings->version = true;
        break;
    }
    return true;
}

static bool is_allowed(const struct settings *settings, const struct option_rule *rule) {
    return (rule->commands & ON(settings->command)) != 0;
}

/* A value that hangs on to the option is not part of its name. */
static bool refuse_option(const struct settings *settings, const char *given) {
    char name[64];
    const char *known[RULE_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (is_allowed(settings, &rules[i]))
            known[count++] = rules[i].name;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(given, "="), given);
    complain_unknown(&settings->voice, WORD_UNKNOWN_OPTION, name, known, count);
    return false;
}

static const struct option_rule *find_long(const struct settings *settings, const char *name, size_t length) {
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (is_allowed(settings, &rules[i]) && strlen(rules[i].name) == length &&
            strncmp(rules[i].name, name, length) == 0)
            return &rules[i];
    return NULL;
}

static const struct option_rule *find_short(const struct settings *settings, char letter) {
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (is_allowed(settings, &rules[i]) && rules[i].letter == letter)
            return &rules[i];
    return NULL;
}

/* Applies an option whose value stands in the next word. */
static bool apply_with_next(struct settings *settings, struct words *words, const struct option_rule *rule,
                            const char *given) {
    if (!*words->next) {
        complain(&settings->voice, WORD_OPTION_NEEDS_VALUE, given, NULL);
        return false;
    }
    return apply(settings, rule->option, *words->next++);
}

/* --name, --name=value, --name value */
static bool read_long(struct settings *settings, struct words *words, const char *given) {
    size_t length = strcspn(given, "=");
    const struct option_rule *rule = find_long(settings, given, length);
    if (!rule)
        return refuse_option(settings, given);
    if (!rule->takes_value && given[length] == '=') {
        complain(&settings->voice, WORD_OPTION_TAKES_NONE, rule->name, NULL);
        return false;
    }
    if (rule->takes_value && given[length] != '=')
        return apply_with_next(settings, words, rule, given);
    return apply(settings, rule->option, rule->takes_value ? given + length + 1 : NULL);
}

/* -f value, -fvalue, and letters without values in one bundle */
static bool read_short(struct settings *settings, struct words *words, const char *given) {
    for (const char *letter = given + 1; *letter; letter++) {
        const struct option_rule *rule = find_short(settings, *letter);
        if (!rule)
            return refuse_option(settings, given);
        if (rule->takes_value && letter[1])
            return apply(settings, rule->option, letter + 1);
        if (rule->takes_value)
            return apply_with_next(settings, words, rule, given);
        if (!apply(settings, rule->option, NULL))
            return false;
    }
    return true;
}

static bool read_command(struct settings *settings, const char *given) {
    size_t index;
    if (!find_name(given, commands, COUNT(commands), &index)) {
        complain_unknown(&settings->voice, WORD_UNKNOWN_COMMAND, given, commands, COUNT(commands));
        return false;
    }
    settings->command = (enum command)(COMMAND_CONVERT + index);
    return true;
}

static bool read_word(struct settings *settings, struct words *words) {
    const char *given = *words->next++;
    if (!words->only_operands && strcmp(given, "--") == 0) {
        words->only_operands = true;
        return true;
    }
    if (!words->only_operands && given[0] == '-' && given[1] == '-')
        return read_long(settings, words, given);
    if (!words->only_operands && given[0] == '-' && given[1])
        return read_short(settings, words, given);
    if (settings->command == COMMAND_NONE)
        return read_command(settings, given);
    settings->operands[settings->operand_count++] = given;
    return true;
}

/* Complaints about earlier words are to be in the language that a later one asks for. */
static void look_for_language(struct settings *settings, char **words) {
    for (size_t i = 0; words[i] && strcmp(words[i], "--") != 0; i++) {
        const char *value = NULL;
        if (strncmp(words[i], "--lang=", 7) == 0)
            value = words[i] + 7;
        else if (strcmp(words[i], "--lang") == 0)
            value = words[i + 1];
        if (value)
            (void)find_language(value, &settings->voice.language);
    }
}

static size_t count_cores(void) {
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 1)
        return 1;
    return count > MOST_JOBS ? MOST_JOBS : (size_t)count;
}

static bool is_directory(const char *path) {
    struct stat status;
    size_t length = strlen(path);
    return (length > 0 && path[length - 1] == '/') || (stat(path, &status) == 0 && S_ISDIR(status.st_mode));
}

static bool wants_directory(const struct settings *settings) {
    return settings->command == COMMAND_REPORT || settings->format->table || settings->resume ||
           is_directory(settings->output);
}

bool options_read(struct settings *settings, int argc, char **argv) {
    *settings =
        (struct settings){.voice = {.language = language_of_locale()}, .format = formats[0], .jobs = count_cores()};
    if (argc < 1)
        return false;
    settings->grammars = calloc((size_t)argc, sizeof *settings->grammars);
    settings->includes = calloc((size_t)argc, sizeof *settings->includes);
    settings->operands = calloc((size_t)argc, sizeof *settings->operands);
    if (!settings->grammars || !settings->includes || !settings->operands) {
        complain(&settings->voice, WORD_NO_MEMORY, NULL, NULL);
        return false;
    }
    struct words words = {.next = argv + 1};
    look_for_language(settings, words.next);
    while (*words.next)
        if (!read_word(settings, &words))
            return false;
    settings->reading.language = settings->voice.language;
    if (settings->explain && !settings->is_format_given)
        settings->format = &format_reading;
    settings->to_directory = settings->output && wants_directory(settings);
    return true;
}

void options_free(struct settings *settings) {
    free(settings->grammars);
    free(settings->includes);
    free(settings->operands);
}
