# The only entry point. `make help` lists what there is.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Hundreds of short-lived processes import the same modules: compile them once.
unexport PYTHONDONTWRITEBYTECODE
PYTHON := .venv/bin/python
BOOTSTRAP := deploy/native/bootstrap.sh
COMPOSE := docker compose
# What compose-env takes over from the environment into a new file.
IMAGE_NAMES := BASE_IMAGE NODE_IMAGE PYTHON_IMAGE GATEWAY_IMAGE MONGO_IMAGE RABBITMQ_IMAGE OBJECTSTORE_IMAGE CLAMD_IMAGE MAIL_IMAGE PIP_OPTIONS

.PHONY: help up down status logs compose-env compose-smoke test smoke bench lint contracts lock features demo bootstrap

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## ?(.*)/\1\t\2/' | while IFS=$$'\t' read -r name what; do printf '  make %-13s %s\n' "$$name" "$$what"; done

up: ## Install what is missing, start everything, load the demonstration, print the addresses
	@$(BOOTSTRAP)
	@$(PYTHON) -m deploy.native up

down: ## Stop everything that `make up` started; the data stays
	@if [[ -x $(PYTHON) ]]; then $(PYTHON) -m deploy.native down; fi

status: ## Show each process and whether it is ready
	@$(PYTHON) -m deploy.native status

logs: ## Follow the logs (NAMES="documents-api gateway" for some of them)
	@$(PYTHON) -m deploy.native logs $(NAMES)

# In the image of the services, which has what makes keys: the host needs nothing but Docker.
compose-env: ## Write deploy/compose.env and deploy/keys for docker compose, or what they lack; the images are built
	@docker run --rm --network none --user "$$(id -u):$$(id -g)" --volume "$(CURDIR)/deploy:/made" \
		$(foreach name,$(IMAGE_NAMES),--env $(name)) "$${PYTHON_IMAGE:-mes/python:latest}" python -m deploy.compose_env /made

compose-smoke: ## Play the story by API against what docker compose runs (COMPOSE="docker compose", STORY=name)
	@$(BOOTSTRAP) --tests
	@$(PYTHON) -m tests.smoke --compose "$(COMPOSE)" $(STORY)

# In the order of tests/plugins/scheduling.py; failures are named as they happen, the slowest tests at the end.
test: ## Install what is missing and run every test (ARGS="tests/unit -k block" for some of them)
	@$(BOOTSTRAP) --tests
	@if [[ -z "$(ARGS)" ]]; then npm run --silent --prefix web test; fi
	@$(PYTHON) -m pytest -n 2 --durations=15 $(ARGS)

smoke: ## Play the story by API against the running installation (STORY=name for one of them)
	@$(PYTHON) -m tests.smoke $(STORY)

bench: ## Measure speed and memory, print the table, write build/bench.json
	@$(BOOTSTRAP) --tests
	@$(PYTHON) -m tests.load

lint: ## Check style, types and the direction of imports, Python and web
	@$(BOOTSTRAP) --tests
	@ruff check .
	@ruff format --check .
	@mypy
	@lint-imports
	@npm run --silent --prefix web lint

contracts: ## Make again what is generated from the contracts; fail if it was not in step
	@$(BOOTSTRAP) --tests
	@$(PYTHON) -m contracts.asyncapi
	@$(PYTHON) -m deploy.generated
	@npm run --silent --prefix web contracts
	@git diff --exit-code -- contracts/asyncapi.yaml web/src/api/generated deploy/images deploy/compose.env.example

lock: ## Pin again what pyproject.toml asks for (needs uv), and what each image takes of it
	@uv pip compile pyproject.toml --group native --group dev --generate-hashes --no-header -p 3.11 -o requirements.lock -q
	@$(PYTHON) -m deploy.generated

features: ## Which features the passing tests show, by group (GROUP=ACT for one of them)
	@$(PYTHON) -m tests.plugins.features $(GROUP)

demo: ## Load the fictional population into the running installation
	@$(PYTHON) -m deploy.demo load
