/* Likeness: how far a label of the template is found in what stands around a row of values. */
#include <string.h>

#include "reassembly.h"

/* A label is matched in runs, as line breaks and the labels of neighbouring cells cut it: each character
 * gives MATCH, each run after the first costs BREAK, and what stands between the label's end and the values
 * costs TAIL a character. */
enum { MATCH = 20, BREAK = 12, TAIL = 3 };

struct gj_context gj_context_of(const uint32_t *characters, size_t length) {
    struct gj_context context = {.characters = characters, .length = length};
    for (size_t i = 0; i < length; i++)
        context.set[characters[i] >> 6 & 3] |= UINT64_C(1) << (characters[i] & 63);
    return context;
}

static bool may_be_in(const struct gj_context *context, uint32_t character) {
    return context->set[character >> 6 & 3] >> (character & 63) & 1;
}

/* Most of a label's characters must be in the context at all, or nothing needs to be aligned. */
static bool is_hopeless(const struct gj_key *label, const struct gj_context *context) {
    size_t found = 0;
    for (size_t i = 0; i < label->length; i++)
        found += may_be_in(context, label->characters[i]);
    return found * 2 < label->length + 1;
}

static int larger(int a, int b) {
    return a > b ? a : b;
}

/* Where each character stands in a label, counted from 1: the places of a bucket from the last to the first. */
enum { PLACE_BUCKETS = 64 };

struct places {
    uint8_t last[PLACE_BUCKETS], before[GJ_LONGEST_LIKE + 1]; /* 0 where there is none */
};

static void find_places(struct places *places, const struct gj_key *label) {
    memset(places->last, 0, sizeof places->last);
    for (size_t i = 1; i <= label->length; i++) {
        uint8_t *last = &places->last[label->characters[i - 1] % PLACE_BUCKETS];
        places->before[i] = *last;
        *last = (uint8_t)i;
    }
}

/* run[i] is the best chain that ends with label[i - 1] matched to the current character, chain[i] the best one within
 * label[0, i) so far, which never falls with i. Few runs are not 0: those are listed. */
struct chains {
    int run[GJ_LONGEST_LIKE + 1], chain[GJ_LONGEST_LIKE + 1];
    uint8_t running[GJ_LONGEST_LIKE];
    size_t running_count;
};

static void end_runs(struct chains *chains) {
    for (size_t i = 0; i < chains->running_count; i++)
        chains->run[chains->running[i]] = 0;
    chains->running_count = 0;
}

/* Goes on with the next character of the context; the best chain that it ends. Places come from the last to the first,
 * so that what a place looks at, just before it, is still as the character before left it. */
static int match_character(struct chains *chains, const struct gj_key *label, const struct places *places,
                           uint32_t character) {
    uint8_t found[GJ_LONGEST_LIKE];
    int values[GJ_LONGEST_LIKE], best = 0;
    size_t count = 0;
    for (size_t i = places->last[character % PLACE_BUCKETS]; i; i = places->before[i]) {
        if (label->characters[i - 1] != character)
            continue;
        int behind = chains->chain[i - 1] ? chains->chain[i - 1] - BREAK : 0;
        int value = MATCH + larger(chains->run[i - 1], behind);
        for (size_t j = i; j <= label->length && chains->chain[j] < value; j++)
            chains->chain[j] = value;
        found[count] = (uint8_t)i;
        values[count++] = value;
        best = larger(best, value);
    }
    end_runs(chains);
    for (size_t i = 0; i < count; i++) {
        chains->run[found[i]] = values[i];
        chains->running[i] = found[i];
    }
    chains->running_count = count;
    return best;
}

/* Chains of matching runs, by dynamic programming over label × context, of which only places that match are visited. */
int gj_likeness(const struct gj_key *label, const struct gj_context *context, bool skip_tail) {
    struct places places;
    struct chains chains;
    size_t count = label->length, length = context->length;
    if (!count || count > GJ_LONGEST_LIKE || !length || is_hopeless(label, context))
        return 0;
    find_places(&places, label);
    memset(chains.run, 0, (count + 1) * sizeof *chains.run);
    memset(chains.chain, 0, (count + 1) * sizeof *chains.chain);
    chains.running_count = 0;
    int best = 0;
    for (size_t j = 0; j < length; j++) {
        int ended = match_character(&chains, label, &places, context->characters[j]);
        int tail = skip_tail ? TAIL * (int)(length - 1 - j) : 0;
        best = larger(best, ended - tail);
    }
    return (int)((long)best * 1000 / (long)(MATCH * count));
}

