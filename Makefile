# Everything below sets itself up in .venv; nothing but Python 3.11+ and make is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: run test lint types rooms unit test-long pictures format migration lock clean

run: $(VENV)/.runtime ## The bot; with no Slack token, the rehearsal workspace in your browser
	@$(BIN)/outreach run

test: lint types rooms unit ## What CI runs

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

rooms: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/.dev
	$(BIN)/pytest -m "not long" -n 4 --dist loadgroup

test-long: $(VENV)/.dev ## The long runs too: hundreds of kills, thousands of examples
	$(BIN)/pytest -n 2 --dist loadgroup

pictures: $(VENV)/.dev ## The pictures of the README, made by the real thing (needs Chromium)
	OUTREACH_TEST_PICTURES=1 $(BIN)/pytest tests/process/test_story_in_browser.py

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migration: $(VENV)/.dev ## Draft one: make migration SAY="what changes"
	$(BIN)/python .ci/draft_migration.py "$(SAY)"

lock: ## Pin again after pyproject.toml changed (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --group lock -q -o requirements.lock pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --group lock --group dev -q -o requirements-dev.lock pyproject.toml

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Outreach needs Python 3.11 or newer; this is $$($(PYTHON) --version). Example: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Setting up .venv (once, about a minute)…"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
