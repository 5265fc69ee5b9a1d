"""Backtest over reports of consecutive years in a folder (PLACE_YEAR.txt): what the drafter writes against what people wrote.

python benchmarks/backtest.py FOLDER [--write]    --write keeps the table in benchmarks/backtest.md
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import re
import time
from pathlib import Path

from nigao.backtest import Scores, compare, metrics_from, run_backtest
from nigao.excerpt import ExcerptDrafter
from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures
from nigao.outline import outline
from nigao.report import Document, Identity, Report

HEAD = "| 地区 | 年份 | 一级标题 F1 | 全部标题 F1 | 数字 | 准确率 | 数值准确率 | 召回率 | 无出处 | ROUGE-L | 照抄句 | 待补 | 秒 |"
RULE = "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
Row = tuple[str, int, Scores, float]


def load(path: Path) -> Report:
    """A report from a text file whose name says place and year of delivery."""
    place, year = path.stem.rsplit("_", 1)
    document = Document(path.read_text(encoding="utf-8"))
    headings = tuple(outline(document))
    calendar = Calendar(str(int(year) - 1), year)
    figures = tuple(read_figures(document.text, calendar=calendar, headings=headings))
    identity = Identity(f"{year}年{place}政府工作报告", place, int(year), int(year) - 1)
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    return Report(path.name, digest, identity, document, headings, figures=figures)


def pairs(folder: Path, first: int) -> list[tuple[Path, Path]]:
    """Reports of one place in consecutive years, the later one not before ``first``."""
    found = {tuple(path.stem.rsplit("_", 1)): path for path in folder.glob("*_[0-9]*.txt") if re.search(r"_\d{4}$", path.stem)}
    later = ((place, int(year), path) for (place, year), path in found.items())
    return sorted((found[place, str(y - 1)], path) for place, y, path in later if y >= first and (place, str(y - 1)) in found)


def measure(earlier: Path, later: Path) -> Row:
    """One pair: only the drafting is timed."""
    before, real = load(earlier), load(later)
    table = metrics_from(real)
    started = time.perf_counter()
    written = run_backtest(before, table, ExcerptDrafter(), real.identity.year or 0)
    seconds = time.perf_counter() - started
    return real.identity.unit, real.identity.year or 0, compare(written, real, table, before.document.text), seconds


def line(row: Row) -> str:
    """One row of the table."""
    place, year, s, seconds = row
    shares = (s.headings.f1, s.all_headings.f1)
    rates = (s.precision, s.value_precision, s.recall)
    cells = [place, str(year), *(f"{x:.2f}" for x in shares), str(s.figures), *(f"{x:.3f}" for x in rates)]
    return "| " + " | ".join([*cells, str(s.unsupported), f"{s.rouge_l:.2f}", f"{s.copied:.2f}", str(s.gaps), f"{seconds:.1f}"]) + " |"


def total(rows: list[Row]) -> str:
    """Figures pooled over all pairs; headings, overlap and time as means."""
    scores = [row[2] for row in rows]
    count = len(scores)
    figures = sum(s.figures for s in scores)

    def pooled(name: str) -> str:
        return f"{sum(getattr(s, name) * s.figures for s in scores) / max(figures, 1):.3f}"

    def mean(values: list[float]) -> str:
        return f"{sum(values) / max(count, 1):.2f}"

    cells = ["**合计**", str(count), mean([s.headings.f1 for s in scores]), mean([s.all_headings.f1 for s in scores]), str(figures)]
    cells += [pooled("precision"), pooled("value_precision"), f"{sum(s.recall for s in scores) / max(count, 1):.3f}"]
    cells += [str(sum(s.unsupported for s in scores)), mean([s.rouge_l for s in scores]), mean([s.copied for s in scores])]
    return "| " + " | ".join([*cells, str(sum(s.gaps for s in scores)), mean([row[3] for row in rows])]) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from-year", type=int, default=2009)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="list wrong and missed figures")
    asked = parser.parse_args()
    rows = []
    for earlier, later in pairs(asked.folder, asked.from_year):
        rows.append(measure(earlier, later))
        print(line(rows[-1]), flush=True)
        if asked.wrong:
            print("\n".join(f"    错 {w}" for w in rows[-1][2].wrong), *(f"    缺 {m}" for m in rows[-1][2].missed), sep="\n")
    print(total(rows))
    if asked.write:
        keep(rows)


def keep(rows: list[Row]) -> None:
    """Put the table into the page beside this file, leaving what else stands there."""
    page = Path(__file__).with_suffix(".md")
    said = page.read_text(encoding="utf-8") if page.exists() else "<!-- table -->\n<!-- end -->\n"
    dated = f"测于{datetime.date.today():%Y年%m月%d日}，摘编方式，不用模型。"
    table = "\n".join(["<!-- table -->", dated, "", HEAD, RULE, *map(line, rows), total(rows), "<!-- end -->"])
    page.write_text(re.sub(r"<!-- table -->.*<!-- end -->", lambda m: table, said, flags=re.S), "utf-8")


if __name__ == "__main__":
    main()
