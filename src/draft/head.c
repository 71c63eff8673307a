#include "draft/table_priv.h"
#include "text/number.h"

/* The letterhead, title and grounds of a plan are over within so many paragraphs of its beginning;
 * a web page may put this many before it. */
enum { MAX_ITEMS = 120, MAX_BANNER = 200, MAX_DEPTH = 6, MAX_BASIS = 64 };

/* A paragraph of the head, of a cell or not, with the line it belongs to. */
struct item {
    struct str text, words; /* as written; folded, only letters and digits */
    size_t line;
};

struct head {
    struct draft__reading *r;
    struct item item[MAX_BANNER + MAX_ITEMS];
    size_t count, most;
    size_t title; /* the item of the title */
    size_t motto; /* the item with the words of the state or the party; count: none */
};

static const struct {
    const char *words, *name, *symbol;
} types[] = {
    {"chuong trinh hanh dong", "Chương trình hành động", "cthd"},
    {"ke hoach hanh dong", "Kế hoạch hành động", "khhd"},
    {"ke hoach", "Kế hoạch", "kh"},
    {"quyet dinh", "Quyết định", "qd"},
    {"nghi quyet", "Nghị quyết", "nq"},
    {"chi thi", "Chỉ thị", "ct"},
    {"chuong trinh", "Chương trình", "ctr"},
    {"ket luan", "Kết luận", "kl"},
    {"thong bao", "Thông báo", "tb"},
    {"huong dan", "Hướng dẫn", "hd"},
    {"de an", "Đề án", "da"},
    {"phuong an", "Phương án", "pa"},
    {"cong dien", "Công điện", "cd"},
    {"bao cao", "Báo cáo", "bc"},
    {"to trinh", "Tờ trình", "ttr"},
    {"bien ban", "Biên bản", "bb"},
    {"giay moi", "Giấy mời", "gm"},
    {"nghi dinh", "Nghị định", "nd"},
    {"thong tu", "Thông tư", "tt"},
    {"phap lenh", "Pháp lệnh", "pl"},
    {"luat", "Luật", "l"},
    {"bo luat", "Bộ luật", "bl"},
    {"hien phap", "Hiến pháp", "hp"},
    {"don", "Đơn", ""},
    {"to khai", "Tờ khai", ""},
    {"phieu", "Phiếu", ""},
    {"hop dong", "Hợp đồng", "hd"},
    {"quy che", "Quy chế", ""},
    {"quy dinh", "Quy định", "qdi"},
    {"dieu le", "Điều lệ", ""},
    {"phu luc", "Phụ lục", ""},
};

static bool is_digit(struct str s, size_t i)
{
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* No small letter, and a capital. */
static bool is_upper(struct str s)
{
    size_t capitals = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= 'a' && s.p[i] <= 'z')
            return false;
        capitals += s.p[i] >= 'A' && s.p[i] <= 'Z';
    }
    return capitals > 0;
}

/* The words of the state or the party over every document; they may be cut over two lines. */
static bool is_motto(const struct item *it)
{
    return it->text.n < 200 &&
           draft__phrase_has(it->words,
                             "cong hoa xa hoi|cong hoa xhcn|chxhcn viet nam|dang cong san "
                             "viet nam|doc lap tu do hanh phuc") &&
           is_upper(str_cut(it->text, 0, 8));
}

static void add_item(struct head *h, struct str text, size_t line)
{
    struct str piece;

    while (h->count < h->most && str_next(&text, '\n', &piece)) {
        struct item *it = &h->item[h->count];

        piece = str_trim(piece);
        if (piece.n == 0 || piece.n > 4000)
            continue;
        *it = (struct item){piece, draft__phrase_words(h->r->mem, piece), line};
        if (h->motto == SIZE_MAX && is_motto(it)) {
            h->motto = h->count;
            if (h->most > h->count + MAX_ITEMS)
                h->most = h->count + MAX_ITEMS;
        }
        h->count++;
    }
}

static void add_blocks(struct head *h, const struct doc_block *list, size_t line, int depth)
{
    DOC_EACH_BLOCK (b, list) {
        if (h->count >= h->most)
            return;
        if (b->kind == DOC_PARAGRAPH)
            add_item(h, b->text, line);
        else if (depth < MAX_DEPTH)
            for (size_t i = 0; i < b->row_count && i < 8; i++)
                for (size_t k = 0; k < b->rows[i].count; k++)
                    add_blocks(h, b->rows[i].cells[k].first, line, depth + 1);
    }
}

