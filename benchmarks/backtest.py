"""Backtest over reports of consecutive years in folders (PLACE_YEAR.txt): what the drafter writes against what people wrote.

python benchmarks/backtest.py FOLDER… [--papers] [--write]    --write keeps the table in benchmarks/backtest.md;
--papers gives the drafter, besides the table, every second paragraph of the later report's review as departments' papers.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from nigao.backtest import Scores, compare, entries_of_materials, materials_from, metrics_from, run_backtest
from nigao.backtest.headings import KEPT
from nigao.excerpt import ExcerptDrafter
from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures
from nigao.outline import outline
from nigao.recognise import recognise
from nigao.report import Document, Identity, Report

HEAD = "| 单位 | 年份 | 体例沿用 | 一级标题 F1 | 次序 | 数字 | 准确率 | 召回率 | 无出处 | 待补 | 假缺 | 有名 | 沿用句 | 标出 | 仍成立 | 错位 | 残句 | 重复 | ROUGE-L | 秒 |"
RULE = "|---" * 20 + "|"
Row = tuple[str, int, Scores, float]


def load(path: Path) -> Report:
    """A report from a text file whose name says place and year of delivery; a government's is named by them, a bureau's names itself."""
    place, year = path.stem.rsplit("_", 1)
    document = Document(path.read_text(encoding="utf-8"))
    headings = tuple(outline(document))
    calendar = Calendar(str(int(year) - 1), year)
    figures = tuple(read_figures(document.text, calendar=calendar, headings=headings))
    title = recognise(path.name, document.text).title if place.endswith("局") else f"{year}年{place}政府工作报告"
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    return Report(path.name, digest, Identity(title, place, int(year), int(year) - 1), document, headings, figures=figures)


def pairs(folders: Sequence[Path], first: int) -> list[tuple[Path, Path]]:
    """Reports of one place in consecutive years, the later one not before ``first``."""
    files = [path for folder in folders for path in sorted(folder.glob("*_[0-9]*.txt")) if re.search(r"_\d{4}$", path.stem)]
    found = {tuple(path.stem.rsplit("_", 1)): path for path in files}
    later = ((place, int(year), path) for (place, year), path in found.items())
    return sorted((found[place, str(y - 1)], path) for place, y, path in later if y >= first and (place, str(y - 1)) in found)


def measure(earlier: Path, later: Path, with_papers: bool = False) -> Row:
    """One pair: only the drafting is timed."""
    before, real = load(earlier), load(later)
    table, year = metrics_from(real), real.identity.year or 0
    papers = materials_from(real) if with_papers else []
    given = [*table, *entries_of_materials(papers, year - 1)]
    started = time.perf_counter()
    written = run_backtest(before, given, ExcerptDrafter(), year, papers)
    seconds = time.perf_counter() - started
    return real.identity.unit, year, compare(written, real, given, before), seconds


def line(row: Row) -> str:
    """One row of the table."""
    place, year, s, seconds = row
    r = s.reading
    cells = [
        place,
        str(year),
        f"{s.kept:.2f}",
        f"{s.headings.f1:.2f}",
        f"{r.order:.2f}",
        str(s.figures),
        f"{s.precision:.3f}",
        f"{s.recall:.3f}",
    ]
    cells += [str(s.unsupported), str(s.gaps), str(r.gaps_false), f"{r.gaps_named:.2f}", str(r.carried), f"{r.carried_marked:.2f}"]
    cells += [f"{r.carried_true:.2f}", str(r.misplaced), str(r.stubs), str(r.repeated), f"{s.rouge_l:.2f}", f"{seconds:.1f}"]
    return "| " + " | ".join(cells) + " |"


def total(rows: list[Row]) -> str:
    """Counts added up, shares pooled by what they are shares of; headings, recall, overlap and time as means."""
    scores = [row[2] for row in rows]
    count = max(len(scores), 1)

    def mean(values: Iterable[float], digits: int = 2) -> str:
        return f"{sum(values) / count:.{digits}f}"

    def pooled(shares: Iterable[tuple[float, int]], digits: int = 2) -> str:
        listed = list(shares)
        whole = sum(of for _, of in listed)
        return f"{sum(share * of for share, of in listed) / whole if whole else 1:.{digits}f}"

    cells = [
        "**合计**",
        str(len(scores)),
        mean(s.kept for s in scores),
        mean(s.headings.f1 for s in scores),
        mean(s.reading.order for s in scores),
    ]
    cells += [
        str(sum(s.figures for s in scores)),
        pooled(((s.precision, s.figures) for s in scores), 3),
        mean((s.recall for s in scores), 3),
    ]
    cells += [str(sum(s.unsupported for s in scores)), str(sum(s.gaps for s in scores)), str(sum(s.reading.gaps_false for s in scores))]
    cells += [pooled((s.reading.gaps_named, s.gaps) for s in scores), str(sum(s.reading.carried for s in scores))]
    cells += [pooled((s.reading.carried_marked, s.reading.carried) for s in scores)]
    cells += [pooled((s.reading.carried_true, s.reading.carried) for s in scores)]
    cells += [str(sum(getattr(s.reading, name) for s in scores)) for name in ("misplaced", "stubs", "repeated")]
    return "| " + " | ".join([*cells, mean(s.rouge_l for s in scores), mean(row[3] for row in rows)]) + " |"


def frames(rows: list[Row]) -> str:
    """The headings' F1 of the pairs whose later report kept the frame, and of the others."""
    groups = ([s for _, _, s, _ in rows if (s.kept >= KEPT) == kept] for kept in (True, False))
    said = [f"{len(group)}对 {sum(s.headings.f1 for s in group) / max(len(group), 1):.2f}" for group in groups]
    return f"一级标题 F1：真实报告沿用上年体例的（一级标题年份不计，同上年重合九成以上）{said[0]}，换了体例的{said[1]}。"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--from-year", type=int, default=2009)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="list wrong and missed figures")
    parser.add_argument("--papers", action="store_true", help="with departments' papers cut from the later report")
    parser.add_argument("--only", default="", help="pairs whose name has this")
    asked = parser.parse_args()
    rows = []
    for earlier, later in pairs(asked.folder, asked.from_year):
        if asked.only not in later.stem:
            continue
        rows.append(measure(earlier, later, asked.papers))
        print(line(rows[-1]), flush=True)
        if asked.wrong:
            print("\n".join(f"    错 {w}" for w in rows[-1][2].wrong), *(f"    缺 {m}" for m in rows[-1][2].missed), sep="\n")
            print("\n".join(f"    {one}" for one in rows[-1][2].reading.told))
    print(total(rows))
    if asked.write:
        keep(rows, asked.papers)


def keep(rows: list[Row], with_papers: bool) -> None:
    """Put the table into the page beside this file, leaving what else stands there."""
    page = Path(__file__).with_suffix(".md")
    said = page.read_text(encoding="utf-8")
    name = "papers" if with_papers else "table"
    dated = f"测于{datetime.date.today():%Y年%m月%d日}，摘编方式，不用模型。"
    body = [dated, "", HEAD, RULE, *map(line, rows), total(rows), "", frames(rows)]
    table = "\n".join([f"<!-- {name} -->", *body, f"<!-- end {name} -->"])
    page.write_text(re.sub(rf"<!-- {name} -->.*<!-- end {name} -->", lambda m: table, said, flags=re.S), "utf-8")


if __name__ == "__main__":
    main()
