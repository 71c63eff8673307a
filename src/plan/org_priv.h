#pragma once

/* Inside plan/: how the name of a body is taken apart and found again.
 *
 *   org_word.c   phrase → words: folded, abbreviations unfolded, the marks between them kept
 *   org_short.c  the abbreviations
 *   org_head.c   which words begin a body, a group, a post; which only look so
 *   org_span.c   where the name that begins at a word ends
 *   org_list.c   bodies with an index over their names
 *   org_damaged.c  names that went through OCR
 *   org.c        cells into names: splitting, matching, the name to show */

#include "plan/org.h"

/* What stands before a word, weakest first: from PLAN__SEP_SEMI on, a name never goes on. */
enum plan__sep {
    PLAN__SEP_NONE,  /* space, or nothing */
    PLAN__SEP_CLOSE, /* ) */
    PLAN__SEP_AMP,   /* & */
    PLAN__SEP_DASH,  /* - */
    PLAN__SEP_SLASH, /* / */
    PLAN__SEP_COMMA, /* , */
    PLAN__SEP_COLON, /* : */
    PLAN__SEP_OPEN,  /* ( */
    PLAN__SEP_LINE,  /* line break */
    PLAN__SEP_STOP,  /* a dot that ends something */
    PLAN__SEP_SEMI,  /* ; */
};

/* The marks between two words. */
struct plan__gap {
    unsigned char sep; /* enum plan__sep: the strongest */
    bool closes;       /* a bracket closes there */
};

/* An abbreviation: its letters alone, and the words it stands for. */
struct plan__short {
    struct str letters; /* "khcn": of "KH&CN", "KH-CN", "KHCN", "KH và CN" */
    struct str full;    /* the words it stands for, as shown */
    int where;          /* enum plan__where */
    bool keep;          /* usual in print: shown as written, unfolded only for comparing */
};

enum plan__where {
    PLAN__ANYWHERE,
    PLAN__AFTER_HEAD, /* only behind "Sở", "Bộ", "Phòng", "Ban" …: "Sở TP" is Tư pháp */
    PLAN__IN_FRONT,   /* only at the beginning of a name */
    PLAN__BEFORE_LEVEL, /* only before "tỉnh", "xã" … and before a body: "CA tỉnh", "VP Tỉnh ủy" */
};

struct plan__word {
    struct str text;   /* folded */
    uint32_t from, to; /* bytes of the source; the words of one abbreviation share them */
    const struct plan__short *abbreviation; /* NULL: written out */
    struct plan__gap gap;                   /* before this word */
    bool capital;                           /* begins with a capital letter */
};

struct plan__phrase {
    struct str source;
    struct plan__word *words;
    size_t n;
    struct plan__gap end; /* after the last word */
    bool bare;            /* no marked letter at all: nothing can be told from the marks */
    bool shout;           /* all words written in capitals: nothing can be told from them */
};

void plan__org_word_read(struct arena *mem, struct str source, struct plan__phrase *ret);

/* True when the source letters of word `i` are `spelled` (small letters with their marks), in
 * either case; a bare phrase gives its folded letters the benefit. */
bool plan__org_word_is(const struct plan__phrase *p, size_t i, struct str spelled);

size_t plan__org_word_count(const struct plan__phrase *p, size_t i, struct str folded);

/* Number of words of `folded` ("ban quan ly") when they stand at word `i`, else 0. Tried with long
 * tables: the first letter decides nearly always. */
static inline size_t plan__org_word_match(const struct plan__phrase *p, size_t i, struct str folded)
{
    return i < p->n && p->words[i].text.p[0] == folded.p[0] ? plan__org_word_count(p, i, folded)
                                                            : 0;
}

/* The abbreviation of these letters that may stand between `before` and `after`; `front`: where a
 * name may begin. NULL when there is none. */
const struct plan__short *plan__org_short_find(struct str letters, struct str before,
                                               struct str after, bool front);

/* A name or alias of the list as its key: folded words without "và", abbreviations unfolded. */
struct plan__org_key {
    struct str text;
    uint32_t hash;
    uint32_t breaks; /* bit i: a comma may stand before word i, as one or "và" does in the name */
    uint16_t org;
    uint8_t words;
    bool name;    /* of the body's name, not of an alias */
    bool learned; /* of an alias that a single correction taught */
};

/* How a name looks when OCR has been over it (text/likeness.h), or its first words. */
struct plan__org_shape {
    struct str text;
    uint16_t org;
    bool part;
    uint16_t next; /* the first of those behind it that begin with another word */
};

struct plan_org_list {
    const struct plan_org *orgs;
    size_t org_count;
    const struct plan__org_key *keys;
    size_t key_count;
    const uint16_t *slots; /* key + 1 by hash, open addressing; 0 is free */
    size_t slot_count;     /* a power of two */
    const struct plan__org_shape *shapes;
    size_t shape_count;
    const uint32_t *vocabulary; /* hashes of all words of all names, sorted */
    size_t vocabulary_count;
};

/* A word of some name of the list: it stands there as it should, not as OCR made it. */
bool plan__org_list_has_word(const struct plan_org_list *list, struct str word);

extern const struct plan_org_list plan__org_builtin; /* made by tools/orgc.c */

/* Index over `orgs`, which the list borrows. */
void plan__org_list_build(struct arena *mem, const struct plan_org *orgs, size_t count,
                          struct plan_org_list *ret);

/* The longest name of the list that begins with `head` (a word left out in the phrase, or empty),
 * goes on at word `from` and ends before `to`: its words of the phrase counted ("và" too) into
 * `*words`, its key returned; NULL when there is none. */
const struct plan__org_key *plan__org_list_longest(const struct plan_org_list *list,
                                                   struct str head, const struct plan__phrase *p,
                                                   size_t from, size_t to, size_t *words);

/* What begins at a word. */
enum plan__head {
    PLAN__HEAD_NONE,
    PLAN__HEAD_BODY,  /* "Sở Nội vụ", "Văn phòng UBND tỉnh" */
    PLAN__HEAD_GROUP, /* "các sở, ban, ngành", "UBND các xã, phường" */
    PLAN__HEAD_POST,  /* "Giám đốc Sở Nội vụ", "Đồng chí …" */
};

struct plan__begin {
    enum plan__head kind;
    size_t words; /* it surely takes, at least the head */
    bool open;    /* the list does not know it: more words may belong to the name */
    bool bare;    /* a head that mostly stands with "các" or "tỉnh", without: perhaps a topic */
};

/* What begins at word `i`. */
struct plan__begin plan__org_head_at(const struct plan_org_list *list, const struct plan__phrase *p,
                                     size_t i);

/* A noun that groups are counted up by ("sở", "ngành", "địa phương"): its words, else 0. */
size_t plan__org_head_noun(const struct plan__phrase *p, size_t i);

/* The word that was left out before word `i`, where `head` was said once for several ("Sở Y tế, Tài
 * chính"): the words that with it make a name of the list, else 0. `head` is folded. */
size_t plan__org_head_elided(const struct plan_org_list *list, const struct plan__phrase *p,
                             struct str head, size_t i);

/* "tỉnh", "xã", "đặc khu" …: its words, else 0. */
size_t plan__org_head_level(const struct plan__phrase *p, size_t i);

/* "các sở: Tài chính, Nội vụ", "các Bộ Công an, Tài chính": the word at which the first of the
 * names begins that share a head (`*head`, folded), else `from`. */
size_t plan__org_span_shared(const struct plan_org_list *list, const struct plan__phrase *p,
                             size_t from, struct str *head);

/* Where the name that begins at word `from` ends (the word after it): it goes on through known
 * names, counted nouns, places and "liên quan", and stops before a verb or a mark. `from` when none
 * begins there. */
size_t plan__org_span_end(const struct plan_org_list *list, const struct plan__phrase *p,
                          size_t from, enum plan__head *kind);

/* The same for a list of names: "Sở Nội vụ, Sở Tài chính và các sở, ngành liên quan". */
size_t plan__org_span_list_end(const struct plan_org_list *list, const struct plan__phrase *p,
                               size_t from);

/* The bodies whose names look most like the words [from, to); `best` is filled up to its end with
 * NULLs. Nothing is near when the words are names of their own that only resemble one. */
void plan__org_damaged_match(const struct plan_org_list *list, const struct plan__phrase *p,
                             size_t from, size_t to, struct plan_org_match best[PLAN_ORG_BEST]);

/* The names of a cell in which nothing could be split or known for the damage: those found that
 * fill most of it; 0 when they do not. */
size_t plan__org_damaged_read(struct arena *mem, const struct plan_org_list *list,
                              struct str source, struct plan_org_name **ret);
