"""What a clause most likely asks for, where no pattern explains it: a linear score of its skeleton's characters, learnt from labelled ones.

The score only ever chooses what is proposed or asked back, never what is done. ``because`` tells which characters spoke for it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nigao.asking.skeleton import PLACEHOLDERS

# Trained by benchmarks/skeletons.py.
_WEIGHTS = Path(__file__).with_name("likely.json")
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Likely:
    """A thing that may be asked for. share: how likely it is of all, 0 to 1; because: the characters that spoke most for it."""

    what: str
    share: float
    because: tuple[str, ...] = ()


def features(skeleton: str) -> set[str]:
    """The runs of up to three characters it has, its ends marked, and its placeholders in their order."""
    text = f"^{skeleton}$"
    runs = {text[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(text) - size + 1)} - {"^", "$"}
    return runs | {"#" + re.sub(f"[^{PLACEHOLDERS}]", "", skeleton)[:4]}


def likely(skeleton: str) -> list[Likely]:
    """What it may ask for, the likeliest first."""
    labels, constant, weights = _learnt()
    known = [one for one in features(named(skeleton, weights)) if one in weights]
    size = math.sqrt(max(1, len(known)))
    totals = [constant[n] + sum(weights[one][n] for one in known) / size for n in range(len(labels))]
    highest = max(totals)
    parts = [math.exp(total - highest) for total in totals]
    ranked = sorted(range(len(labels)), key=lambda n: -parts[n])
    return [Likely(labels[n], parts[n] / sum(parts), _because(known, weights, n)) for n in ranked]


def _because(known: Iterable[str], weights: dict[str, list[float]], n: int) -> tuple[str, ...]:
    return tuple(sorted(known, key=lambda one: -weights[one][n])[:4])


def pairs(skeleton: str) -> set[str]:
    """Its runs of two characters."""
    return {skeleton[at : at + 2] for at in range(len(skeleton) - 1)}


def named(skeleton: str, known: Collection[str]) -> str:
    """Words of which no pair is known, two characters or more, stand for the name of something: X."""
    met = [False] * len(skeleton)
    for at in range(len(skeleton) - 1):
        if skeleton[at : at + 2] in known:
            met[at] = met[at + 1] = True
    kept = "".join(
        one if known or one in PLACEHOLDERS or not re.match("[一-龥A-Za-z]", one) else "\x00"
        for one, known in zip(skeleton, met, strict=True)
    )
    return re.sub("X{2,}", "X", re.sub("\x00{2,}", "X", kept).replace("\x00", ""))


def unmet(text: str) -> list[str]:
    """The stretches of two characters or more of which the score has met no pair: what something is called."""
    _, _, weights = _learnt()
    met = [False] * len(text)
    for at in range(len(text) - 1):
        if text[at : at + 2] in weights:
            met[at] = met[at + 1] = True
    kept = "".join("\x00" if known or not re.match("[一-龥A-Za-z]", one) else one for one, known in zip(text, met, strict=True))
    return [one for one in kept.split("\x00") if len(one) >= 2]


@cache
def _learnt() -> tuple[list[str], list[float], dict[str, list[float]]]:
    read = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    size = len(read["labels"])
    weights = {one: [0.0] * size for one in read["weights"]}
    for one, pairs in read["weights"].items():
        for n, weight in pairs:
            weights[one][n] = weight
    return read["labels"], read["constant"], weights
