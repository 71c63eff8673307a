#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "../test.h"
#include "outline.h"
#include "pdf_paper.h"
#include "reader/reader.h"

/* Text of 13 pt is 6.5 pt a letter wide; the text area is 71 … 552, that is 74 letters. Many words
 * are there only because fewer than 400 letters make a scan. */
#define LONG_LINES                                                                                                       \
    "text 71 500 13 Căn cứ Nghị quyết số 9 của Hội đồng nhân dân tỉnh Tân Giang về việc này\n" \
    "text 71 515 13 và các văn bản hướng dẫn thi hành của Chính phủ đã được ban hành trong\n"     \
    "text 71 530 13 năm, Ủy ban nhân dân tỉnh giao các cơ quan, đơn vị trong toàn tỉnh tổ\n"           \
    "text 71 545 13 chức triển khai thực hiện nghiêm túc và báo cáo kết quả trước kỳ họp.\n"
#define LONG_PARAGRAPH                                                                                                       \
    "Căn cứ Nghị quyết số 9 của Hội đồng nhân dân tỉnh Tân Giang về việc này và các văn bản " \
    "hướng dẫn thi hành của Chính phủ đã được ban hành trong năm, Ủy ban nhân dân tỉnh giao các "  \
    "cơ quan, đơn vị trong toàn tỉnh tổ chức triển khai thực hiện nghiêm túc và báo cáo kết quả " \
    "trước kỳ họp."

/* Rules of a table of three columns, edges 71 111 311 551, between two heights. */
#define DOWN(y0, y1)                                                                               \
    "rule 70.8 " y0 " 71.3 " y1 "\nrule 110.8 " y0 " 111.3 " y1 "\nrule 310.8 " y0 " 311.3 " y1    \
    "\nrule 550.8 " y0 " 551.3 " y1 "\n"
#define ACROSS(y) "rule 71 " y " 551 " y ".5\n"

