#pragma once

/* A reading of target words, said back to people. */

#include "base/lang.h"
#include "indicator/target.h"

/* "ít nhất 20% GRDP", "trong khoảng 16 – 18%", "mức bằng lời": decimal comma. */
struct str indicator_words_reading(struct arena *mem, enum lang lang,
                                   const struct indicator_target *t);
