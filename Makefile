# make run    set up .venv, index data/, open the page at http://127.0.0.1:7860
# make test   set up what the tests need, run them all
# A set-up step runs again only when pyproject.toml or constraints.txt has changed.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check --quiet
HOST   ?= 127.0.0.1
PORT   ?= 7860
GOLD   ?= tests/fixtures/gold.jsonl
PAGES  ?= tests/fixtures/pages
BENCH  ?= ../shared/bench

.PHONY: help setup run build test lint format evaluate screenshots bench soak audit clean
.DELETE_ON_ERROR:

help:
	@sed -n '1,3s/^# //p' Makefile
	@echo "make lint | format | evaluate | screenshots | bench | soak | audit | clean"

setup: $(VENV)/installed

$(PY):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or newer is needed, this is %d.%d: make PYTHON=python3.12" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(PY)
	@echo "Installing into $(VENV) (some minutes the first time) ..."
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

build: $(VENV)/installed
	$(PY) -m index build

run: $(VENV)/installed
	$(PY) app.py --build --host $(HOST) --port $(PORT)

test: $(VENV)/installed-dev
	$(PY) -m pytest $(TESTS)

lint: $(VENV)/installed-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: $(VENV)/installed-dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

# questions of your own about pages of your own: make evaluate GOLD=mine.jsonl PAGES=data
evaluate: $(VENV)/installed
	$(PY) -m index build --quiet --data $(PAGES) --index-dir $(VENV)/evaluated
	$(PY) -m qa evaluate $(GOLD) --index-dir $(VENV)/evaluated

screenshots: $(VENV)/installed-dev build
	$(PY) -m tests.web.screenshots

bench: $(VENV)/installed-dev build
	@test -d $(BENCH) || { echo "no folder $(BENCH) with public question sets: make bench BENCH=FOLDER"; exit 1; }
	$(PY) benchmarks/retrieval.py $(BENCH)

soak: $(VENV)/installed-dev
	$(PY) -m benchmarks.soak --write docs/reliability.md

# needs a network. --strict: without it, packages that could not be looked up would pass as without fault
audit: $(VENV)/installed-dev
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip --disable-pip-version-check --quiet install -c constraints.txt pip-audit
	$(PY) -m pip freeze --exclude-editable | sed 's/+[a-z0-9.]*$$//' > $(VENV)/frozen.txt
	$(VENV)/audit/bin/pip-audit --strict --no-deps --disable-pip -r $(VENV)/frozen.txt

clean:
	rm -rf $(VENV) .axe build *.egg-info index/saved .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
