#include "store/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memfd.h"

enum { PIECE_BYTES = 64 << 10, ROUNDS = 100 };

#define NEW ".new-"

static int not_kept(struct err *e)
{
    int number = errno;

    if (number == ENOSPC || number == EDQUOT)
        return err_set(e, ERR_FULL, N_("Ổ đĩa chứa dữ liệu đã hết chỗ nên tệp chưa được giữ."));
    if (number == EACCES || number == EPERM || number == EROFS)
        return err_set(e, ERR_SYSTEM,
                       N_("Không có quyền ghi vào thư mục dữ liệu nên tệp chưa được giữ."));
    return err_set(e, ERR_SYSTEM,
                   N_("Không ghi được vào thư mục dữ liệu (mã lỗi %d) nên tệp chưa được giữ."),
                   number);
}

static int not_read(struct err *e)
{
    return err_set(e, ERR_SYSTEM, N_("Không đọc được thư mục dữ liệu (mã lỗi %d)."), errno);
}

static int no_file(struct err *e)
{
    return err_set(e, ERR_NOT_FOUND, N_("Không có tệp gốc này trong kho."));
}

static bool is_hash(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f')))
            return false;
    return s.n == STORE_FILE_HASH;
}

static bool lock(int fd, int how)
{
    int r;

    while ((r = flock(fd, how)) < 0 && errno == EINTR)
        ;
    return r == 0;
}

/* Where one file stands: the folders on the way, and its name in the last of them. */
struct place {
    int data, files, shard;
    char name[STORE_FILE_HASH + 1];
};

#define PLACE_NONE ((struct place){-1, -1, -1, ""})

static void place_close(struct place *p)
{
    memfd_close(&p->data);
    memfd_close(&p->files);
    memfd_close(&p->shard);
}

static int folder_at(int at, const char *name, int links)
{
    return openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | links);
}

/* False with errno where a folder is missing. `files` may be a link to another disk; nothing below
 * it may. */
static bool place_open(const char *folder, struct str hash, bool make, struct place *ret)
{
    struct place p = PLACE_NONE;
    char shard[3] = {hash.p[0], hash.p[1], 0};

    memcpy(p.name, hash.p, STORE_FILE_HASH);
    if ((p.data = folder_at(AT_FDCWD, folder, 0)) >= 0 &&
        (!make || mkdirat(p.data, "files", 0700) == 0 || errno == EEXIST) &&
        (p.files = folder_at(p.data, "files", 0)) >= 0 &&
        (!make || mkdirat(p.files, shard, 0700) == 0 || errno == EEXIST) &&
        (p.shard = folder_at(p.files, shard, O_NOFOLLOW)) >= 0) {
        *ret = p;
        return true;
    }
    place_close(&p);
    return false;
}

/* Every folder on the way, made now or not: who made it may have died before this. */
static bool place_sync(const struct place *p)
{
    return fsync(p->shard) == 0 && fsync(p->files) == 0 && fsync(p->data) == 0;
}

/* -1 with errno. O_NONBLOCK: a pipe somebody put there must not hold us up. */
static int file_at(int at, const char *name)
{
    return openat(at, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}

/* Whether the name still means this file, which a lock that was waited for does not say. */
static bool is_still(int at, const char *name, int fd)
{
    struct stat named, open;

    return fstatat(at, name, &named, AT_SYMLINK_NOFOLLOW) == 0 && fstat(fd, &open) == 0 &&
           named.st_dev == open.st_dev && named.st_ino == open.st_ino;
}

/* The hash of the bytes; false where they cannot be read. */
static bool hash_of(int fd, char ret[STORE_FILE_HASH + 1])
{
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    unsigned char piece[PIECE_BYTES];
    off_t at = 0;
    ssize_t n;

    while ((n = pread(fd, piece, sizeof(piece), at)) > 0 || (n < 0 && errno == EINTR)) {
        if (n < 0)
            continue;
        g_checksum_update(sum, piece, n);
        at += n;
    }
    memcpy(ret, g_checksum_get_string(sum), STORE_FILE_HASH + 1);
    g_checksum_free(sum);
    return n == 0;
}

static bool has_bytes(int fd, struct str bytes)
{
    char piece[PIECE_BYTES];
    size_t at = 0;
    ssize_t n;

    while ((n = pread(fd, piece, sizeof(piece), (off_t)at)) > 0 || (n < 0 && errno == EINTR)) {
        if (n < 0)
            continue;
        if ((size_t)n > bytes.n - at || memcmp(piece, bytes.p + at, (size_t)n) != 0)
            return false;
        at += (size_t)n;
    }
    return n == 0 && at == bytes.n;
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = str_rest(bytes, (size_t)n);
    }
    return true;
}

