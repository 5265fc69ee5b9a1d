"""The catalogue of checks: every code with its severity and meaning; and the one call that runs them over a whole draft."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from nigao.checks.consistency import CODES as CONSISTENCY
from nigao.checks.consistency import consistency
from nigao.checks.coverage import coverage, coverage_findings
from nigao.checks.document import document
from nigao.checks.finding import Finding, Severity, Span
from nigao.checks.guard import check_mentions
from nigao.checks.leavings import leavings
from nigao.checks.stale import stale
from nigao.checks.wording import wording
from nigao.draft import Draft
from nigao.figures.calendar import Calendar
from nigao.figures.mentions import mentions_in
from nigao.ledger import Entry, Source
from nigao.mention import Mention
from nigao.report import Heading, Passage


@dataclass(frozen=True, slots=True)
class Check:
    """One code. severity: the gravest it is given; name and meaning are shown to users."""

    code: str
    severity: Severity
    name: str
    meaning: str


_GUARD = (
    Check("figure.unsupported", "error", "数字无出处", "材料里没有这个数字，或舍入过粗，或“约、近、超”与原数不符。"),
    Check("figure.context", "error", "数字张冠李戴", "数值在材料里有，但指标、年份、范围、级别、升降方向不同，或把目标写成了结果。"),
    Check("figure.goal", "error", "说法与目标不符", "“超额完成年度目标”“控制在目标以内”“未完成目标”等说法与材料里的目标数对不上。"),
    Check("figure.basis", "error", "增幅不是这个数的", "增幅是按另一个数算的，与旁边写的数对不上。"),
    Check("figure.conflict", "warning", "出处相互矛盾", "不同材料对同一指标的说法不一致，要由人裁定。"),
)
_DRAFT = (
    Check("draft.unproved", "error", "已隐去无出处数字", "拟稿时写出的数字没有出处，已隐去，待核。"),
    Check("draft.gap", "warning", "待补数字", "该处应有数字，材料里还没有。"),
    Check("draft.corrected", "note", "已改正数字", "拟稿时写错的数字已按台账改正。"),
    Check("draft.data", "warning", "缺少数据", "这一节需要的数据还没有材料。"),
    Check("draft.incomplete", "warning", "章节未写完", "这一节没有写完整，需要重拟。"),
)
_LEAVING = (
    Check("leaving.slot", "error", "没填的槽位", "文中留着写给模型的槽位号或别的记号。"),
    Check("leaving.material", "error", "材料编号", "文中留着“材料M1”一类的内部编号。"),
    Check("leaving.note", "error", "写给写稿人的话", "“（此处插入数据）”“（字数：300字）”“【写作说明】”一类的话。"),
    Check("leaving.blank", "error", "没填的空", "模型写的“XX亿元”一类没有填的数。"),
    Check("leaving.chatter", "error", "模型的客套话", "“以上内容仅供参考”“作为AI……”一类的话。"),
    Check("leaving.source", "error", "文中的出处", "正文里写着“（来源：……）”，出处应当放在出处表里。"),
    Check("leaving.markdown", "error", "Markdown记号", "星号、井号、表格线、链接、脚注号一类的记号。"),
    Check("leaving.emoji", "error", "表情符号", "公文里不用表情符号。"),
    Check("leaving.half_width", "error", "模型的半角标点", "模型写的文字里留着半角标点或直引号。"),
    Check("leaving.traditional", "error", "繁体字", "本单位写简体字，文中有繁体字。"),
)
_STALE = (
    Check("stale.year", "warning", "去年的年份", "稿中的年份与去年总结的写法相同，可能忘了改。"),
    Check("stale.meeting", "warning", "去年的会议", "去年总结里的会议，今年的材料没有提到。"),
    Check("stale.slogan", "warning", "去年的提法", "去年总结里的提法，今年的材料没有提到。"),
    Check("stale.figure", "warning", "与去年一样的数", "句子连同数字都与去年总结一样，今年的材料也这样写，可能是照抄。"),
    Check("stale.sentence", "note", "沿用去年的句子", "句子与去年总结相同或相近，请核对是否仍然成立。"),
)
_COVERAGE = (
    Check("coverage.material", "warning", "材料没有用到", "某部门的材料一处也没有用到。"),
    Check("coverage.indicator", "note", "指标没有用到", "材料中的一些指标没有写进稿子。"),
    Check("coverage.section", "warning", "章节没有出处", "一节文字没有任何材料支撑。"),
    Check("coverage.overlap", "note", "材料重复", "几个部门报送了同一内容，写一次即可。"),
)
_DOCUMENT = (
    Check("document.count", "warning", "项数不符", "前面说“三个方面”，后面列的不是三项。"),
    Check("document.enumeration", "warning", "列举序号不连续", "“一是、二是”的序号跳号或重复。"),
    Check("document.repeat", "warning", "句子重复", "同一句话在稿中说了两遍。"),
)
_WORDING = (
    Check("wording.list_number", "note", "序号后的标点", "阿拉伯数字序号后用下脚点（GB/T 15834）。"),
    Check("wording.bracket_number", "note", "带括号序号后的标点", "带括号的序号后不加标点（GB/T 15834）。"),
    Check("wording.short_year", "note", "年份不全", "年份写全四位数字（GB/T 15835）。"),
    Check("wording.percent_range", "note", "百分数范围", "范围的前一个百分数不省略百分号（GB/T 15835）。"),
    Check("wording.scaled_range", "note", "带万、亿的范围", "范围的前一个数不省略“万”“亿”（GB/T 15835）。"),
    Check("wording.range_mark", "note", "范围连接号", "数字范围用一字线或浪纹线（GB/T 15834）。"),
    Check("wording.half_width", "note", "半角标点", "中文里用全角标点（GB/T 15834）。"),
    Check("wording.half_brackets", "note", "半角括号", "中文里用全角括号（GB/T 15834）。"),
    Check("wording.quoted_titles", "note", "引号、书名号间的顿号", "并列的引号之间、书名号之间通常不用顿号（GB/T 15834）。"),
    Check("wording.etc_comma", "note", "“等”前的顿号", "“等”字前不用顿号。"),
    Check("wording.repeated_mark", "note", "标点重复", "同一标点连写了两次。"),
    Check("wording.mixed_marks", "note", "标点多余", "句号前多了一个标点。"),
    Check("wording.straight_quotes", "note", "直引号", "引号用弯引号（GB/T 15834）。"),
    Check("wording.double_approx", "note", "约数说法重复", "“约、近”与“左右、余”只用一个。"),
    Check("wording.fall_by_multiple", "note", "减少用倍数", "减少、下降不用倍数（GB/T 15835 的说明）。"),
)
_CONSISTENCY = tuple(Check(code, "error", name, f"稿子内部自相矛盾：{name}。") for code, name in CONSISTENCY.items())

# Every family has a name by which a person switches it off: one without would have nothing to be called on the page.
_FAMILIES: tuple[tuple[str, str, tuple[Check, ...]], ...] = (
    ("figure", "数字出处", _GUARD),
    ("draft", "起草说明", _DRAFT),
    ("leaving", "模型和网页的残留", _LEAVING),
    ("consistency", "前后一致", _CONSISTENCY),
    ("document", "项数和序号", _DOCUMENT),
    ("stale", "去年遗留", _STALE),
    ("coverage", "材料使用", _COVERAGE),
    ("wording", "标点和数字写法", _WORDING),
)
FAMILIES: dict[str, str] = {family: name for family, name, _ in _FAMILIES}
CATALOGUE: dict[str, Check] = {check.code: check for _, _, checks in _FAMILIES for check in checks}


def check_name(code: str) -> str:
    """What a check, or a family of them, is called."""
    return CATALOGUE[code].name if code in CATALOGUE else FAMILIES.get(code.partition(".")[0], "其他")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a draft is checked against. last_text, last_year: last year's report and the year it is about; passages: this year's materials."""

    entries: Sequence[Entry] = ()
    calendar: Calendar = Calendar("", "")
    headings: Sequence[Heading] = ()
    last_text: str = ""
    last_year: int | None = None
    passages: Sequence[tuple[Source, Passage]] = ()
    own: Sequence[Entry] = ()


