#pragma once

/* What a task is to yield, told apart where the words clearly name several things. */

#include "base/arena.h"

/* "Kế hoạch; báo cáo kết quả" is two, "Kế hoạch và báo cáo kết quả" is one (whether they are two
 * papers only a person knows). Split at semicolons outside brackets and at lines that begin with a
 * bullet or a capital letter. Array in `mem` of words borrowed from `words`; 0 for no words. */
size_t plan_deliverable_split(struct arena *mem, struct str words, struct str **ret);
