"""A played model that calls tools as well as its prompt lets it: it knows what the messages and the tools' descriptions say, and nothing else.

It understands plain requests by a few words each, finds the section in the outline it was shown, picks the tool whose description speaks of
what is wanted, and fills its arguments by their names. What it cannot tell from the prompt it asks about. It is no model of language; it
shows whether a model would find what it needs in what it is sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model_reply import Reply

_N = "零一二三四五六七八九十"
_LINE = re.compile(r"^(\d+) (.+?) (\S+)(?: (\d+)字)?$", re.MULTILINE)
_NUMBER = re.compile(r"^(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)")
# Words every heading of such papers has: they name no section.
_GENERAL = re.compile(r"工作|推进|加强|建设|发展|持续|加快|提升|推动|重点|目标|今年|去年|全面|进一步|更好|水平|深入")
_QUOTED = re.compile(r"“([^”]+)”|‘([^’]+)’")


@dataclass(frozen=True)
class Heading:
    """A line of the outline as the prompt shows it."""

    position: int
    number: str
    title: str
    length: int

    @property
    def level(self) -> int:
        """1 for a part, 2 for a section of one, 0 for the opening."""
        return 0 if not self.number else 2 if self.number.startswith("（") else 1


@dataclass(frozen=True)
class Offered:
    """A tool as it was offered."""

    name: str
    words: str
    properties: frozenset[str]
    required: frozenset[str]


@dataclass(frozen=True)
class Call:
    """What the player wants called."""

    tool: str
    arguments: dict[str, Any]


@dataclass
class Seen:
    """All that the request shows."""

    said: str
    headings: list[Heading]
    open: int | None
    tools: list[Offered]
    results: list[str]
    by_json: bool
    asked: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, body: dict[str, Any]) -> Seen:
        """Read a request's messages and tools."""
        messages = body["messages"]
        system = "\n".join(str(m["content"]) for m in messages if m["role"] == "system")
        users = [str(m["content"]) for m in messages if m["role"] == "user"]
        told = next((text for text in users if "用户说：" in text), "")
        frame, _, said = told.rpartition("用户说：")
        outline = frame.split("提纲", 1)[-1]
        headings = [_heading(match) for match in _LINE.finditer(outline)]
        opened = re.search(r"编号(\d+)“", frame.split("<用户正看着>")[-1]) if "<用户正看着>" in frame else None
        results = [str(m["content"]) for m in messages if m["role"] == "tool"]
        results += [body for text in users for body in re.findall(r"<结果>\n(.*?)\n</结果>", text, re.DOTALL)]
        tools = [_offered(tool["function"]) for tool in body.get("tools") or ()] or list(_listed(system + told))
        made = [call["function"]["name"] + call["function"]["arguments"] for m in messages for call in m.get("tool_calls") or ()]
        made += [str(m["content"]) for m in messages if m["role"] == "assistant" and m.get("content")]
        return cls(said.strip(), headings, int(opened[1]) if opened else None, tools, results, not body.get("tools"), made)

    def below(self, position: int) -> list[Heading]:
        """A heading with all below it."""
        top = self.headings[position]
        rest = self.headings[position + 1 :]
        end = next((n for n, one in enumerate(rest) if one.level <= top.level), len(rest))
        return [top, *(rest[:end] if top.level == 1 else ())]


def _heading(match: re.Match[str]) -> Heading:
    number = _NUMBER.match(match[2])
    return Heading(int(match[1]), number[1] if number else "", _NUMBER.sub("", match[2]), int(match[4] or 0))


def _offered(function: dict[str, Any]) -> Offered:
    schema = function.get("parameters") or {}
    told = json.dumps(schema.get("properties", {}), ensure_ascii=False)
    return Offered(
        function["name"],
        f"{function.get('description', '')} {told}",
        frozenset(schema.get("properties", {})),
        frozenset(schema.get("required", ())),
    )


def _listed(text: str) -> Iterator[Offered]:
    """Tools a line each, as a model is told of them that is asked for JSON."""
    for name, words, parameters in re.findall(r"^([a-z_]+)：(.+)；([^；\n]*)$", text, re.MULTILINE):
        names = [] if parameters == "无参数" else [re.split(r"[（(]", one)[0] for one in parameters.split("、")]
        yield Offered(name, words, frozenset(n.rstrip("*") for n in names), frozenset(n.rstrip("*") for n in names if n.endswith("*")))


# --- what is meant ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wish:
    """One thing wanted: words a fitting tool's description has, and what is known of its arguments. told: where no tool is wanted."""

    words: tuple[str, ...] = ()
    slots: dict[str, Any] = field(default_factory=dict)
    told: str = ""


