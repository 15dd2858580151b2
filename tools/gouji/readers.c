#include "readers.h"

#include <pthread.h>
#include <stdlib.h>

struct readers {
    const gj_grammar *grammar;
    gj_options options;
    pthread_mutex_t mutex;
    gj_reader **idle;
    size_t idle_count, room;
};

struct readers *readers_new(const gj_grammar *grammar, const gj_options *options, size_t count) {
    struct readers *readers = calloc(1, sizeof *readers);
    if (!readers)
        return NULL;
    readers->grammar = grammar;
    readers->options = *options;
    readers->room = count;
    readers->idle = calloc(count ? count : 1, sizeof(gj_reader *));
    if (!readers->idle) {
        free(readers);
        return NULL;
    }
    pthread_mutex_init(&readers->mutex, NULL);
    return readers;
}

void readers_free(struct readers *readers) {
    if (!readers)
        return;
    for (size_t i = 0; i < readers->idle_count; i++)
        gj_reader_free(readers->idle[i]);
    pthread_mutex_destroy(&readers->mutex);
    free(readers->idle);
    free(readers);
}

gj_reader *readers_take(struct readers *readers, gj_error *error) {
    gj_reader *reader = NULL;
    pthread_mutex_lock(&readers->mutex);
    if (readers->idle_count > 0)
        reader = readers->idle[--readers->idle_count];
    pthread_mutex_unlock(&readers->mutex);
    if (!reader && gj_reader_new(&reader, readers->grammar, &readers->options, error) != GJ_OK)
        return NULL;
    return reader;
}

void readers_give_back(struct readers *readers, gj_reader *reader) {
    pthread_mutex_lock(&readers->mutex);
    bool kept = readers->idle_count < readers->room;
    if (kept)
        readers->idle[readers->idle_count++] = reader;
    pthread_mutex_unlock(&readers->mutex);
    if (!kept)
        gj_reader_free(reader);
}
