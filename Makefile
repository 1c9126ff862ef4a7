# The two commands a new user needs are `make serve` and `make test`; `make` alone lists all.
PYTHON ?= python3
VENV   ?= .venv
HOST   ?= 127.0.0.1
PORT   ?= 8000

BIN := $(VENV)/bin

export HF_HUB_OFFLINE = 1

.DEFAULT_GOAL := help
.PHONY: help serve test check evals clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

serve: $(VENV)/installed ## Install, ingest the bundled documents once, and serve the chat page
	$(BIN)/ssp serve --host $(HOST) --port $(PORT)

test: $(VENV)/installed-dev ## Run all tests (some need Debian's chromium and libreoffice-impress, and are skipped without)
	$(BIN)/python -m pytest

check: export SHOTS ?= build/screenshots
check: $(VENV)/installed-dev ## Format, lint, types, import contracts and tests; pictures of the journeys in build/
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

evals: $(VENV)/installed-dev ## Ask the curated questions and compare with the naive baseline
	$(BIN)/ssp evals run

clean: ## Remove the environment and everything that tools left behind
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing into $(VENV); this takes a minute or two ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
