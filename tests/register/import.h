#pragma once

/* Documents brought into the register of a test. SOURCE is the tree; namro-read stands beside the
 * program. */

#include <fcntl.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include "app/draft.h"
#include "app/import.h"
#include "base/memfd.h"
#include "register.h"

/* Imports a file of the tree ("data/sample/ke-hoach-25.docx"). */
static inline int import_file(struct fixture *f, const char *path, struct app_import *ret)
{
    int fd = open(arena_printf(f->mem, "%s/%s", SOURCE, path).p, O_RDONLY | O_CLOEXEC), code;

    if (fd < 0)
        fail_msg("cannot open %s", path);
    code = app_import_file(f->a, app_who_web, fd, str_from(path), f->mem, ret, &f->e);
    close(fd);
    return code;
}

/* Imports a document given as text. */
static inline int import_words(struct fixture *f, struct str words, struct app_import *ret)
{
    int fd, code;

    assert_ok(memfd_from_bytes(words, &fd, &f->e));
    code = app_import_file(f->a, app_who_web, fd, STR("ke-hoach.txt"), f->mem, ret, &f->e);
    close(fd);
    return code;
}

/* A statement past the register, as an administrator would run it. */
static inline void run_beside(struct fixture *f, const char *sql)
{
    if (f->url) {
        PGconn *db = PQconnectdb(f->url);
        PGresult *result = PQexec(db, sql);

        assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
        PQclear(result);
        PQfinish(db);
    } else {
        sqlite3 *db;

        assert_int_equal(sqlite3_open(arena_printf(f->mem, "%s/namro.db", f->folder).p, &db), 0);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), 0);
        assert_int_equal(sqlite3_close(db), 0);
    }
}

/* Confirms a draft by somebody who has seen all of it. */
static inline int confirm_draft(struct fixture *f, int64_t draft, int64_t *ret_plan)
{
    struct app_draft d;

    assert_ok(app_draft_view(f->a, app_who_web, draft, f->mem, &d, &f->e));
    return app_draft_confirm(f->a, app_who_web, draft, d.changes, ret_plan, &f->e);
}

static const struct app_draft_filter all_rows = {.kind = -1, .document_order = true};

/* The rows of a draft that `filter` lets through, at most 200. */
static inline struct app_draft_rows rows_of(struct fixture *f, int64_t draft,
                                            const struct app_draft_filter *filter)
{
    const struct app_page all = {.limit = 200};
    struct app_draft_rows rows;

    assert_ok(app_draft_row_list(f->a, app_who_web, draft, filter, all, f->mem, &rows, &f->e));
    return rows;
}

/* How many files lie in the data folder below files/. */
static size_t fixture_files;
static inline int fixture_count(const char *path, const struct stat *st, int flag, struct FTW *at)
{
    (void)path;
    (void)st;
    (void)at;
    fixture_files += flag == FTW_F;
    return 0;
}
static inline size_t files_in(struct fixture *f)
{
    fixture_files = 0;
    nftw(arena_printf(f->mem, "%s/files", f->folder).p, fixture_count, 16, FTW_PHYS);
    return fixture_files;
}