static void gather(struct head *h)
{
    struct draft__reading *r = h->r;
    const struct doc_block *last = NULL;

    h->motto = SIZE_MAX;
    h->most = COUNT(h->item);
    for (size_t i = 0; i < r->line_count && h->count < h->most; i++) {
        const struct draft__line *l = &r->lines[i];

        if (l->block == last)
            continue; /* a further piece of the same paragraph */
        last = l->block;
        if (l->is_table) {
            for (size_t k = 0; k < last->row_count && k < 24; k++)
                for (size_t c = 0; c < last->rows[k].count; c++)
                    add_blocks(h, last->rows[k].cells[c].first, i, 0);
        } else if (last) {
            add_item(h, last->text, i);
        }
    }
    if (h->motto == SIZE_MAX)
        h->motto = h->count;
}

/* The token after "Số": "25/KH-UBND", "10-KH/TU", "/KH-UBND" where the number is still blank. */
static struct str symbol_at(struct str s, size_t at)
{
    size_t from, end;
    bool mark = false;

    while (at < s.n && strchr(": .", s.p[at]))
        at++;
    from = at;
    for (end = at; end < s.n && !strchr(" ,;()", s.p[end]); end++)
        mark = mark || s.p[end] == '/' || s.p[end] == '-';
    /* "Số: 25 /KH-UBND" was typed with a space */
    if (!mark && end + 1 < s.n && s.p[end] == ' ' && s.p[end + 1] == '/' && end - from <= 6)
        for (end++, mark = true; end < s.n && !strchr(" ,;()", s.p[end]); end++)
            ;
    while (end > from && strchr(".:-", s.p[end - 1]))
        end--;
    if (!mark || end - from < 3 || end - from > 40 || !str_has(str_cut(s, from, end), STR("/")))
        return STR_NONE;
    return str_cut(s, from, end);
}

/* Where "số" or "Số" stands as a word; SIZE_MAX for nowhere. */
static size_t find_number_word(struct str s, size_t from)
{
    static const char *const word[] = {"Số", "số", "SỐ"};
    size_t best = SIZE_MAX;

    for (size_t i = 0; i < COUNT(word); i++) {
        size_t at = str_find(s, str_from(word[i]), from);

        while (at != SIZE_MAX && at > 0 && s.p[at - 1] != ' ' && s.p[at - 1] != '(')
            at = str_find(s, str_from(word[i]), at + 1);
        best = at < best ? at : best;
    }
    return best;
}

/* Digits, or the dots and gaps of a blank; -1 for a blank. */
static size_t read_blank_number(struct str f, size_t at, int *value)
{
    size_t i = at;

    *value = -1;
    while (i < f.n && strchr(" ._", f.p[i]))
        i++;
    if (!is_digit(f, i))
        return i;
    for (*value = 0; is_digit(f, i) && *value < 10000; i++)
        *value = *value * 10 + (f.p[i] - '0');
    while (i < f.n && f.p[i] == ' ')
        i++;
    return i;
}

struct date {
    int day, month, year; /* -1: blank */
    size_t from, to;      /* in the folded text */
};

/* "ngày 20 tháng 01 năm 2026", "ngày … tháng 3 năm 2025", "ngày 22/12/2024" from `start` on. */
static bool find_date(struct str f, size_t start, struct date *ret)
{
    for (size_t at = start; (at = str_find(f, STR("ngay"), at)) != SIZE_MAX; at++) {
        size_t i = read_blank_number(f, at + 4, &ret->day);

        if (ret->day > 31)
            continue;
        if (i < f.n && f.p[i] == '/' && ret->day > 0) {
            i = read_blank_number(f, i + 1, &ret->month);
            if (!(i < f.n && f.p[i] == '/'))
                continue;
            i = read_blank_number(f, i + 1, &ret->year);
        } else if (str_starts(str_rest(f, i), STR("thang"))) {
            i = read_blank_number(f, i + 5, &ret->month);
            if (!str_starts(str_rest(f, i), STR("nam")))
                continue;
            i = read_blank_number(f, i + 3, &ret->year);
        } else {
            continue;
        }
        ret->from = at;
        ret->to = i;
        if (ret->year == -1 || (ret->year >= 1945 && ret->year < 2100))
            return true;
    }
    return false;
}

