"""Checks a DOCX against GB/T 9704-2012 from the file alone: styles resolved, page and paragraphs measured, nothing asked of the writer."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 56.6929  # twips in a millimetre
FANG, KAI, HEI, SONG = {"仿宋_GB2312", "仿宋"}, {"楷体_GB2312", "楷体"}, {"黑体"}, {"宋体"}
TITLE = {"方正小标宋简体", "宋体"}
LEVELS = (
    (re.compile(r"^[一二三四五六七八九十]+、"), HEI, 0),
    (re.compile(r"^（[一二三四五六七八九十]+）"), KAI, 1),
    (re.compile(r"^[0-9]+\."), FANG, 2),
    (re.compile(r"^（[0-9]+）"), FANG, 3),
)


@dataclass(frozen=True)
class Shown:
    """A paragraph with everything resolved; sizes in half points, indents in hundredths of a character."""

    text: str
    run: dict[str, str]
    para: dict[str, str]
    in_table: bool


class Checker:
    """check() gives one line for each breach; an empty list is a file in order."""

    def __init__(self, content: bytes) -> None:
        self.parts = zipfile.ZipFile(io.BytesIO(content))
        self.document = self._part("word/document.xml")
        styles = self._part("word/styles.xml")
        self.styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self.defaults = styles.find(f"{W}docDefaults")
        self.default_style = next(id for id, s in self.styles.items() if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph")

    def _part(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts.read(name))

    def check(self) -> list[str]:
        paragraphs = [self._resolve(p) for p in self.document.iter(f"{W}p")]
        wrong = [*self._page(), *self._numbers(), *self._theme(), *self._properties()]
        for paragraph in paragraphs:
            wrong += self._paragraph(paragraph)
        return wrong + self._order(paragraphs) + self._tables()

    def _resolve(self, p: etree._Element) -> Shown:
        run: dict[str, str] = {}
        para: dict[str, str] = {}
        _take(self.defaults.find(f"{W}rPrDefault/{W}rPr"), run)
        named = p.find(f"{W}pPr/{W}pStyle")
        for style in self._chain(self.default_style if named is None else named.get(f"{W}val")):
            _take(style.find(f"{W}pPr"), para)
            _take(style.find(f"{W}rPr"), run)
        _take(p.find(f"{W}pPr"), para)
        for own in p.iter(f"{W}r"):
            direct = own.find(f"{W}rPr")
            if direct is not None and own.find(f"{W}t") is not None:
                _take(direct, run)
        text = "".join(t.text or "" for t in p.iter(f"{W}t"))
        return Shown(text, run, para, any(above.tag == f"{W}tc" for above in p.iterancestors()))

    def _chain(self, id: str | None) -> list[etree._Element]:
        style = self.styles.get(id)
        if style is None:
            return []
        base = style.find(f"{W}basedOn")
        return [*(self._chain(base.get(f"{W}val")) if base is not None else []), style]

    def _page(self) -> list[str]:
        section = self.document.find(f"{W}body/{W}sectPr")
        size, margin, grid = (section.find(f"{W}{name}") for name in ("pgSz", "pgMar", "docGrid"))

        def mm(node: etree._Element, name: str) -> float:
            return int(node.get(f"{W}{name}")) / MM

        wrong = []
        for what, found, wanted in (
            ("纸宽", mm(size, "w"), 210),
            ("纸高", mm(size, "h"), 297),
            ("天头", mm(margin, "top"), 37),
            ("订口", mm(margin, "left"), 28),
            ("版心宽", mm(size, "w") - mm(margin, "left") - mm(margin, "right"), 156),
            ("版心高", mm(size, "h") - mm(margin, "top") - mm(margin, "bottom"), 225),
        ):
            if abs(found - wanted) > 1:
                wrong.append(f"{what}是{found:.1f}毫米，应为{wanted}")
        if grid is not None and grid.get(f"{W}type") == "linesAndChars" and int(grid.get(f"{W}charSpace", "0")) < 0:
            wrong.append("负的字符网格")
        return wrong

    def _numbers(self) -> list[str]:
        """单页右空一字, 双页左空一字, 4号半角宋体, one dash on each side."""
        wrong = [] if self._part("word/settings.xml").find(f"{W}evenAndOddHeaders") is not None else ["没有分单双页"]
        relations = {r.get("Id"): r.get("Target") for r in self._part("word/_rels/document.xml.rels")}
        section = self.document.find(f"{W}body/{W}sectPr")
        kinds = {}
        for reference in section.findall(f"{W}footerReference"):
            id = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            kinds[reference.get(f"{W}type")] = self._part(f"word/{relations[id]}")
        for kind, align, side in (("default", "right", "rightChars"), ("even", "left", "leftChars")):
            if kind not in kinds:
                wrong.append(f"缺{kind}页码")
                continue
            shown = self._resolve(kinds[kind].find(f"{W}p"))
            field = "".join(i.text or "" for i in kinds[kind].iter(f"{W}instrText"))
            if "PAGE" not in field or not re.fullmatch(r"— \d+ —", shown.text):
                wrong.append(f"页码写作“{shown.text}”")
            if (shown.para.get("jc.val"), shown.para.get(f"ind.{side}"), shown.run.get("sz.val")) != (align, "100", "28"):
                wrong.append(f"{kind}页码的位置或字号不对")
            if {shown.run.get(f"rFonts.{f}") for f in ("ascii", "hAnsi", "eastAsia")} - SONG:
                wrong.append("页码不是宋体")
        return wrong

    def _theme(self) -> list[str]:
        text = self.parts.read("word/styles.xml").decode()
        wrong = ["主题字体还在"] if re.search(r"w:\w*Theme=", text) else []
        return wrong if 'w:eastAsia="zh-CN"' in text else [*wrong, "语言不是中文"]

    def _properties(self) -> list[str]:
        core = self.parts.read("docProps/core.xml").decode()
        found = {name: re.search(rf"<(?:dc|dcterms|cp):{name}[^>]*>([^<]+)<", core) for name in ("title", "creator", "created", "modified")}
        return [f"属性{name}是空的" for name, match in found.items() if not match] + (["python-docx"] if "python-docx" in core else [])

    def _paragraph(self, shown: Shown) -> list[str]:
        para, run = shown.para, shown.run
        wrong = []
        if para.get("spacing.lineRule") != "exact" or para.get("spacing.before") != "0" or para.get("spacing.after") != "0":
            wrong.append("行距不固定或有段前段后")
        if len({run.get("rFonts.eastAsia"), run.get("rFonts.hAnsi")}) != 1 or (shown.text and run.get("rFonts.hint") != "eastAsia"):
            wrong.append("引号破折号会落到西文字体")
        if run.get("color.val") != "000000" or run.get("i.val") != "0" or run.get("u.val", "none") != "none":
            wrong.append("颜色、斜体或下划线")
        if not shown.in_table and shown.text:
            wrong += self._kind(shown)
        return [f"{each}：{shown.text[:20]}" for each in wrong]

    def _kind(self, shown: Shown) -> list[str]:
        para, run = shown.para, shown.run
        font, size = run.get("rFonts.eastAsia"), run.get("sz.val")
        if size == "44":
            fits = (
                font in TITLE and para.get("jc.val") == "center" and para.get("ind.firstLineChars", "0") == "0" and run.get("b.val") == "0"
            )
            return [] if fits and not re.search(r"[。，；！]$", shown.text) else ["标题的字体或位置"]
        if size != "32":
            return [f"字号{size}"]
        if not (29 * 20 > int(para["spacing.line"]) >= 28 * 20) or run.get("spacing.val") != "-5":
            return ["不是每页22行每行28字"]
        outline = para.get("outlineLvl.val")
        if outline is not None:
            pattern, fonts, level = LEVELS[int(outline)]
            fits = font in fonts and "keepNext" in para and para.get("ind.firstLineChars") == "200" and level == int(outline)
            return [] if fits and pattern.match(shown.text) else ["标题层级与字体"]
        if para.get("jc.val") == "both" and para.get("ind.firstLineChars") == "200" and font not in FANG:
            return ["正文不是仿宋"]
        return []

    def _order(self, paragraphs: list[Shown]) -> list[str]:
        """主送 one line below the title and flush left, 附件 on a new page in 黑体, its title on the third line."""
        wrong = []
        texts = [shown.text for shown in paragraphs]
        if paragraphs[0].run.get("sz.val") == "44" and texts[1]:
            wrong.append("标题下没有空一行")
        for at, shown in enumerate(paragraphs):
            if re.fullmatch(r"附件\d*", shown.text):
                if "pageBreakBefore" not in shown.para or shown.run.get("rFonts.eastAsia") not in HEI or shown.para.get("jc.val") != "left":
                    wrong.append("附件没有另面编排")
                if texts[at + 1] or paragraphs[at + 2].run.get("sz.val") != "44":
                    wrong.append("附件标题不在第三行")
            if shown.text.endswith("：") and at == 2 and shown.para.get("ind.firstLineChars", "0") != "0":
                wrong.append("主送没有顶格")
        return wrong

    def _tables(self) -> list[str]:
        wrong = []
        for table in self.document.iter(f"{W}tbl"):
            if int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) > 8844:
                wrong.append("表格宽过版心")
            rows = table.findall(f"{W}tr")
            if rows[0].find(f"{W}trPr/{W}tblHeader") is None or any(r.find(f"{W}trPr/{W}cantSplit") is None for r in rows):
                wrong.append("表头不重复或行会跨页断开")
        return wrong


def _take(properties: etree._Element | None, into: dict[str, str]) -> None:
    """Properties as "element.attribute" over what is there."""
    for child in properties if properties is not None else ():
        local = etree.QName(child).localname
        if not child.attrib:
            into[local] = ""
        for name, value in child.attrib.items():
            into[f"{local}.{etree.QName(name).localname}"] = str(value)
