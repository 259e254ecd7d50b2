# Everything a newcomer needs. `make demo` and `make test` set up all they use.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One more than there are cores, up to eight: what plays at a terminal mostly waits.
AT_ONCE := -n $(shell $(PYTHON) -c 'import os; print(min(8, 1 + (os.cpu_count() or 1)))') --dist worksteal
# Python's development mode for its warnings, without its slow allocator.
PYTEST := PYTHONDEVMODE=1 PYTHONMALLOC=pymalloc $(BIN)/python -m pytest $(AT_ONCE) --ignore tests/browser
DEMO := .demo
WHEEL := .venv-wheel

# An environment is made without ensurepip, which Debian packages apart, and
# filled by the pip that is there. $(1) is the folder, $(2) what to install.
define environment
	$(PYTHON) -m venv --without-pip --clear $(1)
	$(PYTHON) -m pip --python $(1)/bin/python install --quiet --disable-pip-version-check --constraint constraints.txt $(2)
endef

.PHONY: demo test test-browser soak check check-static test-wheel wheel wheelhouse catalogue docs brief-template brief-office pictures sheets benchmark clean

demo: $(DEMO)/ready  ## the sample register, ranked, in a register of its own
	@sh docs/demo.sh $(DEMO)

$(DEMO)/ready: pyproject.toml constraints.txt $(shell find src data -type f -not -name '*.pyc' -not -name '*.mo')
	@mkdir -p $(DEMO)
	$(call environment,$(DEMO)/venv,.)
	@touch $@

test: $(VENV)/ready  ## every test but those in a browser
	$(BIN)/python hatch_build.py
	$(PYTEST)

AXE := build/node_modules/axe-core/axe.min.js

test-browser: $(VENV)/ready $(AXE)  ## the pages in Chromium, where it is installed
	$(BIN)/python -m pytest -q tests/browser

$(AXE):
	@mkdir -p build
	npm install --silent --no-save --prefix build axe-core

$(VENV)/ready: pyproject.toml constraints.txt hatch_build.py
	$(call environment,$(VENV),--editable '.[dev]')
	@touch $@

soak: $(VENV)/ready  ## everything that can happen to a register, for five minutes
	$(BIN)/python -m tests.reliability.soak

check: check-static  ## all that must hold before a change lands
	$(PYTEST) --cov --cov-report=term
	$(MAKE) --no-print-directory test-wheel

check-static: $(VENV)/ready  ## all of it that runs no test
	$(BIN)/python hatch_build.py
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check $(GENERATED)
	$(BIN)/pilkada data check data

wheel: $(VENV)/ready
	rm -rf build/wheel && $(PYTHON) -m pip --python $(BIN)/python wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir build/wheel .

wheelhouse: wheel  ## a zip that installs on Windows from a USB stick, without the internet
	$(BIN)/python windows/wheelhouse.py build/wheel/*.whl build/pilkada-windows.zip

# What would miss a file that was not packed: data, sentences, documents, the whole program.
ON_WHEEL := $(addprefix ../tests/,cli/test_documents.py cli/test_brief.py)

test-wheel: wheel  ## the tests on the wheel, in an environment of its own
	$(call environment,$(WHEEL),build/wheel/*.whl pytest pytest-xdist hypothesis babel pexpect pyte)
	cd build && ../$(WHEEL)/bin/python -m pytest --rootdir .. -c ../pyproject.toml -q $(AT_ONCE) $(ON_WHEEL)

GENERATED := README.md docs/journal.md docs/cli.md docs/schema.md docs/json-output.md docs/method.md docs/exit-codes.md

catalogue: $(VENV)/ready  ## collect the sentences of the program into the Indonesian catalogue
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --keyword N_ --no-location --sort-output --omit-header --output build/pilkada.pot src
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --domain pilkada --locale id --input-file build/pilkada.pot --output-dir src/pilkada_cli/locale
	$(BIN)/python hatch_build.py

brief-template: $(VENV)/ready  ## make the DOCX that briefs are filled into anew
	$(BIN)/python docs/brief_template.py

brief-office: $(VENV)/ready  ## a DOCX brief of the sample, opened and printed by LibreOffice
	@rm -rf build/office && mkdir -p build/office
	$(BIN)/python docs/brief_office.py build/office
	soffice --headless --convert-to pdf --outdir build/office build/office/laporan.docx

docs: $(VENV)/ready  ## make the generated parts of the documentation anew
	$(BIN)/cog -r $(GENERATED)

pictures: $(VENV)/ready  ## draw the terminals and charts of the guides anew
	$(BIN)/python docs/pictures.py

sheets: $(VENV)/ready  ## a dozen sheets as offices send them, to try the import with
	$(BIN)/python -m tests.office_sheets build/sheets

benchmark: $(VENV)/ready  ## the speeds, as ratios to other programs in the same run
	$(BIN)/python -m benchmarks

clean:  ## remove what the commands above made
	rm -rf $(VENV) $(WHEEL) $(DEMO) build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis
