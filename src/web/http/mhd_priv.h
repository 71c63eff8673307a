#pragma once

/* Inside http/ only: the functions of libmicrohttpd, which is loaded when a server starts
 * (base/library.h). They are called as http__mhd.start_daemon(…). */

#include <microhttpd.h>

#include "base/err.h"

#define HTTP__MHD(F)                                                                               \
    F(add_response_header)                                                                         \
    F(create_post_processor)                                                                       \
    F(create_response_from_buffer)                                                                 \
    F(create_response_from_fd64)                                                                   \
    F(destroy_post_processor)                                                                      \
    F(destroy_response)                                                                            \
    F(get_connection_info)                                                                         \
    F(get_connection_values_n)                                                                     \
    F(post_process)                                                                                \
    F(queue_response)                                                                              \
    F(resume_connection)                                                                           \
    F(start_daemon)                                                                                \
    F(stop_daemon)                                                                                 \
    F(suspend_connection)

extern struct http__mhd {
#define MEMBER(name) __typeof__(MHD_##name) *name;
    HTTP__MHD(MEMBER)
#undef MEMBER
} http__mhd;

/* Before any of them is called. */
int http__mhd_load(struct err *e);
