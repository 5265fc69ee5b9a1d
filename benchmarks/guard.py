"""Measures the number guard on drafts made from real reports, beside a value-and-unit look-up; prints a table, asserts nothing.

    python benchmarks/guard.py FOLDER [--drafts N] [--half dev|held] [--show KIND]

FOLDER holds reports as PLACE_YEAR.txt (YEAR: delivered; reviews YEAR-1). Each draft has eight sentences of one report's review, told in
other words; sources are that report and, if there, the one before. Half the places are kept apart ("held") and never tuned on.
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

from guard_attacks import FAITHFUL, NUMBER, PLAIN, Attack, parts, sentences
from guard_lookalikes import LOOKALIKES
from guard_meanings import MEANING, Ground

from nigao.checks.guard import check_text
from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source
from nigao.ledger.entries import entries_of
from nigao.outline import outline
from nigao.own_year.paper import paper_years
from nigao.report import Document, Heading, Identity, Report


@dataclass
class Case:
    """One report with what its drafts are made of."""

    place: str
    year: int
    text: str
    entries: list[Entry]
    ground: Ground


def half_of(place: str, year: int) -> str:
    """Which half a report is in, by its name: no report is ever in both."""
    years = year // 4 if place == "国务院" else 0
    return "held" if zlib.crc32(f"g|{place}|{years}".encode()) % 2 else "dev"


def read_report(path: Path) -> list[Entry]:
    """A report's figures as ledger entries."""
    text = path.read_text(encoding="utf-8")
    calendar = paper_years(path.name, text).calendar
    figures = read_figures(text, calendar=calendar, headings=_headings(text))
    place, year = path.stem.split("_")
    source = Source(path.name, path.stem, place, int(year), filename=path.name, reviewed_year=int(year) - 1)
    report = Report(path.name, "", Identity(path.stem), Document(text), figures=tuple(figures))
    return entries_of(report, source)


def _headings(text: str) -> list[Heading]:
    return outline(Document(text))


def cases(folder: Path, half: str) -> Iterator[Case]:
    """The reports of one half."""
    kept: dict[Path, list[Entry]] = {}
    for path in sorted(folder.glob("*_*.txt")):
        place, year = path.stem.split("_")
        if half_of(place, int(year)) != half:
            continue
        before = path.with_name(f"{place}_{int(year) - 1}.txt")
        paths = [path] + ([before] if before.exists() else [])
        for each in paths:
            if each not in kept:
                kept[each] = read_report(each)
        text = path.read_text(encoding="utf-8")
        review, plan = parts(text)
        last = sentences(parts(before.read_text(encoding="utf-8"))[0]) if before.exists() else []
        aimed = {entry.sentence for entry in kept[path] if entry.figure.status == "target"}
        told = [s for s in sentences(review) if not any(a in s or s in a for a in aimed)]
        ground = Ground(told, sentences(plan), last, int(year) - 1, place)
        yield Case(place, int(year), text, [entry for each in paths for entry in kept[each]], ground)


def reword(s: str, r: random.Random) -> str:
    """A sentence faithfully told in other words, one or two changes."""
    for make in r.sample(FAITHFUL, len(FAITHFUL))[: r.randint(1, 4)]:
        s = make(s, r) or s
    return s


def draft(case: Case, r: random.Random, kind: str) -> Attack | None:
    """A draft of eight sentences, one of them attacked (none for kind "")."""
    if len(case.ground.review) < 12:
        return None
    chosen = r.sample(case.ground.review, 8)
    told = [reword(s, r) for s in chosen]
    spans: list[tuple[int, int]] = []
    if kind:
        for place in r.sample(range(8), 8):
            base = chosen[place] if r.random() < 0.6 else told[place]
            base = chosen[place] if not NUMBER.search(base) else base
            made = PLAIN[kind](base, r) if kind in PLAIN else MEANING[kind](base, r, case.ground)
            if made is not None:
                told[place], span = made
                start = sum(len(t) + 1 for t in told[:place])
                spans = [(start + span[0], start + span[1])]
                break
        if not spans:
            return None
    return Attack(kind, "\n".join(told), spans, "plain" if kind in PLAIN else "meaning" if kind else "clean")


