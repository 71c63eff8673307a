#include <time.h>

#include "../test.h"
#include "outline.h"
#include "reader/reader.h"

/* Each case: a page, and what a person sees of it. */
static const struct {
    const char *page, *seen;
} cases[] = {
    /* what is not seen */
    {"<html><head><title>Tên trang</title><style>p{}</style></head><body><nav>Trang chủ</nav>"
     "<script>if(a<b)document.write('<p>x</p>')</script><p hidden>ẩn</p><p style='display:none'>ẩn"
     "</p><form>Tìm <input name=q><select><option>1</select></form><p>Hiện</p></body></html>",
     "Tìm\nHiện"},
    /* emphasis, headings, entities, raised numbers */
    {"<h2>I. MỤC TIÊU</h2><p align=center><b>Rộng 30 km<sup>2</sup></b></p><p><i>Kèm theo"
     "<sup>[3]</sup> quyết &#273;&#7883;nh &amp; bản đồ</i></p>",
     "H2 B I. MỤC TIÊU\nB C Rộng 30 km2\nI Kèm theo quyết định & bản đồ"},
    /* forced lines */
    {"<div>KẾ HOẠCH<br>năm 2026<br><br>Một câu trọn vẹn.<br>- Ý sau</div>",
     "KẾ HOẠCH⏎năm 2026\nMột câu trọn vẹn.\n- Ý sau"},
    /* lists; a number that is typed as well is not said twice */
    {"<ol start=3><li>Ba<li>Bốn<ul><li>con</ul></ol><ol type=a><li>một</ol><ol type=I><li>một"
     "<li value=4>bốn</ol><ul style='list-style:none'><li>mục</ul><ul><li>- gạch</ul>",
     "(3.) Ba\n(4.) Bốn\n(-) con\n(a)) một\n(I.) một\n(IV.) bốn\nmục\n- gạch"},
    /* Word: its own list numbers, symbol fonts, revealed conditions */
    {"<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Symbol;mso-list:"
     "Ignore'>&middot;<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>"
     "<![endif]>Giao Sở A</p><p><span style='mso-list:Ignore'>1.2.<span style='font:7pt'>&nbsp;"
     "</span></span>Giao Sở B<o:p></o:p></p><p><span style='font-family:Symbol'>·<span style="
     "'font:7.0pt \"Times New Roman\"'>&nbsp;</span></span>Tỷ lệ <span style='font-family:Symbol'>"
     "&#179;</span> 5%<!--[if gte mso 9]><xml><o:x>ẩn</o:x></xml><![endif]--></p>",
     "(•) Giao Sở A\n(1.2.) Giao Sở B\n(•) Tỷ lệ ≥ 5%"},
    /* Word: footnotes go behind the block that calls them */
    {"<p>Một<a href=\"#_ftn1\"><sup>[1]</sup></a></p><p>Hai</p><div "
     "style='mso-element:footnote-list'>"
     "<div id=ftn1><p><a href=\"#_ftnref1\">[1]</a> Ghi chú</p></div></div>",
     "Một\nN Ghi chú\nHai"},
    /* tables: spans clipped, header rows told */
    {"<table><thead><tr><th rowspan=2>TT<th rowspan=2>Nhiệm vụ<th colspan=2>Cơ "
     "quan</tr><tr><th>Chủ "
     "trì<th>Phối hợp</tr></thead><tr><td>1<td>Xây kho<br>dữ liệu<td rowspan=99>Sở A<td>Sở B</tr>"
     "<tr><td>2<td>Việc<td>Sở C</table>",
     "[= 1x2: B TT | 1x2: B Nhiệm vụ | 2x1: B Cơ quan ]\n[= B Chủ trì | B Phối hợp ]\n"
     "[ 1 | Xây kho⏎dữ liệu | 1x2: Sở A | Sở B ]\n[ 2 | Việc | Sở C ]"},
    /* tables that only hold the layout of a page */
    {"<table><tr><td>Thực đơn<td><table><tr><td>ỦY BAN NHÂN DÂN<td>Độc lập - Tự do - Hạnh phúc"
     "</table><p>Kế hoạch của tỉnh Tân Giang về mọi việc</table>",
     "Thực đơn\nỦY BAN NHÂN DÂN\nĐộc lập - Tự do - Hạnh phúc\nKế hoạch của tỉnh Tân Giang về mọi "
     "việc"},
    /* a small table inside a cell of a real one stays there */
    {"<table><tr><td>a<td>b<tr><td>c<td><table><tr><td>x<td>y<tr><td>z<td>t</table></table>",
     "[ a | b ]\n[ c | [ x | y ] / [ z | t ] ]"},
    /* struck out is deleted */
    {"<p>Quý <s>III</s><del>II</del>IV</p>", "Quý IV"},
};

