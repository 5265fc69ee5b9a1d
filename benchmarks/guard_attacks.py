"""Drafts made from real reports, faithful ones and false ones, to measure the number guard; reads numbers by its own patterns."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

UNIT = r"(?:个百分点|百分点|平方公里|平方米|立方米|公顷|公里|千瓦时|千瓦|万人次|人次|亿斤|万吨|吨|亩|元|人|家|个|项|件|套|户|所|座|张|辆|架次|列|台|名|处|条|款|种|倍|%|斤|米|例|笔|艘|宗|对)"
NUMBER = re.compile(rf"(?<![\d.第\-—+“A-Za-z〔０-９．\u200b])(\d+(?:\.\d+)?)(万亿|亿|千万|百万|万)?({UNIT})(?![\d年月日级以])")
UPS, DOWNS = ("增长", "提高", "上升", "增加"), ("下降", "降低", "减少", "回落")
_SHORT = {
    "地区生产总值": "GDP", "国内生产总值": "GDP", "规模以上": "规上", "社会消费品零售总额": "社零总额", "固定资产投资": "固投",
    "高新技术企业": "高企", "一般公共预算收入": "公共预算收入", "战略性新兴产业": "战新产业", "全社会研发经费投入": "研发投入",
}  # fmt: skip
_DIGITS = "零一二三四五六七八九"


@dataclass
class Attack:
    """A draft with what is false in it: kind "" for a faithful one; spans of the false stretches."""

    kind: str
    text: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    group: str = "clean"


def sentences(text: str) -> list[str]:
    """Sentences of running text that state at least one number with a unit."""
    found = []
    for line in text.split("\n"):
        for piece in re.split(r"(?<=[。！？])", line):
            if NUMBER.search(piece) and 12 <= len(piece) <= 220:
                found.append(re.sub(r"^(?:[一二三四五六七八九十]是|（[一二三四五六七八九十]+）)", "", piece.strip()))
    return found


def parts(text: str) -> tuple[str, str]:
    """(review, plan) of a government work report, cut at the heading that opens the plan."""
    match = None
    for match in re.finditer(
        r"\n[一二三]、[^\n]{0,40}(?:总体要求|工作建议|工作安排|工作总体|重点工作|政府工作|目标任务|工作任务|预期目标)[^\n]{0,20}\n", text
    ):
        if match.start() > len(text) * 0.15:
            break
    cut = match.start() if match else int(len(text) * 0.4)
    return text[:cut], text[cut:]


def chinese(number: int) -> str:
    """1..9999 in Chinese numerals."""
    out, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return out[1:] if out.startswith("一十") else out


# ---- faithful rewordings: each takes a sentence and gives a true one, or None where it does not apply


def verb(s: str, r: random.Random) -> str | None:
    """Another verb of stating."""
    pair = r.choice(
        [
            ("达到", "为"),
            ("达", "达到"),
            ("完成", "实现"),
            ("建成", "建成投用"),
            ("实现", "完成"),
            ("为", "达"),
            ("开展", "组织开展"),
            ("同比增长", "比上年增长"),
        ]
    )
    where = [m.start() for m in re.finditer(pair[0] + r"(?=\d)", s)]
    if not where:
        return None
    at = r.choice(where)
    return s[:at] + pair[1] + s[at + len(pair[0]) :]


def opening(s: str, r: random.Random) -> str | None:
    """A word before the sentence."""
    return r.choice(["过去一年，", "一年来，", "据统计，", "我们坚持稳字当头，", "数据显示，"]) + s


def area(s: str, r: random.Random) -> str | None:
    """全省 put in or left out."""
    for word in ("全省", "全市", "全区"):
        if s.startswith(word):
            return s[2:]
    return None


def convert(s: str, r: random.Random) -> str | None:
    """亿 told in 万."""
    found = [m for m in NUMBER.finditer(s) if m[2] == "亿" and "." in m[1]]
    if not found:
        return None
    m = r.choice(found)
    value = Decimal(m[1]) * 10000
    return s[: m.start()] + f"{value.normalize():f}万{m[3]}" + s[m.end() :]


def rounded(s: str, r: random.Random) -> str | None:
    """A count of five digits and more told in 万 with three digits and more; 约 and 超 for three digits."""
    found = [
        m
        for m in NUMBER.finditer(s)
        if not m[2] and "." not in m[1] and len(m[1]) >= 3 and m[3] not in ("元",) and s[m.start() - 1] not in "超过近约达第"
    ]
    if not found:
        return None
    m = r.choice(found)
    value = int(m[1])
    if value >= 10000:
        new = f"{Decimal(value) / 10000:.2f}万{m[3]}"
    elif value % 10:
        new = r.choice(
            [
                f"{value // 10 * 10}余{m[3]}",
                f"超过{value // 10 * 10}{m[3]}",
                f"近{(value // 10 + 1) * 10}{m[3]}",
                f"约{round(value, -1)}{m[3]}",
            ]
        )
    else:
        return None
    return s[: m.start()] + new + s[m.end() :]


def numeral(s: str, r: random.Random) -> str | None:
    """Digits told in Chinese numerals."""
    found = [m for m in NUMBER.finditer(s) if "." not in m[1] and int(m[1]) < 10000 and m[3] in ("家", "个", "项", "所", "座", "%", "件")]
    if not found:
        return None
    m = r.choice(found)
    word = chinese(int(m[1]))
    new = f"百分之{word}" if m[3] == "%" and not m[2] else f"{word}{m[2] or ''}{m[3]}"
    return s[: m.start()] + new + s[m.end() :]


def short(s: str, r: random.Random) -> str | None:
    """A usual short name."""
    for long, brief in _SHORT.items():
        if long in s:
            return s.replace(long, brief)
    return None


def widths(s: str, r: random.Random) -> str | None:
    """Full-width digits, or an invisible mark inside a number."""
    m = picked(s, r)
    if m is None:
        return None
    if r.random() < 0.5:
        wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else "．" if c == "." else c for c in m[1])
        return s[: m.start()] + wide + s[m.start() + len(m[1]) :]
    return s[: m.start() + 1] + "\u200b" + s[m.start() + 1 :]


def reorder(s: str, r: random.Random) -> str | None:
    """Clauses that each carry their own subject and number told in another order."""
    body = s.rstrip("。")
    clauses = body.split("，")
    own = [
        i
        for i, c in enumerate(clauses)
        if (m := NUMBER.search(c)) and m.start() >= 5 and not re.match(r"其中|占|增长|同比|下降|居|位|比|并|较", c)
    ]
    if len(own) < 2:
        return None
    a, b = r.sample(own, 2)
    if any("其中" in c or "分别" in c or "均" in c for c in clauses):
        return None
    after = {i + 1 for i in (a, b)}
    if any(i < len(clauses) and i not in own for i in after):
        return None
    clauses[a], clauses[b] = clauses[b], clauses[a]
    return "，".join(clauses) + "。"


def ahead(s: str, r: random.Random) -> str | None:
    """新增7701张家庭养老床位 → 家庭养老床位新增7701张."""
    m = re.search(rf"(新增|新建|建成|改造|培育|实施|引进)(\d[\d.]*(?:万|亿)?{UNIT})([一-鿿]{{3,12}})(?=[，。、；])", s)
    if m is None or m[3][0] in "以以的":
        return None
    return s[: m.start()] + m[3] + m[1] + m[2] + s[m.end() :]


def cut(s: str, r: random.Random) -> str | None:
    """Closing clauses without a number left out."""
    clauses = s.rstrip("。").split("，")
    while len(clauses) > 1 and not NUMBER.search(clauses[-1]) and not re.search(r"[一二三四五六七八九十\d]", clauses[-1]):
        clauses.pop()
    made = "，".join(clauses) + "。"
    return made if made != s else None


_SYNONYMS = (
    ("实施", "开展"), ("突破", "超过"), ("位居", "位列"), ("居全国", "位居全国"), ("比重", "占比"), ("提高到", "提升到"), ("提高", "提升"), ("降低", "下降"),
    ("共有", "共"), ("加快建设", "推进建设"), ("累计", "总计"), ("增至", "增加到"), ("新增", "净增"), ("开工建设", "开工"), ("全面完成", "完成"),
    ("全国第一", "全国首位"), ("扩大到", "增加到"), ("完成", "累计完成"), ("解决", "帮助解决"), ("惠及", "受益"), ("发放", "累计发放"), ("创建", "成功创建"),
    ("培育", "新培育"), ("获批", "成功获批"), ("引进", "招引"), ("建成", "高质量建成"), ("支持", "大力支持"), ("覆盖", "实现覆盖"), ("收入", "收入总量"),
)  # fmt: skip


def synonyms(s: str, r: random.Random) -> str | None:
    """Up to three words told by others."""
    fit = [pair for pair in _SYNONYMS if pair[0] in s]
    for old, new in r.sample(fit, min(3, len(fit))):
        s = s.replace(old, new, 1)
    return s if fit else None


def growth_first(s: str, r: random.Random) -> str | None:
    """A为X、增长Y → A增长Y、达到X; not where X is itself an increase."""
    m = re.search(
        rf"([一-鿿]{{4,14}}?)(?<!增加)(?<!减少)(?:达到|达|为)?(\d[\d.]*(?:万亿|亿|万)?{UNIT})[、，]((?:同比|比上年)?(?:增长|下降))(\d[\d.]*%)",
        s,
    )
    return s[: m.start()] + f"{m[1]}{m[3]}{m[4]}、达到{m[2]}" + s[m.end() :] if m else None


def own_sentences(s: str, r: random.Random) -> str | None:
    """Clauses that carry their own subject and number as sentences of their own."""
    clauses = s.rstrip("。").split("，")
    if len(clauses) < 2 or any("其中" in c or "分别" in c or "均" in c for c in clauses):
        return None
    made = clauses[0]
    for clause in clauses[1:]:
        m = NUMBER.search(clause)
        own = m and m.start() >= 6 and not re.match(r"占|增长|同比|下降|居|位|比|并|较|为|达|使|带动|总|累计|新增", clause)
        made += ("。" if own else "，") + clause
    return made + "。" if "。" in made else None


FAITHFUL: tuple[Callable[[str, random.Random], str | None], ...] = (
    verb, opening, area, convert, rounded, numeral, short, widths, reorder, ahead, cut,
    synonyms, synonyms, growth_first, own_sentences,
)  # fmt: skip


# ---- plain errors: the number is nowhere


def replaced(s: str, m: re.Match[str], new: str) -> tuple[str, tuple[int, int]]:
    return s[: m.start()] + new + s[m.end() :], (m.start(), m.start() + len(new))


def picked(s: str, r: random.Random, test: Callable[[re.Match[str]], bool] = lambda m: True) -> re.Match[str] | None:
    found = [m for m in NUMBER.finditer(s) if test(m)]
    return r.choice(found) if found else None


Made = tuple[str, tuple[int, int]] | None


def digits(s: str, r: random.Random) -> Made:
    """One digit changed."""
    m = picked(s, r)
    if m is None:
        return None
    at = r.choice([i for i, c in enumerate(m[1]) if c.isdigit()])
    digit = r.choice([d for d in "123456789" if d != m[1][at]])
    number = m[1][:at] + digit + m[1][at + 1 :]
    return replaced(s, m, number + (m[2] or "") + m[3])


def transposed(s: str, r: random.Random) -> Made:
    """Two neighbouring digits exchanged."""
    m = picked(
        s, r, lambda m: any(a != b and a.isdigit() and b.isdigit() for a, b in zip(m[1], m[1][1:], strict=False)) and m[1][1:2] != "0"
    )
    if m is None:
        return None
    at = [
        i for i in range(len(m[1]) - 1) if m[1][i] != m[1][i + 1] and (m[1][i] + m[1][i + 1]).isdigit() and not (i == 0 and m[1][1] == "0")
    ]
    if not at:
        return None
    i = r.choice(at)
    return replaced(s, m, m[1][:i] + m[1][i + 1] + m[1][i] + m[1][i + 2 :] + (m[2] or "") + m[3])


def decimal(s: str, r: random.Random) -> Made:
    """The decimal point moved."""
    m = picked(s, r, lambda m: "." in m[1] or len(m[1]) > 1)
    if m is None:
        return None
    value = Decimal(m[1]) * r.choice([Decimal(10), Decimal("0.1")])
    return replaced(s, m, f"{value.normalize():f}{m[2] or ''}{m[3]}")


def scale(s: str, r: random.Random) -> Made:
    """万 for 亿, or the scale lost."""
    m = picked(s, r, lambda m: bool(m[2]))
    if m is None:
        return None
    return replaced(s, m, m[1] + {"亿": "万", "万": "亿", "万亿": "亿"}.get(m[2], "") + m[3])


def _tail(s: str, words: str, number: str) -> Made:
    body = s.rstrip("。；")
    made = body + words
    start = made.rindex(number)
    return made + "。", (start, start + len(number))


def invented_percent(s: str, r: random.Random) -> Made:
    """A growth rate that nobody stated."""
    number = f"{r.randint(11, 97)}.{r.randint(1, 9)}%"
    return _tail(s, f"，{r.choice(['同比增长', '占比达', '比上年提高', '完成率达'])}{number}", number)


def invented_rank(s: str, r: random.Random) -> Made:
    """A rank that nobody stated."""
    number = f"第{r.choice(['4', '6', '7', '8', '9', '11', '13', '四', '六', '七'])}位"
    return _tail(s, f"，{r.choice(['居全国', '位列全国', '排名全国'])}{number}", number)


def invented_multiple(s: str, r: random.Random) -> Made:
    """A multiple that nobody stated."""
    number = r.choice([f"{r.randint(2, 9)}.{r.randint(1, 9)}倍", "翻一番", "翻了两番", "三倍", "增长了四成"])
    return _tail(s, f"，{r.choice(['是上年的', '为五年前的']) if '倍' in number else '比上年'}{number}", number)


def invented_range(s: str, r: random.Random) -> Made:
    """A range that nobody stated."""
    low = r.randint(13, 60)
    number = f"{low}%—{low + r.randint(2, 9)}%"
    return _tail(s, f"，增幅在{number}", number)


def invented_count(s: str, r: random.Random) -> Made:
    """A count that nobody stated."""
    number = f"{r.randint(1101, 9899)}{r.choice(['家', '项', '个', '件'])}"
    return _tail(s, f"，{r.choice(['惠及企业', '培育相关主体', '办结事项', '推出举措'])}{number}", number)


PLAIN: dict[str, Callable[[str, random.Random], Made]] = {
    "digit changed": digits, "digits transposed": transposed, "decimal shift": decimal, "unit 万/亿": scale,
    "invented percentage": invented_percent, "invented rank": invented_rank, "invented multiple": invented_multiple,
    "invented range": invented_range, "invented count": invented_count,
}  # fmt: skip
