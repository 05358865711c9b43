# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
#
# make run      installs, migrates, starts everything and prints the address
# make test     installs what tests need and runs all of them
# make help     lists the rest

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help run demo test check unit corpus kill postgres servers browser journey screenshots bench-rules bench-pages bench-faults bench-publish bench-scale bench-radar bench-studio bench-readability train-readability lock vendor messages clean prepare

help: ## lists the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: $(VENV)/run.stamp ## starts Nahbar: address and first-run link appear here
	@$(BIN)/nahbar run

demo: $(VENV)/run.stamp ## fills the invented town Musterau (in var/demo) and starts it
	@NAHBAR_DATA_DIR=$${NAHBAR_DATA_DIR:-var/demo} $(BIN)/nahbar demo
	@NAHBAR_DATA_DIR=$${NAHBAR_DATA_DIR:-var/demo} $(BIN)/nahbar run

test: prepare ## runs every check and every test, on SQLite and PostgreSQL, with real servers and a browser
	@$(BIN)/python tools/run_tests.py

check: $(VENV)/test.stamp ## formatting, types, import contracts, licences
	@$(BIN)/python tools/run_tests.py check

unit: $(VENV)/test.stamp ## unit and room tests on SQLite
	@$(BIN)/python tools/run_tests.py unit

corpus: $(VENV)/test.stamp ## readers and checks on thousands of real files
	@$(BIN)/python tools/run_tests.py corpus

kill: $(VENV)/test.stamp ## a worker killed at each of its events: the post is there exactly once
	@$(BIN)/python tools/run_tests.py kill

postgres: $(VENV)/test.stamp ## the same on PostgreSQL
	@$(BIN)/python tools/run_tests.py postgres

servers: prepare ## tests against real platform servers
	@$(BIN)/python tools/run_tests.py servers

browser: prepare ## pages in a real browser: accessibility, 320 px, dark
	@$(BIN)/python tools/run_tests.py browser

journey: prepare ## the whole way from the first-run page to the post on a real server, with screenshots in var/journey
	@$(BIN)/python tools/run_tests.py journey

screenshots: prepare ## every page at 1280 px, 320 px and in dark mode, in var/screenshots
	@$(BIN)/python -m tools.screenshots

bench-rules: $(VENV)/test.stamp ## how long all rules take on one post
	@$(BIN)/python benchmarks/rules.py

bench-pages: $(VENV)/test.stamp ## how long every page takes in a town with 2,000 posts, and how many queries it needs
	@$(BIN)/python -m benchmarks.pages

bench-faults: $(VENV)/test.stamp ## kills workers a thousand times and more: nothing doubled, nothing lost (about 15 minutes)
	@$(BIN)/python -m benchmarks.faults

bench-publish: $(VENV)/test.stamp ## how many posts a second go out on SQLite and PostgreSQL, and how late one starts
	@$(BIN)/python -m benchmarks.publish

bench-scale: $(VENV)/test.stamp ## four workers against one, 100,000 planned posts against 1,000, and an idle worker
	@$(BIN)/python -m benchmarks.scale

bench-radar: $(VENV)/test.stamp ## what the radar recognises of labelled documents, how fast, and how long a search takes
	@$(BIN)/python -m benchmarks.radar

bench-readability: $(VENV)/train.stamp ## how well the difficulty of sentences of unseen articles is told (TEST=file: of other sentences)
	@OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.readability

train-readability: $(VENV)/train.stamp ## learns the shipped model of sentence difficulty anew
	@OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.readability --train

bench-studio: $(VENV)/test.stamp ## processor time and memory of share pictures, films and photos
	@$(BIN)/python -m benchmarks.studio

lock: ## makes requirements/*.txt anew from *.in (needs uv)
	@for name in run test train; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header requirements/$$name.in -o requirements/$$name.txt; done

vendor: $(VENV)/test.stamp ## fetches the pinned KERN and htmx files again (needs npm)
	@$(BIN)/python tools/vendor_assets.py

messages: $(VENV)/run.stamp ## compiles the translations
	@$(BIN)/python tools/compile_messages.py

clean: ## removes what make made; your data in var/ stays
	@rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache

$(VENV)/train.stamp: $(VENV)/test.stamp requirements/train.txt
	@echo "Installiere, was das Lernen braucht ..."
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements/train.txt
	@touch $@

prepare: $(VENV)/test.stamp
	@sh tools/prepare_tests.sh

$(VENV)/base.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Nahbar braucht Python 3.11 oder neuer. Bitte: sudo apt install python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Es fehlt python3-venv. Bitte: sudo apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/base.stamp requirements/run.txt pyproject.toml
	@echo "Installiere, was Nahbar braucht ..."
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements/test.txt
	@echo "Installiere, was die Prüfungen brauchen ..."
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@
