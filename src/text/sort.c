#include "text/sort.h"

#include <glib.h>
#include <pthread.h>
#include <unicode/ucol.h>

#include "base/library.h"
#include "base/utf8.h"
#include "text/clean.h"

/* Counts on when the keys change for a reason of our own. */
#define RULES 1

/* The library is loaded when the first key is made (base/library.h). urename.h makes ucol_open into
 * ucol_open_72, so the name asked for is of the headers' version. */
#define SYMBOL(name)  SYMBOL_(name)
#define SYMBOL_(name) #name

static struct {
    __typeof__(ucol_open) *open;
    __typeof__(ucol_setAttribute) *set;
    __typeof__(ucol_getSortKey) *key;
    const UCollator *order; /* never changed once open, so that threads may share it */
} icu;
static pthread_once_t icu_once = PTHREAD_ONCE_INIT;

static void icu_load(void)
{
    static const struct library_function functions[] = {
        {SYMBOL(ucol_open), (void **)&icu.open},
        {SYMBOL(ucol_setAttribute), (void **)&icu.set},
        {SYMBOL(ucol_getSortKey), (void **)&icu.key},
    };
    UErrorCode bad = U_ZERO_ERROR;
    UCollator *order;

    if (library_load("libicui18n.so." U_ICU_VERSION_SHORT, "libicu" U_ICU_VERSION_SHORT, functions,
                     COUNT(functions), NULL))
        return;
    order = icu.open("vi", &bad);
    if (U_FAILURE(bad))
        return;
    icu.set(order, UCOL_NUMERIC_COLLATION, UCOL_ON, &bad);
    icu.set(order, UCOL_NORMALIZATION_MODE, UCOL_ON, &bad);
    /* Without data for "vi" ICU takes its root order and says so. */
    if (bad == U_ZERO_ERROR)
        icu.order = order;
}

static int place(const UChar *row, int from, int to, UChar c)
{
    for (int i = from; i < to; i++)
        if (row[i] == c)
            return i;
    return -1;
}

/* "hòa", "khỏe", "thúy" of the old way → "hoà", "khoẻ", "thuý": else "hòa" would stand behind
 * "hoạ". Only where the pair ends the syllable ("mùa", "loài" have one way). */
static void move_tones(UChar *u, size_t n)
{
    static const UChar plain[] = u"oOuUaAeEyY";
    static const UChar toned[][11] = {u"òÒùÙàÀèÈỳỲ", u"ỏỎủỦảẢẻẺỷỶ", u"õÕũŨãÃẽẼỹỸ", u"óÓúÚáÁéÉýÝ",
                                      u"ọỌụỤạẠẹẸỵỴ"};

    for (size_t i = 0; i + 1 < n; i++) {
        if (i + 2 < n && g_unichar_isalpha(u[i + 2]))
            continue;
        for (size_t t = 0; t < COUNT(toned); t++) {
            int first = place(toned[t], 0, 4, u[i]);
            int second = first < 0 ? -1
                                   : place(plain, first < 2 ? 4 : 8, first < 2 ? 8 : 10, u[i + 1]);

            if (second < 0)
                continue;
            u[i] = plain[first];
            u[i + 1] = toned[t][second];
            break;
        }
    }
}

/* The first TEXT_SORT_LETTERS letters of `s` as UTF-16; returns their units. */
static size_t utf16(struct str s, UChar u[2 * TEXT_SORT_LETTERS])
{
    size_t n = 0;

    for (size_t at = 0, k, letters = 0; at < s.n && letters < TEXT_SORT_LETTERS; at += k) {
        uint32_t c;

        k = utf8_read(s, at, &c);
        if (k == 0)
            break; /* not in cleaned text */
        letters++;
        if (c > 0xFFFF) {
            u[n++] = (UChar)(0xD7C0 + (c >> 10));
            c = 0xDC00 | (c & 0x3FF);
        }
        u[n++] = (UChar)c;
    }
    return n;
}

int text_sort_key(struct arena *mem, struct str s, struct str *ret, struct err *e)
{
    UChar u[2 * TEXT_SORT_LETTERS];
    uint8_t *key;
    int32_t room, n;
    size_t units;

    pthread_once(&icu_once, icu_load);
    if (!icu.order)
        return err_set(e, ERR_SYSTEM,
                       N_("Máy thiếu thư viện ICU %s để sắp thứ tự tiếng Việt (gói libicu%s)."),
                       U_ICU_VERSION_SHORT, U_ICU_VERSION_SHORT);
    /* At most 8 bytes a letter in what is cut away: a letter with its loose marks. */
    units = utf16(text_clean(mem, str_whole(str_cut(s, 0, 16 * TEXT_SORT_LETTERS)), false), u);
    move_tones(u, units);
    room = 32 + 8 * (int32_t)units;
    key = arena_alloc(mem, (size_t)room, 1);
    n = icu.key(icu.order, u, (int32_t)units, key, room);
    if (n > room) {
        room = n;
        key = arena_alloc(mem, (size_t)room, 1);
        n = icu.key(icu.order, u, (int32_t)units, key, room);
    }
    if (n < 1)
        return err_set(e, ERR_SYSTEM, N_("Không tạo được khóa sắp thứ tự tiếng Việt."));
    *ret = (struct str){(const char *)key, (size_t)n - 1}; /* ICU ends a key with NUL */
    return ERR_OK;
}

int64_t text_sort_version(void)
{
    return (int64_t)U_ICU_VERSION_MAJOR_NUM * 1000 + RULES;
}
