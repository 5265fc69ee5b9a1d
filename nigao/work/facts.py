"""Answers about figures, straight from the ledger: the figure asked for with its source, who reported it, which of two values holds; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from nigao.asking import values as asked
from nigao.asking.indicators import formal
from nigao.asking.meant import meant
from nigao.excerpt.surface import own
from nigao.figures.aliases import same_indicator
from nigao.figures.places import places
from nigao.ledger import Entry, Source, responsible
from nigao.ports import Archive
from nigao.standing import BEARING
from nigao.work.papers_named import papers_named, without_paper

MANY = 8
_NATION = re.compile(r"全国|国家(?=平均|水平)|世界|全球|美国|日本|德国|英国|法国|韩国|俄罗斯")
# Cities people name without 市.
_CITIES = re.compile(
    r"深圳|广州|杭州|南京|武汉|成都|西安|苏州|无锡|宁波|温州|青岛|济南|大连|沈阳|长春|厦门|福州|郑州|长沙|合肥|哈尔滨|石家庄|太原|昆明|贵阳|南宁|南昌|海口|兰州|银川|西宁|乌鲁木齐|呼和浩特|拉萨|雄安"
)
_AND = re.compile(r"[，、]|以及|还有|(?<=.)[和与及跟](?=.)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ledger says, and the figures it says it by."""

    text: str
    entries: Sequence[Entry] = ()


def answered(archive: Archive, request: asked.AskFigure, year: int, words: str = "") -> Facts | None:
    """What the ledger says of what is asked; None where it knows no such indicator. words: the question, which may name a paper."""
    papers = papers_named(words, archive.sources()) if not (request.who or request.which) else []
    if papers and request.indicator:
        return _in_papers(archive, request, year, papers)
    place = _elsewhere(archive, request.indicator)
    entries = _entries(archive, place)
    if place and not entries:
        return Facts(f"台账里没有{place}的数字，查不到；收进{place}的报告以后可以再问。")
    if place and (said := _told(entries, request, year)) is not None and not any(e.source.standing in BEARING for e in said.entries):
        return replace(said, text=f"本单位和部门的材料里没有{place}的数，下面是参考（外单位）材料里的，不能当作本单位的：\n{said.text}")
    if request.which:
        return _which(entries, request, year)
    return _reporters(entries, request) if request.who else _told(entries, request, year)


def _in_papers(archive: Archive, request: asked.AskFigure, year: int, papers: Sequence[Source]) -> Facts | None:
    """What the papers that are named say, whosever they are; where they say nothing, that, and what the ledger says otherwise."""
    wanted = {paper.id for paper in papers}
    request = replace(request, indicator=without_paper(request.indicator))
    found = _told([entry for entry in archive.entries() if entry.source.id in wanted], request, year)
    if found is not None:
        return found
    elsewhere = answered(archive, request, year)
    titles = "、".join(f"《{paper.title or paper.filename}》" for paper in papers[:3])
    return elsewhere and Facts(f"{titles}里没有“{request.indicator}”的数字，别处有这些：\n{elsewhere.text}", elsewhere.entries)


def entries_of(archive: Archive, indicator: str) -> list[Entry]:
    """Figures of an indicator by its name, an everyday one, or a likely one."""
    return [entry for group in _asked_of(archive.entries(), indicator) for entry in group]


# --- whose figures ------------------------------------------------------------------------------------------------------


def _elsewhere(archive: Archive, words: str) -> str:
    """Another place that is named, "" where none is: not this unit, and no part of an indicator's name."""
    units = [archive.unit(), *(source.unit for source in archive.sources() if source.standing in BEARING)]
    ours = [unit for unit in units if unit]
    words = re.sub("市(?=值|场|民|容|政|属)", "", words)  # 北交所市值 is no town
    named = sorted({*places(words), *_NATION.findall(words), *_CITIES.findall(words)}, key=words.find)
    theirs = [place for place in named if not any(place in unit or unit.rstrip("省市区县") in place for unit in ours)]
    best = meant(words, {entry.figure.indicator for entry in archive.entries()}) if theirs else []
    return next((place for place in theirs if not any(place in one.name for one in best)), "")


def _entries(archive: Archive, place: str) -> list[Entry]:
    """This unit's figures and its departments', or those told of the place that is named."""
    entries = archive.entries()
    if not place:
        return [entry for entry in entries if entry.source.standing in BEARING]
    return [entry for entry in entries if place in entry.source.unit or entry.figure.scope.startswith(place)]


# --- which indicator ----------------------------------------------------------------------------------------------------


def _named(entries: Sequence[Entry], indicator: str) -> list[Entry]:
    """Figures of an indicator; 新增企业 is what is told of 企业 as a change."""
    found = [entry for entry in entries if entry.figure.indicator and same_indicator(entry.figure.indicator, indicator)]
    stock = indicator.removeprefix("新增")
    if found or stock == indicator or len(stock) < 2:
        return found
    return [entry for entry in _named(entries, stock) if entry.figure.measure == "change" and entry.figure.unit not in ("%", "百分点")]


