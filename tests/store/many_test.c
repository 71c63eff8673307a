#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "store.h"

/* Many at once: threads, stores that stand for processes, processes. */

static struct err error;

enum { EACH = 25 };

struct at_work {
    struct store *store;
    const char *name;
    atomic_int *phase;
    int failures;
};

/* cmocka's assertions may not be used off the main thread: failures are counted. */
static int add_one(struct store *s, const char *name, struct err *e)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_count all = {0};
    struct case_row_thing_count *row;
    struct case_row_thing_made *made;
    struct case_sql_thing_add in = {.due = {1}};
    int r;

    /* what was counted still holds when the row is added, or the name would be there already */
    if ((r = store_txn_write(s, &t, e)) || (r = case_thing_count(&t, mem, &all, &row, e)))
        return r;
    in.name = arena_printf(mem, "%lld", (long long)row->count);
    in.number = row->count;
    in.name_maybe = store_text(str_from(name));
    if ((r = case_thing_add(&t, mem, &in, &made, e)))
        return r;
    return store_txn_commit(&t, e);
}

static void *writer(void *ctx)
{
    struct at_work *w = ctx;
    struct err e;

    for (int i = 0; i < EACH; i++)
        if (add_one(w->store, w->name, &e)) {
            fprintf(stderr, "%s: %s\n", w->name, e.text);
            w->failures++;
        }
    return NULL;
}

/* Counts and sums in one transaction always fit together. */
static void *reader(void *ctx)
{
    struct at_work *w = ctx;
    int64_t before = 0;
    struct err e;

    while (*w->phase == 0) {
        CLEANUP(arena_freep) struct arena *mem = arena_new(0);
        CLEANUP(store_txn_end) struct store_txn t = {0};
        struct case_sql_thing_count all = {0};
        struct case_row_thing_count *first, *second;

        if (store_txn_read(w->store, &t, &e) || case_thing_count(&t, mem, &all, &first, &e) ||
            case_thing_count(&t, mem, &all, &second, &e)) {
            fprintf(stderr, "reader: %s\n", e.text);
            w->failures++;
            break;
        }
        w->failures += first->count != second->count || first->count < before ||
                       first->total.is != first->count * (first->count - 1) / 2;
        before = first->count;
    }
    return NULL;
}

static struct store *opened(const char *url)
{
    struct store *s;

    assert_ok(store__open(url, case__migrations, case__migration_count, &s, &error));
    return s;
}

static int64_t count(struct store *s, struct arena *mem)
{
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_thing_count all = {0};
    struct case_row_thing_count *row;

    assert_ok(store_txn_read(s, &t, &error));
    assert_ok(case_thing_count(&t, mem, &all, &row, &error));
    return row->count;
}

static void test_writers_queue_and_readers_see_whole_states(void **state)
{
    enum { WRITERS = 4, READERS = 12, STORES = 2 }; /* more readers than connections */
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const char *url = fresh_url(mem);
    struct store *stores[STORES];
    struct at_work work[WRITERS + READERS];
    pthread_t threads[WRITERS + READERS];
    atomic_int phase = 0;

    (void)state;
    for (int i = 0; i < STORES; i++)
        stores[i] = opened(url);
    for (int i = 0; i < WRITERS + READERS; i++) {
        work[i] = (struct at_work){stores[i % STORES], "writer", &phase, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, i < WRITERS ? writer : reader, &work[i]),
                         0);
    }
    for (int i = 0; i < WRITERS; i++)
        pthread_join(threads[i], NULL);
    phase = 1;
    for (int i = WRITERS; i < WRITERS + READERS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < WRITERS + READERS; i++)
        assert_int_equal(work[i].failures, 0);
    assert_int_equal(count(stores[0], mem), WRITERS * EACH);
    for (int i = 0; i < STORES; i++)
        store_free(stores[i]);
}