def _arabic(written: str) -> int:
    from nigao.text.numerals import worth

    value = worth(written)
    return int(value) if value is not None else 0


def _places(clause: str, seen: Seen) -> list[int]:
    """Sections a clause names: by number, by place, by topic, by 本节."""
    found: list[int] = []
    part = next(
        (n for m in re.findall(r"第([一二三四五六七八九十\d]+)(?:个)?部分", clause) for n in _numbered(seen, f"{_chinese(m)}、")), None
    )
    for mark in re.findall(r"（([一二三四五六七八九十]+)）|第([一二三四五六七八九十\d]+)节", clause):
        numbered = _numbered(seen, f"（{_chinese(mark[0] or mark[1])}）")
        inside = part if part is not None else _part_of(seen, seen.open)
        near = [n for n in numbered if inside is not None and n in [h.position for h in seen.below(inside)]]
        found += near if near else numbered if len(numbered) == 1 else []
    if not found and part is not None:
        found.append(part)
    if not found and "最后一节" in clause:
        found.append(seen.headings[-1].position)
    found = found or _about(clause, seen)
    if not found and re.search(r"本节|这一?节|这一?部分", clause) and seen.open is not None:
        found.append(seen.open)
    return list(dict.fromkeys(found))


def _chinese(number: str) -> str:
    from nigao.text.numerals import chinese

    return chinese(int(number)) if number.isdigit() else number


def _numbered(seen: Seen, number: str) -> list[int]:
    return [one.position for one in seen.headings if one.number == number]


def _part_of(seen: Seen, position: int | None) -> int | None:
    if position is None:
        return None
    return next((h.position for h in reversed(seen.headings[: position + 1]) if h.level == 1), None)


def _about(clause: str, seen: Seen) -> list[int]:
    """Sections whose title shares words with the clause; several only where each is named as one (生态、安全两节)."""
    bare = _QUOTED.sub("", clause)
    names = re.findall(r"([一-鿿]{2,8}?)(?:[那哪这]?一?[节块]|部分)", bare) + re.findall(r"([一-鿿]{2,6})(?=[、和])", bare) or [bare]
    out: list[int] = []
    for name in names:
        scores = {h.position: _shared(_GENERAL.sub("", name), _GENERAL.sub("，", h.title)) for h in seen.headings}
        best = max(scores.values(), default=0)
        fitting = [position for position, score in scores.items() if score == best]
        if best >= 2 and len(fitting) == 1:
            out += fitting
    return out


def _shared(words: str, title: str) -> int:
    """Characters of the longest stretch both have."""
    sizes = (size for size in range(min(len(words), 10), 1, -1) for i in range(len(words) - size + 1) if words[i : i + size] in title)
    return next(sizes, 0)


def _length(clause: str, whole: int) -> int:
    """The length wanted in characters, 0 where none is said or it cannot be told."""
    if found := re.search(r"([\d,]+|[一二两三四五六七八九十百千]+)\s*来?个?字", clause):
        if re.search(r"(?:砍掉|减掉|去掉|少)$", clause[: found.start()]):
            return max(0, whole - _arabic(found[1]))
        return _arabic(found[1])
    if found := re.search(r"([一二两三四五六七八九])成", clause):
        return whole * (10 - _N.index(found[1].replace("两", "二"))) // 10
    if "三分之一" in clause:
        return whole * 2 // 3
    if re.search(r"一半|减半", clause):
        return whole // 2
    return whole * 7 // 10


_ASIDE = re.compile(r"天气|下雨|股市|几点|请假条|翻译|打印|英文|颜色|红色|字体|段前|行距|打几分|档次|味道|气势|哪里不顺")
_SIGN = re.compile(r"采纳|签发|同意这|退回|打回")
_ASK = re.compile(r"多少|几个|几家|是不是|怎么|什么|哪|吗|没有[？?]?$|谁|出处|多长")
_DONT = re.compile(r"(?:先别|别|不要|不许|甭|不能|谁说要)(?!超过)")


def wishes(seen: Seen) -> list[Wish]:
    """What is meant by what was said, a wish each; none where it cannot be told."""
    said = seen.said
    if _ASIDE.search(said):
        return [Wish(told="我是帮您写稿的助手，这件事做不了；可以起草和修改各部分、查数字和去年的写法。")]
    if _SIGN.search(said) and not re.search(r"采纳意见", said):
        return [Wish(told="采纳和退回只能由您自己做，请说“采纳第几部分”，或在页面上点。")]
    out: list[Wish] = []
    last: list[int] = []
    for clause in re.split(r"[，。；,;]|另外", said):
        if not clause.strip():
            continue
        places = _places(clause, seen) or last
        wish = _wish(clause, places, seen)
        out += wish
        last = _places(clause, seen) or last
    return out


