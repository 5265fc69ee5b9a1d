"""Prompts as text files: each has a name, a digest that goes on every draft, and variables that must be given exactly."""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from importlib import resources

_VARIABLE = re.compile(r"\{([a-z_]+)\}")


class PromptError(ValueError):
    """A variable is missing or not wanted, or there is no such prompt: a mistake in the program, never in a person's input."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as kept in its file. digest: the first 12 hex digits of the text's SHA-256."""

    name: str
    text: str
    digest: str

    @property
    def variables(self) -> frozenset[str]:
        """The names that stand in braces."""
        return frozenset(_VARIABLE.findall(self.text))

    @property
    def id(self) -> str:
        """What a draft records: name and digest."""
        return f"{self.name}:{self.digest}"

    def fill(self, **values: str) -> str:
        """Put the values in, all at once, so that braces inside a value stay what they are. Raises PromptError."""
        missing, extra = self.variables - values.keys(), values.keys() - self.variables
        if missing or extra:
            raise PromptError(f"prompt {self.name}: missing {sorted(missing)}, unknown {sorted(extra)}")
        return _VARIABLE.sub(lambda match: values[match.group(1)], self.text)


@functools.cache
def load(name: str) -> Prompt:
    """Read ``name``.txt of this folder. Raises PromptError."""
    file = resources.files("prompts").joinpath(f"{name}.txt")
    if not name.isidentifier() or not file.is_file():
        raise PromptError(f"no prompt named {name!r}")
    text = file.read_text(encoding="utf-8")
    return Prompt(name, text, hashlib.sha256(text.encode()).hexdigest()[:12])


def names() -> list[str]:
    """All prompts there are."""
    return sorted(file.name.removesuffix(".txt") for file in resources.files("prompts").iterdir() if file.name.endswith(".txt"))
