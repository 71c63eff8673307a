/* The floor of reading a DOCX: inflate word/document.xml and let expat pass over it, doing nothing.
 * usage: unzip-expat FILE */

#include <expat.h>
#include <stdio.h>
#include <zip.h>

static void on_start(void *user, const char *name, const char **attributes)
{
    (void)name, (void)attributes;
    ++*(unsigned long *)user;
}

static void on_text(void *user, const char *text, int n)
{
    (void)text;
    *(unsigned long *)user += (unsigned long)n;
}

int main(int argc, char **argv)
{
    char piece[65536];
    unsigned long seen = 0;
    zip_int64_t n;
    zip_t *zip = argc == 2 ? zip_open(argv[1], ZIP_RDONLY, NULL) : NULL;
    zip_file_t *part = zip ? zip_fopen(zip, "word/document.xml", 0) : NULL;
    XML_Parser parser = XML_ParserCreateNS(NULL, ' ');

    if (!part)
        return 1;
    XML_SetUserData(parser, &seen);
    XML_SetElementHandler(parser, on_start, NULL);
    XML_SetCharacterDataHandler(parser, on_text);
    while ((n = zip_fread(part, piece, sizeof(piece))) > 0)
        if (XML_Parse(parser, piece, (int)n, 0) != XML_STATUS_OK)
            return 1;
    XML_Parse(parser, piece, 0, 1);
    XML_ParserFree(parser);
    zip_fclose(part);
    zip_discard(zip);
    printf("%lu\n", seen);
    return 0;
}