static void take_date(struct head *h, struct str text)
{
    struct draft_head *d = &h->r->draft->head;
    struct text_folded f;
    struct date date;

    if (d->date_text.n)
        return;
    text_fold(h->r->mem, text, &f);
    if (!find_date(f.text, 0, &date))
        return;
    d->date_text = text_fold_source(&f, text, date.from, date.to);
    d->has_date = day_from_ymd(date.year, date.month, date.day, &d->date);
}

/* A blank day still tells the year that deadlines leave out. */
static bool blank_day(struct arena *mem, struct str date_text, struct day *ret)
{
    struct date date;

    return find_date(text_fold_only(mem, date_text), 0, &date) &&
           day_from_ymd(date.year, date.month > 0 ? date.month : 1, 1, ret);
}

void draft_head_rules(struct arena *mem, const struct draft_head *head,
                      struct schedule_rules *rules)
{
    struct day day;

    if (head->has_date)
        rules->issued = head->date;
    else if (blank_day(mem, head->date_text, &day))
        rules->issued = day;
    draft__head_year(mem, head->abstract, rules);
}

static bool is_rule(struct str s)
{
    return draft__cell_empty(s);
}

/* What stands left of the motto in a text of two columns. */
static struct str left_column(struct str s)
{
    static const char *const right[] = {"CỘNG H", "Độc lập", "ĐỘC LẬP", "ĐẢNG CỘNG SẢN"};

    for (size_t i = 0; i < COUNT(right); i++) {
        size_t at = str_find(s, str_from(right[i]), 0);

        if (at != SIZE_MAX)
            s = str_cut(s, 0, at);
    }
    return str_trim(s);
}

/* The lines over the motto: the last body among them issued the document. Returns the item where
 * the letterhead begins. */
static size_t take_issuer(struct head *h)
{
    struct arena *mem = h->r->mem;
    struct str issuer = STR_NONE;
    size_t first = h->motto, last = h->motto;

    while (first > 0 && h->motto - first < 6 &&
           (is_rule(h->item[first - 1].text) ||
            (is_upper(h->item[first - 1].text) && h->item[first - 1].text.n < 120)))
        first--;
    if (first == h->motto) /* two columns in one line: the issuer may go on beside "Độc lập" */
        for (last = h->motto; last + 1 < h->count && last < h->motto + 2 &&
                              left_column(h->item[last + 1].text).n &&
                              left_column(h->item[last + 1].text).n < h->item[last + 1].text.n;)
            last++;
    for (size_t i = first; i <= last && i < h->count; i++) {
        struct str s = left_column(h->item[i].text);

        if (is_rule(s) || (find_number_word(s, 0) == 0 && symbol_at(s, strlen("Số")).n))
            continue;
        if (issuer.n == 0 || plan_org_prefix(mem, s) > 0)
            issuer = s;
        else
            issuer = arena_printf(mem, "%.*s %.*s", STR_ARG(issuer), STR_ARG(s));
    }
    h->r->draft->head.issuer = issuer;
    return first;
}

static bool is_basis(const struct item *it)
{
    return str_starts(it->words, STR("can cu ")) || str_starts(it->words, STR("thuc hien ")) ||
           str_starts(it->words, STR("trien khai ")) || str_starts(it->words, STR("theo ")) ||
           str_starts(it->words, STR("de trien khai "));
}

/* The type whose words open the item; a title says it in capitals. */
static size_t type_of(struct arena *mem, const struct item *it)
{
    for (size_t i = 0; i < COUNT(types); i++) {
        struct str w = str_from(types[i].words);
        struct text_folded f;

        if (!str_starts(it->words, w) || (it->words.n > w.n && it->words.p[w.n] != ' ') ||
            str_starts(it->words, STR("don vi")))
            continue;
        if (it->words.n == w.n)
            return i;
        text_fold(mem, it->text, &f);
        if (is_upper(text_fold_source(&f, it->text, 0, w.n)))
            return i;
    }
    return COUNT(types);
}

static void type_of_symbol(struct head *h)
{
    struct draft_head *d = &h->r->draft->head;
    struct str rest = d->number, piece;

    while (rest.n && d->type.n == 0 && str_next(&rest, '/', &piece)) {
        struct str part, words = piece;

        while (str_next(&words, '-', &part)) {
            struct str code = text_fold_only(h->r->mem, part);

            for (size_t i = 0; i < COUNT(types) && d->type.n == 0; i++)
                if (code.n >= 2 && str_is(code, str_from(types[i].symbol)))
                    d->type = str_from(types[i].name);
        }
    }
}

/* The lines under the title, until the text begins; the first is no ground even where it begins as
 * one ("Thực hiện Nghị quyết …"). Returns the item behind them. */
