"""Letters as a person reads them: radicals that stand for characters, and digits that were set or typed apart."""

from __future__ import annotations

import re
import unicodedata

from nigao.figures.wording import words

# Marks nobody sees, some of which turn the order of the letters round.
INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f\x7f]")
# The radicals of CJK Radicals Supplement that some PDF writers put for a whole character; Unicode gives these no other form.
_SUPPLEMENT = {
    pair[0]: pair[1]
    for pair in words(
        """
        ⺁厂 ⺇几 ⺌小 ⺎兀 ⺏尢 ⺐尢 ⺒巳 ⺓幺 ⺛旡 ⺜日 ⺝月 ⺟母 ⺠民 ⺢水 ⺧牛 ⺩王 ⺪疋 ⺫目 ⺬示 ⺮竹 ⺯糸 ⺰纟 ⺴网 ⺶羊 ⺷羊 ⺸羊 ⺹老 ⺺聿 ⺻聿 ⺼肉 ⺽臼 ⻁虎 ⻂衣 ⻃西
        ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑长 ⻒长 ⻓长 ⻔门 ⻕阜 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞食 ⻟食 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼
        ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫齐 ⻬齐 ⻭齿 ⻮齿 ⻯龙 ⻰龙 ⻱龟 ⻲龟 ⻳龟
        """
    )
}
# Kangxi radicals, compatibility ideographs, marks turned for vertical setting, half-width Chinese marks, and the
# digits that symbol fonts keep in the private area; their other letters are bullets and arrows as often.
_FOLDED = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe19\ufe30\ufe35-\ufe44\uff61-\uff64\U0002f800-\U0002fa1f\uf025\uf02b-\uf02e\uf030-\uf039]"
)

_BLANK = "[ \xa0\u2002-\u200a\u202f]"
# Single digits with one blank between any two, and the point and the sign of the number with them: 6 8 . 5 %.
_DIGITS = rf"\d(?!\d)(?:{_BLANK}\d(?!\d))*"
_SPACED = re.compile(
    rf"(?<![\d.．/A-Za-z])(?<!\d[ ,，:：]){_DIGITS}(?:{_BLANK}?[.．]{_BLANK}{_DIGITS}|{_BLANK}[.．]{_DIGITS}|[.．]\d+(?!{_BLANK}\d))?"
    rf"(?!{_BLANK}?[.．:：/]?\d)(?:{_BLANK}[%％‰])?"
)
_SPACED_POINT = re.compile(rf"(?<=\d){_BLANK}[.．]{_BLANK}(?=\d)")
_SPACED_LETTERS = re.compile(rf"(?<![A-Za-z])[A-Z](?:{_BLANK}[A-Z]){{2,}}(?![A-Za-z])")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_NOTE_NUMBER = re.compile(r"[\[［〔(（]\s*(?:注\s*)?\d{1,3}\s*[\]］〕)）]|[①-⑳]")
_NOTE_MARK = re.compile(r"(?<=[\d%％\u4e00-\u9fff）”》])(?<![米里])(?<!(?<![\d.])10)[¹²³⁴-⁹][⁰¹²³⁴-⁹]?(?![⁰¹²³⁴-⁹⁺⁻])")
_MEASURE = "[个家户人件项座条所亩吨元万亿公千平立米辆台名处次位例宗笔张床]"


def folded(text: str) -> str:
    """Radicals and compatibility forms as the ordinary characters they are read as (⼀⼯⼈⾏ → 一工人行); no offset moves."""
    return _FOLDED.sub(lambda match: _ordinary(match.group()), text)


def raised(text: str) -> str:
    """What is set above the line: digits stay raised (10⁸, 立方米³), the number of a note in brackets is no part of the text."""
    shown = text.strip()
    if _NOTE_NUMBER.fullmatch(shown):
        return ""
    return shown.translate(_RAISED) if re.fullmatch(r"[\d+\-−]{1,4}", shown) else text


def without_note_marks(text: str) -> str:
    """Without the raised numbers of notes behind a number or a word (128.6¹亿元, 投资额²); powers of ten stay, and those of a unit (m³)."""
    return _NOTE_MARK.sub("", text)


def visible(text: str) -> str:
    """Without marks nobody sees."""
    return text if text.isprintable() else INVISIBLE.sub("", text)


def _ordinary(letter: str) -> str:
    if "\uf020" <= letter <= "\uf07e":
        return chr(ord(letter) - 0xF000)
    plain = _SUPPLEMENT.get(letter) or unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def unspaced(title: str) -> str:
    """A title without the blanks set between its single letters (政 府 工 作 报 告); one with words in it keeps its own."""
    parts = title.split()
    single = sum(len(part) == 1 or part.isdigit() for part in parts)
    return "".join(parts) if len(parts) > 3 and single >= 0.7 * len(parts) else title


def together(text: str) -> str:
    """Numbers whose digits were set apart as one number (6 8 . 5 % → 68.5%), and so capital letters (G D P)."""
    if " " not in text and "\xa0" not in text and not re.search(_BLANK, text):
        return text
    text = _SPACED.sub(lambda match: _whole(match, text), text)
    text = _SPACED_POINT.sub(lambda match: match.group().strip(" \xa0\u2002\u2003\u2009\u202f"), text)
    return _SPACED_LETTERS.sub(lambda match: re.sub(_BLANK, "", match.group()), text)


def _whole(match: re.Match[str], text: str) -> str:
    """The digits together, unless they may be several numbers side by side: none of words before and behind, no point, no sign."""
    found = match.group()
    if not re.search(_BLANK, found.rstrip("%％‰ \xa0")):
        return found
    before, after = text[: match.start()], text[match.end() :]
    # 项目 1 2 个: words that lead to a number and a word that counts, a blank at most on either side.
    counts = bool(re.search(rf"[一-鿿]{_BLANK}$", before) and re.match(rf"{_BLANK}?{_MEASURE}", after))
    enclosed = counts or (bool(re.search(r"[^\s]$", before)) and bool(re.match(r"[^\s,，、;；]", after)))
    if "123456789".startswith(re.sub(_BLANK, "", found)) and not enclosed:
        return found  # counting, not a number
    beside = bool(re.search(r"[^\s]$", before)) or bool(re.match(r"[^\s,，、;；]", after)) or not (before.strip() or after.strip())
    marked = "." in found or "．" in found or found[-1] in "%％‰"
    return re.sub(_BLANK, "", found) if counts or beside or marked else found
