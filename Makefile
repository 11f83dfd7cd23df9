# Two commands matter: `make review` shows the whole tool on a bundled incident, `make test` checks it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := review
EXAMPLE := examples/checkout-regression
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help review test check docs golden bench fuzz train requirements clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/core: requirements/core.txt requirements/recogniser.txt pyproject.toml recogniser/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "python3 -m venv is missing here: install it first, on Debian or Ubuntu with: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements/core.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	$(INSTALL) --require-hashes -r requirements/recogniser.txt
	$(INSTALL) --no-deps --no-build-isolation -e ./recogniser
	@touch $@

$(VENV)/dev: $(VENV)/core requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

review: $(VENV)/core ## conduct the post-mortem of the bundled example incident
	@mkdir -p $(OUT)
	@$(BIN)/python -m unblame.cli.review $(EXAMPLE) $(OUT)

test: $(VENV)/dev ## set up and run every check
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

check: $(VENV)/dev ## the fast half: style, types, import contract, docs staleness
	$(BIN)/ruff check src tests bench corpus training
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m unblame.model.schema_file --check
	$(BIN)/python -m unblame.language.pages --check
	$(BIN)/python -m unblame.language.needles --check
	$(BIN)/python -m unblame.evidence.pages --check

docs: $(VENV)/dev ## generate the pages that are generated
	$(BIN)/python -m unblame.model.schema_file
	$(BIN)/python -m unblame.language.pages
	$(BIN)/python -m unblame.language.needles
	$(BIN)/python -m unblame.evidence.pages

golden: $(VENV)/dev ## write the example documents of the tests anew; look at the diff before you commit
	@UNBLAME_GOLDEN=1 $(BIN)/python -m pytest tests/conduct/test_examples.py -k looked_at; git diff --stat tests/golden

bench: $(VENV)/dev ## measure; DATA=folder with labelled documents, if you have one
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/editor.py
	$(BIN)/python bench/recogniser.py
	$(BIN)/python bench/streams.py
	for b in typical messages changes; do $(BIN)/python bench/$$b.py; done
	$(BIN)/python bench/rewrites.py --sheet bench/rewrites.tsv
	@test -z "$(DATA)" || for b in milestones chat language people gate factors; do $(BIN)/python bench/$$b.py $(DATA); done
	@test -z "$(DATA)" || $(BIN)/python bench/events.py $(DATA)/natural.jsonl

fuzz: $(VENV)/dev ## give every reader broken samples for FUZZ_SECONDS (600); what fails is kept in .fuzz
	@$(BIN)/python bench/fuzz.py

train: $(VENV)/core ## make the recogniser again from the corpus; installs torch, several GB
	$(INSTALL) -e '.[train]'
	$(INSTALL) --require-hashes --no-deps -r requirements/base.txt
	$(BIN)/python -m training

requirements: $(VENV)/dev ## pin every version with its hashes again
	$(INSTALL) pip-tools
	cd requirements && for set in core dev; do \
	  extra=$$(test $$set = dev && echo --extra dev); \
	  ../$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	    --no-emit-options --no-header --no-annotate --strip-extras --allow-unsafe $$extra -o $$set.txt ../pyproject.toml build.in; \
	done; \
	../$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --no-emit-options --no-header --no-annotate --strip-extras -o recogniser.txt ../recogniser/pyproject.toml

clean: ## remove what was made
	rm -rf $(VENV) $(OUT) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
