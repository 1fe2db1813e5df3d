# Two commands for everybody: `make run` and `make test`. `make check` is what CI runs.
# Another Python: `make run PYTHON=python3.12`.
PYTHON ?= python3
UV_VERSION := 0.13.9
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := 1

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
# Stamps: what running needs is there, and what developing needs besides.
RUNNABLE := .venv/.runnable
READY := .venv/.ready

.PHONY: run test check lint types contracts catalogues migrations tests bench faults messages pictures lock clean

run: $(RUNNABLE)
	@$(BIN)/tandem run --or-demo

test: tests

check: lint types contracts catalogues migrations tests

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

catalogues: $(READY)
	$(BIN)/python -m tandem.catalogues check

migrations: $(READY)
	$(BIN)/tandem migrate --check

tests: $(READY)
	$(BIN)/python -m pytest -n auto

faults: $(READY)
	$(BIN)/python -m tests.faults

messages: $(READY)
	$(BIN)/python -m tandem.catalogues update

pictures: $(READY)
	$(BIN)/python -m tests.pictures

bench: $(READY)
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.catalogue
	$(BIN)/python -m tests.bench.market

lock: $(READY)
	$(BIN)/uv lock

clean:
	rm -rf .venv

# The environment: a venv, a pinned uv put there by pip, everything else from the lock.
$(RUNNABLE): pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || { echo "Tandem needs Python 3.11 to 3.14; name one you have: make run PYTHON=python3.12" >&2; exit 1; }
	@echo "Making the environment in .venv, once: this takes a minute or two."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv || { echo "Python's venv module is missing; on Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv sync --frozen --inexact --no-dev --quiet
	@touch $(RUNNABLE)

$(READY): $(RUNNABLE)
	@$(BIN)/uv sync --frozen --inexact --quiet
	@touch $(READY)
