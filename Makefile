# What CI runs is `make check`; the test command is README's own.
.PHONY: check lint types contract test
UV ?= uv

check: lint types contract test

lint:
	$(UV) run --frozen ruff check .
	$(UV) run --frozen ruff format --check .

types:
	$(UV) run --frozen mypy

contract:
	$(UV) run --frozen lint-imports

test:
	$(UV) run --frozen pytest
