#pragma once

/* Inside page/: what the pages of a draft share. */

#include "web/page/page.h"

enum { PAGE__DRAFT_ROWS = 100 };

/* Where the reviewer is: the draft, perhaps a row, and the filter of the list. All of it is in the
 * address. */
struct page__draft_at {
    int64_t draft, row; /* 0: none in the address */
    struct app_draft_filter filter;
    int page;
};
MUST_CHECK int page__draft_read(struct web_request *w, struct page__draft_at *ret);

/* "/nhap/5/dong/6/bo?muc=xem&xong=bo": `row` 0 is the list, `tail` and `done` may be NULL. The
 * address of a row ends in #dong, where its form is. */
struct str page__draft_url(const struct web_request *w, const struct page__draft_at *at,
                           int64_t row, const char *tail, const char *done);
/* Where the form of at->row goes: without #dong, so that what is wrong has the focus. */
struct str page__draft_save_url(const struct web_request *w, const struct page__draft_at *at);
/* Likewise without a filter: a page of the draft as a whole. */
struct str page__draft_url_of(const struct web_request *w, int64_t draft, const char *tail);

/* What a draft is called: its number, else its title. */
struct str page__draft_name(const struct app_draft_line *line);
void page__draft_top(const struct web_request *w, const struct app_draft *d,
                     struct view_draft_top *ret);
/* "Nhiệm vụ III.2.1" */
struct str page__draft_row_title(const struct web_request *w, const struct app_draft_row *r);
/* Why a row is to be checked: "đọc từ câu văn giao việc; có cơ quan chưa rõ". */
struct str page__draft_why(const struct web_request *w, const struct app_draft_row *r);
struct view_page page__draft_frame(const struct web_request *w, const struct app_draft *d,
                                   struct str title, bool deep);

/* What was sent of a row's form, as typed; what the form did not have is NULL. */
struct page__draft_sent {
    struct app_draft_change change; /* its words are of the stored row where not sent */
    struct str due;                 /* as typed */
    int64_t version;
    bool go_on; /* to the next row */
};
/* ERR_USAGE where a field is wrong, with w->http->problem; *ret is filled even then. */
MUST_CHECK int page__draft_form_read(struct web_request *w, const struct app_draft_row *stored,
                                     struct page__draft_sent *ret);
/* Fills the form: of the stored row, or with what was sent. */
void page__draft_form(const struct web_request *w, const struct page__draft_at *at,
                      const struct app_draft_one *one, bool open,
                      const struct page__draft_sent *sent, struct view_draft_form *ret);
/* What is understood of a deadline (`words` being its reading) and of a target's words. */
struct view_reading page__draft_deadline(const struct web_request *w, struct str words);
struct view_reading page__draft_target(const struct web_request *w, struct str words,
                                       struct str unit);
/* Says what is wrong in the form, beside the fields and in the summary. */
void page__draft_form_wrong(const struct web_request *w, struct view_page *page,
                            struct view_draft_form *form);
/* "Sở Nội vụ; Công an tỉnh" */
struct str page__draft_bodies(struct arena *mem, const struct app_draft_bodies *b);
/* The body of the list, or STR_NONE. */
struct str page__draft_org_name(const struct web_request *w, int64_t id);

/* The page of a row (at->row; 0: the next to check) with what was sent, when it is wrong. */
MUST_CHECK int page__draft_show(struct web_request *w, struct page__draft_at *at,
                                const struct page__draft_sent *sent, int status);
