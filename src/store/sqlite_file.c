#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "store/sqlite_priv.h"

bool store__sqlite_is_network(long type)
{
    static const uint32_t network[] = {
        0x6969,     /* NFS */
        0x517B,     /* SMB */
        0xFF534D42, /* CIFS */
        0xFE534D42, /* SMB 2 */
        0x01021997, /* 9P */
        0x00C36400, /* Ceph */
        0x5346414F, /* AFS */
        0x6B414653, /* kAFS */
        0x73757245, /* Coda */
        0x7461636F, /* OCFS2 */
        0x01161970, /* GFS2 */
        0x0BD00BD0, /* Lustre */
        0x47504653, /* GPFS */
        0x19830326, /* BeeGFS */
        0x564C,     /* NCP */
    };

    for (size_t i = 0; i < COUNT(network); i++)
        if ((uint32_t)type == network[i])
            return true;
    return false;
}

static int sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), r;

    if (fd < 0)
        return -1;
    r = fsync(fd);
    close(fd);
    return r;
}

/* `path` and the folders above it that are missing; each is on the disk before the next is made. */
static int make_folder(char *path)
{
    struct stat is;
    char *slash;

    if (stat(path, &is) == 0)
        return S_ISDIR(is.st_mode) ? 0 : (errno = ENOTDIR, -1);
    slash = strrchr(path, '/');
    if (slash && slash != path) {
        *slash = 0;
        if (make_folder(path) < 0)
            return -1;
        *slash = '/';
    }
    if (mkdir(path, 0700) < 0 && errno != EEXIST)
        return -1;
    if (!slash)
        return sync_folder(".");
    if (slash == path)
        return sync_folder("/");
    *slash = 0;
    if (sync_folder(path) < 0)
        return -1;
    *slash = '/';
    return 0;
}

/* One word of the answer to `pragma` into `ret`. */
static int ask(sqlite3 *db, const char *pragma, char ret[16])
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db, pragma, -1, &stmt, NULL);

    if (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        snprintf(ret, 16, "%s", (const char *)sqlite3_column_text(stmt, 0));
        rc = SQLITE_OK;
    }
    sqlite3_finalize(stmt);
    return rc;
}

/* The file is switched to its log once, under the lock. */
static int switch_to_log(struct store *s)
{
    sqlite3 *db = NULL;
    char mode[16] = "";
    int rc = sqlite3_open_v2(s->url, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

    if (rc == SQLITE_OK) {
        sqlite3_busy_timeout(db, s->wait_s * 1000);
        sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
        rc = ask(db, "PRAGMA journal_mode", mode);
    }
    if (rc == SQLITE_OK && strcmp(mode, "wal") != 0) {
        if (flock(s->lock_file, LOCK_EX) == 0)
            rc = ask(db, "PRAGMA journal_mode = WAL", mode);
        flock(s->lock_file, LOCK_UN);
        if (rc == SQLITE_OK && strcmp(mode, "wal") != 0)
            rc = SQLITE_CANTOPEN;
    }
    sqlite3_close(db);
    return rc;
}

static int fault_file(struct err *e, const char *path, const char *why)
{
    return err_set(e, ERR_SYSTEM, N_("Không mở được dữ liệu ở %s: %s."), path, why);
}

static int make_file(struct store *s, struct err *e)
{
    int fd, rc;

    /* Only a new file is opened here: to close a descriptor of another would take away the locks
     * that this process may hold on it. */
    fd = open(s->url, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno != EEXIST)
        return fault_file(e, s->url, strerror(errno));
    if (fd >= 0)
        close(fd);
    rc = switch_to_log(s) & 0xFF;
    if (rc == SQLITE_NOTADB || rc == SQLITE_CORRUPT)
        return err_set(e, ERR_UNREADABLE, N_("Tệp dữ liệu hỏng hoặc không phải của namro: %s."),
                       s->url);
    if (rc == SQLITE_FULL)
        return store__fault(s, ERR_FULL, e);
    if (rc != SQLITE_OK)
        return fault_file(e, s->url, sqlite3_errstr(rc));
    return ERR_OK;
}

int store__sqlite_prepare(struct store *s, struct err *e)
{
    char folder[PATH_MAX], lock[PATH_MAX], *slash;
    struct statfs fs;

    if (snprintf(lock, sizeof(lock), "%s-lock", s->url) >= (int)sizeof(lock))
        return fault_file(e, s->url, strerror(ENAMETOOLONG));
    snprintf(folder, sizeof(folder), "%s", s->url);
    slash = strrchr(folder, '/');
    if (!slash)
        memcpy(folder, ".", 2);
    else
        slash[slash == folder] = 0;
    if (make_folder(folder) < 0)
        return fault_file(e, folder, strerror(errno));
    if (statfs(folder, &fs) == 0 && store__sqlite_is_network(fs.f_type))
        return err_set(e, ERR_UNSUPPORTED,
                       N_("Thư mục dữ liệu %s nằm trên ổ mạng, nơi tệp dữ liệu không an toàn; hãy "
                          "đặt trên đĩa của máy này hoặc dùng PostgreSQL."),
                       folder);
    s->lock_file = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (s->lock_file < 0)
        return fault_file(e, lock, strerror(errno));
    return make_file(s, e);
}
