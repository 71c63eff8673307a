#pragma once

/* A build with AddressSanitizer reserves terabytes of addresses and asks the kernel for more than a
 * reader needs: such builds, which are never installed, bound memory by the sanitizer's own limit.
 */

#if defined(__SANITIZE_ADDRESS__)
#define SANDBOX_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANDBOX_SANITIZED 1
#endif
#endif
#ifndef SANDBOX_SANITIZED
#define SANDBOX_SANITIZED 0
#endif

/* The reader's whole environment: empty, but for such builds. */
#define SANDBOX_SANITIZER_OPTIONS                                                                  \
    "ASAN_OPTIONS=hard_rss_limit_mb=768:max_allocation_size_mb=512:allocator_may_return_null=1:"   \
    "detect_leaks=0:symbolize=0:exitcode=99"
