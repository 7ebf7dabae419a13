# make only sets up and calls: plain `mkdocs build` gives the whole site too. See README.md.
#
# make          the site, in site/              make serve    a live preview
# make check    every mistake in the texts      make test     all tests, and make test-fast what needs no build or browser
# make coverage  lines that no quick test comes by   make mutants  faults that none of them sees
# make release  all that is published, in dist/, when nothing is open (DRAFT=1: whatever is)
# make audit    Lighthouse, with a real browser
# make bench    how long things take            make lock     new lock files after a change in pyproject.toml
# make same     BASE=<commit>: is the site still that commit's, byte for byte?
# make clean    away with what was made
#
# SITE_URL=https://host/path/ says where the site will stand; PYTHON=… chooses a Python; TESTS=… chooses tests.

BIN := .venv/bin
PYTHONS := .ci/tools/python.sh .ci/tools/path.py
# The banner of the theme is about MkDocs 2, which is not used here.
MKDOCS := NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs
TESTS ?= tests
# Three at a time, for browsers often wait; what shares something it built stays together, as tests/conftest.py says.
PYTEST ?= -n 3 --dist loadscope --no-loadscope-reorder --durations=10
FAST ?= -n 2 --dist worksteal --durations=10

.PHONY: build serve check test test-fast mutants coverage release audit bench same lock wheels fuzz clean

build: .venv/.ready
	$(MKDOCS) build --strict
	@echo
	@echo "The site is in site/. To look at it: $(BIN)/python -m http.server -d site 8000  and open http://localhost:8000/"

serve: .venv/.ready
	GALLERY=true $(MKDOCS) serve

check: .venv/.ready
	@$(BIN)/python -m microsite check

test: debian .venv/.ready-test node_modules/.ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest $(PYTEST) $(TESTS)

test-fast: .venv/.ready-test
	$(BIN)/pytest $(FAST) -m "not built" $(TESTS)

release: .venv/.ready
	@test -n "$(SITE_URL)" || { echo "The address is printed on every sheet, so say where the site will stand: make release SITE_URL=https://host/path/" >&2; exit 1; }
	@$(BIN)/python -m microsite release $(if $(DRAFT),--draft) --url "$(SITE_URL)"

# Which lines of the core no test comes by that builds nothing; twice as slow as test-fast.
coverage: .venv/.ready-test
	$(BIN)/pytest $(FAST) -m "not built" --cov=hooks/microsite --cov-report=term:skip-covered $(TESTS)

# All 300 faults, or some of them: MUTANTS=0:30.
mutants: .venv/.ready-test
	$(BIN)/python .ci/tools/mutants.py $(MUTANTS)

audit: debian .venv/.ready-test node_modules/.ready
	$(BIN)/python .ci/tools/audit.py

same: .venv/.ready
	@test -n "$(BASE)" || { echo "Say which commit to compare with: make same BASE=HEAD~1" >&2; exit 1; }
	$(BIN)/python .ci/tools/same.py $(BASE)

bench: .venv/.ready
	$(BIN)/python .ci/tools/bench.py $(BASE)

LOCK := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --no-config --generate-hashes --strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
# UPGRADE=--upgrade takes the newest versions that pyproject.toml allows.
lock: .venv/.ready-test
	$(LOCK) $(UPGRADE) -o requirements.txt pyproject.toml
	$(LOCK) $(UPGRADE) --extra test -c requirements.txt -o requirements-dev.txt pyproject.toml
	PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only --ignore-scripts --no-audit --no-fund

# Throws strange files, mails and logs; what hurts is kept in tests/corpus/. TARGETS=mail throws one sort only.
MINUTES ?= 5
fuzz: .venv/.ready-test
	$(BIN)/python .ci/tools/fuzz.py $(MINUTES) $(TARGETS)

# After make lock: does each package have a wheel for Linux, macOS and Windows, with every Python we promise?
wheels: .venv/.ready
	$(BIN)/python .ci/tools/wheels.py

clean:
	rm -rf site site.* dist dist.* .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find hooks tests .ci -name __pycache__ -type d -prune -exec rm -rf {} +

# --- what each of them needs; a file .ready is younger than all it was made from

# A .venv whose Python has gone is made again.
GONE := $(shell test -x .venv/bin/python || echo FORCE)
.PHONY: FORCE
FORCE:

.venv/.ready: requirements.txt $(PYTHONS) $(GONE)
	@sh .ci/tools/python.sh requirements.txt
	@touch $@

.venv/.ready-test: requirements-dev.txt .venv/.ready
	@sh .ci/tools/python.sh requirements-dev.txt
	@touch $@

.PHONY: debian
debian:
	@sh .ci/tools/debian.sh

# No scripts of packages: one of them would fetch a Java of its own.
node_modules/.ready: package-lock.json .venv/.ready-test
	@echo "Installing what package-lock.json names into node_modules"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
