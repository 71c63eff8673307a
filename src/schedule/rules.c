#include "schedule/rules.h"

const struct schedule_rules schedule_rules_default = {.issued = {INT32_MIN}};