def _wish(clause: str, places: list[int], seen: Seen) -> list[Wish]:
    if _DONT.search(clause):
        return []
    if _ASK.search(clause) and not re.search(r"改成|换成|应该是|应为", clause):
        return [_question(clause, places)]
    readers = (_value, _outline, _words, _size, _rewritten)
    return next((found for reader in readers if (found := reader(clause, places, seen))), [])


def _question(clause: str, places: list[int]) -> Wish:
    section = {"section": places[0]} if places else {}
    if re.search(r"没填|缺|空着", clause):
        return Wish(("还缺", "数字"), section)
    if "材料" in clause:
        return Wish(("哪些材料",), {})
    if re.search(r"核对|问题|重复", clause):
        return Wish(("核对出的问题",), section)
    if re.search(r"目标.*完成", clause):
        return Wish(("目标完成",), {})
    if "去年" in clause and places:
        return Wish(("去年同一节",), section)
    if re.search(r"多少|几", clause):
        years = [int(year) for year in re.findall(r"20\d\d", clause)]
        name = re.sub(r"20\d\d年?|去年|今年|这会儿|现在|的|是?多少.*|有?几[个家].*", "", clause)
        return Wish(("台账", "指标"), {"indicator": name, **({"years": years} if years else {})})
    return Wish(("找", "原文"), {"query": clause})


def _value(clause: str, places: list[int], seen: Seen) -> list[Wish]:
    value = r"([约近超]?(?:不少于|不低于|达到)?\d[\d.,]*\s*(?:[%％]|[万亿]?[一-鿿]{1,2})?(?:左右|以上|以内)?)"
    for pattern in (
        rf"(?P<name>[一-鿿]{{2,12}}?)(?:的?目标|增速)?(?:应该是|应为|要改成|改成|写成了?|准确地说是|填|写|按|定)“?{value}",
        rf"{value}才对",
    ):
        if found := re.search(pattern, clause):
            name = re.sub(r"^.*?(?:部分|那?节|里的?|[）)])|今年的?|还是|的$|把|的?预期?目标$", "", (found.groupdict().get("name") or ""))
            if not name:
                return []
            slots = {"indicator": name, "value": found[found.lastindex or 1].rstrip("填"), **({"section": places[0]} if places else {})}
            return [Wish(("填", "缺口") if re.search(r"填|目标|定", clause) else ("指标", "用户说的"), slots)]
    return []


def _outline(clause: str, places: list[int], seen: Seen) -> list[Wish]:
    quoted = [a or b for a, b in _QUOTED.findall(clause)]
    title = quoted[0] if quoted else (m[1] if (m := re.search(r"(?:改名叫?|叫|换成[:：])([一-鿿\d]{4,20})$", clause)) else "")
    if re.search(r"加一?个?.{0,6}(?:节|部分|标题)|[添插补]一?节|另起一个部分", clause) and title:
        slots: dict[str, Any] = {"title": _NUMBER.sub("", title)}
        if re.search(r"后面|之后|后头", clause) and places:
            slots["after"] = places[0]
        elif places and "部分" not in clause[:6]:
            slots["under"] = places[0]
        return [Wish(("增加一节",), slots)]
    if re.search(r"改名|标题|题目|名字", clause) and title and places:
        return [Wish(("标题",), {"section": places[0], "title": _NUMBER.sub("", title)})]
    if re.search(r"对调|互换", clause) and len(places) == 2:
        return [Wish(("对调",), {"section": places[0], "other": places[1]})]
    if re.search(r"(?:删掉|删去|去掉|砍了|不要)了?吧?$", clause) and places and re.search(r"节|部分", clause) and "段" not in clause:
        return [Wish(("删去一节",), {"section": places[0]})]
    if re.search(r"最前|第一节$", clause) and places:
        below = seen.below(_part_of(seen, places[0]) or 0)
        return [Wish(("移到",), {"section": places[0], "before": below[1].position})] if len(below) > 1 else []
    if re.search(r"移到最后|最后面", clause) and places:
        return [Wish(("移到",), {"section": places[0], "after": seen.below(_part_of(seen, places[0]) or 0)[-1].position})]
    return []


def _words(clause: str, places: list[int], seen: Seen) -> list[Wish]:
    found = re.search(r"“(.+?)”(?:都|全)?(?:改|换)(?:成|为)“(.+?)”", clause)
    if not found:
        return []
    slots: dict[str, Any] = {"old": found[1], "new": found[2], **({} if "全文" in clause or not places else {"section": places[0]})}
    return [Wish(("换成", "字词"), slots)]