static struct str read_page(struct arena *mem, struct str page)
{
    struct doc_tree *tree;
    struct err e = {0};

    if (reader_html_read(mem, page, &reader_limits_default, &tree, &e))
        return arena_printf(mem, "error: %s", e.text);
    return outline(mem, tree);
}

static void test_reader_html__shows_what_a_person_sees(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_str(read_page(mem, str_from(cases[i].page)), str_from(cases[i].seen));
}

static void test_reader_html__reads_old_charsets(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    assert_str(
        read_page(mem, STR("<meta http-equiv=Content-Type content=\"text/html; "
                           "charset=windows-1252\"><p>&#7910;y ban x\xE3 \x96 h\xF3\x61</p>")),
        STR("Ủy ban xã – hóa"));
    assert_str(read_page(mem, STR("<meta charset=windows-1258><p>K\xEA\xEC ho\x61\xF2\x63h</p>")),
               STR("Kế hoạch"));
    assert_str(read_page(mem, STR("<p>a\0b</p>")), STR("a b"));
}

/* Floods: each must end in time that grows with its length, and in a tree or a sentence. */
static struct str repeated(struct arena *mem, const char *head, const char *one, size_t size)
{
    size_t h = strlen(head), n = strlen(one);
    char *p = arena_alloc(mem, size + n + h, 1);

    memcpy(p, head, h);
    for (; h < size; h += n)
        memcpy(p + h, one, n);
    return (struct str){p, h};
}

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void test_reader_html__bears_floods(void **state)
{
    static const char *const floods[][2] = {
        {"", "<div>"},
        {"", "<b>"},
        {"", "</i>"},
        {"<p ", "a b=c "},
        {"<p x=\"", "y"},
        {"", "<p a=\""},
        {"", "<table><tr><td>"},
        {"<table>", "<tr>"},
        {"<table>", "<td colspan=99999 rowspan=99999>x"},
        {"<p>", "&#7910;&lt;&bogus"},
        {"", "<!--"},
        {"", "<![if"},
        {"", "<p>x"},
        {"<a href=#_ftn1>", "<div id=ftn1>x</div>"},
        {"", "<ol><li>"},
        {"<p style='", "text-indent:1in;"},
        {"<pre>", "\n"},
        {"<p>", "<br>"},
        {"<script>", "<"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(floods); i++) {
        double cost[2];

        for (int step = 0; step < 2; step++) {
            CLEANUP(arena_freep) struct arena *mem = arena_new(0);
            struct str page = repeated(mem, floods[i][0], floods[i][1], step ? 1600000 : 200000);
            double before = seconds();

            read_page(mem, page);
            cost[step] = seconds() - before;
        }
        if (cost[1] > 0.2 && cost[1] > cost[0] * 16)
            fail_msg("%s%s…: %.3f s, then %.3f s for eight times as much", floods[i][0],
                     floods[i][1], cost[0], cost[1]);
    }
}

static void test_reader_html__refuses_in_one_sentence(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct reader_limits few = reader_limits_default;
    struct doc_tree *tree;
    struct err e = {0};

    (void)state;
    assert_str(read_page(mem, repeated(mem, "", "<div>", 5000)),
               STR("error: Trang web có các phần lồng nhau quá sâu nên không đọc."));
    few.blocks = 10;
    assert_int_equal(reader_html_read(mem, repeated(mem, "", "<p>x", 500), &few, &tree, &e),
                     ERR_TOO_BIG);
    assert_string_equal(e.text, "Trang web có quá nhiều nội dung nên không đọc.");
    assert_int_equal(reader_html_read(mem, repeated(mem, "<table>", "<td>", 500), &few, &tree, &e),
                     ERR_TOO_BIG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader_html__shows_what_a_person_sees),
        cmocka_unit_test(test_reader_html__reads_old_charsets),
        cmocka_unit_test(test_reader_html__bears_floods),
        cmocka_unit_test(test_reader_html__refuses_in_one_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