def _likely(entries: Sequence[Entry], words: str) -> list[Entry]:
    """Figures of the indicators the words most likely mean."""
    names = {one.name for one in meant(words, {entry.figure.indicator for entry in entries if entry.figure.indicator})}
    return [entry for entry in entries if entry.figure.indicator in names]


def _stock(entries: Sequence[Entry], words: str) -> list[Entry]:
    """Figures whose name ends as the words do, where a total is asked for: 有效期内高新技术企业总数, and not those newly come."""
    if not re.search(r"(?:总数?|总量|保有量|存量|总里程|总额)$", words):
        return []
    return [entry for entry in entries if entry.figure.indicator.endswith((words, f"{words}数"))]


def _asked_of(entries: Sequence[Entry], words: str) -> list[list[Entry]]:
    """The figures of what is named; of each where several are (收入、失业率和就业)."""
    whole = _stock(entries, words) or _named(entries, words) or _named(entries, formal(words))
    if whole:
        return [whole]
    parts = [part.strip() for part in _AND.split(words) if len(part.strip()) >= 2]
    each = [_named(entries, part) or _named(entries, formal(part)) or _likely(entries, part) for part in parts] if len(parts) > 1 else []
    if sum(bool(one) for one in each) > 1:
        return [one for one in each if one]
    return [found] if (found := _likely(entries, words)) else [one for one in each if one]


# --- the answers --------------------------------------------------------------------------------------------------------


def _told(entries: Sequence[Entry], request: asked.AskFigure, year: int) -> Facts | None:
    """An indicator over the years asked for; where it is not there, the years that are."""
    wanted = {str(y) for y in request.years} or ({str(y) for y in range(year - request.last, year + 1)} if request.last else set())
    lines: list[str] = []
    shown: list[Entry] = []
    groups = _asked_of(entries, request.indicator)
    for named in groups:
        found = _fitting(named, wanted, request.side)
        if not found:
            found = _fitting(_likely(entries, named[0].figure.indicator), wanted, request.side)
        elif wanted and not request.side and all(e.figure.status == "target" for e in found):  # what came of it may be called otherwise
            found = [*found, *_fitting(_likely(entries, named[0].figure.indicator), wanted, "result")]
        head = "" if found else f"台账里没有“{named[0].figure.indicator}”{_wanted(wanted, request.side)}，有这些：\n"
        found = sorted(found or named, key=lambda e: (e.figure.period, e.figure.status, e.figure.measure), reverse=True)
        lines += [head + one if n == 0 else one for n, one in enumerate(_lines(found))]
        shown += found
    if not lines:
        return None
    if not request.side and not request.compared and all(e.figure.status == "target" for e in shown):
        lines.insert(0, "没有报来结果，只有目标（打算），不能说已经完成：")
    if request.compared and (apart := _apart(shown)):
        lines.insert(0, apart)
    elif request.compared and (years := _years_without(shown, request.years)):
        lines.append(f"台账里没有{'、'.join(years)}的同一项，比不出增减。")
    most = MANY * max(1, len(groups))
    return Facts("\n".join(lines[:most]) + (f"\n共{len(lines)}条，其余见“台账”页。" if len(lines) > most else ""), shown[: 2 * most])


def _years_without(found: Sequence[Entry], years: Sequence[int]) -> list[str]:
    """The years compared of which no result is known."""
    known = {str(e.figure.period)[:4] for e in found if e.figure.status != "target"}
    return [f"{year}年" for year in years if str(year) not in known]


def _apart(found: Sequence[Entry]) -> str:
    """By how much the latest of two years is more or less, where each has one value in the same unit; "" where not."""
    levels = [e.figure for e in found if e.figure.measure == "level" and e.figure.status != "target" and not e.figure.scope]
    years = sorted({one.period for one in levels})[-2:]
    by_year = [{(one.value, one.unit, one.indicator) for one in levels if one.period == year} for year in years]
    if len(by_year) != 2 or any(len(one) != 1 for one in by_year):
        return ""
    (before, unit, name), (now, same, _) = by_year[0].pop(), by_year[1].pop()
    try:
        change = Decimal(now.replace(",", "")) - Decimal(before.replace(",", ""))
    except InvalidOperation:
        return ""
    if unit != same:
        return ""
    return f"{name}{years[1]}年比{years[0]}年{'多' if change >= 0 else '少'}{_large(abs(change))}{unit}（按下面两个数算）："


def _large(value: Decimal) -> str:
    """A number in 亿 or 万 where it is that large: 330000000 → 3.3亿."""
    for size, word in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if value >= size:
            return f"{(value / size).normalize():f}{word}"
    return f"{value.normalize():f}" if value else "0"


def _wanted(years: set[str], side: asked.Side) -> str:
    when = f"{'、'.join(sorted(years))}年" if years else ""
    return f"{when}的{'目标' if side in ('target', 'both') else '数字'}"


