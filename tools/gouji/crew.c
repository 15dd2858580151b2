#include "crew.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

/* As the first thread has it; some systems give others far less. */
#define STACK_SIZE ((size_t)8 << 20)

struct place {
    void *task;
    bool done;
};

struct crew {
    void (*work)(void *context, void *task);
    void *context;
    pthread_mutex_t mutex;
    pthread_cond_t given, done;
    pthread_t *threads;
    size_t thread_count;
    /* A ring; all three count from the start: the next to be taken back, to be worked on, and to be given. */
    struct place *places;
    size_t window;
    size_t taken, begun, end;
    bool stopped;
};

static struct place *place_of(const struct crew *crew, size_t number) {
    return &crew->places[number % crew->window];
}

/* ---------------------------------------------------------------- the workers */

static void *run_worker(void *argument) {
    struct crew *crew = argument;
    pthread_mutex_lock(&crew->mutex);
    for (;;) {
        while (!crew->stopped && crew->begun == crew->end)
            pthread_cond_wait(&crew->given, &crew->mutex);
        if (crew->stopped)
            break;
        struct place *place = place_of(crew, crew->begun++);
        pthread_mutex_unlock(&crew->mutex);
        crew->work(crew->context, place->task);
        pthread_mutex_lock(&crew->mutex);
        place->done = true;
        pthread_cond_signal(&crew->done);
    }
    pthread_mutex_unlock(&crew->mutex);
    return NULL;
}

static void start_workers(struct crew *crew, size_t count) {
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return;
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    while (crew->thread_count < count &&
           pthread_create(&crew->threads[crew->thread_count], &attributes, run_worker, crew) == 0)
        crew->thread_count++;
    pthread_attr_destroy(&attributes);
}

struct crew *crew_new(size_t workers, size_t window, void (*work)(void *context, void *task), void *context) {
    struct crew *crew = calloc(1, sizeof *crew);
    if (!crew)
        return NULL;
    crew->work = work;
    crew->context = context;
    crew->window = window;
    crew->places = calloc(window, sizeof *crew->places);
    crew->threads = calloc(workers ? workers : 1, sizeof *crew->threads);
    if (!crew->places || !crew->threads) {
        free(crew->places);
        free(crew->threads);
        free(crew);
        return NULL;
    }
    pthread_mutex_init(&crew->mutex, NULL);
    pthread_cond_init(&crew->given, NULL);
    pthread_cond_init(&crew->done, NULL);
    start_workers(crew, workers);
    return crew;
}

void crew_free(struct crew *crew) {
    if (!crew)
        return;
    crew_stop(crew);
    pthread_cond_destroy(&crew->done);
    pthread_cond_destroy(&crew->given);
    pthread_mutex_destroy(&crew->mutex);
    free(crew->threads);
    free(crew->places);
    free(crew);
}

/* ---------------------------------------------------------------- giving and taking */

/* Only the caller's thread changes these two. */
size_t crew_count(const struct crew *crew) {
    return crew->end - crew->taken;
}

bool crew_is_full(const struct crew *crew) {
    return crew_count(crew) == crew->window;
}

void crew_give(struct crew *crew, void *task) {
    pthread_mutex_lock(&crew->mutex);
    *place_of(crew, crew->end++) = (struct place){.task = task};
    pthread_cond_signal(&crew->given);
    pthread_mutex_unlock(&crew->mutex);
}

static struct timespec later(long milliseconds) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    time.tv_sec += milliseconds / 1000;
    time.tv_nsec += milliseconds % 1000 * 1000000;
    if (time.tv_nsec >= 1000000000) {
        time.tv_sec++;
        time.tv_nsec -= 1000000000;
    }
    return time;
}

static void *take_from_workers(struct crew *crew, long milliseconds) {
    struct timespec end = later(milliseconds);
    pthread_mutex_lock(&crew->mutex);
    struct place *place = place_of(crew, crew->taken);
    int error = 0;
    while (!place->done && error != ETIMEDOUT)
        error = pthread_cond_timedwait(&crew->done, &crew->mutex, &end);
    void *task = place->done ? place->task : NULL;
    if (task)
        crew->taken++;
    pthread_mutex_unlock(&crew->mutex);
    return task;
}

void *crew_take(struct crew *crew, long milliseconds) {
    if (crew_count(crew) == 0)
        return NULL;
    if (crew->thread_count > 0)
        return take_from_workers(crew, milliseconds);
    void *task = place_of(crew, crew->taken++)->task;
    crew->work(crew->context, task);
    return task;
}

void crew_stop(struct crew *crew) {
    pthread_mutex_lock(&crew->mutex);
    crew->stopped = true;
    pthread_cond_broadcast(&crew->given);
    pthread_mutex_unlock(&crew->mutex);
    for (size_t i = 0; i < crew->thread_count; i++)
        pthread_join(crew->threads[i], NULL);
    crew->thread_count = 0;
}

void *crew_left(struct crew *crew) {
    return crew->taken < crew->end ? place_of(crew, crew->taken++)->task : NULL;
}
