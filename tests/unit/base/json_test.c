#include "../test.h"
#include "base/json.h"

static void test_json_str__escapes(void **state)
{
    CLEANUP(buf_release) struct buf out;
    struct json j;

    (void)state;
    buf_init(&out, 1000);
    json_init(&j, &out);
    json_open(&j, '[');
    json_str(&j, STR("Sở \"A\"\\\n\x01"));
    json_str(&j, STR("a\xED\xA0\x80z\xE1"));
    json_close(&j, ']');
    assert_str(buf_str(&out), STR("[\"Sở \\\"A\\\"\\\\\\n\\u0001\","
                                  "\"a\\ufffd\\ufffd\\ufffdz\\ufffd\"]"));
}

static void test_json_key__puts_commas(void **state)
{
    CLEANUP(buf_release) struct buf out;
    struct json j;

    (void)state;
    buf_init(&out, 1000);
    json_init(&j, &out);
    json_open(&j, '{');
    json_key(&j, "a");
    json_int(&j, -1);
    json_key(&j, "b");
    json_open(&j, '[');
    json_bool(&j, true);
    json_null(&j);
    json_close(&j, ']');
    json_key(&j, "c");
    json_str(&j, STR_NONE);
    json_close(&j, '}');
    assert_str(buf_str(&out), STR("{\"a\":-1,\"b\":[true,null],\"c\":\"\"}"));
}

static void test_json_open__stops_at_its_depth(void **state)
{
    CLEANUP(buf_release) struct buf out;
    struct json j;

    (void)state;
    buf_init(&out, 1000);
    json_init(&j, &out);
    for (int i = 0; i < 63; i++)
        json_open(&j, '[');
    assert_false(buf_failed(&out));
    json_open(&j, '[');
    assert_true(buf_failed(&out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_str__escapes),
        cmocka_unit_test(test_json_key__puts_commas),
        cmocka_unit_test(test_json_open__stops_at_its_depth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