static size_t take_abstract(struct head *h, size_t at, size_t type)
{
    struct draft_head *d = &h->r->draft->head;
    size_t words = strlen(types[type].words), lines = 0, i;
    struct text_folded f;

    text_fold(h->r->mem, h->item[at].text, &f);
    d->abstract = text_fold_source(&f, h->item[at].text, words, f.text.n);
    if (d->abstract.n <= 4) /* "PHỤ LỤC II" */
        d->abstract = STR_NONE;
    for (i = at + 1; i < h->count && lines < 8; i++) {
        const struct item *it = &h->item[i];
        size_t length;

        if (is_rule(it->text)) {
            if (lines)
                break;
            continue;
        }
        if ((i > at + 1 ? is_basis(it) : str_starts(it->words, STR("can cu "))) ||
            draft__cell_marker(it->text, &length) != DRAFT__MARK_NONE || it->text.n > 400 ||
            str_starts(it->words, STR("kinh gui")) || str_starts(it->words, STR("kem theo")) ||
            str_starts(it->words, STR("dieu 1")))
            break;
        if (it->line != h->item[at].line &&
            (h->r->lines[it->line].is_table || h->r->lines[it->line].marker != DRAFT__MARK_NONE))
            break; /* the marker may be the word processor's, and not in the text */
        if (lines && (is_upper(h->item[i - 1].text) != is_upper(it->text) ||
                      strchr(".;:", it->text.p[it->text.n - 1])))
            break;
        if (lines && is_upper(it->text) && plan_org_is_name(h->r->mem, it->text))
            break; /* "ỦY BAN NHÂN DÂN TỈNH" over the grounds */
        d->abstract = d->abstract.n ? arena_printf(h->r->mem, "%.*s %.*s", STR_ARG(d->abstract),
                                                   STR_ARG(it->text))
                                    : it->text;
        lines++;
    }
    return i;
}

/* Returns the item behind title and abstract. */
static size_t take_title(struct head *h, size_t begin)
{
    struct draft_head *d = &h->r->draft->head;

    for (size_t i = begin; i < h->count; i++) {
        const struct item *it = &h->item[i];
        size_t type = type_of(h->r->mem, it), at;

        if (str_starts(it->words, STR("v v ")) || str_starts(it->words, STR("ve viec "))) {
            d->type = STR("Công văn");
            h->title = i;
            at = str_find(it->text, STR(" "), 0);
            d->abstract = str_trim(str_rest(it->text, at == SIZE_MAX ? 0 : at));
            return i + 1;
        }
        if (str_starts(it->words, STR("kinh gui")) && it->text.n < 400) {
            d->type = STR("Công văn");
            h->title = i;
            return i + 1;
        }
        if (type < COUNT(types) && it->text.n < 400 && i != h->motto) {
            d->type = str_from(types[type].name);
            h->title = i;
            return take_abstract(h, i, type);
        }
        if (str_starts(it->words, STR("can cu ")) && h->motto < h->count)
            return begin;
    }
    return begin;
}

/* Each "… số N" of a ground is one document: from the word of its type to its day. */
static void take_basis(struct head *h, struct str text, struct draft_basis ***end, size_t *n)
{
    static const char *const kind[] = {"Nghị quyết", "Quyết định", "Chương trình", "Kế hoạch",
                                       "Luật",       "Nghị định",  "Thông tư",     "Chỉ thị",
                                       "Kết luận",   "Thông báo",  "Công văn",     "Đề án",
                                       "Hướng dẫn",  "Công điện",  "Quy định"};
    size_t before = 0;

    for (size_t at = 0; *n < MAX_BASIS && (at = find_number_word(text, at)) != SIZE_MAX; at++) {
        struct str number = symbol_at(text, at + strlen("Số"));
        struct draft_basis *b;
        struct text_folded f;
        struct str tail, after;
        size_t start = at;
        struct date date;

        if (number.n == 0)
            continue;
        for (size_t i = 0; i < COUNT(kind); i++)
            for (size_t k = before;
                 (k = str_find(text, str_from(kind[i]), k)) != SIZE_MAX && k < at; k++)
                start = start == at || k > start ? k : start;
        after = str_rest(text, (size_t)(number.p + number.n - text.p));
        tail = str_cut(after, 0, 60);
        text_fold(h->r->mem, tail, &f);
        b = ARENA_NEW(h->r->mem, struct draft_basis);
        b->number = number;
        b->words = str_cut(text, start, (size_t)(number.p + number.n - text.p));
        if (find_date(f.text, 0, &date) && date.from <= 2) {
            b->words = str_trim(str_cut(text, start, (size_t)(tail.p - text.p) + f.map[date.to]));
            b->has_date = day_from_ymd(date.year, date.month, date.day, &b->date);
        }
        **end = b;
        *end = &b->next;
        ++*n;
        before = at + 1;
    }
}

