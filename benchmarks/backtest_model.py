"""The backtest with a model: the full chain beside one plain LangChain prompt, over the same pairs of reports in one run.

    python benchmarks/backtest_model.py FOLDER [--from-year 2025] [--write]

With OPENAI_BASE_URL and NIGAO_MODEL set, that model writes. Without, a server on this machine plays a careless one that types every
third figure itself, a digit wrong: then the table says what each way of asking lets through, nothing of how well a model writes.
``--write`` keeps the table in benchmarks/backtest.md.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from backtest import load, pairs

from chains.drafter import ModelDrafter
from chains.tokens import count
from nigao.backtest import Scores, compare, metrics_from, run_backtest
from nigao.draft import Draft, DraftSection
from nigao.excerpt import ExcerptDrafter
from nigao.figures.agreement import agree
from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures
from nigao.ledger import Entry
from nigao.outline import outline
from nigao.report import Document, Report
from nigao.settings import Settings

HEAD = "| 写法 | 一级标题 F1 | 稿中数字 | 准确率 | 召回率 | 表里没有的数字 | 其中没有标出的 | 调用 | 词元 | 秒 |"
RULE = "|---|---|---|---|---|---|---|---|---|---|"
_PROMPT = (
    "你是政府机关的笔杆子。请根据去年的工作报告和今年的主要指标，写今年的工作报告，沿用去年的标题结构。\n\n"
    "去年的报告：\n{report}\n\n今年（{year}年报告，回顾{reviewed}年）的主要指标：\n{table}\n"
)


@dataclass(frozen=True)
class Written:
    """A draft with what it cost. marked: whether its writer marks what it cannot bear out."""

    draft: Draft
    calls: int
    tokens: int
    seconds: float


def by_chain(settings: Settings, earlier: Report, table: list[Entry], year: int) -> Written:
    """Section by section: plan, slots, guard, repair."""
    started = time.perf_counter()
    draft = run_backtest(earlier, table, ModelDrafter(settings), year)
    used = [section.usage for section in draft.sections]
    tokens = sum(one.tokens_in + one.tokens_out for one in used)
    return Written(draft, sum(one.calls for one in used), tokens, time.perf_counter() - started)


def by_excerpt(settings: Settings, earlier: Report, table: list[Entry], year: int) -> Written:
    """No model."""
    started = time.perf_counter()
    return Written(run_backtest(earlier, table, ExcerptDrafter(), year), 0, 0, time.perf_counter() - started)


def by_one_prompt(settings: Settings, earlier: Report, table: list[Entry], year: int) -> Written:
    """What a LangChain tutorial does: everything into one prompt, the answer taken as it comes."""
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_openai import ChatOpenAI

    model = ChatOpenAI(model=settings.model, base_url=settings.base_url, api_key=settings.api_key or "none", max_retries=1)
    chain = ChatPromptTemplate.from_messages([("human", _PROMPT)]) | model | StrOutputParser()
    rows = "\n".join(f"- {entry.sentence.replace(' | ', '：')}" for entry in table)
    given = {"report": earlier.document.text, "table": rows, "year": year, "reviewed": year - 1}
    started = time.perf_counter()
    text = chain.invoke(given)
    seconds = time.perf_counter() - started
    tokens = count(_PROMPT.format(**given)) + count(text)
    return Written(_sections(text, earlier, year), 1, tokens, seconds)


def _sections(text: str, earlier: Report, year: int) -> Draft:
    """The answer cut at its headings."""
    document = Document(re.sub(r"^#+ *|\*\*", "", text, flags=re.MULTILINE))
    headings = [heading for heading in outline(document) if heading.kind == "section"]
    ends = [heading.start for heading in headings[1:]] + [len(document.text)]
    sections = tuple(
        DraftSection(h.number, h.title, h.level, tuple(filter(None, document.text[h.end : end].split("\n"))))
        for h, end in zip(headings, ends, strict=True)
    )
    return Draft("", year, "model", "", sections or (DraftSection("", "", 1, (document.text,)),))


WAYS: Mapping[str, Callable[[Settings, Report, list[Entry], int], Written]] = {
    "摘编，不用模型": by_excerpt,
    "LangChain 一个提示词": by_one_prompt,
    "拟稿全链": by_chain,
}


def unmarked(draft: Draft, table: list[Entry], year: int) -> tuple[int, int]:
    """(figures the table does not hold, those of them on which no finding stands)."""
    calendar = Calendar(str(year - 1), str(year))
    given = [entry.figure for entry in table]
    false = silent = 0
    for section in draft.sections:
        spans = [(place.start, place.end) for finding in section.findings for place in finding.places]
        for figure in read_figures(re.sub(r"【待补[^】]*】", "若干", section.text), calendar=calendar):
            if any(agree(figure, other) for other in given):
                continue
            false += 1
            silent += not any(start < figure.end and figure.start < end for start, end in spans)
    return false, silent


def row(name: str, found: list[tuple[Scores, Written, tuple[int, int]]]) -> str:
    """All pairs of one way of writing."""
    figures = sum(s.figures for s, _, _ in found)
    precision = sum(s.precision * s.figures for s, _, _ in found) / max(figures, 1)
    recall = sum(s.recall for s, _, _ in found) / len(found)
    heads = sum(s.headings.f1 for s, _, _ in found) / len(found)
    false, silent = (sum(counts[i] for _, _, counts in found) for i in (0, 1))
    cost = [sum(w.calls for _, w, _ in found), sum(w.tokens for _, w, _ in found)]
    seconds = sum(w.seconds for _, w, _ in found) / len(found)
    return f"| {name} | {heads:.2f} | {figures} | {precision:.3f} | {recall:.3f} | {false} | {silent} | {cost[0]} | {cost[1]} | {seconds:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from-year", type=int, default=2025)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    played = not (os.environ.get("OPENAI_BASE_URL") and os.environ.get("NIGAO_MODEL"))
    with _server() if played else nullcontext() as server:
        environment = {**os.environ, **(server.environment if server else {})}
        settings = Settings.from_environment(environment, Path())
        found: dict[str, list[tuple[Scores, Written, tuple[int, int]]]] = {name: [] for name in WAYS}
        for earlier, later in pairs([asked.folder], asked.from_year):
            before, real = load(earlier), load(later)
            table, year = metrics_from(real), real.identity.year or 0
            for name, write in WAYS.items():
                written = write(settings, before, table, year)
                scores = compare(written.draft, real, table, before)
                found[name].append((scores, written, unmarked(written.draft, table, year)))
                print(f"{later.stem} {row(name, found[name][-1:])}", flush=True)
    lines = [row(name, rows) for name, rows in found.items()]
    print(HEAD, RULE, *lines, sep="\n")
    if asked.write:
        keep(lines, len(found["拟稿全链"]), "" if played else settings.model)


def _server() -> object:
    from model_server import ModelServer

    return ModelServer("careless")


def keep(lines: list[str], count: int, model: str) -> None:
    """Put the table into backtest.md."""
    page = Path(__file__).with_name("backtest.md")
    said = page.read_text(encoding="utf-8")
    who = f"模型 {model}" if model else "没有真实模型，由本机一个服务扮演：每三个数字自己敲一个，敲错一位"
    dated = f"测于{datetime.date.today():%Y年%m月%d日}，{count}对报告；{who}。"
    table = "\n".join(["<!-- models -->", dated, "", HEAD, RULE, *lines, "<!-- end models -->"])
    page.write_text(re.sub(r"<!-- models -->.*<!-- end models -->", lambda m: table, said, flags=re.S), "utf-8")


if __name__ == "__main__":
    main()
