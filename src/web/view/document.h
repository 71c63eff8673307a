#pragma once

/* document_list.html, document_show.html */

#include "web/view/org.h"

struct view_document_row {
    struct str url, title; /* title: the abstract, or what else names it */
    struct str number, abstract, type, issuer, state, file_url;
    bool has_issued;
    struct day issued;
};
struct view_document_list {
    struct view_page page;
    struct str words;
    VIEW_LIST(struct view_code) states;
    struct view_count first, last, total;
    VIEW_LIST(struct view_document_row) rows;
    bool paged;
    struct view_pager pager;
    bool filtered;
};

struct view_document_link {
    struct str relation, url, number, words, end_url;
};
struct view_document_step {
    struct str url, number, abstract, relation;
    bool here;
};
struct view_document_show {
    struct view_page page;
    struct str title; /* number, or abstract without one */
    struct view_document_row document;
    struct str issued_text, plan_url, draft_url, file_name, hash, format;
    struct view_count size; /* kB */
    struct view_instant at;
    VIEW_LIST(struct view_document_link) links;
    VIEW_LIST(struct view_document_step) chain;
    VIEW_LIST(struct view_code) kinds;
    struct str link_url, number, wrong;
};