def lookup(text: str, entries: list[Entry], calendar: Calendar) -> list[tuple[int, int]]:
    """The peer: a figure is false if its value and unit stand nowhere in the sources."""
    known = {(entry.figure.value.lstrip("-"), entry.figure.unit) for entry in entries}
    return [(f.start, f.end) for f in read_figures(text, calendar=calendar) if (f.value.lstrip("-"), f.unit) not in known]


def hit(spans: list[tuple[int, int]], found: list[tuple[int, int]]) -> bool:
    """Whether a found stretch overlaps a false one."""
    return any(a < d and c < b for a, b in spans for c, d in found)


def true_in_source(attack: Attack, case: Case) -> bool:
    """An attack that by accident tells what the report says somewhere."""
    start, end = attack.spans[0]
    line = attack.text[attack.text.rfind("\n", 0, start) + 1 : end]
    return re.split("[，。；]", line)[-1] in case.text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--drafts", type=int, default=3, help="drafts of each kind for each report")
    parser.add_argument("--half", default="dev", choices=["dev", "held"])
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    score: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    alarms, drafts, peer_alarms, figures, seconds = 0, 0, 0, 0, 0.0
    for case in cases(options.folder, options.half):
        r = random.Random(f"{case.place}{case.year}")
        calendar = Calendar(str(case.year - 1), str(case.year))
        for kind in ["", *PLAIN, *MEANING]:
            for _ in range(options.drafts * (4 if not kind else 1)):
                attack = draft(case, r, kind)
                if attack is None or (attack.spans and true_in_source(attack, case)):
                    continue
                began = time.perf_counter()
                result = check_text(attack.text, case.entries, calendar=calendar)
                seconds += time.perf_counter() - began
                found = [(span.start, span.end) for span in result.unsupported]
                peer = lookup(attack.text, case.entries, calendar)
                if not kind:
                    drafts, alarms, peer_alarms = drafts + 1, alarms + len(found), peer_alarms + len(peer)
                    figures += len(result.figures)
                    shown = [f for f in result.findings if f.severity == "error"] if options.show == "clean" else []
                else:
                    caught = hit(attack.spans, found)
                    score[kind][0] += 1
                    score[kind][1] += caught
                    score[kind][2] += hit(attack.spans, peer)
                    shown = []
                    if options.show == kind and not caught:
                        start, end = attack.spans[0]
                        print(
                            "  missed",
                            case.place,
                            case.year,
                            attack.text[start:end],
                            "|",
                            attack.text.split("\n")[attack.text[:start].count("\n")],
                        )
                        print("      ", [e for e in result.evidence if e.start < end and start < e.end])
                for finding in shown:
                    place = finding.places[0]
                    line = attack.text.split("\n")[attack.text[: place.start].count("\n")]
                    print("  false alarm", case.place, case.year, place.text, finding.indicator, "|", finding.message, "|", line)
    print(f"{'kind':24}{'drafts':>8}{'guard':>8}{'look-up':>9}")
    for name, kinds in (("plain", PLAIN), ("meaning", MEANING)):
        total = [sum(score[k][i] for k in kinds) for i in range(3)]
        for kind in kinds:
            n, mine, peer_hits = score[kind]
            print(f"{kind:24}{n:8}{mine / max(1, n):8.3f}{peer_hits / max(1, n):9.3f}")
        print(f"{name.upper():24}{total[0]:8}{total[1] / max(1, total[0]):8.3f}{total[2] / max(1, total[0]):9.3f}")
    print(
        f"false alarms per clean draft: guard {alarms / max(1, drafts):.3f}, look-up {peer_alarms / max(1, drafts):.3f} ({drafts} drafts, {figures} figures)"
    )
    print(f"seconds: {seconds:.1f}")
    print(f"alarms on {len(LOOKALIKES)} sentences that only look like figures: {_alarms_on_lookalikes()}")


def _alarms_on_lookalikes() -> int:
    return len(check_text("\n".join(LOOKALIKES), [], calendar=Calendar("2024", "2025")).unsupported)


if __name__ == "__main__":
    main()
