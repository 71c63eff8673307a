/* What ui/ builds is in the program, whole, under names that change with the bytes. */

#include <zlib.h>

#include "../test.h"
#include "web/asset/asset.h"
#include "web/asset/name.h"

/* The unpacked bytes of a gzip, in `mem`. */
static struct str unpacked(struct arena *mem, struct str gzip, size_t n)
{
    char *out = arena_alloc(mem, n + 1, 1);
    z_stream z = {.next_in = (unsigned char *)gzip.p,
                  .avail_in = (unsigned)gzip.n,
                  .next_out = (unsigned char *)out,
                  .avail_out = (unsigned)n + 1};

    assert_int_equal(inflateInit2(&z, 31), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    return (struct str){out, z.total_out};
}

static void test_asset_find__has_the_look(void **state)
{
    static const struct {
        struct str path, type;
        bool packed;
    } t[] = {
        {STR(ASSET_app_css), STR("text/css; charset=utf-8"), true},
        {STR(ASSET_app_js), STR("text/javascript; charset=utf-8"), true},
        {STR(ASSET_icon_svg), STR("image/svg+xml"), false},
        {STR(ASSET_inter_latin_woff2), STR("font/woff2"), false},
        {STR(ASSET_inter_vietnamese_woff2), STR("font/woff2"), false},
    };
    struct arena *mem = arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(t); i++) {
        const struct asset *a = asset_find(t[i].path);

        assert_non_null(a);
        assert_str(str_from(a->type), t[i].type);
        assert_true(a->bytes.n > 100 && str_starts(a->path, STR("/tai/")));
        assert_true(a->etag[0] == '"' && str_ends(str_from(a->etag), STR("\"")));
        if (t[i].packed) {
            assert_true(a->gzip.n > 0 && a->gzip.n < a->bytes.n);
            assert_str(unpacked(mem, a->gzip, a->bytes.n), a->bytes);
        }
    }
    assert_null(asset_find(STR("/tai/app.css")));
    assert_null(asset_find(STR("/tai/")));
    assert_null(asset_find(STR_NONE));
    arena_free(mem);
}

static void test_asset_find__style_names_fonts_by_their_hashed_names(void **state)
{
    struct str css = asset_find(STR(ASSET_app_css))->bytes;

    (void)state;
    assert_true(str_has(css, str_rest(STR(ASSET_inter_latin_woff2), 5)));
    assert_true(str_has(css, str_rest(STR(ASSET_inter_vietnamese_woff2), 5)));
    assert_false(str_has(css, STR("inter-latin.woff2")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asset_find__has_the_look),
        cmocka_unit_test(test_asset_find__style_names_fonts_by_their_hashed_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
