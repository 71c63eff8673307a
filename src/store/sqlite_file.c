#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "store/folder.h"
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

/* One word of the answer to `pragma` into `ret`. The answer comes before what it tells of is on the
 * disk: only the end of the statement says that it worked. */
static int ask(sqlite3 *db, const char *pragma, char ret[16])
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db, pragma, -1, &stmt, NULL);

    if (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        snprintf(ret, 16, "%s", (const char *)sqlite3_column_text(stmt, 0));
        rc = sqlite3_step(stmt);
        rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
    }
    sqlite3_finalize(stmt);
    return rc;
}

/* The file is switched to its log once, under the lock. *number: errno of a failure. */
static int switch_to_log(struct store *s, int *number)
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
    *number = sqlite3_system_errno(db);
    sqlite3_close(db);
    return rc;
}

static int fault_file(struct err *e, const char *path, const char *why)
{
    return err_set(e, ERR_SYSTEM, N_("Không mở được dữ liệu ở %s: %s."), path, why);
}

static bool is_full(int number)
{
    return number == ENOSPC || number == EDQUOT;
}

/* errno of a file that could not be opened or made. */
static int fault_open(const struct store *s, const char *path, struct err *e)
{
    return is_full(errno) ? store__fault(s, ERR_FULL, e) : fault_file(e, path, strerror(errno));
}

static int make_file(struct store *s, struct err *e)
{
    int fd, rc, number;

    /* Only a new file is opened here: to close a descriptor of another would take away the locks
     * that this process may hold on it. */
    fd = open(s->url, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno != EEXIST)
        return fault_open(s, s->url, e);
    if (fd >= 0)
        close(fd);
    rc = switch_to_log(s, &number) & 0xFF;
    if (rc == SQLITE_NOTADB || rc == SQLITE_CORRUPT)
        return err_set(e, ERR_UNREADABLE, N_("Tệp dữ liệu hỏng hoặc không phải của namro: %s."),
                       s->url);
    if (rc == SQLITE_FULL || (rc == SQLITE_IOERR && is_full(number)))
        return store__fault(s, ERR_FULL, e);
    if (rc != SQLITE_OK)
        return fault_file(e, s->url, sqlite3_errstr(rc));
    return ERR_OK;
}

/* The folder the file lies in. */
static void folder_of(const struct store *s, char ret[PATH_MAX])
{
    char *slash;

    snprintf(ret, PATH_MAX, "%s", s->url);
    slash = strrchr(ret, '/');
    if (!slash)
        memcpy(ret, ".", 2);
    else
        slash[slash == ret] = 0;
}

static bool write_again(int fd)
{
    char piece[64 << 10];
    off_t at = 0;
    ssize_t n;

    while ((n = pread(fd, piece, sizeof(piece), at)) > 0) {
        if (pwrite(fd, piece, (size_t)n, at) != n)
            return false;
        at += n;
    }
    return n == 0 && (at == 0 || fdatasync(fd) == 0);
}

int store__sqlite_log_lasts(const struct store *s)
{
    char path[PATH_MAX];
    int fd, number;
    bool done;

    snprintf(path, sizeof(path), "%s-wal", s->url);
    fd = open(path, O_RDWR | O_CLOEXEC);
    errno = fd < 0 ? errno : EIO;
    done = fd >= 0 && write_again(fd);
    number = errno;
    if (fd >= 0)
        close(fd);
    if (!done)
        return number;
    folder_of(s, path);
    fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    done = fd >= 0 && fsync(fd) == 0;
    number = errno;
    if (fd >= 0)
        close(fd);
    return done ? 0 : number;
}

int store__sqlite_prepare(struct store *s, struct err *e)
{
    char folder[PATH_MAX], lock[PATH_MAX];
    struct statfs fs;
    int r;

    if (snprintf(lock, sizeof(lock), "%s-lock", s->url) >= (int)sizeof(lock))
        return fault_file(e, s->url, strerror(ENAMETOOLONG));
    folder_of(s, folder);
    if ((r = store_folder_make(folder, e)))
        return r;
    if (statfs(folder, &fs) == 0 && store__sqlite_is_network(fs.f_type))
        return err_set(e, ERR_UNSUPPORTED,
                       N_("Thư mục dữ liệu %s nằm trên ổ mạng, nơi tệp dữ liệu không an toàn; hãy "
                          "đặt trên đĩa của máy này hoặc dùng PostgreSQL."),
                       folder);
    s->lock_file = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (s->lock_file < 0)
        return fault_open(s, lock, e);
    return make_file(s, e);
}
