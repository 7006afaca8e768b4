# The newcomer's commands. They need git, make and Python 3.11, 3.12 or 3.13; everything else lands in .venv.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& { echo $$p; break; }; done)
BIN := .venv/bin
READY := .venv/.ready
LOCK := requirements.lock

BROWSER_LOCK := requirements-browser.lock

.PHONY: run test test-browser pictures setup chat playground check check-style bench lock format

run: setup
	@exec $(BIN)/python -m bot dev

chat: setup
	@exec $(BIN)/python -m bot chat

test: setup
	$(BIN)/python -m pytest

test-browser: setup ## needs Chromium on the machine
	@test -x .venv-browser/bin/python || $(PYTHON) -m venv .venv-browser
	.venv-browser/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $(LOCK) -r $(BROWSER_LOCK)
	.venv-browser/bin/python -m pytest -m browser tests/browser

pictures: setup ## needs what test-browser brings
	.venv-browser/bin/python -m tests.browser.tour

setup: $(READY)

$(READY): $(LOCK) pyproject.toml
	@test -n "$(PYTHON)" || { echo "Södertörnsboten needs Python 3.11, 3.12 or 3.13. Install one, or name it: make PYTHON=/path/to/python" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $(LOCK)
	@touch $(READY)

check: check-style test

check-style: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

playground: setup ## needs Node's npx; Microsoft's simulator is fetched by it and is not part of the project
	@command -v npx >/dev/null || { echo "make playground needs Node.js (npx). make run needs neither and shows more." >&2; exit 2; }
	@trap 'kill $$bot' EXIT; PORT=3978 $(BIN)/python -m bot dev --data var/playground </dev/null & bot=$$!; \
	cd playground && npx --yes @microsoft/m365agentsplayground@0.2.28 --app-endpoint http://127.0.0.1:3978/api/messages --channel-id msteams --disable-telemetry

bench: setup
	$(BIN)/python -m benchmarks

lock: ## needs uv; for those who change a dependency
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra postgres --extra traces --group dev pyproject.toml -o $(LOCK)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra postgres -c $(LOCK) pyproject.toml -o requirements-serve.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra postgres --extra traces -c $(LOCK) pyproject.toml -o requirements-traces.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --group browser -c $(LOCK) -o $(BROWSER_LOCK)
