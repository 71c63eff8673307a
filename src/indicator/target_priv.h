#pragma once

/* Inside indicator/: values over tokens, and the clauses of a paragraph. */

#include "indicator/target.h"
#include "text/token.h"

/* A value where it stands: "tối thiểu 20%", "từ 01 đến 02", "8 - 10%", "thuộc nhóm 30". */
struct indicator__value {
    enum indicator_op op;
    bool stated; /* an operator stands in the words */
    struct decimal low, high;
    size_t from, to; /* tokens: operator … last number and its '%' */
    size_t number;   /* first token of the first number */
    size_t unit;     /* where its unit stands, if any: the '%', or the token behind the number */
    bool percent;
};

/* The value that begins at token `i` — with its operator, or the bare number. */
bool indicator__value_at(const struct text_tokens *x, size_t i, struct indicator__value *ret);

/* True when token `i` begins "tăng dần", "tăng hằng năm", "không giảm"; *n its tokens. */
bool indicator__value_grows(const struct text_tokens *x, size_t i, size_t *n);

/* Tokens of the unit that stands at `i`, behind a number: "ha", "triệu đồng/người/năm", "% GRDP"
 * from its '%', "khu công nghiệp". *measure: a measure ("MW") rather than things counted. 0 = none.
 */
size_t indicator__unit_at(const struct text_tokens *x, size_t i, bool *measure);

/* phrase.c: see indicator_target_find(). */
size_t indicator__phrase_find(struct arena *mem, struct str paragraph,
                              struct indicator_phrase **ret);

/* clause.c: a paragraph cut into statements. */
struct indicator__clause {
    size_t from, to;           /* tokens */
    bool opens_sentence;       /* the first of its sentence */
    size_t lead_from, lead_to; /* tokens of "Đến hết năm 2025" that holds for it; empty if none */
};
size_t indicator__clause_cut(struct arena *mem, const struct text_tokens *x,
                             struct indicator__clause **ret);

/* +1 where a bracket opens that closes within a sentence's length, -1 where one closes, else 0. */
int indicator__clause_bracket(const struct text_tokens *x, size_t i);

/* Tokens of a period at `i`: "đến hết năm 2030", "trong giai đoạn 2026 - 2030", "vào năm 2027",
 * "năm 2026"; 0 = none. */
size_t indicator__clause_period(const struct text_tokens *x, size_t i);