static const struct {
    const char *name, *script, *seen;
} cases[] = {
    {"paragraphs: bullets, bold headings, indents, page numbers, a sentence cut by the page",
     "page 595 842\ntext 305 40 13 1\n" LONG_LINES "bold 71 575 13 I. MỤC TIÊU\n"
     "text 99 590 13 Đến hết năm 2026 có ít nhất 90% hồ sơ được xử lý trên môi trường mạng\n"
     "text 71 605 13 và 30% người dân có chữ ký số.\n"
     "text 99 620 13 - Giao Sở Nội vụ chủ trì.\n"
     "text 99 635 13 - Thời hạn: giai đoạn 2026-\n"
     "text 99 650 13 2030, hoàn thành trước ngày 30 tháng 6 năm 2030 và báo cáo kết quả\n"
     "page 595 842\ntext 305 40 13 2\n"
     "text 71 70 13 với Ủy ban nhân dân tỉnh.\n"
     "text 71 85 13 Hết.\n",
     LONG_PARAGRAPH "\nB I. MỤC TIÊU\n"
                    "Đến hết năm 2026 có ít nhất 90% hồ sơ được xử lý trên môi trường mạng và 30% "
                    "người dân có chữ ký số.\n- Giao Sở Nội vụ chủ trì.\n"
                    "- Thời hạn: giai đoạn 2026-2030, hoàn thành trước ngày 30 tháng 6 năm 2030 và "
                    "báo cáo kết quả với Ủy ban nhân dân tỉnh.\nHết."},
    {"letterhead in two columns, titles on the middle of the paper",
     "page 595 842\n"
     "bold 86.1 60 13 ỦY BAN NHÂN DÂN\nbold 270.9 60 13 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "bold 87.8 75 13 TỈNH TÂN GIANG\nbold 293.6 75 13 Độc lập - Tự do - Hạnh phúc\n"
     "text 99.1 90 13 Số: 5/KH-U\ntext 270.9 90 13 Tân Giang, ngày 1 tháng 2 năm 2026\n"
     "bold 251.4 130 13 KẾ HOẠCH\n" LONG_LINES,
     "B C ỦY BAN NHÂN DÂN\nB C TỈNH TÂN GIANG\nC Số: 5/KH-U\n"
     "B C CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nB C Độc lập - Tự do - Hạnh phúc\n"
     "C Tân Giang, ngày 1 tháng 2 năm 2026\nB C KẾ HOẠCH\n" LONG_PARAGRAPH},
    {"ruled table: section row, merged lead, row and header over two pages",
     "page 595 842\n" LONG_LINES ACROSS("600") ACROSS("620")
         ACROSS("640") "rule 71 680 311 680.5\n" ACROSS("720") DOWN(
             "600", "620") "rule 70.8 620 71.3 640\nrule 110.8 620 111.3 640\nrule 550.8 620 "
                           "551.3 640\n" DOWN(
                               "640",
                               "720") "bold 80 614 13 TT\nbold 116 614 13 Nhiệm vụ\nbold 316 "
                                      "614 13 Chủ trì\n"
                                      "bold 86 634 13 I\nbold 116 634 13 Hoàn thiện thể chế\n"
                                      "text 86 654 13 1\ntext 116 654 13 Ban hành quy chế "
                                      "quản lý dữ\ntext 116 669 13 liệu\n"
                                      "text 316 674 13 Sở Khoa học và Công nghệ\n"
                                      "text 86 694 13 2\ntext 116 694 13 Sơ kết ba năm thực "
                                      "hiện Kế\ntext 116 709 13 hoạch và đề xuất\n"
                                      "page 595 842\n" ACROSS("60") ACROSS("80") ACROSS("100")
                                          ACROSS("120") DOWN(
                                              "60", "120") "bold 80 74 13 TT\nbold 116 74 13 Nhiệm "
                                                           "vụ\nbold 316 74 13 Chủ trì\n"
                                                           "text 116 94 13 điều chỉnh\n"
                                                           "text 86 114 13 3\ntext 116 114 13 Kiểm "
                                                           "tra\ntext 316 114 13 Thanh tra tỉnh\n",
     LONG_PARAGRAPH "\n[= B TT | B Nhiệm vụ | B Chủ trì ]\n[ B I | 2x1: B Hoàn thiện thể chế ]\n"
                    "[ 1 | Ban hành quy chế quản lý dữ liệu | 1x2: Sở Khoa học và Công nghệ ]\n"
                    "[ 2 | Sơ kết ba năm thực hiện Kế hoạch và đề xuất điều chỉnh ]\n"
                    "[ 3 | Kiểm tra | Thanh tra tỉnh ]"},
    {"ruled table without padding: every line of a cell stands against its border",
     "page 595 842\n" LONG_LINES ACROSS("600") ACROSS("622") ACROSS("674") ACROSS("726") DOWN(
         "600",
         "726") "bold 71.4 615 13 TT\nbold 111.4 615 13 Nhiệm vụ\nbold 311.4 615 13 Chủ trì\n"
                "text 71.4 637 13 1\ntext 111.4 637 13 Ban hành quy chế quản lý dữ\n"
                "text 111.4 652 13 liệu dùng chung của các cơ\ntext 111.4 667 13 quan nhà nước\n"
                "text 311.4 637 13 Sở Khoa học\ntext 311.4 652 13 và Công nghệ\ntext 311.4 667 13 "
                "tỉnh\n"
                "text 71.4 689 13 2\ntext 111.4 689 13 Sơ kết ba năm thực hiện\n"
                "text 111.4 704 13 các nội dung của Kế hoạch\ntext 111.4 719 13 và đề xuất\n"
                "text 311.4 689 13 Ban Quản lý Khu kinh tế và các khu\ntext 311.4 704 13 công "
                "nghiệp tỉnh, Ban Quản lý dự án\ntext 311.4 719 13 đầu tư xây dựng\n",
     LONG_PARAGRAPH
     "\n[ B TT | B Nhiệm vụ | B Chủ trì ]\n"
     "[ 1 | Ban hành quy chế quản lý dữ liệu dùng chung của các cơ quan nhà nước | "
     "Sở Khoa học và Công nghệ tỉnh ]\n"
     "[ 2 | Sơ kết ba năm thực hiện các nội dung của Kế hoạch và đề xuất | "
     "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh, Ban Quản lý dự án đầu tư xây dựng ]"},
    {"table without rules: columns by white strips, rows by numbers, a header of two lines",
     "page 595 842\n" LONG_LINES
     "bold 71 600 13 TT\nbold 116 600 13 Nhiệm vụ\nbold 311 600 13 Cơ quan\n"
     "bold 440 600 13 Thời hạn\n"
     "text 71 620 13 1\ntext 116 620 13 Tổ chức tuần lễ chuyển đổi\ntext 311 620 13 Sở Khoa học "
     "và\n"
     "text 440 620 13 Tháng 10/2026\n"
     "text 116 635 13 số của tỉnh\ntext 311 635 13 Công nghệ\n"
     "text 71 650 13 2\ntext 116 650 13 Bồi dưỡng kỹ năng\ntext 311 650 13 Sở Nội vụ\n"
     "text 440 650 13 Hằng năm\n"
     "text 71 665 13 3\ntext 116 665 13 Kiểm tra\ntext 440 665 13 Quý IV/\ntext 440 680 13 2026\n",
     LONG_PARAGRAPH "\n[ B TT | B Nhiệm vụ | B Cơ quan | B Thời hạn ]\n"
                    "[ 1 | Tổ chức tuần lễ chuyển đổi số của tỉnh | Sở Khoa học và Công nghệ | "
                    "Tháng 10/2026 ]\n[ 2 | Bồi dưỡng kỹ năng | Sở Nội vụ | Hằng năm ]\n"
                    "[ 3 | Kiểm tra |  | Quý IV/2026 ]"},
    {"footnote: behind its paragraph, its number gone from both; a power stays",
     "page 595 842\n" LONG_LINES "text 71 575 13 Diện tích 30 km\ntext 158.7 570 7 2\n"
     "text 165.5 575 13 theo báo cáo\ntext 237 570 7 1\ntext 71 605 13 Hết.\n"
     "rule 71 700 215 700.5\ntext 71 712 7 1\ntext 78 715 10 Báo cáo số 8 của tỉnh.\n",
     LONG_PARAGRAPH "\nDiện tích 30 km2 theo báo cáo\nN Báo cáo số 8 của tỉnh.\nHết."},
    {"a page whose lines run up the paper", "page 842 842\nturn\n" LONG_LINES, LONG_PARAGRAPH},
};