def _fitting(named: Sequence[Entry], wanted: set[str], side: asked.Side) -> list[Entry]:
    """Those of the years and of the side asked for. A target told 去年 is the one set in last year's paper, for the year that followed."""
    named = [e for e in named if e.figure.measure != "rank"] or named
    following = {str(int(one) + 1) for one in wanted}
    targets = [e for e in named if e.figure.status == "target" and (not wanted or e.figure.period in wanted | following)]
    if side == "target":
        return targets
    results = [e for e in named if e.figure.status != "target"]
    if side == "both":
        years = {e.figure.period for e in targets} or wanted
        if not targets:
            return []
        return targets + [e for e in results if e.figure.period in years]
    told = [e for e in results if not wanted or e.figure.period in wanted]
    return told if told and (wanted or side) else [e for e in named if not side and (not wanted or e.figure.period in wanted)]


def _lines(found: Iterable[Entry]) -> list[str]:
    """One line for each figure, however many sources tell it."""
    by_figure: dict[str, list[str]] = {}
    for entry in found:
        by_figure.setdefault(_figure(entry), []).append(source(entry))
    return [f"{figure}　出处：{'；'.join(dict.fromkeys(sources))}" for figure, sources in by_figure.items()]


def line(entry: Entry) -> str:
    """A figure with where it is from."""
    return _lines([entry])[0]


def source(entry: Entry) -> str:
    """The paper and the place in it."""
    theirs = "" if entry.source.standing in BEARING else "参考（外单位）"
    return f"{theirs}{entry.source.title} {entry.figure.place}".strip()


def _figure(entry: Entry) -> str:
    figure = entry.figure
    period = f"{figure.period}年" if figure.period else "年份未写明"
    scope = f"〔{figure.scope}〕" if figure.scope else ""
    rate = figure.unit in ("%", "百分点")
    falls = figure.value.startswith("-")
    change = "" if figure.measure != "change" else ("下降" if falls else "增长") if rate else ("减少" if falls else "增加")
    status = "（目标）" if figure.status == "target" else ""
    return f"{period}{scope}　{figure.indicator}{change} {own(figure)}{status}"


def _reporters(entries: Sequence[Entry], request: asked.AskFigure) -> Facts | None:
    """Who reported a figure: the office beside a table's cell, the department whose paper has it, else the paper."""
    named = [entry for group in _asked_of(entries, request.indicator) for entry in group] if request.indicator else []
    found = [e for e in named if not request.values or any(_is(e, value) for value in request.values)]
    if not found and request.values:
        found = [e for e in named or entries if any(_is(e, value, whole=not named) for value in request.values)]
    found = [e for e in found if not request.years or e.figure.period in {str(one) for one in request.years}] or found
    if not found:
        return None
    latest = max(e.figure.period for e in found)
    found = [e for e in found if e.figure.period == latest]
    lines: dict[str, None] = {}
    for entry in found:
        who = responsible(entry) or (entry.source.unit if entry.source.standing == "department" else "")
        told = f"由{who}报，" if who else ""
        lines[f"{_figure(entry)}：{told}见《{entry.source.title}》{entry.figure.place}".rstrip()] = None
    return Facts("\n".join(list(lines)[:4]), found[:4])


def _which(entries: Sequence[Entry], request: asked.AskFigure, year: int) -> Facts | None:
    """Which of the values named the ledger has, and for which year."""
    named = [entry for group in _asked_of(entries, request.indicator) for entry in group] if request.indicator else list(entries)
    if request.indicator and not any(_is(e, value) for e in named for value in request.values):
        wider = _likely(entries, request.indicator)
        named = wider if any(_is(e, value) for e in wider for value in request.values) else named
    found = [e for e in named if any(_is(e, value, whole=not request.indicator) for value in request.values)]
    if not found:
        return None
    wanted = {str(one) for one in request.years} or {str(year - 1)}
    found.sort(
        key=lambda e: (e.figure.period not in wanted, e.figure.period),
    )
    absent = [value for value in dict.fromkeys(request.values) if not any(_is(e, value) for e in found)]
    said = f"\n台账里没有{'、'.join(absent)}。" if absent else ""
    return Facts("\n".join(_lines(found)[:MANY]) + said, found[:MANY])


def _is(entry: Entry, value: str, whole: bool = False) -> bool:
    """Whether a figure is the value somebody typed, with or without its unit. whole: its unit has to be the same."""
    mine, theirs = own(entry.figure).replace(",", ""), value.replace(",", "").replace("％", "%")
    numbers = [re.search(r"\d+(?:\.\d+)?", one) for one in (mine, theirs)]
    if numbers[0] is None or numbers[1] is None or float(numbers[0].group()) != float(numbers[1].group()):
        return False
    units = [one[number.end() :] for one, number in zip((mine, theirs), numbers, strict=True) if number]
    return units[0] == units[1] if whole else not units[1] or units[0].startswith(units[1]) or units[1].startswith(units[0])
