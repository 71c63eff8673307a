#pragma once

/* Bodies as documents name them → bodies of a list. The list is data (data/orgs/), compiled in. */

#include "base/arena.h"

struct plan_org {
    int64_t id;      /* the owner's own number; 0 in the list that ships */
    struct str name; /* canonical Vietnamese name */
    /* state party vertical commune enterprise association school portal group post */
    struct str type;
    struct str successor;      /* name of the body that took over from it; empty while it exists */
    const struct str *aliases; /* further ways to write it; abbreviations need none */
    size_t alias_count;
    size_t learned_count; /* so many of the last aliases were taught by a single correction */
};

struct plan_org_list; /* with its index; immutable, shared */

/* The list that ships with the program: kinds of bodies every province has, ministries, groups. */
const struct plan_org_list *plan_org_list_builtin(void);

/* A list of other bodies, in `mem`; it borrows them. Where two have the same words, the first keeps
 * them. At most 65,535 bodies, and as many names; what is beyond is never found. */
const struct plan_org_list *plan_org_list_make(struct arena *mem, const struct plan_org *orgs,
                                               size_t count);

/* Its bodies, in the order they were given; *count of them. */
const struct plan_org *plan_org_list_bodies(const struct plan_org_list *list, size_t *count);

struct plan_org_match {
    const struct plan_org *org; /* NULL: none is near */
    int certainty;              /* 0 … 100; 100 = name or alias to the letter, after folding, 90 =
                                   with a place behind; PLAN_ORG_LEARNED at most by an alias that
                                   one correction taught: a proposal */
};

enum {
    PLAN_ORG_BEST = 3,
    PLAN_ORG_KNOWN = 90, /* certainty from which a body is known, not proposed */
    PLAN_ORG_LEARNED = 85,
};

/* What a cell says a body does, where it says so: "Sở Nội vụ (chủ trì)", "Phối hợp: Sở Y tế". */
enum plan_org_role { PLAN_ORG_ROLE_NONE, PLAN_ORG_ROLE_LEAD, PLAN_ORG_ROLE_COORDINATING };

struct plan_org_name {
    struct str words; /* as written, borrowed */
    /* Name to show: the list's where it says the same, else the words with abbreviations unfolded
     * ("Sở KH&CN" → "Sở Khoa học và Công nghệ"), words of a place kept. */
    struct str canonical;
    struct plan_org_match best[PLAN_ORG_BEST]; /* candidates, best first */
    bool damaged;            /* matched through OCR damage: a proposal, never firm */
    enum plan_org_role role; /* its words are part of neither `words` nor `canonical` */
};

/* Splits a cell or phrase into bodies ("Sở Văn hóa, Thể thao và Du lịch; các sở, ban, ngành" is
 * two) and matches each. Array in `mem`. */
size_t plan_org_read(struct arena *mem, const struct plan_org_list *list, struct str words,
                     struct plan_org_name **ret);

/* True for cells that say what the one above says: "Như trên", "nt", "-", a ditto mark. Such a cell
 * reads as no name. */
bool plan_org_is_same_as_above(struct str words);

/* True when the words name a body, a group of bodies or a post, and nothing else: short, begins
 * with a word that bodies begin with, no task verb ("3. Văn phòng UBND tỉnh" yes, "Báo cáo …" no).
 */
bool plan_org_is_name(struct arena *mem, struct str words);

/* Bytes of the longest list of bodies that `words` begins with ("Sở Nội vụ, Sở Tài chính tham mưu
 * …" → up to before "tham mưu"); 0 when it begins with none. */
size_t plan_org_prefix(struct arena *mem, struct str words);

/* A body found in a line that OCR has damaged. */
struct plan_org_hit {
    size_t from, to; /* bytes of the line */
    struct plan_org_match best[PLAN_ORG_BEST];
    bool part; /* only the first words of the name stand there: a column wrapped it */
};

/* Bodies that seem to be named in a damaged line, left to right, never overlapping; nothing is said
 * about the words between. `folded` is the folded line; of a longer one PLAN_ORG_LINE_MAX letters
 * are looked at. Everything found is a guess. Array in `mem`. */
enum { PLAN_ORG_LINE_MAX = 512 };
size_t plan_org_damaged_find(struct arena *mem, const struct plan_org_list *list, struct str folded,
                             struct plan_org_hit **ret);
