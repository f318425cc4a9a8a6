# Palabre: each target does all its own set-up. `make help` lists them.
#
# What it needs: git, make, Python 3.11 or newer with venv. Nothing else.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test check bench lock clean

# The first Python that is new enough; `make run PYTHON=/path/to/python3` overrides.
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c '$(ENOUGH)' 2>/dev/null && { echo "$$name"; break; }; done)
VENV := .venv/bin/python

# Says what is missing and how to get it, then makes .venv from the lock file.
define environment
	@test -n "$(PYTHON)" || { \
		echo "Palabre needs Python 3.11 or newer; found: $$(python3 --version 2>&1 || echo none)."; \
		echo "On Debian 12 or Ubuntu 24.04:  sudo apt-get install python3 python3-venv"; \
		echo "On Ubuntu 22.04:               sudo apt-get install python3.11 python3.11-venv"; \
		exit 1; }
	@$(PYTHON) deploy/environment.py $(1)
endef

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: ## Serve the demo on http://127.0.0.1:8000 (PORT, HOST and DATA_DIR change where)
	$(call environment,requirements.lock)
	@exec $(VENV) deploy/serve.py --demo

test: ## The whole gate: lint, both databases, browser journeys (under 15 minutes)
	$(call environment,requirements-dev.lock)
	@exec $(VENV) -m tests.gate

check: ## The fast part of the gate (under a minute)
	$(call environment,requirements-dev.lock)
	@exec $(VENV) -m tests.gate --fast

bench: ## Measure, and compare with what must hold
	$(call environment,requirements-dev.lock)
	@exec $(VENV) -m bench

lock: ## Pin the dependencies of pyproject.toml again, with hashes
	$(call environment,requirements.lock)
	@exec $(VENV) deploy/lock.py $(UPGRADE)

clean: ## Remove the environment (var/, with the data, stays)
	rm -rf .venv
