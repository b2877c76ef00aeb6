# `make demo` and `make test` are all a newcomer needs; both make their own environment.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared/data
CASE := work/demo
SEEDS := work/seeds

ifeq (,$(shell command -v $(PYTHON) 2>/dev/null))
PYTHON := python3
endif

.PHONY: demo tour seeds test lint types order axe unit floors quality bench screenshots train clean

$(VENV)/.run: pyproject.toml constraints.txt src/contested/views/web/front/package-lock.json
	@echo "Making the environment in $(VENV): a minute or two, once."
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

$(VENV)/.train: $(VENV)/.dev
	$(BIN)/python -m pip install -q --disable-pip-version-check 'torch>=2.5' || true
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[train]'
	touch $@

demo: $(VENV)/.run  ## build the bundled case and print its brief
	rm -rf $(CASE)
	$(BIN)/contested new $(CASE)
	$(BIN)/contested -C $(CASE) add demo/accounts.csv
	$(BIN)/contested -C $(CASE) build
	$(BIN)/contested -C $(CASE) brief
	@echo
	@echo "The case is in $(CASE). Look at it in a browser, on this machine alone:"
	@echo "  $(BIN)/contested -C $(CASE) open"
	@echo "or go on here with:"
	@echo "  $(BIN)/contested -C $(CASE) disputes"
	@echo "  $(BIN)/contested -C $(CASE) matrix"
	@echo "  $(BIN)/contested -C $(CASE) control --on 2015-10-10"
	@echo "  $(BIN)/contested -C $(CASE) why CLAIM_OR_INCIDENT_ID"

TOUR := "brief" "disputes --field agent" "origins --limit 10" "matrix --size 8" "balance" \
	"control --on 2015-10-08" "control --on 2015-10-12" "control Fafin"

tour: demo  ## what the demo shows, as docs/tour.md
	@{ printf '# A tour of the demo\n\nWritten by `make tour` from the invented accounts in `demo/`.\n'; \
	for c in $(TOUR); do \
	  printf '\n## `contested %s`\n\n```\n' "$$c"; \
	  COLUMNS=100 $(BIN)/contested -C $(CASE) $$c | sed 's/ *$$//'; \
	  printf '```\n'; \
	done; } > docs/tour.md

# The same for accounts that are not ours to ship: nothing of them leaves the ignored folder.
seeds: $(VENV)/.run  ## build the five seed accounts of ../shared/data and print what they add up to
	rm -rf $(SEEDS)
	$(BIN)/contested new $(SEEDS)
	$(BIN)/contested -C $(SEEDS) add $(SHARED)/accounts/seeds/accounts.csv
	$(BIN)/contested -C $(SEEDS) build
	$(BIN)/contested -C $(SEEDS) brief
	$(BIN)/contested -C $(SEEDS) matrix
	$(BIN)/contested -C $(SEEDS) control --on 2015-10-10
	$(BIN)/contested -C $(SEEDS) control --on 2016-04-08
	$(BIN)/contested -C $(SEEDS) disputes

test: $(VENV)/.dev lint types order unit  ## environment, linters, types, import order, tests, floors

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

order: $(VENV)/.dev
	$(BIN)/lint-imports

# What the accessibility tests run; they skip without it, save where CONTESTED_BROWSER=required.
axe: $(VENV)/.dev
	-$(BIN)/python tests/axe_core.py

unit: $(VENV)/.dev axe
	$(BIN)/python -m pytest

quality: $(VENV)/.dev  ## recompute every score against ../shared/data and compare with the floors
	$(BIN)/python quality/gate.py --data $(SHARED)
	$(BIN)/python quality/page.py

bench: $(VENV)/.dev  ## speed, memory and cold start
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/web.py

screenshots: $(VENV)/.dev  ## pictures of every page of the demo (needs chromium and chromium-driver)
	$(BIN)/python tests/screenshots.py docs/screenshots

train: $(VENV)/.train  ## rebuild the encoder (GPU when there is one), its branch, the weights of claims, the model card
	$(BIN)/python training/train.py body --data $(SHARED) --minutes $(or $(MINUTES),60)
	$(BIN)/python training/train.py final --data $(SHARED) --minutes $(or $(FINAL_MINUTES),20)
	$(BIN)/python training/train.py polish --data $(SHARED) --minutes $(or $(POLISH_MINUTES),17)
	for k in 0 1 2 3 4; do $(BIN)/python training/train.py fold$$k --data $(SHARED) --minutes $(or $(FOLD_MINUTES),6) || exit 1; done
	$(BIN)/python quality/crossvalidate.py training/runs/fold*.json
	$(BIN)/python training/export.py --data $(SHARED)
	$(BIN)/python training/triggers.py $(SHARED)
	$(BIN)/python training/triggers.py $(SHARED) --folds
	$(BIN)/python training/worth.py $(SHARED)
	$(BIN)/python training/card.py --data $(SHARED)

clean:
	rm -rf $(VENV) work .mypy_cache .ruff_cache .pytest_cache .hypothesis
