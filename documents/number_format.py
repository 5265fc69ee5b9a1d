"""Showing a number as its Excel format shows it: percent, thousands, 万, dates; a format it does not know leaves the plain number."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|!(.)|_.|\*.|\[([^\]]*)\]|(AM/PM|A/P|上午/下午)|(General|G/通用格式)|(.)', re.DOTALL | re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_EPOCH = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)


def code_of(id: int, custom: dict[int, str]) -> str:
    """The format code of a number format id; "General" where it says nothing."""
    return custom.get(id) or _BUILTIN.get(id, "General")


def shown(raw: str, code: str, date1904: bool = False) -> str:
    """A stored number as the reader saw it. raw: as the file has it ("0.125"); code: its format ("0.0%" → 12.5%)."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite() or abs(value.adjusted()) > 300:
        return raw
    section, value = _section(code, value)
    if not section.strip() and ";" in code:
        return ""  # ;;; shows nothing
    tokens = _tokens(section)
    plain = "".join(text for kind, text in tokens if kind == "code")
    if any(kind == "general" for kind, _ in tokens) or plain.strip() in ("", "@"):
        literal = "".join(text if kind == "literal" else "" if kind != "general" else "\0" for kind, text in tokens)
        number = general(value)
        return (literal.replace("\0", number, 1) if "\0" in literal else literal or number).strip()
    if _DATE.search(re.sub(r"E[+-]", "", plain)) and not re.search(r"[0#?].*%", plain):
        return _date(tokens, value, date1904)
    if "/" in plain or re.search(r"E[+-]", plain, re.IGNORECASE):
        return general(value)
    return _number(tokens, value)


def general(value: Decimal) -> str:
    """A number with no format: no float noise, no exponent, at most 15 significant digits."""
    rounded = Decimal(f"{value:.15g}")
    return format(rounded.normalize() if rounded else Decimal(0), "f")


def _section(code: str, value: Decimal) -> tuple[str, Decimal]:
    """(the part of the code for this value, the value as that part shows it: negatives lose their sign in a part of their own)."""
    parts = _split(code)
    conditions = [_CONDITION.search(part) for part in parts]
    if any(conditions):
        for part, condition in zip(parts, conditions, strict=True):
            if condition is None or _holds(value, condition[1], Decimal(condition[2])):
                return part, value
        return parts[-1], value
    if len(parts) >= 2 and value < 0:
        return parts[1], abs(value)
    if len(parts) >= 3 and value == 0:
        return parts[2], value
    return parts[0], value


def _split(code: str) -> list[str]:
    """The parts between semicolons that stand outside quotes."""
    return ["".join(pieces) for pieces in _grouped(re.findall(r'"[^"]*"|\\.|!.|[^;]|;', code))]


def _grouped(pieces: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for piece in pieces:
        if piece == ";":
            groups.append([])
        else:
            groups[-1].append(piece)
    return groups


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound, "=": value == bound, "<>": value != bound,
    }[sign]  # fmt: skip


def _tokens(section: str) -> list[tuple[str, str]]:
    """(kind, text): literal text, code characters, elapsed-time marks, General; colours and padding are left out."""
    found = []
    for match in _TOKEN.finditer(section):
        quoted, escaped, banged, bracket, half, plain, code = match.groups()
        if quoted is not None or escaped is not None or banged is not None:
            found.append(("literal", next(t for t in (quoted, escaped, banged) if t is not None)))
        elif bracket is not None:
            if bracket.startswith("$"):
                found.append(("literal", bracket[1:].partition("-")[0]))
            elif re.fullmatch(r"h+|m+|s+", bracket, re.IGNORECASE):
                found.append(("code", bracket))
        elif half is not None:
            found.append(("half", half))
        elif plain is not None:
            found.append(("general", plain))
        elif code is not None:
            found.append(("code", code))
    return found


def _number(tokens: list[tuple[str, str]], value: Decimal) -> str:
    """Digits in the place of 0 # ? . , % with whatever literal text stands around or between them (0!.0,万)."""
    slots = [i for i, (kind, text) in enumerate(tokens) if kind == "code" and text in "0#?"]
    if not slots:
        return "".join(text for _, text in tokens).strip()
    codes = "".join(text for kind, text in tokens if kind == "code")
    scale = _scaling(tokens, slots[-1])
    percent = codes.count("%") - 2 * codes.count("‰") if "‰" in codes else codes.count("%")
    value = value.scaleb(2 * percent if percent >= 0 else 3).scaleb(-3 * scale)
    point = next((i for i, (kind, text) in enumerate(tokens) if kind == "code" and text == "." and slots[0] < i), len(tokens))
    before = [i for i in slots if i < point]
    after = [i for i in slots if i > point]
    rounded = abs(value).quantize(Decimal(1).scaleb(-len(after)), rounding=ROUND_HALF_UP)
    whole, _, fraction = format(rounded, "f").partition(".")
    filled = _filled(tokens, before, after, whole, fraction, point, "," in _between(tokens, before))
    sign = "-" if value < 0 and rounded != 0 else ""
    return (sign + filled).strip()


