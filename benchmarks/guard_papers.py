"""Measures the number guard on departments' papers, most of which do not say their year; prints a table, asserts nothing.

    python benchmarks/guard_papers.py FOLDER… [--half dev|held] [--drafts N] [--years said|unsaid|both] [--show KIND]

Papers are whole files (NAME_YEAR….txt: YEAR delivered) or, of long reports, stretches of their review as a department would hand them
in; "unsaid" drops the years a paper says of itself. A draft has eight sentences of three papers in other words, half of them under a
title that says the year. What the command line does is done here: the same reading, the same calendar.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from guard import hit, reword
from guard_attacks import NUMBER, PLAIN, Attack, parts, sentences
from guard_meanings import MEANING, Ground

from nigao.ledger import Entry
from nigao.reading import build_report
from nigao.report import Document, Report
from nigao.work.checking import Checking
from nigao.work.intake import Wishes

_OFFICES = ("发展改革委", "科技局", "财政局", "农业农村局", "统计局", "商务局", "住建局", "民政局")


@dataclass
class Paper:
    """One paper of a department. year: the year it is about; known: whether the paper says so."""

    name: str
    text: str
    year: int


def half_of(name: str) -> str:
    """Which half a file is in, by its name: no file is ever in both."""
    return "held" if zlib.crc32(f"papers|{name}".encode()) % 2 else "dev"


def papers(paths: list[Path], half: str) -> Iterator[list[Paper]]:
    """Groups of three papers of one unit, as they come in for one report."""
    for path in paths:
        if half_of(path.stem) != half:
            continue
        text = path.read_text(encoding="utf-8")
        year = _year_of(path)
        review = parts(text)[0] if len(text) > 9000 else text
        told = [line.strip() for line in review.split("\n") if NUMBER.search(line) and len(line.strip()) > 20]
        if sum(len(line) for line in told) < 700:
            continue
        r = random.Random(path.stem)
        size = max(1, len(told) // 3)
        cut = [told[start : start + size][:14] for start in range(0, len(told), size)][:3]
        names = r.sample(_OFFICES, 3)
        yield [Paper(name, "\n".join(lines), year) for name, lines in zip(names, cut, strict=False)]


def _year_of(path: Path) -> int:
    match = re.search(r"_(20\d\d)(half)?", path.stem)
    assert match, path
    return int(match[1]) - (0 if match[2] else 1)


def unsaid(text: str, year: int) -> str:
    """The paper without the years it says of itself; those it compares with, and last year's, stay."""
    made = re.sub(rf"(?<![比较与自从由到至\d])(?:截至)?{year}年(?:底|末|，|,|度)?，?", "", text)
    return re.sub(r"^[，,]", "", made, flags=re.MULTILINE)


def read(files: dict[str, str]) -> Checking:
    """The command line's own check, over files in memory."""

    def opened(path: Path, wishes: Wishes) -> Report:
        text = files[str(path)]
        return build_report(path.name, str(path), Document(text))

    return Checking(opened, lambda given: iter(given))


@dataclass
class Case:
    """One unit's papers, read, with what its drafts are made of."""

    name: str
    checking: Checking
    files: dict[str, str]
    entries: list[Entry]
    ground: Ground


def case_of(group: list[Paper], said: bool) -> Case:
    """The papers as files, with their years or without."""
    files = {}
    for number, paper in enumerate(group):
        text = paper.text if said else unsaid(paper.text, paper.year)
        title = f"{paper.name}{paper.year}年工作总结" if said else f"{paper.name}工作材料"
        files[f"材料{number}.txt"] = f"{title}\n{text}"
    checking = read(files)
    entries = checking.entries([Path(name) for name in files])
    review = [s for text in files.values() for s in sentences(text) if not re.search(r"力争|预期|计划|目标|将|拟|到20\d\d年", s)]
    plan = [s for text in files.values() for s in sentences(text) if re.search(r"力争|预期|计划|目标", s)]
    return Case("", checking, files, entries, Ground(review, plan, [], group[0].year))


