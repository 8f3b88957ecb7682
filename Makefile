# Two commands: `make site` builds the site into site/, `make test` runs every check.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

# The pages of today are measured and looked at, never the sealed editions.
screenshots sources bench-builds bench-before bench-profile bench-check bench-search bench-type bench-web: \
  export KX_PREVIEW := 1

.PHONY: site preview serve test test-long test-spawn written lock format clean screenshots sources bench-builds \
  bench-before bench-profile bench-calls bench-check bench-editions bench-handouts bench-mutations bench-names \
  bench-races bench-search bench-start bench-type bench-web test-faults supply audit fuzz release

# Readers take PDFs away; other builds leave them out, since setting them takes longer than all else.
site: export KX_PDF ?= on
site: $(VENV)/site.stamp
	$(BIN)/mkdocs build --strict
	@echo "The site is in site/. To look at it: $(BIN)/kx serve-published site"

# What reviewers get: opens from a disk, and begins with what changed since SINCE (by default the last commit).
preview: $(VENV)/site.stamp
	rm -rf preview build-problems.jsonl
	KX_PREVIEW=1 KX_EMBARGO=shown KX_REPORT=build-problems.jsonl $(BIN)/mkdocs build --site-dir preview
	$(BIN)/kx preview preview --build-report build-problems.jsonl $(if $(SINCE),--since $(SINCE))

serve: $(VENV)/site.stamp
	$(BIN)/kx serve

test: $(VENV)/test.stamp
	$(BIN)/python -m tests.gate

# As on systems where processes cannot be copied.
test-spawn: $(VENV)/test.stamp
	KX_COPIES=off $(BIN)/python -m pytest tests/build/test_processes.py tests/build/test_companion.py \
	  tests/build/test_builds.py tests/search/test_kiwi.py tests/journeys

# Tests that draw their cases, with more of them than the gate tries.
test-long: $(VENV)/test.stamp
	KX_HISTORIES=500 KX_FLIPS=200 KX_CALLS=1000 KX_EDITS=500 $(BIN)/python -m pytest tests/build/test_promise.py \
	  tests/build/test_damage.py tests/build/test_store.py tests/calls/test_readers.py tests/site/test_page_checks.py

# The whole table of faults, printed as rows for docs/building.md.
test-faults: $(VENV)/test.stamp
	KX_FAULTS=all $(BIN)/python -m pytest -s tests/build/test_faults.py

# Pages and goldens that are made from code and cases, and held to them by tests: read the difference, then commit it.
written: $(VENV)/test.stamp
	$(BIN)/python -m tests.calls.record_reference docs/calls-reference.md
	$(BIN)/python -m tests.site.settings_reference docs/site-settings.md
	$(BIN)/kx rules
	$(BIN)/python -m tests.calls.state_cells docs/call-states.md
	$(BIN)/python -m tests.theme.names
	$(BIN)/python -m tests.authoring.forms
	$(BIN)/python -m tests.authoring.guide
	$(BIN)/python -m tests.site.test_faulty_content
	$(BIN)/python -m benchmarks.mistakes

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix plugins tests benchmarks
	$(BIN)/ruff format plugins tests benchmarks

screenshots: $(VENV)/test.stamp site
	$(BIN)/python -m tests.screenshots

sources: $(VENV)/test.stamp site
	$(BIN)/python -m tests.sources
	$(BIN)/python -m tests.figures

# Figures that docs/ reports; they take time and no test depends on them.
bench-builds: $(VENV)/site.stamp
	$(BIN)/python -m benchmarks.build

bench-before: $(VENV)/site.stamp
	$(BIN)/python -m benchmarks.build.before

bench-profile: $(VENV)/site.stamp
	$(BIN)/python -m benchmarks.build.profiling

bench-calls: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.calendar.run --build $(CALLS)

bench-search: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.search $(if $(PAGES),--pages $(PAGES)) $(if $(QUERIES),--queries $(QUERIES)) \
	  $(if $(GLOSSARY),--glossary $(GLOSSARY)) $(if $(MANY),--many $(MANY))

bench-web: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.web_bench

bench-type: $(VENV)/test.stamp
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks.type_bench

bench-check: $(VENV)/site.stamp
	$(BIN)/python -m benchmarks.check

bench-editions: $(VENV)/site.stamp
	$(BIN)/python -m benchmarks.editions

bench-handouts: $(VENV)/site.stamp
	$(BIN)/python -m benchmarks.handouts

bench-mutations: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.mutations $(NAMES)

# Four sites from the wheel in a fresh environment, and the seconds to the first served page.
bench-start: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.starting

# Share of names that are no nouns; needs no packages.
bench-names:
	$(PYTHON) -m benchmarks.naming

# Searches for pages that become too large or take too long; nothing it finds may be let pass.
fuzz: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.fuzz_growth $(or $(SECONDS),600)
	$(BIN)/python -m benchmarks.fuzz $(or $(SECONDS),600)

bench-races: $(VENV)/site.stamp
	$(BIN)/python -m benchmarks.races

# Locks hold hashes and no address of any index.
lock: $(VENV)/test.stamp
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --allow-unsafe --strip-extras --no-annotate --extra ko -o requirements/site.txt requirements/build.in pyproject.toml
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --allow-unsafe --strip-extras --no-annotate -o requirements/test.txt requirements/test.in
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --allow-unsafe --strip-extras --no-annotate -o requirements/bench.txt requirements/bench.in
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --allow-unsafe --strip-extras --no-annotate -o requirements/audit.txt requirements/audit.in
	$(MAKE) supply

# The bill of materials and the page of licences, from the locks and what is installed.
supply: $(VENV)/test.stamp
	$(BIN)/python -m tests.supply

# The wheel and the sdist in dist/, built twice and compared; the wheel is tried with each of PYTHONS.
release: $(VENV)/test.stamp
	$(BIN)/python -m tests.release $(foreach python,$(PYTHONS),--python $(python))

# Known vulnerabilities of what is locked; asks public databases, so no test depends on it.
audit: $(VENV)/test.stamp
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/audit.txt
	for lock in site test bench audit; do \
	  $(BIN)/pip-audit --disable-pip --require-hashes --requirement requirements/$$lock.txt || exit 1; done
	npm audit --prefix tests --package-lock-only

clean:
	rm -rf site .cache .site-building-*

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the site needs ..."
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/site.stamp
	@echo "Installing what the tests need ..."
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@