def whole_text(draft: Draft) -> str:
    """The draft as one text: headings and paragraphs, a line each; places of ``run_checks`` count in it."""
    return "\n".join(line for section in draft.sections for line in (section.heading, *section.paragraphs))


def section_at(draft: Draft, offset: int) -> tuple[int, int]:
    """Where an offset of ``whole_text`` falls: (position of the section, offset in its text; -1 in its heading)."""
    at = 0
    for number, section in enumerate(draft.sections):
        body = at + len(section.heading) + 1
        end = body + len(section.text) if section.paragraphs else body - 1
        if offset <= end or number == len(draft.sections) - 1:
            return number, offset - body if offset >= body else -1
        at = end + 1
    return 0, -1


def is_off(code: str, off: Collection[str]) -> bool:
    """Whether a check is among those switched off, by its own code or by its family's."""
    return code in off or code.partition(".")[0] in off


def run_checks(draft: Draft, grounds: Grounds, off: Collection[str] = ()) -> list[Finding]:
    """Every finding on a whole draft, gravest first, then in document order; places count in ``whole_text``.

    off: codes ("wording.short_year") or families ("wording") that a person switched off for this draft.
    """
    text = whole_text(draft)
    mentions = mentions_in(text, calendar=grounds.calendar, headings=grounds.headings)
    found = [finding for name, run in _families(draft, text, mentions, grounds) if name not in off for finding in run()]
    kept = [finding for finding in found if not is_off(finding.code, off)]
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(kept, key=lambda f: (order[f.severity], f.places[0].start if f.places else len(text)))


