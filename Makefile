# ESSCollab Desktop: the workshop. `make help` lists what there is.
# PYTHON=/path/to/python3.12 chooses the Python that .venv is made with (3.11, 3.12 or 3.13).
.PHONY: help run test papers kills faults fuzz test-outside bench big-pack book lint bundle wheel-test pictures lock clean ready ready-dev
export PYTHON

BIN := .venv/bin
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -p tests.plugin_skips

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 - \2/p' Makefile | awk -F' - ' '{printf "%-20s %s\n", $$1, $$2}'

run: book  ## set up what is missing and start the program
	@sh build_spec/run.sh

book: ready  ## build db/practices.sqlite from resources/content where it is out of date
	@sh build_spec/book.sh

lint: ready-dev  ## style, types and layers
	$(BIN)/ruff check -q .
	$(BIN)/ruff format -q --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint book  ## everything that can be checked with Python alone
	$(PYTEST) -n 2 -m "not outside"

papers: ready-dev book  ## make up 300 packets in which every two choices meet, and look at each page from all sides
	PYTHONPATH=tests $(BIN)/python -m papers 300

kills: ready-dev book  ## kill the window 200 times while someone types, 100 times while it installs; look for lost words
	ESSCOLLAB_WINDOW_KILLS=200 $(PYTEST) -q tests/faults/test_window_kills.py
	ESSCOLLAB_PACK_KILLS=100 $(PYTEST) -q tests/faults/test_pack_kills.py

faults: ready-dev  ## break a thousand notebooks in every way, look for lost notes, and write docs/faults.md
	$(BIN)/python tests/faults/faults.py 1000 20261123 docs/faults.md

fuzz: ready-dev  ## take in five thousand hostile packs, and write docs/pack-fuzz.md
	PYTHONPATH=tests $(BIN)/python tests/packs/fuzz_packs.py 5000 20261123 docs/pack-fuzz.md

bench: ready-dev book  ## how quick it is, each figure beside its yardstick; writes docs/bench.md
	QT_QPA_PLATFORM=offscreen PYTHONPATH=tests $(BIN)/python -m bench

big-pack: ready-dev  ## build a made-up pack of 100,000 examples in build/big-pack; 1 where it takes too long or too much
	PYTHONPATH=tests $(BIN)/python -m bench.build

test-outside: ready-dev book wheel-test  ## checks that need programs from outside: Xvfb, the accessibility bus, Chromium, poppler, qpdf
	@sh build_spec/system.sh tools
	@npm ci --prefix tests/outside/axe --ignore-scripts --no-audit --no-fund --silent
	$(PYTEST) -m outside

bundle: ready-dev book  ## the packaged app in dist/esscollab, and its smoke test
	@sh build_spec/system.sh packaging
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller build_spec/esscollab.spec
	$(BIN)/python build_spec/smoke.py dist/esscollab

pictures: ready-dev book  ## docs/pictures: the window and handout pages, drawn anew
	$(BIN)/python build_spec/pictures.py

wheel-test: ready-dev book  ## the wheel alone in an empty environment
	$(BIN)/python build_spec/wheel_test.py

lock: ready-dev  ## bring requirements/*.txt up to the newest releases that pyproject.toml allows
	@sh build_spec/lock.sh

clean:  ## remove what was built; .venv stays
	rm -rf .venv/compiled build dist db/practices.sqlite* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find esscollab_desktop tests -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	@sh build_spec/setup.sh run

ready-dev:
	@sh build_spec/setup.sh dev