/* "(Kèm theo Quyết định số 12/QĐ-UBND ngày 19/11/2025 …)" stands for a head that is not there. */
static void take_cover(struct head *h, struct str text)
{
    struct draft_head *d = &h->r->draft->head;
    size_t at = find_number_word(text, 0);

    if (d->number.n == 0 && at != SIZE_MAX)
        d->number = symbol_at(text, at + strlen("Số"));
    take_date(h, text);
}

/* "Tân Giang, ngày 20 tháng 01 năm 2026" needs no motto above it to be the day of issue. */
static bool ends_with_place_and_date(struct arena *mem, struct str text)
{
    enum { PLACE = 40 };
    struct text_folded f;
    struct date date;

    if (text.n > 160)
        return false;
    text_fold(mem, text, &f);
    return find_date(f.text, 0, &date) && date.from >= 2 && date.from <= 2 * PLACE &&
           str_ends(str_trim(str_cut(f.text, 0, date.from)), STR(",")) && date.to == f.text.n;
}

/* "Số: 25/KH-UBND" and "Tân Giang, ngày 20 tháng 01 năm 2026", on one line or two. */
static void take_number_line(struct head *h, size_t i)
{
    struct draft_head *d = &h->r->draft->head;
    struct str text = h->item[i].text;

    if (d->number.n == 0 && find_number_word(text, 0) == 0)
        d->number = symbol_at(text, strlen("Số"));
    if ((h->motto < h->count && h->motto <= i) || ends_with_place_and_date(h->r->mem, text))
        take_date(h, text);
}

/* A plan "… năm 2026" speaks of that year, though it was issued in the last days of the year
 * before: deadlines without a year lie in it. */
void draft__head_year(struct arena *mem, struct str title, struct schedule_rules *rules)
{
    struct str words = draft__phrase_words(mem, title);
    size_t at = words.n >= 8 ? words.n - 8 : words.n;
    int year = 0, issued = 0, month, day;
    struct day first;

    if (!str_starts(str_rest(words, at), STR("nam 20")) ||
        draft__phrase_has(str_cut(words, at > 12 ? at - 12 : 0, at),
                          "den|doan|nhin|ngay|thang|het"))
        return;
    for (size_t i = at + 4; i < words.n; i++)
        year = is_digit(words, i) ? year * 10 + (words.p[i] - '0') : 0;
    if (rules->issued.n != INT32_MIN)
        day_to_ymd(rules->issued, &issued, &month, &day);
    if (year == issued + 1 || (issued == 0 && year > 0))
        if (day_from_ymd(year, 1, 1, &first))
            rules->issued = first;
}

void draft__head_read(struct draft__reading *r)
{
    struct head *h = ARENA_NEW(r->mem, struct head);
    struct draft_head *d = &r->draft->head;
    struct draft_basis **end = &d->basis;
    size_t begin = 0, text, bases = 0;

    h->r = r;
    gather(h);
    if (h->motto < h->count)
        begin = take_issuer(h);
    for (size_t i = 0; i < (begin < h->count ? h->item[begin].line : 0); i++)
        r->lines[i].role = DRAFT__ROLE_BEFORE;
    text = take_title(h, begin);
    for (size_t i = 0; i < r->line_count && text > begin && i <= h->item[text - 1].line; i++)
        if (i >= h->item[h->title].line && !r->lines[i].is_table)
            r->lines[i].role = DRAFT__ROLE_BEFORE; /* a title is no task, whatever it says */
    for (size_t i = begin; i < h->count; i++) {
        const struct item *it = &h->item[i];

        if (str_starts(it->words, STR("kem theo")))
            take_cover(h, it->text);
        else if (i >= text && is_basis(it))
            take_basis(h, it->text, &end, &bases);
        else if (!bases && it->text.n <= 200 && i <= h->motto + 12)
            take_number_line(h, i);
    }
    if (d->type.n == 0)
        type_of_symbol(h);
    draft_head_rules(r->mem, d, &r->schedule);
    draft__tail_tell(r, begin < h->count ? h->item[begin].line : 0);
}
