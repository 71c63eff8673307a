#pragma once

/* In namro-read the libraries for foreign formats are behind doors: shared modules beside the
 * executable, of which only the one that the document needs is loaded, before the sandbox is shut.
 * Loading all of them would cost more than reading a short plan (docs/decisions/0005-doors.md).
 * Tests link the same readers directly and have no doors. */

#include "reader/reader.h"

/* Loads the module of that library from the folder of `program` ("/usr/libexec/namro/namro-read");
 * nothing for READER_LIBRARY_NONE. */
MUST_CHECK int reader_door_open(const char *program, enum reader_library which, struct err *e);
