# A thin front for people; the build itself is meson + ninja, the tests are meson test.
# On a fresh Debian 12 only git and make are needed: tools/need installs the rest with apt.

.PHONY: run build check check-all bench fuzz format clean help

help:
	@sed -n 's/^## //p' Makefile

## make run        install what running needs, build, import the sample plan, serve it
run:
	@tools/need run
	@$(MAKE) --no-print-directory build
	@tools/run-sample

## make build      only build: build/namro and build/namro-read
build:
	@test -f build/build.ninja || meson setup build
	@ninja -C build

## make check      install what testing needs, pass every test (about 10 minutes)
check:
	@tools/need run check
	@tools/check

## make check-all  make check, and ten minutes of fuzzing for every target
check-all:
	@tools/need run check
	@tools/check --long

## make bench      measure speed and memory beside their yardsticks; writes build/bench.json
bench:
	@tools/need run check
	@$(MAKE) --no-print-directory build
	@bench/run

## make format     let clang-format lay out src/, tests/, bench/
format:
	@git ls-files 'src/*.[ch]' 'tests/*.[ch]' 'bench/*.[ch]' | xargs clang-format -i

## make clean      remove what was built
clean:
	@rm -rf build build-asan build-fuzz
