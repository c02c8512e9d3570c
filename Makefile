# Two commands on a fresh machine: `make run` serves the app, `make test` passes every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench lock translations clean

run: $(VENV)/.installed
	$(BIN)/mallipaja serve --example

test: $(VENV)/.installed-test
	$(BIN)/python tools/test_tools.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mallipaja check
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mallipaja check

bench: $(VENV)/.installed-test
	$(BIN)/python -m bench.start
	$(BIN)/python -m bench.network
	$(BIN)/python -m bench.models
	$(BIN)/python -m bench.capacity
	$(BIN)/python -m bench.current_state
	$(BIN)/python -m bench.expressions
	$(BIN)/python -m bench.team --count 40 --cases 1000

translations: $(VENV)/.installed-test
	$(BIN)/python tools/translate.py extract
	$(BIN)/python tools/translate.py missing

# Ranges live in pyproject.toml; the exact versions everyone gets live in the lock files.
lock: $(VENV)/.installed-test
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra postgresql --extra oidc -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra postgresql --extra oidc --extra test -c requirements.lock -o requirements-test.lock pyproject.toml

$(VENV)/bin/python:
	$(PYTHON) tools/fresh_venv.py $(VENV)

$(VENV)/.installed: $(VENV)/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	touch $@

clean:
	rm -rf $(VENV) build *.egg-info
