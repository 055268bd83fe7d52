# Two commands: `make run` and `make test`. Everything else is a part of them.
PYTHON ?= python3
PORT ?= 8501
HOST ?= 127.0.0.1
BIN := .venv/bin
STAMP := .venv/.installed
DEV_STAMP := .venv/.installed-dev
LAKE_STAMP := .venv/lake/.installed

.DEFAULT_GOAL := help
.PHONY: help install run test check lint sql format types architecture wheel bench screenshots lock sbom clean chromium postgresql

help: ## Show this help
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ouverture needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 run")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Could not make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): $(STAMP) requirements-dev.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

$(LAKE_STAMP): $(DEV_STAMP) requirements-lake.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --upgrade --require-hashes --target .venv/lake --requirement requirements-lake.lock
	@touch $@

install: $(STAMP) ## Install into .venv

run: $(STAMP) ## Install, prepare data (live Hub if it answers, else the reference panel), serve on PORT=8501
	@$(BIN)/ouverture serve --prepare --host $(HOST) --port $(PORT)

chromium:
	@sh tests/e2e/install-chromium.sh

postgresql:
	@sh tests/lake/install-postgresql.sh

test: $(DEV_STAMP) $(LAKE_STAMP) chromium postgresql ## Install what is missing and run every test
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

sql: $(DEV_STAMP)
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar ouverture

format: $(DEV_STAMP) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV_STAMP)
	$(BIN)/mypy

architecture: $(DEV_STAMP)
	$(BIN)/lint-imports
	$(BIN)/deptry .

wheel: $(STAMP) ## Build the wheel, which needs no checkout, and the source distribution into dist/
	$(BIN)/python -m hatchling build --directory dist

check: lint sql types architecture test ## Lint, SQL, format, types, architecture, tests: one definition of green

bench: $(DEV_STAMP) ## Benchmarks, printed as ratios against the floor
	$(BIN)/python -m benchmarks

screenshots: $(DEV_STAMP) chromium ## Photograph every page into docs/screenshots
	$(BIN)/python -m tests.e2e.screenshots

FORM = --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
COMPILE = uv pip compile -q pyproject.toml --group build --constraint constraints.txt $(FORM)
LAKE = import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["lake"], sep="\n")

lock: $(DEV_STAMP) ## Write constraints.txt anew from the installed versions, and the locks with digests (needs uv)
	$(BIN)/python -m pip freeze --exclude-editable | sort -f > constraints.txt
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev --output-file requirements-dev.lock
	$(BIN)/python -c '$(LAKE)' | uv pip compile -q - --no-deps $(FORM) --output-file requirements-lake.lock
	$(BIN)/python -m tests.architecture.licences > docs/licences.md

sbom: $(DEV_STAMP) ## Write the bill of materials (CycloneDX) to sbom.json
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --output-file sbom.json requirements.lock

clean: ## Remove the virtual environment and caches; data stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache
