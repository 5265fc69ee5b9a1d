"""What a model is given to write one section: slots, materials and last year's wording, chosen, disarmed and fitted to its context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from chains import tokens
from chains.fence import disarm, fence, orders, without_orders
from chains.proof import HIDDEN, Hidden
from chains.slots import SlotTable
from nigao.draft import Hit, OutlineItem, SectionTask
from nigao.excerpt.placing import Placer, slots_of
from nigao.figures.agreement import comparable
from nigao.figures.figure import Figure
from nigao.ledger import Entry
from nigao.planning import roll_years
from nigao.quantity.period import Year

# So many figures a small model can still choose among; a larger context takes up to three times as many.
MOST_SLOTS = 60
_LOOSE = re.compile(r"(?<![\d×F])(?!20\d\d年)\d[\d.,]*\s*[万亿]*[%％‰元]?")
_ASKED_BACK = re.compile(r"去年|上年|往年|历年|近[两二三四五六\d]年|对比|比较|同比|(20\d\d)年?")


@dataclass(slots=True)
class Dossier:
    """The data of one section. left_out: Chinese sentences on what did not fit or was not used.

    read_anew: figures of the passages that the ledger did not hand over, as entries.
    """

    table: SlotTable = field(default_factory=SlotTable)
    legends: list[str] = field(default_factory=list)
    materials: list[str] = field(default_factory=list)
    like: str = ""
    current: str = ""
    hidden: Hidden = field(default_factory=Hidden)
    left_out: list[str] = field(default_factory=list)
    read_anew: list[Entry] = field(default_factory=list)

    @property
    def data(self) -> str:
        """Everything as it goes into a prompt."""
        parts = []
        if self.legends:
            parts.append("可用的槽位（槽位 指标｜时间｜性质｜数字｜范围）：\n" + "\n".join(self.legends))
        parts += self.materials
        if self.like:
            parts.append(fence("去年同一部分", self.like, "仅供借鉴结构和语气"))
        if self.current:
            parts.append(fence("现有正文", self.current))
        return "\n".join(parts) or "（没有可用的数字和材料，请只写做法，不写数字。）"

    def slots_text(self) -> str:
        """All slots, the ones inside materials too, a line each."""
        return "\n".join(slot.legend for slot in self.table.slots.values()) or "（无）"


def default_year(task: SectionTask) -> str:
    """The year a reader takes a bare sentence of the section to speak of."""
    return str(task.brief.year if task.item.kind == "plan" else task.brief.reviewed_year)


def gather(task: SectionTask, room: int) -> Dossier:
    """Choose and fit the data of a section into ``room`` tokens of a prompt."""
    dossier = Dossier()
    fitting = relevant(task)
    most = max(MOST_SLOTS, min(room // 60, 3 * MOST_SLOTS))
    if len(fitting) > most:
        dossier.left_out.append(f"这一部分可用的数字有{len(fitting)}条，只把最可能用到的{most}条提供给了模型，其余可以另写一节或手工补写。")
    fitting = fitting[:most]
    legends = list(dict.fromkeys(dossier.table.add(entry).legend for entry in fitting))
    materials = [_material(dossier, number, hit, task) for number, hit in enumerate(task.passages, 1)]
    like = tokens.clip(style(dossier, task, fitting), max(300, room // 4))
    current = _current(dossier, task)
    _fit(dossier, legends, [text for text in materials if text], like, current, room)
    return dossier


def _fit(dossier: Dossier, legends: Sequence[str], materials: Sequence[str], like: str, current: str, room: int) -> None:
    blocks = [tokens.Block(disarm_legend(text), 1 if i < 25 else 5, i) for i, text in enumerate(legends)]
    blocks += [tokens.Block(text, 2 if i < 4 else 4, 1000 + i) for i, text in enumerate(materials)]
    blocks += [tokens.Block(like, 3, 2000)] if like else []
    # The text to be changed goes in whole or the change cannot be asked for.
    kept, _ = tokens.fit(blocks, room - (tokens.weigh(current) if current else 0))
    dossier.current = current
    dossier.legends = [block.text for block in kept if block.key < 1000]
    dossier.materials = [block.text for block in kept if 1000 <= block.key < 2000]
    dossier.like = next((block.text for block in kept if block.key == 2000), "")
    cut = (len(legends) - len(dossier.legends), len(materials) - len(dossier.materials))
    if any(cut):
        what = "、".join(f"{n}{name}" for n, name in zip(cut, ("条数字", "段材料"), strict=True) if n)
        dossier.left_out.append(f"受模型上下文长度所限，有{what}没有提供给模型。")


def disarm_legend(legend: str) -> str:
    """A legend line on one line; its mark is ours, the rest came from a file."""
    mark, _, rest = legend.partition(" ")
    return f"{mark} {disarm(' '.join(rest.split()))}"


def relevant(task: SectionTask) -> list[Entry]:
    """The ledger's figures that belong in this section, the most likely first; of the years it speaks of, and done or planned as it is.

    The commonest false figure is a true one of the wrong year, so other years come in only when they are asked for.
    """
    wanted = _years(task)
    scored = [
        (score, i, entry)
        for i, entry in enumerate(task.entries)
        if _speaks_of(entry, task, wanted) and (score := _score(entry, task) or _at_home(entry, task))
    ]
    scored.sort(key=lambda item: (-item[0], item[1]))
    return [entry for _, _, entry in scored]


def _years(task: SectionTask) -> set[str]:
    reviewed, planned = task.brief.reviewed_year, task.brief.year
    years = {str(reviewed), str(planned)} if task.item.kind == "plan" else {str(reviewed)}
    for match in _ASKED_BACK.finditer(" ".join((task.remark, *task.item.points))):
        years |= {match.group(1)} if match.group(1) else {str(reviewed - 1)}
    return years


def _speaks_of(entry: Entry, task: SectionTask, years: set[str]) -> bool:
    figure, source = entry.figure, entry.source
    if figure.status == "target" and (task.item.kind != "plan" or figure.when.last == task.brief.reviewed_year):
        return False
    if figure.period:
        return str(figure.when.last or figure.period) in years
    fresh = task.like_source is None or source.id != task.like_source.id
    return fresh and str(source.reviewed_year or source.year or "") in years


def _score(entry: Entry, task: SectionTask) -> int:
    indicator = entry.figure.indicator
    if not indicator:
        return 0
    score = 4 if any(_inside(entry, hit) for hit in task.passages) else 0
    wishes = " ".join((task.remark, *task.item.points, *task.brief.decisions))
    score += 8 if indicator in wishes else 0
    score += 6 if indicator in task.like_text else 0
    score += 3 if task.current and indicator in task.current.text else 0
    pairs = [indicator[i : i + 2] for i in range(len(indicator) - 1)]
    shared = sum(1 for pair in pairs if pair in task.item.title)
    return score or (1 if pairs and shared * 2 >= len(pairs) else 0)


def _at_home(entry: Entry, task: SectionTask) -> int:
    """1 for a figure of a table that no section of last year's speaks of, where this is the section it fits best: none is lost."""
    if entry.source.role != "metrics" or not entry.figure.indicator:
        return 0
    outline = tuple(task.brief.outline)
    if any(entry.figure.indicator in item.like for item in outline):
        return 0
    kind = "plan" if entry.figure.status == "target" else "review"
    slot = _placer(outline).best(entry.figure.indicator, [kind], entry.source.department)
    return int(slot is not None and slot.item == task.outline_index)