def _families(
    draft: Draft, text: str, mentions: Sequence[Mention], grounds: Grounds
) -> Iterator[tuple[str, Callable[[], Sequence[Finding]]]]:
    yield "figure", lambda: check_mentions(text, mentions, grounds.entries, calendar=grounds.calendar, own=grounds.own).findings
    yield "leaving", lambda: leavings(text)
    yield "consistency", lambda: consistency(text, mentions, grounds.headings)
    yield "document", lambda: document(text, grounds.headings)
    yield "wording", lambda: wording(text)
    if grounds.last_text and grounds.last_year is not None:
        yield "stale", lambda: _stale(draft, text, grounds)
    if grounds.passages:
        yield "coverage", lambda: _coverage(draft, text, grounds)


def _stale(draft: Draft, text: str, grounds: Grounds) -> list[Finding]:
    assert grounds.last_year is not None
    fresh = [passage.text for _, passage in grounds.passages]
    return stale(text, grounds.last_text, year=grounds.last_year + 1, last_year=grounds.last_year, fresh=fresh)


def _coverage(draft: Draft, text: str, grounds: Grounds) -> list[Finding]:
    """The coverage, with the headings it names placed in the whole text."""
    used = {source.id for source, _ in grounds.passages}
    entries = [entry for entry in grounds.entries if entry.source.id in used]
    return [_placed(finding, text) for finding in coverage_findings(draft, coverage(draft, grounds.passages, entries))]


def _placed(finding: Finding, text: str) -> Finding:
    places = tuple(Span(p.text, max(at := text.find(p.text), 0), max(at, 0) + len(p.text)) for p in finding.places)
    return replace(finding, places=places)


def as_markdown() -> str:
    """The catalogue as the document ``docs/checks.md``."""
    severities = {"error": "错误", "warning": "提醒", "note": "建议"}
    lines = ["# 体检项目", "", "由 `python -m nigao.checks.catalogue` 生成，请勿手改。每一项都可以按代码或类别（点号前的部分）关闭。", ""]
    lines += ["| 代码 | 程度 | 名称 | 含义 |", "|---|---|---|---|"]
    lines += [f"| `{c.code}` | {severities[c.severity]} | {c.name} | {c.meaning} |" for c in CATALOGUE.values()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(as_markdown(), end="")
