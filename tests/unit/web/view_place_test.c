/* Every value stays in its place, whatever bytes it holds. Whole pages: tests/view/check. */

#include "../test.h"
#include "web/view/place.h"

static struct str shown(struct buf *out, void (*write)(struct buf *, struct str), struct str value)
{
    buf_clear(out);
    write(out, value);
    assert_false(buf_failed(out));
    return buf_str(out);
}

static void text(struct buf *out, struct str s)
{
    VIEW_TEXT(out, LANG_VI, s);
}

static void link_to(struct buf *out, struct str s)
{
    view_place_address(out, s, true);
}

static void own(struct buf *out, struct str s)
{
    view_place_address(out, s, false);
}

static void part(struct buf *out, struct str s)
{
    VIEW_PART(out, s);
}

static void test_view_place__by_place(void **state)
{
    static const struct {
        struct str value, text, link, own, part;
    } t[] = {
        {STR(""), STR(""), STR("#"), STR("#"), STR("")},
        {STR("/nhiem-vu/17?q=a&n=2"), STR("/nhiem-vu/17?q=a&amp;n=2"),
         STR("/nhiem-vu/17?q=a&amp;n=2"), STR("/nhiem-vu/17?q=a&amp;n=2"),
         STR("%2Fnhiem-vu%2F17%3Fq%3Da%26n%3D2")},
        {STR("\" onclick=\"x"), STR("&quot; onclick=&quot;x"), STR("#"), STR("#"),
         STR("%22%20onclick%3D%22x")},
        {STR("'><script>"), STR("&#39;&gt;&lt;script&gt;"), STR("#"), STR("#"),
         STR("%27%3E%3Cscript%3E")},
        {STR("?a='\">"), STR("?a=&#39;&quot;&gt;"), STR("?a=&#39;&quot;&gt;"),
         STR("?a=&#39;&quot;&gt;"), STR("%3Fa%3D%27%22%3E")},
        {STR("&amp;"), STR("&amp;amp;"), STR("#"), STR("#"), STR("%26amp%3B")},
        {STR("https://x.vn/a"), STR("https://x.vn/a"), STR("https://x.vn/a"), STR("#"),
         STR("https%3A%2F%2Fx.vn%2Fa")},
        {STR("HTTPS://x.vn"), STR("HTTPS://x.vn"), STR("#"), STR("#"), STR("HTTPS%3A%2F%2Fx.vn")},
        {STR("http://x.vn"), STR("http://x.vn"), STR("#"), STR("#"), STR("http%3A%2F%2Fx.vn")},
        {STR("//x.vn"), STR("//x.vn"), STR("#"), STR("#"), STR("%2F%2Fx.vn")},
        {STR("/\\x.vn"), STR("/\\x.vn"), STR("#"), STR("#"), STR("%2F%5Cx.vn")},
        {STR("/\t/x.vn"), STR("/\t/x.vn"), STR("#"), STR("#"), STR("%2F%09%2Fx.vn")},
        {STR("/a\nb"), STR("/a\nb"), STR("#"), STR("#"), STR("%2Fa%0Ab")},
        {STR(" /a"), STR(" /a"), STR("#"), STR("#"), STR("%20%2Fa")},
        {STR("/\0/x.vn"), STR("/\0/x.vn"), STR("#"), STR("#"), STR("%2F%00%2Fx.vn")},
        {STR("javascript:alert(1)"), STR("javascript:alert(1)"), STR("#"), STR("#"),
         STR("javascript%3Aalert%281%29")},
        {STR("data:text/html,x"), STR("data:text/html,x"), STR("#"), STR("#"),
         STR("data%3Atext%2Fhtml%2Cx")},
        {STR("#dong-7"), STR("#dong-7"), STR("#dong-7"), STR("#dong-7"), STR("%23dong-7")},
        {STR("kế"), STR("kế"), STR("#"), STR("#"), STR("k%E1%BA%BF")},
        {STR("/kế\x7f"), STR("/kế\x7f"), STR("#"), STR("#"), STR("%2Fk%E1%BA%BF%7F")},
        {STR("a-z.A_Z~09"), STR("a-z.A_Z~09"), STR("#"), STR("#"), STR("a-z.A_Z~09")},
    };
    struct buf out;

    (void)state;
    buf_init(&out, 1 << 16);
    for (size_t i = 0; i < COUNT(t); i++) {
        assert_str(shown(&out, text, t[i].value), t[i].text);
        assert_str(shown(&out, link_to, t[i].value), t[i].link);
        assert_str(shown(&out, own, t[i].value), t[i].own);
        assert_str(shown(&out, part, t[i].value), t[i].part);
    }
    buf_release(&out);
}

/* For any bytes: text holds none of the five characters but in its own entities, and says the value
 * again when those are read back; an address begins well or is "#"; a part has only safe letters.
 */
static void test_view_place__any_bytes(void **state)
{
    static const char alphabet[] = "\"'<>&;#/\\?:%= \t\n\x01\x7f\xe1\xba\xffjavscript:https0";
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    unsigned chance = 7;
    struct buf out, back;

    (void)state;
    buf_init(&out, 1 << 16);
    buf_init(&back, 1 << 16);
    for (int round = 0; round < 20000; round++) {
        char value[12];
        struct str v = {value, 0}, got;

        for (v.n = 0; v.n < sizeof(value) && (v.n == 0 || chance % 11); v.n++) {
            chance = chance * 1103515245 + 12345;
            value[v.n] = alphabet[(chance >> 16) % sizeof(alphabet)];
        }
        got = shown(&out, text, v);
        buf_clear(&back);
        for (size_t i = 0; i < got.n;) {
            size_t e = 0;

            assert_null(memchr("<>\"'", got.p[i], 4));
            if (got.p[i] == '&') {
                while (e < 5 && !str_starts(str_rest(got, i), str_from(entities[e])))
                    e++;
                assert_true(e < 5);
            }
            buf_char(&back, got.p[i] == '&' ? "&<>\"'"[e] : got.p[i]);
            i += got.p[i] == '&' ? strlen(entities[e]) : 1;
        }
        assert_str(buf_str(&back), v);
        got = shown(&out, link_to, v);
        assert_true(str_starts(got, STR("https://")) || memchr("/?#", got.p[0], 3));
        assert_false(str_starts(got, STR("//")) || str_has(got, STR("\\")));
        for (size_t i = 0; i < got.n; i++)
            assert_true((unsigned char)got.p[i] > ' ' && !memchr("<>\"'", got.p[i], 4));
        got = shown(&out, part, v);
        for (size_t i = 0; i < got.n; i++)
            assert_true(got.p[i] == '%' || (got.p[i] && strchr("-._~", got.p[i])) ||
                        (got.p[i] >= '0' && got.p[i] <= '9') ||
                        ((got.p[i] | 32) >= 'a' && (got.p[i] | 32) <= 'z'));
    }
    buf_release(&out);
    buf_release(&back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_view_place__by_place),
        cmocka_unit_test(test_view_place__any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