/* An empty file, locked before a sweep could take it for a left-over. */
static int new_open(int files, char name[32])
{
    uint64_t number;
    int fd;

    for (int i = 0; i < ROUNDS; i++) {
        if (getrandom(&number, sizeof(number), 0) != sizeof(number))
            return -1;
        snprintf(name, 32, NEW "%016llx", (unsigned long long)number);
        fd = openat(files, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0)
            return -1;
        if (lock(fd, LOCK_EX) && is_still(files, name, fd))
            return fd;
        close(fd);
    }
    errno = EBUSY;
    return -1;
}

/* Takes the place of `damaged` (locked by us), or of nothing: never of what another keeper has put
 * there meanwhile (EEXIST). File systems that cannot promise that say EINVAL. */
static bool put(const struct place *p, const char *name, bool damaged)
{
    unsigned flags = damaged ? 0 : RENAME_NOREPLACE;

    if (renameat2(p->files, name, p->shard, p->name, flags) == 0)
        return true;
    return errno == EINVAL && renameat(p->files, name, p->shard, p->name) == 0;
}

/* Writes the bytes beside, then gives them their name. *ret stays -1 where another keeper was
 * faster. A folder whose fsync failed may have lost the name, and the next fsync would not tell:
 * the name goes, as nobody can rely on it yet who has not waited for our lock. */
static int write_new(const struct place *p, struct str bytes, bool damaged, int *ret, struct err *e)
{
    char name[32];
    CLEANUP(memfd_close) int fd = new_open(p->files, name);
    int code;

    if (fd < 0)
        return not_kept(e);
    if (!write_all(fd, bytes) || fsync(fd) < 0 || !put(p, name, damaged)) {
        code = errno == EEXIST ? ERR_OK : not_kept(e);
        unlinkat(p->files, name, 0);
        return code;
    }
    if (!place_sync(p)) {
        code = not_kept(e);
        unlinkat(p->shard, p->name, 0);
        return code;
    }
    *ret = fd;
    fd = -1;
    return ERR_OK;
}

/* One attempt; *ret stays -1 where somebody else changed the place meanwhile. */
static int keep_once(const struct place *p, struct str bytes, int *ret, struct err *e)
{
    CLEANUP(memfd_close) int fd = file_at(p->shard, p->name);
    bool damaged = false;
    int code;

    if (fd < 0 && errno != ENOENT)
        return not_kept(e);
    if (fd >= 0) {
        if (!lock(fd, LOCK_SH))
            return not_kept(e);
        damaged = !has_bytes(fd, bytes);
        if (damaged && !lock(fd, LOCK_EX))
            return not_kept(e);
        if (!is_still(p->shard, p->name, fd))
            return ERR_OK;
    }
    if (fd >= 0 && !damaged) {
        if (fsync(fd) < 0 || !place_sync(p))
            return not_kept(e);
    } else {
        int made = -1;

        if ((code = write_new(p, bytes, damaged, &made, e)) || made < 0)
            return code;
        memfd_close(&fd);
        fd = made;
        /* Not atomic: somebody may drop it between the two locks. */
        if (!lock(fd, LOCK_SH))
            return not_kept(e);
        if (!is_still(p->shard, p->name, fd))
            return ERR_OK;
    }
    *ret = fd;
    fd = -1;
    return ERR_OK;
}