static void test_processes_queue_too(void **state)
{
    enum { PROCESSES = 3 };
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    const char *url = fresh_url(mem);
    pid_t child[PROCESSES];

    (void)state;
    store_free(opened(url));
    for (int i = 0; i < PROCESSES; i++) {
        child[i] = fork();
        if (child[i] == 0) {
            struct at_work w = {opened(url), "process", NULL, 0};

            writer(&w);
            store_free(w.store);
            _exit(w.failures != 0);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;

        assert_int_equal(waitpid(child[i], &status, 0), child[i]);
        assert_int_equal(status, 0);
    }
    s = opened(url);
    assert_int_equal(count(s, mem), PROCESSES * EACH);
}

static void *second_writer(void *ctx)
{
    struct at_work *w = ctx;
    struct store_txn t = {0};
    struct err e;

    *w->phase = 1;
    w->failures = store_txn_write(w->store, &t, &e);
    *w->phase = 2;
    store_txn_end(&t);
    return NULL;
}

/* Of another store, which stands for another process; then of the same. */
static void test_a_writer_waits_for_the_one_before(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const char *url = fresh_url(mem);
    struct store *stores[] = {opened(url), opened(url)};
    struct timespec pause = {0, 100000000};

    (void)state;
    for (size_t i = 0; i < COUNT(stores); i++) {
        CLEANUP(store_txn_end) struct store_txn t = {0};
        atomic_int phase = 0;
        struct at_work w = {stores[i], "second", &phase, 0};
        pthread_t thread;

        assert_ok(store_txn_write(stores[0], &t, &error));
        assert_int_equal(pthread_create(&thread, NULL, second_writer, &w), 0);
        while (phase == 0)
            nanosleep(&(struct timespec){0, 1000000}, NULL);
        nanosleep(&pause, NULL); /* it would get far within this time, were it not held */
        assert_int_equal(phase, 1);
        store_txn_end(&t);
        pthread_join(thread, NULL);
        assert_int_equal(phase, 2);
        assert_int_equal(w.failures, ERR_OK);
    }
    store_free(stores[0]);
    store_free(stores[1]);
}

static void test_a_writer_does_not_wait_for_ever(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    const char *url = fresh_url(mem);
    struct store *stores[] = {opened(url), opened(url)};

    (void)state;
    for (size_t i = 0; i < COUNT(stores); i++) {
        CLEANUP(store_txn_end) struct store_txn t = {0}, late = {0};

        stores[i]->wait_s = 1;
        assert_ok(store_txn_write(stores[0], &t, &error));
        assert_int_equal(store_txn_write(stores[i], &late, &error), ERR_BUSY);
        store_txn_end(&t);
        assert_ok(store_txn_write(stores[i], &late, &error));
    }
    store_free(stores[0]);
    store_free(stores[1]);
}

/* The lock is one that anybody can hold who has to keep writers away: a copy of the file, say. */
static void test_writers_respect_the_lock_file(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = NULL;
    CLEANUP(store_txn_end) struct store_txn t = {0};
    int lock;

    (void)state;
    if (!on_sqlite())
        return;
    s = opened(fresh_url(mem));
    s->wait_s = 1;
    lock = open(arena_printf(mem, "%s-lock", s->url).p, O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    assert_int_equal(store_txn_write(s, &t, &error), ERR_BUSY);
    assert_int_equal(count(s, mem), 0); /* readers need none */
    close(lock);
    assert_ok(store_txn_write(s, &t, &error));
}

static void test_a_read_that_lasts_too_long_is_stopped(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = opened(fresh_url(mem));
    CLEANUP(store_txn_end) struct store_txn t = {0};
    struct case_sql_number_count in = {.most = 1000000000};
    struct case_row_number_count *row;

    (void)state;
    store_free(s);
    s = opened(fresh_url(mem));
    s->read_s = 1;
    store__pool_release(&s->readers); /* those opened until now know the longer time */
    s->readers.open = 0;
    assert_ok(store_txn_read(s, &t, &error));
    assert_int_equal(case_number_count(&t, mem, &in, &row, &error), ERR_TOO_BIG);
    store_txn_end(&t);
    in.most = 1000;
    assert_ok(store_txn_read(s, &t, &error));
    assert_ok(case_number_count(&t, mem, &in, &row, &error));
    assert_int_equal(row->count, 1000);
}

static void test_a_child_does_not_touch_what_its_parent_opened(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    CLEANUP(store_freep) struct store *s = opened(fresh_url(mem));
    pid_t child;
    int status;

    (void)state;
    child = fork();
    if (child == 0) {
        struct store_txn t = {0};
        int r = store_txn_read(s, &t, &error);

        store_free(s);
        _exit(r == ERR_SYSTEM ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_ok(add_one(s, "parent", &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writers_queue_and_readers_see_whole_states),
        cmocka_unit_test(test_processes_queue_too),
        cmocka_unit_test(test_a_writer_waits_for_the_one_before),
        cmocka_unit_test(test_a_writer_does_not_wait_for_ever),
        cmocka_unit_test(test_writers_respect_the_lock_file),
        cmocka_unit_test(test_a_read_that_lasts_too_long_is_stopped),
        cmocka_unit_test(test_a_child_does_not_touch_what_its_parent_opened),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