def draft(case: Case, r: random.Random, kind: str, year: int) -> Attack | None:
    """A draft of eight sentences, one of them attacked (none for kind "")."""
    if len(case.ground.review) < 8:
        return None
    chosen = r.sample(case.ground.review, 8)
    told = [reword(s, r) for s in chosen]
    spans: list[tuple[int, int]] = []
    opening = f"{year}年工作总结\n" if r.random() < 0.5 else ""
    if kind:
        for place in r.sample(range(8), 8):
            base = chosen[place] if r.random() < 0.6 else told[place]
            base = chosen[place] if not NUMBER.search(base) else base
            made = PLAIN[kind](base, r) if kind in PLAIN else MEANING[kind](base, r, case.ground)
            if made is not None:
                told[place], span = made
                start = sum(len(t) + 1 for t in told[:place]) + len(opening)
                spans = [(start + span[0], start + span[1])]
                break
        if not spans:
            return None
    return Attack(kind, opening + "\n".join(told), spans, "plain" if kind in PLAIN else "meaning" if kind else "clean")


def by_accident(attack: Attack, case: Case) -> bool:
    """An attack that tells what a paper says somewhere."""
    start, end = attack.spans[0]
    line = attack.text[attack.text.rfind("\n", 0, start) + 1 : end]
    return any(re.split("[，。；]", line)[-1] in text for text in case.files.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--drafts", type=int, default=2, help="drafts of each kind for each group of papers")
    parser.add_argument("--half", default="dev", choices=["dev", "held"])
    parser.add_argument("--years", default="both", choices=["said", "unsaid", "both"])
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    paths = [path for folder in options.folders for path in sorted(folder.glob("*_20*.txt"))]
    for said in [True, False]:
        if options.years in ("both", "said" if said else "unsaid"):
            print("years said" if said else "years unsaid")
            measure(paths, said, options)


def measure(paths: list[Path], said: bool, options: argparse.Namespace) -> None:
    """One table."""
    score: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    alarms, drafts, seconds = 0, 0, 0.0
    for group in papers(paths, options.half):
        case = case_of(group, said)
        r = random.Random(f"{group[0].text[:20]}{said}")
        for kind in ["", *PLAIN, *MEANING]:
            for _ in range(options.drafts * (1 if kind else 4)):
                attack = draft(case, r, kind, group[0].year)
                if attack is None or (attack.spans and by_accident(attack, case)):
                    continue
                case.files["稿子.txt"] = attack.text
                began = time.perf_counter()
                result = case.checking.check(Path("稿子.txt"), case.entries)
                seconds += time.perf_counter() - began
                found = [(span.start, span.end) for span in result.unsupported]
                if not kind:
                    drafts, alarms = drafts + 1, alarms + len(found)
                    if options.show == "clean":
                        _show(attack, result.findings)
                else:
                    caught = hit(attack.spans, found)
                    score[kind][0] += 1
                    score[kind][1] += caught
                    if options.show == kind and not caught:
                        start, end = attack.spans[0]
                        line = attack.text.split("\n")[attack.text[:start].count("\n")]
                        print("  missed", attack.text[start:end], "|", line)
                        print(
                            "      ",
                            [
                                (e.verdict, e.note, e.places[0].sentence[:80] if e.places else "")
                                for e in result.evidence
                                if e.start < end and start < e.end
                            ],
                        )
    for name, kinds in (("plain", PLAIN), ("meaning", MEANING)):
        n, caught = (sum(score[kind][i] for kind in kinds) for i in (0, 1))
        print("  ", "  ".join(f"{kind} {score[kind][1]}/{score[kind][0]}" for kind in kinds))
        print(f"   {name.upper()} {caught / max(1, n):.3f} of {n}")
    print(f"   false alarms per clean draft {alarms / max(1, drafts):.3f} ({drafts} drafts); {seconds:.1f} s")


def _show(attack: Attack, findings: object) -> None:
    for finding in findings:  # type: ignore[attr-defined]
        if finding.severity == "error":
            place = finding.places[0]
            line = attack.text.split("\n")[attack.text[: place.start].count("\n")]
            print("  false alarm", place.text, finding.indicator, "|", finding.message[:160], "|", line[:200])


if __name__ == "__main__":
    main()
