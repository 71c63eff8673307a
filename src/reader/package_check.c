#include <stdlib.h>

#include "reader/package.h"

/* APPNOTE.TXT 6.3: records of a zip, little-endian. */
enum {
    LOCAL_SIZE = 30,
    CENTRAL_SIZE = 46,
    END_SIZE = 22,
    END64_SIZE = 56,
    LOCATOR_SIZE = 20,
    COMMENT_MAX = 65535,
    FLAG_ENCRYPTED = 1 << 0,
    FLAG_SIZES_BEHIND =
        1 << 3, /* the local header leaves crc and sizes to a record behind the data */
    FLAG_MASKED = 1 << 13,
    EXTRA_ZIP64 = 1,
};

#define SIG_LOCAL   0x04034b50u
#define SIG_CENTRAL 0x02014b50u
#define SIG_END     0x06054b50u
#define SIG_END64   0x06064b50u
#define SIG_LOCATOR 0x07064b50u
#define FULL16      0xFFFFu
#define FULL32      0xFFFFFFFFu

/* As much of a name as a sentence can bear. */
static struct str shown(struct str name)
{
    return str_whole(str_cut(name, 0, 100));
}

static const char damaged[] = N_("Tệp nén bị hỏng hoặc tải về chưa hết: %s.");

/* All reads are bounded by the callers; these only put bytes together. */
static uint16_t get16(struct str s, uint64_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;

    return (uint16_t)(p[0] | p[1] << 8);
}

static uint32_t get32(struct str s, uint64_t at)
{
    return get16(s, at) | (uint32_t)get16(s, at + 2) << 16;
}

static uint64_t get64(struct str s, uint64_t at)
{
    return get32(s, at) | (uint64_t)get32(s, at + 4) << 32;
}

static bool holds(struct str s, uint64_t at, uint64_t n)
{
    return at <= s.n && n <= s.n - at;
}

/* What both headers of an entry say of it. */
struct header {
    uint16_t flags, method;
    uint32_t crc;
    uint64_t stored, size, offset;
};

/* The 64-bit values stand in the extra field, each only where its own field is full. False where
 * one is missing. */
static bool widen(struct str extra, struct header *h, bool with_offset)
{
    uint64_t *full[3], at = 4;
    size_t n = 0;

    if (h->size == FULL32)
        full[n++] = &h->size;
    if (h->stored == FULL32)
        full[n++] = &h->stored;
    if (with_offset && h->offset == FULL32)
        full[n++] = &h->offset;
    if (n == 0)
        return true;
    while (extra.n >= 4) {
        uint16_t id = get16(extra, 0), length = get16(extra, 2);

        if (!holds(extra, 4, length))
            return false;
        if (id == EXTRA_ZIP64) {
            for (size_t i = 0; i < n; i++, at += 8) {
                if (at + 8 > 4u + length)
                    return false;
                *full[i] = get64(extra, at);
            }
            return true;
        }
        extra = str_rest(extra, 4u + length);
    }
    return false;
}

struct directory {
    uint64_t offset, size, count;
};

static int find_directory(struct str zip, struct directory *ret, struct err *e)
{
    uint64_t lowest = zip.n > END_SIZE + COMMENT_MAX ? zip.n - END_SIZE - COMMENT_MAX : 0;
    uint64_t at = zip.n >= END_SIZE ? zip.n - END_SIZE + 1 : 0, wide;

    while (at > lowest) {
        at--;
        if (get32(zip, at) == SIG_END && holds(zip, at + END_SIZE, get16(zip, at + 20)))
            goto found;
    }
    return err_set(e, ERR_UNREADABLE, damaged, err_text(e, N_("không thấy mục lục ở cuối")));
found:
    if (get16(zip, at + 4) != 0 && get16(zip, at + 4) != FULL16)
        return err_set(e, ERR_UNSUPPORTED, N_("Tệp nén chia làm nhiều phần; không đọc."));
    *ret = (struct directory){get32(zip, at + 16), get32(zip, at + 12), get16(zip, at + 10)};
    if (at >= LOCATOR_SIZE && get32(zip, at - LOCATOR_SIZE) == SIG_LOCATOR) {
        wide = get64(zip, at - LOCATOR_SIZE + 8);
        if (!holds(zip, wide, END64_SIZE) || get32(zip, wide) != SIG_END64)
            return err_set(e, ERR_UNREADABLE, damaged, err_text(e, N_("mục lục 64 bit sai chỗ")));
        *ret = (struct directory){get64(zip, wide + 48), get64(zip, wide + 40),
                                  get64(zip, wide + 32)};
        at = wide;
    }
    if (ret->offset > at || ret->size > at - ret->offset)
        return err_set(e, ERR_UNREADABLE, damaged, err_text(e, N_("mục lục sai chỗ")));
    return ERR_OK;
}

/* The local header repeats the directory, but for what a record behind the data tells later. */
static bool agree(const struct header *local, const struct header *central)
{
    if (local->method != central->method ||
        (local->flags & FLAG_ENCRYPTED) != (central->flags & FLAG_ENCRYPTED))
        return false;
    if (local->flags & FLAG_SIZES_BEHIND)
        return (local->stored == 0 || local->stored == central->stored) &&
               (local->size == 0 || local->size == central->size);
    return local->crc == central->crc && local->stored == central->stored &&
           local->size == central->size;
}

