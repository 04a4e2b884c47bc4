# Newsroom: `make run` starts a newsroom, `make test` proves it whole.
# Needs Python 3.11 or newer with pip, and make; nothing else has to be installed.

PYTHON      ?= python3
PYTHON_NEXT ?= python3.13
VENV        ?= .venv
PY           = $(VENV)/bin/python
MINUTES     ?= 10
SIZES       ?= 1000 100000
RESULTS      = benchmarks/results

# A virtual environment without ensurepip, which Debian packages apart; pip installs from outside.
define install
	@test -x $(PY) || $(PYTHON) -m venv --without-pip $(VENV)
	@echo "Installing what $(1) lists ..."
	@$(PYTHON) -m pip --disable-pip-version-check --python $(PY) install --quiet --require-hashes -r $(1)
	@touch $@
endef

.PHONY: help run test lint bench bench-desk audit test-next lock clean

help: ## show the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/.installed: requirements.txt
	$(call install,requirements.txt)

$(VENV)/.installed-many: requirements-many.txt # with what several machines need
	$(call install,requirements-many.txt)

$(VENV)/.installed-dev: requirements-dev.txt
	$(call install,requirements-dev.txt)

run: $(VENV)/.installed ## start the demo newsroom (PORT=8123 make run moves it)
	@NEWSROOM_MODE=development exec $(PY) manage.py start --demo

lint: $(VENV)/.installed-dev ## style, formatting, direction of imports, missing migrations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports
	@folder=$$(mktemp -d) && NEWSROOM_MODE=development DATA_DIR=$$folder $(PY) manage.py makemigrations --check --dry-run; \
	 status=$$?; rm -rf $$folder; exit $$status

test: lint ## everything: lint, import contract, migrations, unit, integration and browser tests
	$(PY) -m pytest -n 3 --dist worksteal

bench: $(VENV)/.installed ## what benchmarks/REPORT.md says (wrk, nginx; MINUTES=1 SIZES="1000 5000" is a short run)
	@mkdir -p $(RESULTS)
	@$(PY) benchmarks/serving.py --json $(RESULTS)/serving.json
	@$(PY) benchmarks/pages.py --json $(RESULTS)/pages.json
	@$(PY) benchmarks/growth.py --sizes $(SIZES) --json $(RESULTS)/growth.json
	@$(PY) benchmarks/mix.py --minutes $(MINUTES) --json $(RESULTS)/mix.json
	@$(PY) benchmarks/report.py

bench-desk: $(VENV)/.installed ## what the desk, the library, a picture, replies and a thread cost
	@$(PY) benchmarks/desk.py
	@$(PY) benchmarks/library.py
	@$(PY) benchmarks/posting.py
	@$(PY) benchmarks/related.py
	@$(PY) benchmarks/pictures.py
	@$(PY) benchmarks/spam.py
	@$(PY) benchmarks/threads.py

audit: $(VENV)/.installed-dev ## what the Nu HTML checker and Lighthouse say of the pages (needs Node.js, Java, Chromium)
	@$(PY) benchmarks/audit.py

# The newest Django on the newest Python: proves that nothing leans on what will be removed.
test-next: ## the suite on Django 6.1 with Python 3.13, where that Python is present
	@$(PYTHON_NEXT) -c "" || { echo "There is no $(PYTHON_NEXT) here; PYTHON_NEXT names another."; exit 1; }
	@test -x .venv-next/bin/python || $(PYTHON_NEXT) -m venv --without-pip .venv-next
	@awk '/^[a-z]/ { other = !/^django==/ } other' requirements-dev.txt > .venv-next/requirements.txt
	@$(PYTHON) -m pip --disable-pip-version-check --python .venv-next/bin/python install --quiet --no-deps --require-hashes -r .venv-next/requirements.txt
	@$(PYTHON) -m pip --disable-pip-version-check --python .venv-next/bin/python install --quiet "django~=6.1.0"
	.venv-next/bin/python -m pytest -n 3 --dist worksteal

lock: ## write the locked requirements anew (needs uv)
	echo 'django<6' | uv pip compile -q --universal --no-header --no-emit-index-url --no-emit-find-links --generate-hashes -c - -o requirements.txt pyproject.toml
	echo 'django<6' | uv pip compile -q --universal --no-header --no-emit-index-url --no-emit-find-links --generate-hashes -c - --extra redis --extra s3 -o requirements-many.txt pyproject.toml
	echo 'django<6' | uv pip compile -q --universal --no-header --no-emit-index-url --no-emit-find-links --generate-hashes -c - --extra dev --extra redis --extra s3 -o requirements-dev.txt pyproject.toml

clean: ## remove the virtual environments (never var/, which holds your data)
	rm -rf .venv .venv-next
