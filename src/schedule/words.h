#pragma once

/* A reading of deadline words, said back to people. */

#include "base/lang.h"
#include "schedule/deadline.h"

/* "quý, chờ văn bản": the kinds in plain words. */
struct str schedule_words_kinds(struct arena *mem, enum lang lang, uint32_t kinds);

/* What was understood, in one line: "hết ngày 30/09/2026 (quý)", "từ 01/01/2026 đến hết ngày
 * 31/12/2028 (giai đoạn)", "thường xuyên", with what is doubtful about it behind. */
struct str schedule_words_reading(struct arena *mem, enum lang lang,
                                  const struct schedule_deadline *d);