def _size(clause: str, places: list[int], seen: Seen) -> list[Wish]:
    if re.search(r"充实|扩写|再多写", clause) and places:
        return [Wish(("扩写",), {"section": places[0]})]
    if not re.search(r"精[简减炼]|压|缩|短|砍|留.*字|控制在|啰嗦|太长|打住|挤", clause):
        return []
    if re.search(r"段", clause):
        return []
    chosen = list(range(len(seen.headings))) if "全文" in clause else [h.position for n in places for h in seen.below(n)]
    whole = sum(seen.headings[n].length for n in chosen)
    wanted = _length(clause, whole)
    shares = {n: seen.headings[n].length * wanted // whole if whole else wanted for n in chosen}
    return [Wish(("精简",), {"section": n, "to": to}) for n, to in shares.items() if to and to < (seen.headings[n].length or to + 1)]


def _rewritten(clause: str, places: list[int], seen: Seen) -> list[Wish]:
    if places and re.search(r"重写|重新|重来|再写|改一改|突出|强调|写法|的办法", clause):
        return [Wish(("重写",), {"section": places[0], "remark": clause})]
    return []


# --- what is called ----------------------------------------------------------------------------------------------------------------

_ASK_BACK = "请说清楚要动的是哪一部分、怎样改，我再提出来，好吗？"


def next_step(seen: Seen) -> Call | str:
    """The next call, or the answer."""
    wanted = wishes(seen)
    told = [wish.told for wish in wanted if wish.told]
    if told:
        return told[0]
    if seen.results and seen.results[-1].startswith("没有做成"):
        return f"这一处没有改成：{seen.results[-1].removeprefix('没有做成：')[:60]}"
    used = 0
    for wish in wanted:
        if before := _before(wish, seen):
            if used == len(seen.results):
                return before
            wish = _with(wish, seen.results[used])
            used += 1
        if used == len(seen.results):
            return _call(wish, seen) or _ASK_BACK
        used += 1
    return _retold(seen.results) if wanted else _ASK_BACK


def _before(wish: Wish, seen: Seen) -> Call | None:
    """What has to be looked up before: which gap is meant, or where the draft speaks of an indicator."""
    if "indicator" not in wish.slots or "value" not in wish.slots:
        return None
    if "缺口" in wish.words:
        return _call(Wish(("还缺", "编号"), {}), seen)
    return None if "section" in wish.slots else _call(Wish(("稿子里", "指标"), {"words": wish.slots["indicator"]}), seen)


def _with(wish: Wish, result: str) -> Wish:
    """The wish with what was found: the line of the result that has most of the indicator's words."""
    lines = [line for line in result.split("\n") if re.match(r"g[0-9a-f]{6,}|编号\d", line)]
    name = wish.slots["indicator"]
    best = max(lines, key=lambda line: _shared(name, line), default="")
    if not best or _shared(name, best) < 2:
        return wish
    found: dict[str, Any] = {"gap": best.split(" ")[0]} if best[0] == "g" else {"section": int(re.findall(r"\d+", best)[0])}
    return Wish(wish.words, {**wish.slots, **found})


def _call(wish: Wish, seen: Seen) -> Call | None:
    """The call of the tool whose description speaks of what is wanted, None where none does or something it must have is not known."""
    able = [tool for tool in seen.tools if all(word in tool.words for word in wish.words) and tool.required <= wish.slots.keys()]
    if not able:
        return None
    tool = max(able, key=lambda one: len(one.properties & wish.slots.keys()))
    return Call(tool.name, {key: value for key, value in wish.slots.items() if key in tool.properties})


def _retold(results: Sequence[str]) -> str:
    """Results in a few lines, as they were given."""
    lines = [line for result in results for line in result.split("\n") if line.strip()]
    proposed = [line for line in lines if line.startswith("已记下提议")]
    return "建议这样改。" if proposed else "\n".join(lines[:6])


def play(reply: Reply) -> None:
    """Answer one request."""
    if "用户说：" not in reply.prompt:
        reply.answer(reply.text)
        return
    seen = Seen.of(reply.body)
    step = next_step(seen)
    if isinstance(step, str):
        reply.answer(json.dumps({"answer": step}, ensure_ascii=False) if seen.by_json else step)
    elif seen.by_json:
        reply.answer(json.dumps({"tool": step.tool, "arguments": step.arguments}, ensure_ascii=False))
    else:
        call = {"index": 0, "id": f"c{len(seen.results)}", "type": "function"}
        call["function"] = {"name": step.tool, "arguments": json.dumps(step.arguments, ensure_ascii=False)}
        reply.head()
        reply.delta(None, None, tool_calls=[call])
        reply.done("tool_calls")
