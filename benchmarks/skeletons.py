"""Trains what the chat's score of likely requests knows (nigao/asking/likely.json), and says how often it is right on what it has not seen.

Examples are the labelled skeletons (tests/data/chat/skeletons.txt), sentences that were typed (said.tsv) and what is composed from the grammar
beside them (phrasings.txt), by lot and always the same.

python -m benchmarks.skeletons          says how often it is right on each set of sentences when it has learnt from all but that set
python -m benchmarks.skeletons --write  trains on all of them and writes the weights
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from nigao.asking.likely import features, named, pairs

ROOT = Path(__file__).parent.parent
LABELLED = ROOT / "tests" / "data" / "chat" / "skeletons.txt"
SAID = ROOT / "tests" / "data" / "chat" / "said.tsv"
GRAMMAR = ROOT / "tests" / "data" / "chat" / "phrasings.txt"
WEIGHTS = ROOT / "nigao" / "asking" / "likely.json"
_EACH = 30  # examples composed of one line of the grammar
_AS_HEARD = 3  # how often an example somebody said counts beside one that was composed
_STEPS, _BATCH, _DECAY, _RATE, _LEAST = 10, 64, 2e-6, 0.12, 0.2
Example = tuple[str, str]


class Model:
    """Weights of every feature for every label; the last row is the constant."""

    def __init__(self, labels: list[str], index: dict[str, int]) -> None:
        self.labels, self.index = labels, index
        self.weights = np.zeros((len(index) + 1, len(labels)))

    def row(self, text: str) -> np.ndarray:
        return np.array([self.index[one] for one in features(text) if one in self.index], dtype=np.int64)

    def totals(self, row: np.ndarray) -> np.ndarray:
        return self.weights[row].sum(0) / max(1, len(row)) ** 0.5 + self.weights[-1]

    def ranked(self, text: str) -> list[str]:
        return [self.labels[n] for n in np.argsort(-self.totals(self.row(text)))]


def labelled(path: Path = LABELLED) -> list[Example]:
    """(skeleton, label) of every line."""
    out, label = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[\S+\]", line):
            label = line.strip("[]")
        elif line and not line.startswith("#") and label:
            out.append((line, label))
    return out


def composed() -> list[Example]:
    """What the grammar puts together: a bounded choice from each of its lines."""
    lot = random.Random(1)
    words = {
        found[1]: found[2].split("|")
        for line in GRAMMAR.read_text(encoding="utf-8").splitlines()
        if (found := re.match(r"([A-Z]+) = (.+)$", line))
    }
    out: list[Example] = []
    for line, label in labelled(GRAMMAR):
        made = dict.fromkeys(_chosen(line, words, lot) for _ in range(3 * _EACH))
        out += [(one, label) for one in list(made)[:_EACH]]
    return out


def _chosen(line: str, words: Mapping[str, list[str]], lot: random.Random) -> str:
    """One way the line can be said."""
    while found := re.search(r"\{([A-Z]+)\}|\(([^()]*)\)\*?", line):
        choices = words[found[1]] if found[1] else found[2].split("|")
        line = line[: found.start()] + lot.choice(choices) + line[found.end() :]
    return line


def trained(examples: Sequence[Example]) -> Model:
    """Multinomial logistic regression by Adagrad; what stands in one example only is not learnt."""
    counts = Counter(one for text, _ in examples for one in features(text))
    model = Model(
        sorted({label for _, label in examples}), {one: n for n, one in enumerate(sorted(one for one, many in counts.items() if many > 1))}
    )
    many = Counter(label for _, label in examples)
    weight = {label: many[label] ** -0.5 for label in many}
    usual = sum(weight[label] for _, label in examples) / len(examples)
    rows = [np.append(model.row(text), len(model.index)) for text, _ in examples]
    slopes = np.full_like(model.weights, 1e-6)
    wanted = np.array([model.labels.index(label) for _, label in examples])
    heavy = np.array([weight[label] / usual for _, label in examples])
    for order in _orders(len(examples)):
        _step(model, [rows[n] for n in order], wanted[order], heavy[order], slopes)
    return model


def _orders(size: int) -> Iterator[np.ndarray]:
    lot = np.random.default_rng(1)
    for _ in range(_STEPS):
        order = lot.permutation(size)
        yield from (order[at : at + _BATCH] for at in range(0, size, _BATCH))


def _step(model: Model, rows: Sequence[np.ndarray], wanted: np.ndarray, heavy: np.ndarray, slopes: np.ndarray) -> None:
    """One step of Adagrad on the features that stand in the batch."""
    known, places = np.unique(np.concatenate(rows), return_inverse=True)
    inputs = np.zeros((len(rows), len(known)))
    at = 0
    for n, row in enumerate(rows):
        inputs[n, places[at : at + len(row)]] = max(1, len(row) - 1) ** -0.5
        inputs[n, places[at + len(row) - 1]] = 1.0
        at += len(row)
    weights = model.weights[known]
    given = np.exp(inputs @ weights - (inputs @ weights).max(1, keepdims=True))
    given /= given.sum(1, keepdims=True)
    given[np.arange(len(rows)), wanted] -= 1
    slope = inputs.T @ (given * heavy[:, None]) / len(rows) + _DECAY * weights
    slopes[known] += slope * slope
    model.weights[known] = weights - _RATE * slope / np.sqrt(slopes[known])


def said() -> list[tuple[str, Example]]:
    """(set, example) of every sentence that was typed."""
    rows = [line.split("\t") for line in SAID.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(one, (text, label)) for one, label, text in rows]


def examples(without: str = "") -> list[Example]:
    """All there is to learn from; without: a set that is left out, and whatever else is said word for word as in it."""
    left = {text for one, (text, _) in said() if one == without}
    made = composed() + _AS_HEARD * [one for one in labelled() if one[0] not in left]
    known = {pair for text, _ in made for pair in pairs(text)}
    typed = [(named(text, known), label) for one, (text, label) in said() if one != without]  # what they name is nobody's to learn
    return made + _AS_HEARD * typed


def unseen() -> Iterator[tuple[str, int, int, int]]:
    """Of each set of sentences: its name, how many it has, how many labels come first, and among the first two, learnt from all else."""
    for left in sorted({one for one, _ in said()}):
        model = trained(examples(left))
        known = {one for one in model.index if len(one) == 2}
        ranked = [(model.ranked(named(text, known)), label) for one, (text, label) in said() if one == left]
        yield left, len(ranked), sum(label == all_[0] for all_, label in ranked), sum(label in all_[:2] for all_, label in ranked)


def write() -> None:
    """Trains on all examples; weights too small to matter are left out."""
    model = trained(examples())
    kept = {
        one: pairs
        for one, n in model.index.items()
        if (pairs := [[at, round(float(w), 1)] for at, w in enumerate(model.weights[n]) if abs(w) >= _LEAST])
    }
    constant = [round(float(one), 2) for one in model.weights[-1]]
    text = json.dumps({"labels": model.labels, "constant": constant, "weights": kept}, ensure_ascii=False, separators=(",", ":"))
    WEIGHTS.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write()
    else:
        for left, size, first, two in unseen():
            print(f"set {left}: right at once {first / size:.0%}, among the first two {two / size:.0%} of {size}")
