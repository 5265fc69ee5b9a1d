"""The numbers Word puts before paragraphs by itself (一、 （一） 1.), resolved as Word counts them; no text is read here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from documents.ooxml import attribute, child, is_on, local
from nigao.text.numerals import chinese

# What makes letters not to be read: hidden, or crossed out.
_LOOKS = {"vanish", "webHidden", "strike", "dstrike"}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
    "ideographDigital", "japaneseDigitalTenThousand", "koreanCounting", "koreanDigital", "koreanDigital2", "taiwaneseDigital",
}  # fmt: skip


@dataclass
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts as Word does: one count for each abstract list, begun anew where a list overrides its start."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        abstracts = {attribute(one, "abstractNumId") or "": one for one in root if local(one) == "abstractNum"}
        by_link = {attribute(link, "val"): key for key, one in abstracts.items() if (link := child(one, "styleLink")) is not None}
        for num in root:
            if local(num) != "num" or (reference := child(num, "abstractNumId")) is None:
                continue
            key = attribute(reference, "val") or ""
            link = child(abstracts[key], "numStyleLink") if key in abstracts else None
            key = by_link.get(attribute(link, "val"), key) if link is not None else key
            if key in abstracts:
                self._lists[attribute(num, "numId") or ""] = _overridden(_List(key, _levels(abstracts[key])), num)

    def of(self, properties: Any | None, style: str) -> str:
        """The number of a paragraph with these properties and style id, counted on; "" if it has none or only a bullet."""
        place = self._place(properties, style)
        if place is None:
            return ""
        number, level = place
        numbered = self._lists.get(number)
        if numbered is None or level not in numbered.levels:
            return ""
        return _written(numbered.levels, level, self._counted(number, numbered, level))

    def _place(self, properties: Any | None, style: str) -> tuple[str, int] | None:
        """(list id, level) from the paragraph itself, else from its style; None for the list 0, which takes numbering away."""
        own = child(properties, "numPr") if properties is not None else None
        number, level = _num_pr(own)
        borne = self._styles.numbering(style)
        if number is None:
            number = borne[0]
        if level is None:
            level = borne[1]
            if level is None and number in self._lists:
                level = next((at for at, one in self._lists[number].levels.items() if style and one.style == style), None)
        return None if number in (None, "0") else (number, level or 0)

    def _counted(self, number: str, numbered: _List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(numbered.abstract, {})
        if level in numbered.starts and (number, level) not in self._begun:
            counts[level] = numbered.starts[level]
            for deeper in [one for one in counts if one > level]:
                del counts[deeper]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = numbered.levels[level].start
        self._begun.add((number, level))
        for upper in range(level):
            if upper in numbered.levels:
                counts.setdefault(upper, numbered.levels[upper].start)
        for deeper in [one for one in counts if one > level and _restarts(numbered.levels.get(one), level)]:
            del counts[deeper]
        return counts


def _restarts(deeper: _Level | None, level: int) -> bool:
    """Whether a deeper level begins anew after this one: by default always, w:lvlRestart 0 never, n only after level n − 1."""
    if deeper is None or deeper.restart is None:
        return True
    return deeper.restart != 0 and level <= deeper.restart - 1


def _num_pr(element: Any | None) -> tuple[str | None, int | None]:
    if element is None:
        return None, None
    number, level = child(element, "numId"), child(element, "ilvl")
    return (
        attribute(number, "val") if number is not None else None,
        _int(attribute(level, "val"), 0) if level is not None else None,
    )


def _int(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def _levels(parent: Any) -> dict[int, _Level]:
    return {_int(attribute(one, "ilvl"), 0): _level(one) for one in parent if local(one) == "lvl"}


def _level(element: Any) -> _Level:
    def value(name: str) -> str | None:
        found = child(element, name)
        return attribute(found, "val") if found is not None else None

    restart = value("lvlRestart")
    return _Level(
        start=_int(value("start"), 1),
        format=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        style=value("pStyle") or "",
        legal=child(element, "isLgl") is not None,
        restart=_int(restart, 0) if restart is not None else None,
    )


def _overridden(numbered: _List, num: Any) -> _List:
    for override in num:
        if local(override) != "lvlOverride":
            continue
        level = _int(attribute(override, "ilvl"), 0)
        for replaced in _levels(override).values():
            numbered.levels[level] = replaced
        start = child(override, "startOverride")
        if start is not None:
            numbered.starts[level] = _int(attribute(start, "val"), 1)
    return numbered


def _written(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    """lvlText with %1 … %9 replaced; a blank follows where the number would run into what comes after."""
    if levels[level].format in ("bullet", "none"):
        return ""

    def put(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        shown = "decimal" if levels[level].legal else levels[at].format if at in levels else "decimal"
        return formatted(counts.get(at, 1), shown)

    text = re.sub(r"%([1-9])", put, levels[level].text).strip()
    return f"{text} " if re.search(r"[A-Za-z0-9０-９][.．]?$", text) else text


def formatted(count: int, shown: str) -> str:
    """A count in one of Word's number formats; an unknown one is written in digits."""
    if shown in _CHINESE and 1 <= count <= 99:
        return chinese(count)
    if shown in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle") and 1 <= count <= 20:
        return _CIRCLED[count - 1]
    if shown == "decimalFullWidth" or shown == "decimalFullWidth2":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    if shown == "decimalZero":
        return f"{count:02d}"
    if shown in ("chineseLegalSimplified", "ideographLegalTraditional") and 1 <= count <= 9:
        return _FORMAL[count]
    if shown in ("upperLetter", "lowerLetter") and count >= 1:
        letter = chr(65 + (count - 1) % 26) * ((count - 1) // 26 % 8 + 1)
        return letter if shown == "upperLetter" else letter.lower()
    if shown in ("upperRoman", "lowerRoman") and 1 <= count < 4000:
        return _roman(count) if shown == "upperRoman" else _roman(count).lower()
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
                           (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        while count >= value:
            text, count = text + letters, count - value
    return text


def _is_white(properties: Any | None) -> bool:
    color = child(properties, "color") if properties is not None else None
    if color is None or attribute(color, "themeTint") or attribute(color, "themeShade"):
        return False
    return (attribute(color, "val") or "").upper() == "FFFFFF" or attribute(color, "themeColor") == "background1"


def _is_shaded(shade: Any | None) -> bool:
    """Whether a w:shd puts a colour that is not white behind the letters."""
    return shade is not None and (attribute(shade, "fill") or "auto").upper() not in ("AUTO", "FFFFFF")


class Styles:
    """What paragraph styles say about numbering and headings, with what they are based on."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._plain = True  # no style hides or crosses out
        self._coloured = False  # some style sets white letters
        self.default = ""
        for style in root if root is not None else ():
            if local(style) == "style" and attribute(style, "type") in ("paragraph", "character", None):
                id = attribute(style, "styleId") or ""
                self._styles[id] = style
                self._plain = self._plain and not any(local(one) in _LOOKS for one in style.iter())
                self._coloured = self._coloured or _is_white(child(style, "rPr"))
                if attribute(style, "default") in ("1", "true"):
                    self.default = id

    def _chain(self, id: str) -> list[Any]:
        """The style and those it is based on; a loop ends where it closes."""
        chain: list[Any] = []
        while id in self._styles and self._styles[id] not in chain and len(chain) < 32:
            chain.append(self._styles[id])
            based = child(self._styles[id], "basedOn")
            id = attribute(based, "val") or "" if based is not None else ""
        return chain

    def seen(self, properties: Any | None, paragraph: str) -> Literal["plain", "hidden", "struck", "raised", "white"]:
        """How a run with these properties looks in a paragraph of this style, where that bears on what is read."""
        if properties is None and self._plain and not self._coloured:
            return "plain"
        if self._look(properties, paragraph, "vanish") or self._look(properties, paragraph, "webHidden"):
            return "hidden"
        if self._look(properties, paragraph, "strike") or self._look(properties, paragraph, "dstrike"):
            return "struck"
        if self._white(properties, paragraph):
            return "white"
        raised = child(properties, "vertAlign") if properties is not None else None
        return "raised" if raised is not None and attribute(raised, "val") == "superscript" else "plain"

    def _white(self, properties: Any | None, paragraph: str) -> bool:
        """Whether letters are white with nothing coloured set behind them in the run itself."""
        if properties is not None and (child(properties, "highlight") is not None or _is_shaded(child(properties, "shd"))):
            return False
        if properties is not None and child(properties, "color") is not None:
            return _is_white(properties)
        return self._coloured and any(
            _is_white(found)
            for style in self._chain(paragraph)
            if (found := child(style, "rPr")) is not None and child(found, "color") is not None
        )

    def _look(self, properties: Any | None, paragraph: str, name: str) -> bool:
        """A switch of the run itself, else of its character style, else of its paragraph's style."""
        own = child(properties, name) if properties is not None else None
        if own is not None or self._plain:
            return is_on(own)
        named = child(properties, "rStyle") if properties is not None else None
        ids = [attribute(named, "val") or ""] if named is not None else []
        for style in (one for id in (*ids, paragraph) for one in self._chain(id)):
            found = child(style, "rPr", name)
            if found is not None:
                return is_on(found)
        return False

    def numbering(self, id: str) -> tuple[str | None, int | None]:
        """(list id, level) a style bears, each None where no style says it."""
        number: str | None = None
        level: int | None = None
        for style in self._chain(id):
            found = _num_pr(child(style, "pPr", "numPr"))
            number = found[0] if number is None else number
            level = found[1] if level is None else level
        return number, level

    def name(self, id: str) -> str:
        """The style's name in lower case, "" if unknown."""
        found = child(self._styles[id], "name") if id in self._styles else None
        return (attribute(found, "val") or "").lower() if found is not None else ""

    def heading_level(self, id: str) -> int | None:
        """1..4 for heading styles, by name (heading 1, 标题 1) or outline level, based-on styles included."""
        for style in self._chain(id):
            name = self.name(attribute(style, "styleId") or "")
            match = re.fullmatch(r"(?:heading|标题)\s*([1-9])", name)
            if match:
                return min(4, int(match[1]))
            outline = child(style, "pPr", "outlineLvl")
            if outline is not None:
                level = _int(attribute(outline, "val"), 9)
                return min(4, level + 1) if level < 9 else None
        return None