/* fontconfig keeps what it has read of its files until the process ends. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

/* Poppler tells its troubles on standard error; nobody wants them here. */
static struct str read_paper(struct arena *mem, struct str bytes)
{
    struct doc_tree *tree;
    struct err e = {0};
    int out = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY), r;

    dup2(null, STDERR_FILENO);
    r = reader_pdf_read(mem, bytes, &reader_limits_default, &tree, &e);
    dup2(out, STDERR_FILENO);
    close(out);
    close(null);
    return r ? arena_printf(mem, "error: %s", e.text) : outline(mem, tree);
}

static void test_reader_pdf__shows_what_a_person_sees(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str got = read_paper(mem, paper_write(mem, str_from(cases[i].script), ""));

        if (!str_is(got, str_from(cases[i].seen)))
            fail_msg("%s\n--- got\n%.*s\n--- want\n%s", cases[i].name, STR_ARG(got), cases[i].seen);
    }
}

static void test_reader_pdf__refuses_in_one_sentence(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct reader_limits few = reader_limits_default;
    struct str two = paper_write(mem, STR("page 595 842\n" LONG_LINES "page 595 842\n"), "");
    struct doc_tree *tree;
    struct err e = {0};

    (void)state;
    assert_str(
        read_paper(mem, paper_write(mem, STR("page 595 842\nimage\ntext 71 71 13 Ký số\n"), "")),
        STR("error: Tệp PDF là bản quét, không có lớp chữ; hiện chưa đọc được chữ trong ảnh."));
    assert_str(read_paper(mem, STR("%PDF-1.4 nothing")),
               STR("error: Tệp PDF bị hỏng, không mở được."));
    assert_str(
        read_paper(
            mem,
            paper_write(mem, STR("page 595 842\n" LONG_LINES),
                        "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P 0/O"
                        "<0000000000000000000000000000000000000000000000000000000000000000>/U"
                        "<0000000000000000000000000000000000000000000000000000000000000000>>>")),
        STR("error: Tệp PDF đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu."));
    few.pages = 1;
    assert_int_equal(reader_pdf_read(mem, two, &few, &tree, &e), ERR_TOO_BIG);
    assert_string_equal(e.text, "Tệp PDF có 2 trang, quá 1 trang nên không đọc.");
    few = reader_limits_default;
    few.text_bytes = 100;
    assert_int_equal(reader_pdf_read(mem, two, &few, &tree, &e), ERR_TOO_BIG);
    few = reader_limits_default;
    few.blocks = 0;
    assert_int_equal(reader_pdf_read(mem, two, &few, &tree, &e), ERR_TOO_BIG);
    assert_string_equal(e.text, "Tệp PDF có quá nhiều đoạn và ô bảng nên không đọc.");
}

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* One page of `n` lines, each of words that stand apart, with a rule below. */
static struct str dense_page(struct arena *mem, int n)
{
    struct buf script;
    struct str bytes;