int store_file_hash(int fd, char ret[STORE_FILE_HASH + 1], struct err *e)
{
    return hash_of(fd, ret) ? ERR_OK : not_kept(e);
}

int store_file_keep(const char *folder, int fd, struct store_file *ret, struct err *e)
{
    CLEANUP(memfd_unmap) struct str bytes = STR_NONE;
    CLEANUP(place_close) struct place place = PLACE_NONE;
    struct store_file f = STORE_FILE_NONE;
    int code;

    if ((code = memfd_map(fd, &bytes, e)))
        return code;
    if (!hash_of(fd, f.hash))
        return not_kept(e);
    f.bytes = (int64_t)bytes.n;
    if (!place_open(folder, str_from(f.hash), true, &place))
        return not_kept(e);
    for (int i = 0; i < ROUNDS; i++) {
        if ((code = keep_once(&place, bytes, &f.fd, e)))
            return code;
        if (f.fd >= 0) {
            *ret = f;
            return ERR_OK;
        }
    }
    errno = EBUSY;
    return not_kept(e);
}

void store_file_release(struct store_file *f)
{
    memfd_close(&f->fd);
}

int store_file_open(const char *folder, struct str hash, int *ret, struct err *e)
{
    CLEANUP(place_close) struct place place = PLACE_NONE;
    int fd;

    if (!is_hash(hash))
        return no_file(e);
    if (!place_open(folder, hash, false, &place) || (fd = file_at(place.shard, place.name)) < 0)
        return errno == ENOENT ? no_file(e) : not_read(e);
    *ret = fd;
    return ERR_OK;
}

int store_file_check(const char *folder, struct str hash, enum store_file_state *ret, struct err *e)
{
    CLEANUP(memfd_close) int fd = -1;
    char found[STORE_FILE_HASH + 1];
    int code = store_file_open(folder, hash, &fd, e);

    if (code && code != ERR_NOT_FOUND)
        return code;
    if (code)
        *ret = STORE_FILE_MISSING;
    else if (hash_of(fd, found) && str_is(str_from(found), hash))
        *ret = STORE_FILE_WHOLE;
    else
        *ret = STORE_FILE_DAMAGED;
    return ERR_OK;
}

int store_file_drop(const char *folder, struct str hash, store_file_is_stray *is_stray, void *ctx,
                    bool *ret, struct err *e)
{
    CLEANUP(place_close) struct place place = PLACE_NONE;
    CLEANUP(memfd_close) int fd = -1;

    if (!is_hash(hash))
        return no_file(e);
    if (!place_open(folder, hash, false, &place) || (fd = file_at(place.shard, place.name)) < 0)
        return errno == ENOENT ? no_file(e) : not_read(e);
    *ret = false;
    if (!lock(fd, LOCK_EX | LOCK_NB) || !is_still(place.shard, place.name, fd) ||
        !is_stray(ctx, hash))
        return ERR_OK;
    if (unlinkat(place.shard, place.name, 0) < 0 || fsync(place.shard) < 0)
        return err_set(e, ERR_SYSTEM, N_("Không xoá được tệp trong kho (mã lỗi %d)."), errno);
    *ret = true;
    return ERR_OK;
}

/* ---- what lies there ---- */

struct walk {
    bool deep; /* into the folders that have the kept files */
    store_file_visit *visit;
    void *ctx;
    struct err *e;
};

static void dir_close(DIR **d)
{
    if (*d)
        closedir(*d);
}

/* Takes over `fd`. */
static DIR *dir_from(int fd)
{
    DIR *d = fd < 0 ? NULL : fdopendir(fd);

    if (!d)
        memfd_close(&fd);
    return d;
}