def _between(tokens: list[tuple[str, str]], before: list[int]) -> str:
    return "".join(tokens[i][1] for i in range(before[0], before[-1]) if tokens[i][0] == "code") if before else ""


def _scaling(tokens: list[tuple[str, str]], last: int) -> int:
    """Commas right behind the last digit place: each divides by a thousand."""
    count = 0
    for kind, text in tokens[last + 1 :]:
        if kind != "code" or text != ",":
            break
        count += 1
    return count


def _filled(
    tokens: list[tuple[str, str]], before: list[int], after: list[int], whole: str, fraction: str, point: int, grouped: bool
) -> str:
    digits = dict(zip(reversed(before), reversed(whole), strict=False))
    extra = whole[: max(0, len(whole) - len(before))]
    decimals = dict(zip(after, fraction, strict=False))
    optional = [i for i in after if tokens[i][1] != "0"]
    while optional and decimals and optional[-1] == max(decimals) and decimals[optional[-1]] == "0":
        decimals.pop(optional.pop())
    split = any(tokens[i][0] == "literal" for i in range(before[0], before[-1])) if before else False
    out, run = [], ""
    for i, (kind, text) in enumerate(tokens):
        if i in before:
            digit = digits.get(i, "0" if text == "0" else "")
            if text == "#" and whole == "0" and len(before) == 1 and not after:
                digit = "0" if digit == "0" else digit
            run += (extra if i == before[0] else "") + digit
            if i == before[-1] or split:
                out.append(_grouping(run) if grouped and not split else run)
                run = ""
        elif i in after:
            out.append(decimals.get(i, ""))
        elif kind == "literal" or (kind == "code" and text not in ",."):
            out.append(text)
        elif i == point and decimals:
            out.append(".")
    return "".join(out)


def _grouping(digits: str) -> str:
    return f"{int(digits):,}" if digits.isdecimal() else digits


def _date(tokens: list[tuple[str, str]], value: Decimal, date1904: bool) -> str:
    if not -1 < value < 2958466:
        return general(value)
    moment = (_EPOCH_1904 if date1904 else _EPOCH) + timedelta(seconds=round(float(value) * 86400))
    half = any(kind == "half" for kind, _ in tokens)
    out, runs = [], _runs(tokens)
    for at, (kind, text) in enumerate(runs):
        if kind == "date":
            minutes = text.lower().startswith("m") and _is_minute(runs, at)
            out.append(_date_part(text.lower(), moment, minutes, half))
        elif kind == "half":
            out.append("上午" if moment.hour < 12 else "下午")
        elif text != "@":
            out.append(text)
    return "".join(out).strip()


def _runs(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    for kind, text in tokens:
        letters = kind == "code" and re.fullmatch(r"[ymdhsYMDHSeEaA]+", text)
        mark = "date" if letters else "half" if kind == "half" else "literal"
        if mark == "date" and runs and runs[-1][0] == "date" and runs[-1][1][0].lower() == text[0].lower():
            runs[-1] = ("date", runs[-1][1] + text)
        else:
            runs.append((mark, text))
    return runs


def _is_minute(runs: list[tuple[str, str]], at: int) -> bool:
    """m means minutes after an hour or before a second."""
    before = next((text[0].lower() for kind, text in reversed(runs[:at]) if kind == "date"), "")
    after = next((text[0].lower() for kind, text in runs[at + 1 :] if kind == "date"), "")
    return before == "h" or after == "s"


def _date_part(text: str, moment: datetime, minutes: bool, half: bool) -> str:
    if text[0] in "ye":
        return f"{moment.year}" if len(text) > 2 or text[0] == "e" else f"{moment.year % 100:02d}"
    if text[0] == "m" and not minutes:
        return f"{moment.month:02d}" if len(text) == 2 else f"{moment.month}"
    if text[0] in "da":
        return "" if text[0] == "a" or len(text) > 2 else f"{moment.day:02d}" if len(text) == 2 else f"{moment.day}"
    number = moment.minute if minutes else moment.second if text[0] == "s" else (moment.hour - 1) % 12 + 1 if half else moment.hour
    return f"{number:02d}" if len(text) > 1 else f"{number}"