/* Of pairs of neighbours in the label, how many are neighbours in the context too. */
static size_t count_shared_pairs(const struct gj_key *label, const uint32_t *context, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i + 1 < label->length; i++)
        for (size_t j = 0; j + 1 < length; j++)
            if (context[j] == label->characters[i] && context[j + 1] == label->characters[i + 1]) {
                count++;
                break;
            }
    return count;
}

/* Chains of m characters in r runs hold m - r pairs that label and context share, and give m * MATCH - (r - 1) * BREAK:
 * where even all characters and all pairs in common come to too little, nothing needs to be aligned. */
bool gj_is_like(const struct gj_key *label, const uint32_t *context, size_t length, size_t common, int least) {
    size_t most = common < label->length ? common : label->length,
           wanted = (size_t)least * MATCH * label->length / 1000;
    if (most * MATCH < wanted)
        return false;
    size_t alone = most * (MATCH - BREAK) + BREAK;
    if (alone < wanted && alone + count_shared_pairs(label, context, length) * BREAK < wanted)
        return false;
    struct gj_context within = gj_context_of(context, length);
    return gj_likeness(label, &within, false) >= least;
}

/* Characters that occur in a list of keys, counted: a hash table of a few dozen characters. */
enum { BAG_SIZE = 512, MOST_IN_BAG = 256 };

struct bag {
    uint32_t characters[BAG_SIZE]; /* 0 where there is none */
    unsigned counts[BAG_SIZE];
    size_t size;
};

/* The place of the character, or the free one where it would go. */
static size_t place_in_bag(const struct bag *bag, uint32_t character) {
    size_t place = character % BAG_SIZE;
    while (bag->characters[place] && bag->characters[place] != character)
        place = (place + 1) % BAG_SIZE;
    return place;
}

static unsigned *find_in_bag(struct bag *bag, uint32_t character) {
    size_t place = place_in_bag(bag, character);
    return bag->characters[place] ? &bag->counts[place] : NULL;
}

static void fill_bag(struct bag *bag, const struct gj_strip *strip) {
    memset(bag, 0, sizeof *bag);
    for (size_t i = 0; i < strip->label_count; i++)
        for (size_t j = 0; j < strip->labels[i]->length; j++) {
            uint32_t character = strip->labels[i]->characters[j];
            size_t place = place_in_bag(bag, character);
            if (!bag->characters[place] && bag->size == MOST_IN_BAG)
                continue;
            bag->size += !bag->characters[place];
            bag->characters[place] = character;
            bag->counts[place]++;
        }
}

int gj_likeness_of_bags(const struct gj_strip *strip, const uint32_t *context, size_t length) {
    struct bag bag;
    size_t common = 0, known = 0;
    fill_bag(&bag, strip);
    for (size_t i = 0; i < length; i++) {
        unsigned *left = find_in_bag(&bag, context[i]);
        if (!left)
            continue;
        known++;
        if (*left) {
            (*left)--;
            common++;
        }
    }
    return strip->header_length ? (int)(2000 * common / (strip->header_length + known)) : 0;
}

/* How many characters stand before the values without the heading of the table, which may name its parts too. */
static size_t length_of_headers(const struct gj_workbench *bench, const struct gj_record *record) {
    size_t length = 0;
    for (size_t i = record->values; i-- > record->first && length < record->before_length;) {
        const struct gj_label *label = gj_label_at(bench, i);
        if (label && label->role == GJ_LABEL_HEADING)
            return length < record->before_length ? length : record->before_length;
        length += gj_key_at(bench, i)->length;
    }
    return record->before_length;
}

int gj_header_likeness(const struct gj_workbench *bench, const struct gj_record *record, const struct gj_strip *strip) {
    size_t length = length_of_headers(bench, record);
    return gj_likeness_of_bags(strip, record->before + record->before_length - length, length);
}
