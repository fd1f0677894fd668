# The only front door. `make serve` and `make test` set everything up by themselves.
PYTHON ?= python3
SOURCES ?= briefings
ADDRESS ?= 127.0.0.1:8000
# Documents of the benchmarks; 100000 on request.
COUNT ?= 1000 10000
BIN := .venv/bin
export SOURCES
# Without compiled modules every command takes a second more to start.
export PYTHONDONTWRITEBYTECODE :=
# Material's notice of its end of life is known here (docs/decisions/0006), and no editor's business.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help setup serve build test check bench goldens hostile reference screenshots lock clean

help:
	@echo "make serve    set up, build from $(SOURCES)/ and serve with live reload on $(ADDRESS)"
	@echo "              SOURCES=folder serves another folder"
	@echo "make build    set up and build site/, warnings are errors"
	@echo "make test     set up and run the whole test suite"
	@echo "make check    lint, types, import floors"
	@echo "make hostile  run every hostile input and print what got through"
	@echo "make goldens  rewrite the golden cases and show the difference"
	@echo "make reference  writes docs/reference.md anew, out of the code"
	@echo "make bench    run the benchmarks; COUNT=\"1000\" with so many documents"
	@echo "make screenshots  pictures of every kind of page, in site-screenshots/"
	@echo "make lock     resolve the dependencies anew"
	@echo "make clean    remove everything generated"

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python")'
	$(PYTHON) -m venv .venv

# $(1) is a lock (docs/decisions/0003-lock.md). Where uv is on the machine it installs in a fraction of pip's time; the hashes are the same.
ifneq ($(shell command -v uv),)
install = uv pip install --python .venv/bin/python --no-deps $(1)
else
install = $(BIN)/pip install --disable-pip-version-check --no-deps $(1)
endif

# What serving and building need, and no more.
.venv/serving: requirements.lock pyproject.toml | .venv/bin/python
	$(call install,--require-hashes -r requirements.lock)
	$(call install,--no-build-isolation --editable .)
	@touch $@

# What tests and checks need besides.
.venv/development: requirements-dev.lock .venv/serving
	$(call install,--require-hashes -r requirements-dev.lock)
	@touch $@

setup: .venv/development

serve: .venv/serving
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

build: .venv/serving
	$(BIN)/mkdocs build --strict

# In the order of the folders: sorted by their number of tests, the few long modules of whole sites would come last.
test: .venv/development
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

check: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The engines that only the benchmarks build with.
.venv/bench: benchmarks/requirements.lock .venv/development
	$(call install,--require-hashes -r benchmarks/requirements.lock)
	@touch $@

bench: .venv/bench
	$(BIN)/python benchmarks/quality.py
	$(BIN)/python benchmarks/limits.py
	$(BIN)/python benchmarks/readers.py
	$(BIN)/python benchmarks/ingesting.py --all
	$(BIN)/python benchmarks/publishing.py $(COUNT)
	$(BIN)/python benchmarks/serving.py $(COUNT)
	$(BIN)/python benchmarks/stories.py
	$(BIN)/python benchmarks/finding.py $(lastword $(COUNT))

goldens: .venv/development
	$(BIN)/python -m tests.golden.test_golden
	$(BIN)/python -m tests.golden.test_golden_desk

reference: .venv/development
	$(BIN)/python -m tools.reference

# HOSTILE="--share 10" tries one input in ten, others after every commit; with "--number 3" the third of the ten.
hostile: .venv/development
	$(BIN)/python -m tests.hostile $(HOSTILE)

# SOURCES=folder takes them of another folder's site.
screenshots: .venv/development
	$(BIN)/python tools/screenshots.py

lock: .venv/development
	$(BIN)/uv pip compile --quiet pyproject.toml --extra all --extra editable --universal --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements.lock
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --extra editable --universal --python-version 3.11 --generate-hashes --no-header --upgrade -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet benchmarks/requirements.txt --universal --python-version 3.11 --generate-hashes --no-header --upgrade -o benchmarks/requirements.lock

clean:
	rm -rf .venv .cache site site-screenshots dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
