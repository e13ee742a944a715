# make demo    the demo shop, from nothing to a served page (SERVE=0 ends after three answers)
# make test    every test
# make check   what CI runs: format, lint, types, layers, tests, docs
# make bench   every benchmark whose data is in DATA
# make docs    the docs' own tests

VENV ?= .venv
DATA ?= ../shared/data
SERVE ?= 1
PORT ?= 0
SHOP ?= drawn
PYTHON ?= python3.11
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test check bench docs lint lock clean

$(BIN)/python:
	$(if $(shell command -v $(PYTHON)),$(PYTHON),python3) -m venv $(VENV)

# not compiled ahead (half the time): most modules are never imported, Python compiles the others when they are
# torch is not in the hashed list: which build of it fits depends on the machine
$(VENV)/run: constraints/run.txt pyproject.toml | $(BIN)/python
	$(PIP) install --no-compile --no-deps --require-hashes -r constraints/run.txt
	$(PIP) install --no-compile torch==2.13.0 -c constraints/torch.txt
	$(PIP) install --no-compile --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev: constraints/dev.txt constraints/dev-no-deps.txt $(VENV)/run
	$(PIP) install --no-compile --no-deps --require-hashes -r constraints/dev.txt
	$(PIP) install --no-compile --no-deps -r constraints/dev-no-deps.txt
	touch $@

# what finds people in photos, for the fitting room: fetched now, not when the first shopper sends one
$(VENV)/poses: $(VENV)/run
	$(BIN)/daogou models pull blazepose-detector blazepose-full
	touch $@

demo: $(VENV)/poses
	$(BIN)/daogou demo --shop $(SHOP) --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve,--serve)

test: $(VENV)/dev $(VENV)/poses
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

lint: $(VENV)/dev
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

docs: $(VENV)/dev
	$(BIN)/python -m pytest tests/architecture

bench: $(VENV)/run
	for task in $$($(BIN)/daogou bench); do $(BIN)/daogou bench $$task --data $(DATA) --json || exit 1; done

lock: $(VENV)/dev
	$(BIN)/python constraints/lock.py

clean:
	rm -rf $(VENV) demo-shop vendure-shop
