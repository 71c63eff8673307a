#pragma once

/* The structs of all views, for their compiler. */

#include "web/view/document.h"
#include "web/view/draft.h"
#include "web/view/org.h"
#include "web/view/passage.h"
#include "web/view/plan.h"
#include "web/view/search.h"
#include "web/view/target.h"
#include "web/view/task.h"
#include "web/view/view.h"