@lru_cache(maxsize=8)
def _placer(outline: tuple[OutlineItem, ...]) -> Placer:
    return Placer(slots_of(outline))


def _inside(entry: Entry, hit: Hit) -> bool:
    return entry.source.id == hit.source.id and hit.passage.start <= entry.figure.start < hit.passage.end


def _material(dossier: Dossier, number: int, hit: Hit, task: SectionTask) -> str:
    text = hit.passage.text
    planted = orders(text)
    if planted:
        dossier.left_out.append(f"材料《{hit.source.title}》中有{len(planted)}句像是写给模型的指令，没有采用。")
    spans = [(start := text.index(order), start + len(order)) for order in planted]
    found = [item for item in figures_in(hit, task) if not any(start <= item[0] < end for start, end in spans)]
    dossier.read_anew += [entry for _, _, entry in found if not entry.id]
    body = without_orders(dossier.table.mask(disarm(text), found))  # disarming keeps every character's place
    name = hit.source.department or hit.source.title
    return fence("材料", body, f"M{number} 来源：{disarm(name)}").replace("</材料>", f"</材料 M{number}>") if body.strip() else ""


def figures_in(hit: Hit, task: SectionTask) -> Iterator[tuple[int, int, Entry]]:
    """(start, end, entry) of each figure in a passage: the ledger's record where it has one, else read anew."""
    known = [entry for entry in task.entries if entry.id and _inside(entry, hit)]
    for entry in known:
        start = entry.figure.start - hit.passage.start
        if hit.passage.text[start : start + len(entry.figure.text)] == entry.figure.text:
            yield start, start + len(entry.figure.text), entry
    if not known:
        yield from ((figure.start, figure.end, _entry(figure, hit)) for figure in read(hit.passage.text, task.brief.reviewed_year))


