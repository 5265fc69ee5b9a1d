"""Trains what the chat's score of likely requests knows (nigao/asking/likely.json) from labelled skeletons, and says how often it is right.

python -m benchmarks.skeletons          says how often it is right on a fifth it has not seen
python -m benchmarks.skeletons --write  trains on all of them and writes the weights
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nigao.asking.likely import features

ROOT = Path(__file__).parent.parent
LABELLED = ROOT / "tests" / "data" / "chat" / "skeletons.txt"
WEIGHTS = ROOT / "nigao" / "asking" / "likely.json"
_STEPS, _DECAY, _LEAST = 200, 1e-5, 0.25
Model = tuple[list[str], dict[str, int], np.ndarray]


def labelled() -> list[tuple[str, str]]:
    """(skeleton, label) of every line."""
    out, label = [], ""
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            label = line.strip("[]")
        elif line and not line.startswith("#"):
            out.append((line, label))
    return out


def trained(examples: Sequence[tuple[str, str]]) -> Model:
    """Multinomial logistic regression by Adam; what stands in one example only is not learnt."""
    counts = Counter(one for text, _ in examples for one in features(text))
    index = {one: n for n, one in enumerate(sorted(one for one, many in counts.items() if many > 1))}
    labels = sorted({label for _, label in examples})
    inputs = np.stack([_row(text, index) for text, _ in examples])
    wanted = np.array([[float(label == one) for one in labels] for _, label in examples])
    many = Counter(label for _, label in examples)
    each = np.array([many[label] ** -0.5 for _, label in examples])
    each /= each.mean()
    weights = np.zeros((inputs.shape[1], len(labels)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        given = np.exp(inputs @ weights)
        given /= given.sum(1, keepdims=True)
        slope = inputs.T @ ((given - wanted) * each[:, None]) / len(examples) + _DECAY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope * slope
        weights -= 0.15 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return labels, index, weights


def _row(text: str, index: dict[str, int]) -> np.ndarray:
    row = np.zeros(len(index) + 1)
    known = [index[one] for one in features(text) if one in index]
    row[known] = max(1, len(known)) ** -0.5
    row[-1] = 1.0
    return row


def unseen(examples: list[tuple[str, str]], folds: int = 5) -> tuple[float, float]:
    """Shares of those left out whose label comes first, and among the first two."""
    order = random.Random(1).sample(examples, len(examples))
    first = two = 0
    for fold in range(folds):
        labels, index, weights = trained([one for n, one in enumerate(order) if n % folds != fold])
        for text, label in order[fold::folds]:
            ranked = [labels[n] for n in np.argsort(-(_row(text, index) @ weights))]
            first += ranked[0] == label
            two += label in ranked[:2]
    return first / len(order), two / len(order)


def write() -> None:
    """Trains on all examples; weights too small to matter are left out."""
    labels, index, weights = trained(labelled())
    kept = {
        one: pairs
        for one, n in index.items()
        if (pairs := [[at, round(float(w), 2)] for at, w in enumerate(weights[n]) if abs(w) >= _LEAST])
    }
    constant = [round(float(one), 2) for one in weights[-1]]
    text = json.dumps({"labels": labels, "constant": constant, "weights": kept}, ensure_ascii=False, separators=(",", ":"))
    WEIGHTS.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write()
    else:
        print("right at once {:.0%}, among the first two {:.0%}".format(*unseen(labelled())))
