/* Any bytes in the cells of a table: the guard of CSV comes off again and leaves no formula, text
 * in XML is XML of no more letters than allowed. */

#include <expat.h>
#include <stdlib.h>

#include "fuzz.h"
#include "office/sheet_priv.h"

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void count_letters(void *user, const XML_Char *s, int n)
{
    for (int i = 0; i < n; i++)
        *(size_t *)user += ((unsigned char)s[i] & 0xC0) != 0x80;
}

static void try_xml(struct str s, size_t units)
{
    CLEANUP(buf_release) struct buf out;
    XML_Parser p = XML_ParserCreate(NULL);
    size_t letters = 0;
    bool cut;

    buf_init(&out, 8 << 20);
    buf_add(&out, STR("<t a=\""));
    office__xml_text(&out, s, units);
    buf_add(&out, STR("\">"));
    cut = office__xml_text(&out, s, units);
    buf_add(&out, STR("</t>"));
    check(!buf_failed(&out) && cut <= (s.n > units));
    XML_SetUserData(p, &letters);
    XML_SetCharacterDataHandler(p, count_letters);
    check(XML_Parse(p, out.p, (int)out.n, 1) == XML_STATUS_OK);
    XML_ParserFree(p);
    /* the escape of a _ is six letters more, and is one letter again when read */
    check(letters <= units * 7);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena_freep) struct arena *mem = arena_new(0);
    struct str s = {(const char *)data, size}, guarded = office_sheet_guard(mem, s);

    check(str_is(office_sheet_unguard(guarded), s));
    check(guarded.n == 0 || !memchr("=+@\t\r-", guarded.p[0], 6));
    check(office_sheet_unguard(s).n + 1 >= s.n);
    try_xml(s, OFFICE_SHEET_LETTERS);
    try_xml(s, 5);
    return 0;
}