def _entry(figure: Figure, hit: Hit) -> Entry:
    text = hit.passage.text
    start = max(text.rfind(stop, 0, figure.start) for stop in "。；！？\n") + 1
    end = min((found for stop in "。；！？\n" if (found := text.find(stop, figure.end)) >= 0), default=len(text))
    moved = replace(figure, start=figure.start + hit.passage.start, end=figure.end + hit.passage.start)
    return Entry(moved, hit.source, text[start : end + 1].strip())


def read(text: str, reviewed: int) -> Sequence[Figure]:
    """The figures of a stretch of text that looks back on the year ``reviewed`` and plans the next."""
    from nigao.figures.calendar import Calendar
    from nigao.figures.read import read_figures

    return read_figures(text, calendar=Calendar(reviewed=str(reviewed), planned=str(reviewed + 1)))


def style(dossier: Dossier, task: SectionTask, fitting: Sequence[Entry]) -> str:
    """Last year's section as a pattern: this year's slot where the ledger has the same figure for this year, else the figure hidden.

    Its year is turned to this year's; so neither last year's figures nor its year can leak, whatever the model copies.
    """
    text = without_orders(disarm(task.like_text))
    out: list[str] = []
    names: list[str] = []
    last = 0
    shift = task.brief.reviewed_year - (task.like_year or task.brief.reviewed_year - 1)
    for figure in read(text, task.brief.reviewed_year - shift):
        if figure.start >= last:
            entry = next((entry for entry in fitting if _recurs(figure, entry.figure, shift)), None)
            names += [] if entry else [figure.indicator]
            out += [_digits_hidden(text[last : figure.start], names), dossier.table.add(entry).inline if entry else HIDDEN]
            last = figure.end
    pattern = "".join(out) + _digits_hidden(text[last:], names)
    if task.like_year is not None:
        pattern = roll_years(pattern, task.like_year, task.brief.reviewed_year)
    dossier.hidden = Hidden(pattern, tuple(names))
    return pattern


def _digits_hidden(text: str, names: list[str]) -> str:
    """Numbers that the reader of figures left (years excepted): style needs none of them."""
    hidden, number = _LOOSE.subn(HIDDEN, text)
    # The figure just noted stands after these.
    names[len(names) - 1 : len(names) - 1] = [""] * number
    return hidden


def _recurs(old: Figure, new: Figure, shift: int) -> bool:
    """Whether this year's figure stands where last year's stood: the same indicator, kind and scope, ``shift`` years on."""
    same = (old.indicator, old.measure, old.scope, old.status) == (new.indicator, new.measure, new.scope, new.status)
    moved = Year(old.when.year + shift) if isinstance(old.when, Year) else old.when
    return same and moved == new.when and comparable(old, new)


def _current(dossier: Dossier, task: SectionTask) -> str:
    """The section as it stands with the figures the ledger bears out as slots; others stay for the guard to judge."""
    if task.current is None:
        return ""
    text = disarm(task.current.text)
    by_key = {(e.figure.value, e.figure.unit, e.figure.indicator, e.figure.measure): e for e in reversed(task.entries)}
    found = []
    for figure in read(text, task.brief.reviewed_year):
        entry = by_key.get((figure.value, figure.unit, figure.indicator, figure.measure))
        if entry and entry.figure.period in ("", figure.period):
            found.append((figure.start, figure.end, entry))
    return dossier.table.mask(text, found)
