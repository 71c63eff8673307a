#include "base/json.h"

#include "base/utf8.h"

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

static void quoted(struct buf *out, struct str s)
{
    buf_char(out, '"');
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        uint32_t ignored;
        size_t n = utf8_read(s, i, &ignored);

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
