#pragma once

/* A router for the tests of web/http: one small handler for each thing that a request can be. */

#include "web/http/param.h"
#include "web/http/route.h"

struct web_request {
    struct http_request *http;
    struct err *e;
};

extern const struct http_router test_router;
