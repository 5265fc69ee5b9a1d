# What CI runs is `make check`; the test command is README's own.
.PHONY: check lint types contract test editor rules bundle
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

# The manuscript editor's bundle, from its source; needs Node.
editor:
	cd ui/editor && npm ci --no-audit --no-fund && npm run --silent build

# The language's rules: every example holds, every rule is needed, and what is read differently in the annotated passages.
rules:
	$(UV) run --frozen pytest tests/test_rules.py
	$(UV) run --frozen python -m benchmarks.rules

# The offline bundle for x86-64 and ARM64; needs the package index, the machine it is for does not.
bundle:
	$(UV) run --frozen --with pip python -m delivery.bundle nigao-offline.tar --uv $(UV)
