# Needs python3 (3.11 or newer), git and make. Another Python: make PYTHON=python3.12 …
PYTHON ?= python3
# How the tests are spread; WORKERS=0 runs them in one process, WORKERS=auto on every core.
WORKERS ?= 2
SPREAD = -n $(WORKERS) --dist loadgroup
# Examples per property under `make fuzz`.
FUZZ_EXAMPLES ?= 20000

BIN := .venv/bin
STAMP := .venv/.setup-done
SET := hovedstaden/2019-2020
CASE := rules/2019-2020/eksempler/bostedet.yaml

# UTF-8 in every Python we start, whatever LANG says.
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test test-alt lint pytest rules bench fuzz docs clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r a b; do printf '%-16s %s\n' "$$a" "$$b"; done

# Bytecode is made here, so that the first command is as quick as the later ones.
setup: $(STAMP) ## make .venv with the pinned versions (again only when pyproject.toml or constraints.txt changed)
	@$(BIN)/python -m compileall -q engine/rammeaftale || true

# Without the stamp whatever stands in .venv is a half-made one: start over. pip says nothing but errors.
$(STAMP): pyproject.toml constraints.txt hatch_build.py
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is %d.%d; try: make PYTHON=python3.12 setup" % v[:2])'
	@echo "setting up .venv (some 20 s the first time)"
	@test -f $(STAMP) || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install -qq -c constraints.txt hatchling
	@$(BIN)/python -m pip install -qq -c constraints.txt --no-build-isolation -e '.[test]'
	@touch $(STAMP)

run: setup ## calculate and explain the example case: what a place costs per day, and why
	$(BIN)/rammeaftale beregn $(SET) $(CASE) --størrelse takst_pr_dag
	$(BIN)/rammeaftale forklar $(SET) $(CASE) takst_pr_dag

test: lint pytest rules ## lint, types, tests, and our own checks and examples of the rules

test-alt: lint rules ## everything, the slow tests too
	$(BIN)/python -m pytest -q $(SPREAD)

lint: setup ## ruff and mypy
	$(BIN)/ruff check -q .
	$(BIN)/ruff format -q --check .
	$(BIN)/mypy

pytest: setup
	$(BIN)/python -m pytest -q $(SPREAD) -m "not slow"

rules: setup
	$(BIN)/rammeaftale tjek
	$(BIN)/rammeaftale test

bench: setup ## measure; the figures are recorded in docs/bench.md
	$(BIN)/python bench/run.py

fuzz: setup ## hostile input and random programs for a long time (FUZZ_EXAMPLES=n per property)
	HYPOTHESIS_PROFILE=fuzz FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) $(BIN)/python -m pytest -q $(SPREAD) tests/fuzz -m slow

docs: setup ## write the generated pages of docs/ and schemas/ anew
	$(BIN)/python docs/generate.py

clean: ## remove .venv, caches and built files
	rm -rf .venv __pycache__ .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find engine tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
