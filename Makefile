# Two commands matter: `make run` and `make test`. Needs Python 3.11 or newer, and nothing else.
# Written for GNU make 3.81, which is what macOS has.

UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.kam-synced
WORKSPACE ?= workspace
PORT ?= 8501

# The first interpreter that is new enough; `make PYTHON=/path/to/python3.12 run` chooses another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)

# Libraries are compiled once, at set-up, and our own code at its first import: where this is set, each process would
# compile all of it again, which takes longer than most commands.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format unit soak bench docs clean

help:  ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /	/'

setup: $(STAMP)  ## install everything into .venv (again only when uv.lock or pyproject.toml changed)

$(BIN)/uv:
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or newer, and no python3 on this machine is." \
		"Install one (Debian: apt-get install python3 python3-venv; macOS: brew install python@3.12)," \
		"or name it: make PYTHON=/path/to/python3.12 run" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Could not make a virtual environment with $(PYTHON)." \
		"On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(STAMP): uv.lock pyproject.toml $(BIN)/uv
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --frozen --inexact --quiet --compile-bytecode
	@touch $(STAMP)

run: setup  ## serve the app on http://localhost:8501, with a generated sample if the workspace is empty
	$(BIN)/kam run --demo --workspace "$(WORKSPACE)" --port $(PORT)

test: lint unit  ## lint, types and every test but the long ones

lint: setup  ## style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy kam_analytics

unit: setup  ## the tests alone; PYTEST_ARGS picks some
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not soak" $(PYTEST_ARGS)

format: setup  ## put the code into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

soak: setup  ## the long runs: kills at random moments, more random histories
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n auto tests/properties tests/unit/factors tests/unit/scoring tests/unit/reading
	$(BIN)/python -m pytest -m soak

bench: setup  ## every benchmark, one after the other
	@for file in benchmarks/*.py; do case $$file in */_*) continue;; esac; \
		test -e "$$file" || continue; echo "== $$file"; $(BIN)/python "$$file" || exit 1; done

docs: setup  ## write data/README.md, the data dictionary, from kam_analytics/schema/
	$(BIN)/python -m kam_analytics.dictionary data/README.md

clean:  ## remove caches and the environment; the workspace stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist test-artefacts
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
