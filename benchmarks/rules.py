"""What a change of the rules does to what is read: the annotated passages' misses and the snapshot of all their figures, with the difference.

Run ``python -m benchmarks.rules`` from the repository's root (``make rules``); ``--accept`` writes both files anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from figures_gold import KNOWN, SNAPSHOT, passages, score, snapshot  # noqa: E402


def difference(path: Path, now: list[str]) -> int:
    """Print what is new and what is gone; how many lines differ."""
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    gone, new = [line for line in before if line not in set(now)], [line for line in now if line not in set(before)]
    keys = {"\t".join(line.split("\t")[:2]) for line in gone} & {"\t".join(line.split("\t")[:2]) for line in new}
    print(f"{path.name}: +{len(new)} −{len(gone)}" + (f" ({len(keys)} changed)" if keys else ""))
    for line in sorted([f"- {line}" for line in gone] + [f"+ {line}" for line in new], key=lambda line: line[2:]):
        print(f"  {line}")
    return len(gone) + len(new)


def main() -> int:
    """0 if nothing differs, or all was accepted."""
    result = score(passages())
    print(f"{result.gold} figures: F1 {result.f1:.3f}, whole records {result.whole / result.gold:.3f}")
    files = {KNOWN: result.misses, SNAPSHOT: snapshot()}
    differing = sum(difference(path, lines) for path, lines in files.items())
    if "--accept" not in sys.argv:
        return int(differing > 0)
    for path, lines in files.items():
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
