#include "base/json.h"

void json_init(struct json *j, struct buf *out)
{
    *j = (struct json){.out = out};
}

static void before_value(struct json *j)
{
    if (!j->after_key && (j->filled >> j->depth & 1))
        buf_char(j->out, ',');
    j->after_key = false;
    j->filled |= UINT64_C(1) << j->depth;
}

void json_open(struct json *j, char bracket)
{
    before_value(j);
    buf_char(j->out, bracket);
    if (j->depth < 63)
        j->depth++;
    else
        j->out->failed = true;
    j->filled &= ~(UINT64_C(1) << j->depth);
}

void json_close(struct json *j, char bracket)
{
    buf_char(j->out, bracket);
    j->depth -= j->depth > 0;
}

/* Bytes of the well-formed character at p, 0 where there is none. */
static size_t character(const unsigned char *p, size_t n)
{
    size_t need = p[0] < 0x80   ? 1
                  : p[0] < 0xC2 ? 0
                  : p[0] < 0xE0 ? 2
                  : p[0] < 0xF0 ? 3
                  : p[0] < 0xF5 ? 4
                                : 0;

    if (need == 0 || need > n)
        return 0;
    for (size_t i = 1; i < need; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
        (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return need;
}

static void quoted(struct buf *out, struct str s)
{
    buf_char(out, '"');
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        size_t n = character((const unsigned char *)s.p + i, s.n - i);

        if (n == 0) {
            buf_add(out, STR("\\ufffd"));
            n = 1;
        } else if (c == '"' || c == '\\') {
            buf_char(out, '\\');
            buf_char(out, (char)c);
        } else if (c == '\n') {
            buf_add(out, STR("\\n"));
        } else if (c < 0x20 || c == 0x7F) {
            buf_printf(out, "\\u%04x", c);
        } else {
            buf_add(out, str_cut(s, i, i + n));
        }
        i += n;
    }
    buf_char(out, '"');
}

void json_key(struct json *j, const char *key)
{
    before_value(j);
    quoted(j->out, str_from(key));
    buf_char(j->out, ':');
    j->after_key = true;
}

void json_str(struct json *j, struct str s)
{
    before_value(j);
    quoted(j->out, s);
}

void json_int(struct json *j, int64_t v)
{
    before_value(j);
    buf_printf(j->out, "%lld", (long long)v);
}

void json_bool(struct json *j, bool v)
{
    before_value(j);
    buf_add(j->out, v ? STR("true") : STR("false"));
}

void json_null(struct json *j)
{
    before_value(j);
    buf_add(j->out, STR("null"));
}