/* Whether a process is at work on it just now, or was until now. */
static bool is_busy(int at, const char *name)
{
    CLEANUP(memfd_close) int fd = file_at(at, name);

    return fd >= 0 && (!lock(fd, LOCK_EX | LOCK_NB) || !is_still(at, name, fd));
}

static int tell(const struct walk *w, int at, const char *shard, const char *name)
{
    char path[300];
    struct store_file_seen seen = {.path = path, .kind = STORE_FILE_OTHER};
    struct stat st;

    snprintf(path, sizeof(path), "%s%s%s", shard, *shard ? "/" : "", name);
    if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        return errno == ENOENT ? ERR_OK : not_read(w->e); /* gone meanwhile */
    seen.bytes = st.st_size;
    if (S_ISREG(st.st_mode) && *shard && is_hash(str_from(name)) &&
        str_starts(str_from(name), str_from(shard))) {
        seen.kind = STORE_FILE_KEPT;
        seen.hash = str_from(name);
    } else if (S_ISREG(st.st_mode) && !*shard && str_starts(str_from(name), STR(NEW))) {
        seen.kind = STORE_FILE_NEW;
    }
    if (seen.kind != STORE_FILE_OTHER && is_busy(at, name))
        return ERR_OK;
    return w->visit(w->ctx, &seen, w->e);
}

static bool is_shard(const struct dirent *entry)
{
    static const char digits[] = "0123456789abcdef";

    return strlen(entry->d_name) == 2 && strspn(entry->d_name, digits) == 2;
}

/* `shard` is "" for files/ itself. */
static int walk_folder(const struct walk *w, int fd, const char *shard)
{
    CLEANUP(dir_close) DIR *dir = dir_from(fd);
    struct dirent *entry;
    int code;

    if (!dir)
        return not_read(w->e);
    while (errno = 0, (entry = readdir(dir))) {
        int inner = -1;

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (!*shard && is_shard(entry)) {
            if (!w->deep)
                continue;
            inner = folder_at(dirfd(dir), entry->d_name, O_NOFOLLOW);
        }
        code = inner >= 0 ? walk_folder(w, inner, entry->d_name)
                          : tell(w, dirfd(dir), shard, entry->d_name);
        if (code)
            return code;
    }
    return errno ? not_read(w->e) : ERR_OK;
}

static int files_open(const char *folder, int *ret, struct err *e)
{
    CLEANUP(memfd_close) int data = folder_at(AT_FDCWD, folder, 0);

    *ret = data < 0 ? -1 : folder_at(data, "files", 0);
    return *ret < 0 && errno != ENOENT ? not_read(e) : ERR_OK;
}

int store_file_each(const char *folder, store_file_visit *visit, void *ctx, struct err *e)
{
    const struct walk w = {true, visit, ctx, e};
    int files, code;

    if ((code = files_open(folder, &files, e)) || files < 0)
        return code;
    return walk_folder(&w, files, "");
}

struct sweep {
    int files;
    size_t gone;
};

static int sweep_one(void *ctx, const struct store_file_seen *seen, struct err *e)
{
    struct sweep *s = ctx;

    (void)e;
    if (seen->kind == STORE_FILE_NEW) {
        CLEANUP(memfd_close) int fd = file_at(s->files, seen->path);

        if (fd >= 0 && lock(fd, LOCK_EX | LOCK_NB) && is_still(s->files, seen->path, fd) &&
            unlinkat(s->files, seen->path, 0) == 0)
            s->gone++;
    }
    return ERR_OK;
}

int store_file_sweep(const char *folder, size_t *ret, struct err *e)
{
    struct sweep s = {-1, 0};
    const struct walk w = {false, sweep_one, &s, e};
    int code, top;

    if ((code = files_open(folder, &s.files, e)))
        return code;
    if (s.files >= 0) {
        top = folder_at(s.files, ".", 0); /* goes with its walk */
        code = walk_folder(&w, top, "");
        memfd_close(&s.files);
    }
    if (!code)
        *ret = s.gone;
    return code;
}
