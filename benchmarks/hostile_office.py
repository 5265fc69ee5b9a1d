"""Hostile Word files and workbooks, made by hand: bombs, loops, places far outside, what must not be seen."""

from __future__ import annotations

from collections.abc import Iterator

from hostile_sound import MARK, Case
from office_files import W, docx, paragraph, xlsx, zipped


def words() -> Iterator[Case]:
    """Hostile .docx."""
    good = paragraph(MARK)
    doc = f"<w:document {W}><w:body>%s</w:body></w:document>"
    laughs = "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
    yield Case(
        "十亿个笑.docx",
        zipped({"word/document.xml": f'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{laughs}]>' + doc % paragraph("&j;")}),
        "refused",
    )
    secret = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield Case("外部实体.docx", zipped({"word/document.xml": secret + doc % paragraph("&x;")}), "refused", "root:")
    yield Case("外部DTD.docx", zipped({"word/document.xml": '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">' + doc % good}), "refused")
    yield Case("正文炸弹.docx", docx("<w:p/>" * 7_000_000), "refused")
    yield Case("一段巨字.docx", docx(paragraph("数" * 20_000_000)), "refused")
    yield Case("五兆一段.docx", docx(paragraph("全年税收增长5%，" * 200_000)))
    yield Case("百万空段.docx", docx("<w:p/>" * 1_000_000 + good), MARK)
    yield Case("嵌套一万层.docx", docx("<w:ins>" * 10_000 + good + "</w:ins>" * 10_000), "refused")
    yield Case("表中表五百层.docx", docx("<w:tbl><w:tr><w:tc>" * 80 + good + "</w:tc></w:tr></w:tbl>" * 80))
    yield Case("样式循环.docx", docx('<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>' + MARK + "</w:t></w:r></w:p>",
        styles='<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'), MARK)  # fmt: skip
    yield Case("编号循环.docx", docx('<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>' + MARK + "</w:t></w:r></w:p>",
        numbering='<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'), MARK)  # fmt: skip
    span = '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
    yield Case(
        "跨列十亿.docx",
        docx(f"<w:tbl><w:tr><w:tc>{span}{good}</w:tc><w:tc>{good}</w:tc></w:tr><w:tr><w:tc>{good}</w:tc></w:tr></w:tbl>"),
        MARK,
    )
    yield Case(
        "十万行表.docx",
        docx("<w:tbl>" + f"<w:tr><w:tc>{paragraph('5%')}</w:tc><w:tc>{paragraph('数')}</w:tc></w:tr>" * 100_000 + "</w:tbl>"),
    )
    yield Case("没有正文.docx", zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<a/>"}), "refused")
    yield Case("正文不是XML.docx", zipped({"word/document.xml": b"\xff\xfe\x00\x01" * 99}), "refused")
    yield Case("只有图片.docx", docx("<w:p><w:r><w:drawing/></w:r></w:p>"), "refused")
    yield Case("全是隐藏字.docx", docx(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{MARK}</w:t></w:r></w:p>"), "refused", MARK)
    yield Case("目录穿越.docx", zipped({"../../../tmp/evil": "x", "word/document.xml": doc % good}), MARK)
    yield Case("宏.docm", zipped({"word/document.xml": doc % good, "word/vbaProject.bin": b"x" * 99}), MARK)
    yield Case("远程模板.docx", zipped({"word/document.xml": doc % good, "word/_rels/document.xml.rels":
        '<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/></Relationships>'}), MARK)  # fmt: skip
    yield Case("控制字符.docx", docx(paragraph(MARK + "&#9;​\u202e\ufeff")), MARK)
    yield Case(
        "UTF-16正文.docx", zipped({"word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + doc % good).encode("utf-16")}), MARK
    )


def sheets() -> Iterator[Case]:
    """Hostile .xlsx and .csv."""
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{MARK}</t></is></c></row>'
    yield Case("宣称很大.xlsx", xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + cell), MARK)
    yield Case("行号十亿.xlsx", xlsx(f'{cell}<row r="999999999"><c r="A999999999"><v>1</v></c></row>'))
    yield Case("行号负数.xlsx", xlsx(f'{cell}<row r="-5"><c r="-A5"><v>1</v></c></row>'), MARK)
    yield Case("列十亿.xlsx", xlsx(cell, after='<cols><col min="1" max="999999999" hidden="1"/></cols>'))
    yield Case("合并全表.xlsx", xlsx(cell, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), MARK)
    yield Case("十万处合并.xlsx", xlsx(cell, after="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 100_000 + "</mergeCells>"), MARK)
    yield Case("四十万格.xlsx", xlsx("<row><c><v>1</v></c></row>" * 400_000), "refused")
    yield Case("二十万格.xlsx", xlsx("<row><c><v>1</v></c><c><v>2.5</v></c></row>" * 100_000))
    yield Case("DDE公式.xlsx", xlsx(f'{cell}<row r="2"><c r="A2" t="str"><f>cmd|\'/c calc\'!A0</f><v>x</v></c></row>'), MARK, "calc")
    yield Case("没算的公式.xlsx", xlsx(f'{cell}<row r="2"><c r="A2"><f>SUM(A1:A9)</f></c></row>'), MARK)
    yield Case("自指公式.xlsx", xlsx(f'{cell}<row r="2"><c r="A2"><f>A2</f><v>0</v></c></row>'), MARK)
    yield Case("字符串越界.xlsx", xlsx(f'{cell}<row r="2"><c r="A2" t="s"><v>99999999</v></c></row>'), MARK)
    yield Case("样式越界.xlsx", xlsx(f'{cell}<row r="2"><c r="A2" s="99999"><v>5</v></c></row>'), MARK)
    yield Case(
        "怪数.xlsx",
        xlsx(cell + "".join(f"<row><c><v>{v}</v></c></row>" for v in ("NaN", "1e308", "-1e-308", "1e99999", "∞", "0x10", "1" * 5000))),
        MARK,
    )
    yield Case("日期越界.xlsx", xlsx(f'{cell}<row r="2"><c r="A2" s="0"><v>99999999999</v></c></row>', formats=("yyyy-mm-dd",)), MARK)
    yield Case("格式炸弹.xlsx", xlsx(f'{cell}<row r="2"><c r="A2" s="0"><v>5</v></c></row>', formats=("0" * 20000 + ";" * 20000,)), MARK)
    yield Case("一格五兆.xlsx", xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"全年增长5%，" * 300_000}</t></is></c></row>'))
    yield Case("表全隐藏.xlsx", xlsx(cell, state="veryHidden"), "refused", MARK)
    yield Case("百万列.csv", ("1," * 1_000_000).encode())
    yield Case("四十万格.csv", ("1,2,3,4\n" * 100_000).encode(), "refused")
    yield Case("引号不闭.csv", ('指标,"2025年\n' + MARK + ",1\n" * 1000).encode())
    yield Case("公式注入.csv", f'指标,值\n{MARK},=HYPERLINK("http://127.0.0.1")\n'.encode(), MARK)
    yield Case("全是分隔.csv", b"," * 500_000)
    yield Case("空字节.csv", ("指标,值\n" + MARK + ",5\x00\n").encode())
