#pragma once

/* Pages of what went wrong: title, sentence and advice by HTTP status. */

#include "web/view/view.h"

/* While the base is being upgraded or restored; sent as 503. */
enum { VIEW_FAILURE_MAINTENANCE = -503 };

/* `sentence` is that of the error, in the language of the request; empty: a general one.
 * `reference` stands in the log too. All are borrowed; the caller fills the rest of `page`. */
struct view_failure view_failure_of(enum lang lang, int status, struct str sentence,
                                    struct str reference, struct view_instant when);
