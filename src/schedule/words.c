#include "schedule/words.h"

static const struct {
    enum schedule_kind kind;
    const char *words;
} kind_words[] = {
    {SCHEDULE_DAY, N_("ngày")},
    {SCHEDULE_MONTH, N_("tháng")},
    {SCHEDULE_QUARTER, N_("quý")},
    {SCHEDULE_HALF, N_("nửa năm")},
    {SCHEDULE_YEAR, N_("năm")},
    {SCHEDULE_RANGE, N_("giai đoạn")},
    {SCHEDULE_RELATIVE, N_("tính từ một việc khác")},
    {SCHEDULE_ONGOING, N_("thường xuyên")},
    {SCHEDULE_RECURRING, N_("định kỳ")},
    {SCHEDULE_TRIGGER, N_("chờ văn bản")},
    {SCHEDULE_CONDITIONAL, N_("có điều kiện")},
    {SCHEDULE_NONE, N_("không có ngày")},
    {SCHEDULE_UNREAD, N_("chưa đọc được")},
};

struct str schedule_words_kinds(struct arena *mem, enum lang lang, uint32_t kinds)
{
    struct str all = STR("");

    for (size_t i = 0; i < COUNT(kind_words); i++)
        if (kinds & kind_words[i].kind)
            all = arena_printf(mem, "%.*s%s%s", STR_ARG(all), all.n ? ", " : "",
                               lang_text(lang, kind_words[i].words));
    return all;
}

/* "hết ngày 30/09/2026", "17 giờ 00 ngày 20/02/2026", "từ 01/01/2026 đến hết ngày 31/12/2028". */
static struct str dates(struct arena *mem, enum lang lang, const struct schedule_deadline *d)
{
    char start[11], due[11];

    day_written(d->due, due);
    if (d->has_start)
        return arena_printf(mem, lang_text(lang, N_("từ %s đến hết ngày %s")),
                            day_written(d->start, start), due);
    if (d->hour >= 0)
        return arena_printf(mem, lang_text(lang, N_("%d giờ %02d ngày %s")), d->hour, d->minute,
                            due);
    return arena_printf(mem, lang_text(lang, N_("hết ngày %s")), due);
}

struct str schedule_words_reading(struct arena *mem, enum lang lang,
                                  const struct schedule_deadline *d)
{
    struct str words = schedule_words_kinds(mem, lang, d->kinds);
    char start[11];

    if (d->has_due)
        words = arena_printf(mem, "%.*s (%.*s)", STR_ARG(dates(mem, lang, d)), STR_ARG(words));
    else if (d->has_start)
        words = arena_printf(mem, lang_text(lang, N_("%.*s, từ %s")), STR_ARG(words),
                             day_written(d->start, start));
    if (d->several)
        words = arena_printf(mem, lang_text(lang, N_("%.*s; có nhiều mốc, đây là mốc cuối")),
                             STR_ARG(words));
    if (d->has_due && d->year_assumed)
        words = arena_printf(mem, lang_text(lang, N_("%.*s; năm suy từ ngày ban hành")),
                             STR_ARG(words));
    if (d->problem)
        words = arena_printf(mem, "%.*s; %s", STR_ARG(words), lang_text(lang, d->problem));
    if (d->proposal.n)
        words = arena_printf(mem, lang_text(lang, N_("%.*s; có lẽ là “%.*s”")), STR_ARG(words),
                             STR_ARG(d->proposal));
    return words;
}
