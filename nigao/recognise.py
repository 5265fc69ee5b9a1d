"""What a document is: title, unit, year, kind and department, proposed from its name and first lines; a person may correct all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from nigao.letters import unspaced
from nigao.outline import outline
from nigao.own_year.clue import by_end_of_school_year
from nigao.own_year.paper import called, paper_years
from nigao.own_year.tabled import latest_column, latest_row
from nigao.report import Document, Heading, Identity, Role
from nigao.writing.return_sheet import identity_of as sheet_identity
from nigao.writing.return_sheet import is_return_sheet

# Digits typed full width (２０２５年) are the same ones; no offset moves.
_NARROW = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
_HEAD = 6000
_TAIL = 400
# What stands before a name in a file's name: 03水务局, 1.交通局, 0312_民政局, （报送稿）.
_LEAD = re.compile(r"^(?:[（(【\[][^）)】\]]{1,6}[）)】\]]|(?!(?:19|20)\d{2})\d{1,4}(?:[.、_\-\s]+|(?=[\u4e00-\u9fff])))(?!年)")
_DATED = re.compile(r"(?:(?:19|20)\d{2}|二[〇○零]\S{2})\s*年\s*\S{1,3}\s*月\s*(?:\S{1,3}\s*日)?")
_AREA = r"[\u4e00-\u9fff]{2,9}?(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|自治旗|新区|省|市|州|盟|地区|区|县|旗|镇|乡|街道)"
_PARK = (
    r"[\u4e00-\u9fff]{0,12}?(?:高新技术产业开发区|高新技术开发区|经济技术开发区|高新区|经开区|开发区|自贸区|自贸试验区|"
    r"产业园区|工业园区|科技园)(?:管委会|管理委员会)?"
)
_OFFICE = (
    r"[\u4e00-\u9fff]{1,22}?(?:委员会办公室|发展改革委|发展和改革委员会|工业和信息化局|人民政府|管理委员会|委员会|办公室|办事处|总公司|集团有限公司|"
    r"有限责任公司|股份有限公司|有限公司|集团|公司|研究院|研究所|研究中心|大学|学院|学校|中学|小学|医院|中心|总队|支队|大队|联合会|协会|"
    r"办公厅|银行|管理局|厅|局|委|办|署|院|部)"
)
_OFFICE_END = re.compile(r"(?:厅|局|委|委员会|办|办公室|部|处|科|署|院|中心|公司|集团|银行|大队|支队|总队)$")
_KIND_WORDS = re.compile(
    r"(?:关于|工作总结|工作报告|工作材料|政府工作|年度|上半年|下半年|全年|工作(?![部委站办室队局处])|总结|小结|打算|计划|要点|汇报|材料|情况|报告|暨|述职|科技创新|主要|指标|数据|统计|台账|"
    r"思路|安排|经济|国民经济|社会发展|经济社会|报送|提供|(?:19|20)[0-9xX×]{2}年?)"
)
# 经济发展办, 统计局, 计划财务部: an office whose own name begins with such a word.
# What a form says of itself in its first lines.
_FORM = re.compile(
    rf"(?:报送|填报|上报|供稿|编报|提供|呈报)(?:单位|部门)(?:（盖章）|[(]盖章[)])?[:：]\s*({_OFFICE})(?=$|[\s　，,；;（(]|联系|日期|时间|填)"
)
_NAMED_SO = re.compile(
    r"(?:国民经济|经济|社会|科技创新|统计|数据|计划|安排|指标)[\u4e00-\u9fff]{0,8}?(?:委员会|办公室|局|办|部|处|科|中心|委)(?=$|20|总结|工作|材料|情况|报)"
)
_YEAR = re.compile(r"(?:(?:19|20)(?:\d{2}|[xX×*＊]{2})|二[〇○零]\S{2})\s?年?(?:度|上半年|下半年)?")
_YEARS = re.compile(r"(?:19|20)\d{2}年?[—\-–~～－至到]+(?:19|20)\d{2}")
_UNIT = re.compile(r"[（(]\s*(?:计量)?单位[:：][^（）()]*[)）]|[（(](?:万|亿|百万|千万)?(?:元|吨|人|千瓦时|家|个|户|%)[)）]")
_METRICS = re.compile(r"指标|数据表|统计表|台账|一览表|数据汇总|公报数据|报表|主要数据")
_MATERIAL = re.compile(r"材料|素材|供稿|报送|提供|情况说明")
_GOVERNMENT = re.compile(r"政府工作报告")
_HELD = re.compile(r"(20\d{2})年\d{1,2}月\d{1,2}日[^。\n]{0,30}(?:人民代表大会|会议)")
_PLACED = re.compile(rf"(?:现在，?我(?:代表|受)|在)({_AREA}(?:人民政府)?)")
_COUNCIL = re.compile(r"代表国务院|国务院总理|全国人民代表大会")
_CONGRESS = re.compile(rf"在({_AREA})第[一二三四五六七八九十]+届人民代表大会")
_BEHALF = re.compile(rf"代表({_AREA})人民政府")


def recognise(filename: str, text: str, role: str | None = None) -> Identity:
    """Propose what a document is. role: "report", "material" or "metrics" where a person said so.

    The year of a report is the year it plans (a government report's year of delivery), that of a material or of figures the year
    its facts are about; None where neither name nor text tells (20xx).
    """
    stem = _SUFFIX.sub("", filename.replace("\\", "/").rpartition("/")[2]).strip().translate(_NARROW)
    text = text.translate(_NARROW)
    head = text[:_HEAD]
    headings = outline(Document(head))
    title = _title(stem, headings, head)
    named = any(heading.kind == "title" for heading in headings)
    found = cast(Role, role) if role in ("report", "material", "metrics") else _role(stem, title, text)
    unit, department = _whose(stem, title, text, found)
    year, reviewed = _years(stem, title, text, found)
    if not named and year and unit and re.search(r"向大会(?:作|报告)[^。]{0,20}政府[^。]{0,12}(?:工作|报告)", head[:1500]):
        title = f"{year}年{unit}政府工作报告"
    identity = Identity(title, unit, year, reviewed, found, department)
    return sheet_identity(identity, text) if is_return_sheet(text) else identity


def _title(stem: str, headings: Sequence[Heading], head: str) -> str:
    """The document's own title; a bare 政府工作报告 or a missing one is taken from the file's name where that says more."""
    own = next((heading.title for heading in headings if heading.kind == "title"), "") or _first_line(head)
    named = re.sub(r"[_\s]+", " ", stem).strip()
    own = _UNIT.sub("", own.split("\t")[0]).strip()
    if not own:
        return named
    bare = len(re.sub(r"\s", "", own)) <= 8 and len(named) > len(own) and re.sub(r"\s", "", own) in re.sub(r"\s", "", named)
    return named if bare else own


def _first_line(head: str) -> str:
    """A first line that names a paper or table by its words: 青石县2025年主要指标（单位：亿元）."""
    line = next((line.strip(" \u3000") for line in head.split("\n") if line.strip()), "")
    plain = _UNIT.sub("", unspaced(line)).strip()
    named = re.search(
        r"(?:指标|数据|情况|统计资料|年鉴|台账|清单|简报|快报|通报|专报|考核|任务分解|一览|汇总|对照)表?$|[\u4e00-\u9fff]{2}表$", plain
    )
    return plain if named and _YEAR.search(plain) and len(plain) <= 40 and "\t" not in line else ""


def _role(stem: str, title: str, text: str) -> Role:
    """metrics: most lines are rows of a table, or the name says 指标; material: what a department handed in; else a report."""
    lines = [line for line in text.split("\n") if line.strip()]
    rows = sum("\t" in line for line in lines)
    told = re.search(r"工作(?:总结|小结|报告|要点|计划|打算)$", re.sub(r"[（(].*", "", title)) and "\t" not in (lines[0] if lines else "")
    if rows >= 2 and rows >= 0.6 * len(lines) and not told:
        return "metrics"
    if rows >= 2 and _METRICS.search(title) and not told:
        return "metrics"
    if _METRICS.search(stem) and not re.search(r"总结|小结|报告", stem):
        return "metrics"
    if _GOVERNMENT.search(stem + title):
        return "report"
    if _MATERIAL.search(stem) and not re.search(r"总结|小结|打算|要点|计划", stem):
        return "material"  # 党群部材料.txt, whatever its title says
    named = _MATERIAL.search(stem) or _MATERIAL.search(title)
    return "material" if named and not re.search(r"工作[总小]结(?!.*材料)|工作打算|工作要点|工作计划", stem + title) else "report"


def _years(stem: str, title: str, text: str, role: Role) -> tuple[int | None, int | None]:
    stem, title = by_end_of_school_year(stem), by_end_of_school_year(title)
    years = paper_years(called(stem, title), text)
    reviewed, planned = _int(years.reviewed), _int(years.planned)
    if role == "report":
        if _GOVERNMENT.search(stem + title):
            return planned, reviewed
        if years.within_a_year or reviews_only(f"{stem} {title}", text):
            return reviewed, reviewed  # what half a year's paper plans is the rest of the same year
        return (reviewed + 1 if reviewed else planned), reviewed
    named = _YEAR.search(stem) or _YEAR.search(title)
    about = _int(re.sub(r"\D", "", named.group())[:4]) if named else None
    latest = (latest_row(text) or latest_column(text)) if role == "metrics" else None
    several = _YEARS.search(stem) or _YEARS.search(title)  # 指标2023-2025: its columns say which year is the last with results
    year = (latest if several else None) or (reviewed if years.sure == "told" else None) or about or latest or reviewed
    return year, year


def reviews_only(name: str, text: str) -> bool:
    """A 总结 that says nothing of a plan, in its name or its headings, carries the year it reviews."""
    if re.search(r"打算|计划|谋划|安排|要点|政府工作报告|思路|政府工作|预算.{0,3}草案", name) or not re.search(
        r"总结|小结|述职|回顾|情况", name
    ):
        return False
    titles = [heading.title for heading in outline(Document(text)) if heading.level == 1 and heading.kind == "section"]
    return not any(re.search(r"打算|计划|谋划|安排|重点工作|任务|思路|下一步|明年", one) for one in titles)


def _int(year: str) -> int | None:
    return int(year) if year.isdecimal() and len(year) == 4 else None


def _whose(stem: str, title: str, text: str, role: Role) -> tuple[str, str]:
    """(unit the report is of, department that handed it in)."""
    head = text[:_HEAD]
    area = _area(stem, title, head)
    if role == "report" and _GOVERNMENT.search(stem + title + head[:200]):
        return area, ""
    office = _office(_LEAD.sub("", stem)) or _office(title) or _signed(head) or _signed_off(text)
    if role == "report":
        park = _park(stem) or _park(title)
        return (office or park or area), ""
    short = office.removeprefix(area) if office != area else office
    return (area or _park(stem) or _park(title)), short


def _area(stem: str, title: str, head: str) -> str:
    """The place: in the name (北京市_2025), the title, or what the opening says (代表省人民政府 names none)."""
    first = re.split(r"[_\-—\s（(]", _YEAR.sub("_", stem))
    for part in (*first, _YEAR.sub("", title)):
        if part == "国务院" or part.startswith("国务院"):
            return "国务院"
        match = re.match(_AREA + r"(?!局|委|办|域)", part)
        if match and not _park(part):
            return match.group()
    if _COUNCIL.search(head[:1200]):
        return "国务院"
    for pattern in (_CONGRESS, _BEHALF):
        match = pattern.search(head[:2000])
        if match and len(match[1]) > 2:
            return match[1]
    return ""


def _park(words: str) -> str:
    match = re.search(_PARK, _YEAR.sub("", words))
    return match.group() if match else ""


def _office(words: str) -> str:
    """The office a name or title speaks of (科技局材料 → 科技局), without the words for the kind of paper."""
    for part in re.split(r"[_\-—\s（()）]+", _YEAR.sub(" ", words)):
        plain = part.removeprefix("关于")
        cut = _KIND_WORDS.split(plain)[0].strip("的、，")
        if re.match("[全我本][一-鿿]$", cut):
            continue  # 全院主要运行指标 is of the hospital, not of an office called so
        match = re.match(_OFFICE + "$", cut) if cut else None
        if match:
            return cut
        if len(cut) >= 3 and _OFFICE_END.search(cut):
            return cut
        if not cut and (match := _NAMED_SO.match(plain)):
            return match.group()
    return ""


def _signed(head: str) -> str:
    """An office alone on one of the first lines, as letterheads and by-lines have it."""
    for line in [unspaced(line.strip(" \u3000\t")) for line in head.split("\n") if line.strip()][:5]:
        if named := _FORM.match(line):
            return named[1]
        if len(line) <= 24 and re.fullmatch(_OFFICE, line):
            return line
    return ""


def _signed_off(text: str) -> str:
    """The office that signs at the end, over or beside a date."""
    lines = [unspaced(line.strip(" \u3000\t")) for line in text[-_TAIL:].split("\n") if line.strip()][-4:]
    for at, line in enumerate(lines):
        name = _DATED.sub("", line).strip(" \u3000")
        dated = name != line or (at + 1 < len(lines) and _DATED.fullmatch(lines[at + 1]))
        if dated and len(name) <= 24 and re.fullmatch(_OFFICE, name):
            return name
    return ""
