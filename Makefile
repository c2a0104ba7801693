# The two commands of the README are `make lab` and `make test`.
PYTHON ?= python3
PORT ?=
ifeq ($(OS),Windows_NT)
bin := .venv/Scripts
else
bin := .venv/bin
endif
# Two threads gain nothing on small arrays and slow gradient boosting down.
export OMP_NUM_THREADS ?= 1

.PHONY: lab site test test-browser build check lock clean help
help:
	@echo "make lab     open the course in JupyterLab (make lab PORT=8899 for a port of your own)"
	@echo "make test    run every test"
	@echo "make test-browser   open every notebook and the whole website in a browser"
	@echo "make site    build the website to read, in build/site (REPOSITORY=OWNER/NAME adds links to Binder)"
	@echo "make build   rebuild the notebooks from lessons and assignments"
	@echo "make check   style and types"
	@echo "make lock    renew the locks from pyproject.toml"

lab:
	@$(PYTHON) course/classroom/environment.py
	@$(bin)/citylab lab $(if $(PORT),--port $(PORT))

test:
	@$(PYTHON) course/classroom/environment.py --dev
	@$(bin)/python -m pytest -n 2 --dist loadfile $(ARGS)

# With every notebook opened, and the website built and looked at: longer than the share of it in `make test`.
test-browser:
	@$(PYTHON) course/classroom/environment.py --dev
	@$(bin)/citylab site
	@CITYLAB_EVERY_PAGE=1 $(bin)/python -m pytest -n 2 --dist loadfile tests/browser $(ARGS)

build:
	@$(PYTHON) course/classroom/environment.py
	@$(bin)/citylab build

site:
	@$(PYTHON) course/classroom/environment.py --dev
	@$(bin)/citylab site $(if $(REPOSITORY),--repository $(REPOSITORY))

check:
	@$(PYTHON) course/classroom/environment.py --dev
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy

# The locks hold no address of an index, and one file serves all systems and Pythons.
lock_command = $(bin)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11
lock:
	@$(PYTHON) course/classroom/environment.py --dev
	@$(lock_command) pyproject.toml -o requirements.lock
	@$(lock_command) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .cache build/site
