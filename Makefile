# Annals 编年. `make` alone lists what there is. Needs Python 3.11 or newer; uses uv when it is there, else pip.

# The first Python on this machine that is new enough; `make PYTHON=…` names another.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
UV := $(shell command -v uv 2>/dev/null)
VENV := .venv
BIN := $(VENV)/bin
IMAGE ?= annals

ifdef UV
INSTALL := uv pip install --quiet --python $(BIN)/python
else
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.DEFAULT_GOAL := help
.PHONY: help run test lint format check golden translations lock image clean

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: $(VENV)/ready ## Set up, ingest seeds/ and serve the timeline on http://127.0.0.1:8000
	$(BIN)/annals ingest seeds || test $$? -eq 1 # 1: some were skipped, which it has said
	$(BIN)/annals serve

test: $(VENV)/ready-dev ## Everything that must hold: lint, types, tests, browser tests
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest --ignore=tests/browser
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest tests/browser

lint: $(VENV)/ready-dev ## Style, layout and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict app

format: $(VENV)/ready-dev ## Put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: $(VENV)/ready ## Events gained and lost on the golden documents
	$(BIN)/annals check

golden: $(VENV)/ready ## Accept what `make check` shows
	$(BIN)/annals check --update

translations: $(VENV)/ready ## Bring the catalogues up to date with what templates and code say; then translate what is new
	@mkdir -p build
	$(BIN)/pybabel -q extract -F translations/babel.cfg -k "sentence say plural:1,1 counted:1,1" --no-wrap --add-location=file --sort-by-file \
		--project=Annals -o build/annals.pot .
	$(BIN)/pybabel -q update -D annals -d translations -i build/annals.pot --no-wrap --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date

lock: ## Choose the newest versions that fit pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --quiet --upgrade pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --quiet --upgrade --extra dev --extra dask --extra postgres --extra metrics --extra telemetry -c requirements.lock pyproject.toml -o requirements-dev.lock

image: ## Build the container image
	docker build --tag $(IMAGE) .

clean: ## Remove what was built; the database in data/ stays
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: a target is done again only when what it was made from has changed.
$(BIN)/python:
ifdef UV
	uv venv --quiet --python "$(or $(PYTHON),>=3.11)" $(VENV)
else
	@test -n "$(PYTHON)" || { echo "Annals needs Python 3.11 or newer. Name one: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
endif

$(VENV)/ready: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) -r requirements.lock
	$(INSTALL) --no-deps --editable .
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready
	$(INSTALL) -r requirements-dev.lock
	@touch $@