static int check_local(struct str zip, const struct header *central, uint64_t end,
                       struct reader_package_entry *entry, struct err *e)
{
    uint64_t at = central->offset;
    struct header local;
    uint16_t name, extra;

    if (!holds(zip, at, LOCAL_SIZE) || get32(zip, at) != SIG_LOCAL)
        return err_set(e, ERR_UNREADABLE, damaged, err_text(e, N_("mục lục trỏ ra ngoài")));
    name = get16(zip, at + 26);
    extra = get16(zip, at + 28);
    if (!holds(zip, at + LOCAL_SIZE, (uint64_t)name + extra))
        return err_set(e, ERR_UNREADABLE, damaged, err_text(e, N_("một phần bị cụt")));
    local = (struct header){get16(zip, at + 6),  get16(zip, at + 8),  get32(zip, at + 14),
                            get32(zip, at + 18), get32(zip, at + 22), 0};
    if (!str_is((struct str){zip.p + at + LOCAL_SIZE, name}, entry->name) ||
        !widen((struct str){zip.p + at + LOCAL_SIZE + name, extra}, &local, false) ||
        !agree(&local, central))
        return err_set(e, ERR_UNREADABLE,
                       N_("Tệp nén nói hai điều khác nhau về phần \"%.*s\" nên không đọc."),
                       STR_ARG(shown(entry->name)));
    entry->start = at;
    entry->end = at + LOCAL_SIZE + name + extra;
    if (entry->end > end || central->stored > end - entry->end)
        return err_set(e, ERR_UNREADABLE, damaged, err_text(e, N_("một phần bị cụt")));
    entry->end += central->stored;
    entry->stored = central->stored;
    return ERR_OK;
}

static int by_place(const void *a, const void *b)
{
    const struct reader_package_entry *const *x = a, *const *y = b;

    return ((*x)->start > (*y)->start) - ((*x)->start < (*y)->start);
}

static int by_name(const void *a, const void *b)
{
    const struct reader_package_entry *const *x = a, *const *y = b;

    return str_compare((*x)->name, (*y)->name);
}

static int check_together(struct arena *mem, struct reader_package_entry *entries, size_t count,
                          struct err *e)
{
    struct reader_package_entry **sorted = ARENA_MANY(mem, struct reader_package_entry *,
                                                      count + 1);

    for (size_t i = 0; i < count; i++)
        sorted[i] = &entries[i];
    qsort(sorted, count, sizeof(*sorted), by_place);
    for (size_t i = 1; i < count; i++)
        if (sorted[i]->start < sorted[i - 1]->end)
            return err_set(e, ERR_UNREADABLE,
                           N_("Tệp nén có các phần chồng lên nhau nên không đọc."));
    qsort(sorted, count, sizeof(*sorted), by_name);
    for (size_t i = 1; i < count; i++)
        if (str_is(sorted[i]->name, sorted[i - 1]->name))
            return err_set(e, ERR_UNREADABLE,
                           N_("Tệp nén có hai phần cùng tên \"%.*s\" nên không đọc."),
                           STR_ARG(shown(sorted[i]->name)));
    return ERR_OK;
}

int reader_package_check(struct arena *mem, struct str zip, const struct reader_limits *limits,
                         struct reader_package_entry **ret, size_t *count, struct err *e)
{
    struct reader_package_entry *entries;
    struct directory d = {0};
    uint64_t at, end;
    int r = find_directory(zip, &d, e);

    if (r)
        return r;
    if (d.count > limits->entries)
        return err_set(e, ERR_TOO_BIG, N_("Tệp nén có hơn %u phần nên không đọc."),
                       limits->entries);
    entries = ARENA_MANY(mem, struct reader_package_entry, d.count + 1);
    at = d.offset;
    end = d.offset + d.size;
    for (size_t i = 0; i < d.count; i++) {
        struct header h;
        uint16_t name, extra;

        if (end - at < CENTRAL_SIZE || get32(zip, at) != SIG_CENTRAL)
            return err_set(e, ERR_UNREADABLE, damaged, err_text(e, N_("mục lục thiếu dòng")));
        name = get16(zip, at + 28);
        extra = get16(zip, at + 30);
        h = (struct header){get16(zip, at + 8),  get16(zip, at + 10), get32(zip, at + 16),
                            get32(zip, at + 20), get32(zip, at + 24), get32(zip, at + 42)};
        if (end - at - CENTRAL_SIZE < (uint64_t)name + extra + get16(zip, at + 32) ||
            !widen((struct str){zip.p + at + CENTRAL_SIZE + name, extra}, &h, true))
            return err_set(e, ERR_UNREADABLE, damaged, err_text(e, N_("một dòng mục lục bị cụt")));
        if (h.flags & (FLAG_ENCRYPTED | FLAG_MASKED))
            return err_set(e, ERR_UNSUPPORTED,
                           N_("Tệp nén có mật khẩu; hãy bỏ mật khẩu rồi đưa lại."));
        entries[i].name = (struct str){zip.p + at + CENTRAL_SIZE, name};
        if ((r = check_local(zip, &h, d.offset, &entries[i], e)))
            return r;
        at += CENTRAL_SIZE + name + extra + get16(zip, at + 32);
    }
    *ret = entries;
    *count = d.count;
    return check_together(mem, entries, d.count, e);
}
