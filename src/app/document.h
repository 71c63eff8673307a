#pragma once

/* Documents: those imported, and those they name, with the chain both ways. */

#include "app/app.h"
#include "app/draft.h"

struct app_document_line {
    int64_t id, draft, plan; /* 0 = none */
    struct str state;        /* cited draft issued */
    struct str number, type, issuer, abstract, file_name;
    bool has_issued;
    struct day issued;
};
struct app_documents {
    const struct app_document_line *at;
    size_t n, total;
};
struct app_document_filter {
    struct str words;
    struct str state; /* empty = any */
};
MUST_CHECK int app_document_list(struct app *a, struct app_who who,
                                 const struct app_document_filter *f, struct app_page p,
                                 struct arena *mem, struct app_documents *ret, struct err *e);

struct app_document_link {
    int64_t id, document;
    struct str kind; /* based_on implements amends replaces guides */
    struct str words, number, abstract;
    bool outgoing; /* from this document to the other */
    bool by_hand;
};
struct app_document_step { /* of the chain: what this one rests on, upwards, and what rests on it */
    int64_t id;
    int depth; /* below 0: above this document; 0 itself; above 0: what implements it */
    struct str number, abstract, kind;
};
struct app_document {
    struct app_document_line line;
    struct str issued_text, format, hash;
    int64_t size, made_at;
    const struct app_document_link *links;
    size_t link_count;
    const struct app_document_step *chain; /* at most 6 steps each way, 200 in all */
    size_t chain_count;
    size_t passages;
};
MUST_CHECK int app_document_view(struct app *a, struct app_who who, int64_t document,
                                 struct arena *mem, struct app_document *ret, struct err *e);
MUST_CHECK int app_document_passages(struct app *a, struct app_who who, int64_t document,
                                     struct app_page p, struct arena *mem, struct app_passages *ret,
                                     struct err *e);
MUST_CHECK int app_document_link_add(struct app *a, struct app_who who, int64_t from, int64_t to,
                                     struct str kind, struct err *e);
/* `document`: either end of it. */
MUST_CHECK int app_document_link_end(struct app *a, struct app_who who, int64_t document,
                                     int64_t link, struct err *e);

/* The original; caller closes. */
struct app_document_file {
    int fd;
    int64_t size;
    struct str name, media_type;
};
MUST_CHECK int app_document_open(struct app *a, struct app_who who, int64_t document,
                                 struct arena *mem, struct app_document_file *ret, struct err *e);