    buf_init(&script, 64 << 20);
    buf_add(&script, STR("page 595 842\n"));
    for (int i = 0; i < n; i++) {
        double y = 60 + 700.0 * i / n;

        buf_printf(&script, "text 71 %g 8 %d\ntext 120 %g 8 mục tiêu\ntext 300 %g 8 Sở Nội vụ\n", y,
                   i, y, y);
        buf_printf(&script, "rule 71 %g 551 %g\nrule %g 60 %g 760\n", y + 1, y + 1.3,
                   71 + 480.0 * i / n, 71.3 + 480.0 * i / n);
    }
    bytes = paper_write(mem, buf_str(&script), "");
    buf_release(&script);
    return bytes;
}

static void test_reader_pdf__grows_with_its_length(void **state)
{
    double cost[2];

    (void)state;
    for (int step = 0; step < 2; step++) {
        CLEANUP(arena_freep) struct arena *mem = arena_new(0);
        struct str bytes = dense_page(mem, step ? 8000 : 1000);
        double before = seconds();

        read_paper(mem, bytes);
        cost[step] = seconds() - before;
    }
    if (cost[1] > 0.5 && cost[1] > cost[0] * 16)
        fail_msg("%.3f s, then %.3f s for eight times as much", cost[0], cost[1]);
}

/* data/sample/plan.py, annex II: its rows as they were typed, a deletion left out, a row healed. */
static void test_reader_pdf__reads_the_sample(void **state)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str seen = read_paper(mem, test_file(mem, "../../../data/sample/ke-hoach-25.pdf"));
    static const char *const lines[] = {
        "B C CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
        "\n- Bảo đảm sự phối hợp chặt chẽ giữa các ngành, các cấp; không làm phát sinh biểu mẫu "
        "báo "
        "cáo mới.\n",
        "\n[ 3.2 | Tỷ lệ thanh toán trực tuyến | % | từ 65 trở lên | Văn phòng UBND tỉnh ]\n",
        "\n[ B II | 4x1: B Đến năm 2030 ]\n",
        "\n[ 1x2: B TT | 1x2: B Nhiệm vụ | 2x1: B C Cơ quan thực hiện | 1x2: B Thời gian hoàn "
        "thành | "
        "1x2: B Kết quả/ sản phẩm ]\n[ B Chủ trì | B Phối hợp ]\n",
        "\n[ 2 | Xây dựng chính sách hỗ trợ doanh nghiệp nhỏ và vừa dùng nền tảng số | Sở Tài "
        "chính | "
        "Sở Công Thương, Sở Khoa học và Công nghệ, Hiệp hội Doanh nghiệp tỉnh | Quý IV/2026 | Nghị "
        "quyết của HĐND tỉnh ]\n",
        "\n[ 1 | Nâng cấp trung tâm dữ liệu của tỉnh | Sở Khoa học và Công nghệ | Công an tỉnh; Sở "
        "Tài "
        "chính | 2026-2028 | Trung tâm đạt cấp độ 3 ]\n",
        "\nN Gồm cả các điểm mới phát sinh sau khi sắp xếp đơn vị hành chính.",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++)
        if (!str_has(seen, str_from(lines[i])))
            fail_msg("not seen: %s", lines[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader_pdf__shows_what_a_person_sees),
        cmocka_unit_test(test_reader_pdf__refuses_in_one_sentence),
        cmocka_unit_test(test_reader_pdf__grows_with_its_length),
        cmocka_unit_test(test_reader_pdf__reads_the_sample),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
