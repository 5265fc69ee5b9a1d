"""Hostile and broken files, made by lot from sound ones and by hand, and taken in one by one: what becomes of each, in how much work.

    python benchmarks/hostile.py [--keep FOLDER] [--only WORD]

Each file must end in one Chinese sentence or in a report that holds the words it should, within 20 s of work and 1 GiB, and leave the
reader fit for the next. Prints what does not, and a summary. Not part of the tests: it takes minutes.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from office_files import W, docx, paragraph, xlsx, zipped
from pdf_files import Words, pdf

from documents.child import _worked
from documents.expand import expand
from documents.office import office_program
from documents.reader import FileReader
from nigao.errors import FileRefused
from nigao.work.intake import read_report

DATA = Path(__file__).resolve().parent.parent / "tests" / "data" / "documents"
TEXT = "青石县2025年工作总结\n一、经济运行\n全年税收收入13.1亿元，增长5.0%。新增就业3200人。\n二、民生保障\n新建学校6所。\n"
MARK = "税收收入13.1亿元"
SECONDS, MEMORY = 20.0, 1024.0


@dataclass(frozen=True)
class Case:
    """must: "refused", "any", or words that must be read. never: words that must not."""

    name: str
    content: bytes
    must: str = "any"
    never: str = ""


def sound() -> dict[str, bytes]:
    """A whole file of each kind."""
    rows = (("指标", "2025年"), ("税收收入13.1亿元", "13.1"))
    sheet = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row) + "</row>" for row in rows)
    lines = [Words(line, 90, 750 - 30 * n) for n, line in enumerate(TEXT.split("\n")) if line]
    files = {
        "docx": _word(TEXT),
        "xlsx": xlsx(sheet),
        "pdf": pdf(lines),
        "ofd": _ofd(TEXT),
        "txt": TEXT.encode(),
        "csv": "指标,2025年\n税收收入13.1亿元,13.1\n".encode("gb18030"),
        "html": f"<html><body>{''.join(f'<p>{line}</p>' for line in TEXT.split(chr(10)))}</body></html>".encode(),
        "rtf": b"{\\rtf1\\ansi " + "".join(f"\\u{ord(c)}?" if c != "\n" else "\\par " for c in TEXT).encode() + b"}",
        "xls": (DATA / "seen.xls").read_bytes(),
        "ods": (DATA / "seen.ods").read_bytes(),
    }
    if office_program():
        files["doc"] = _converted(files["docx"], "docx", "doc")
    return files


def _word(text: str) -> bytes:
    """As python-docx saves it: LibreOffice must be able to open it."""
    import docx as python_docx

    document, out = python_docx.Document(), io.BytesIO()
    for line in filter(None, text.split("\n")):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _converted(content: bytes, kind: str, wanted: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"a.{kind}").write_bytes(content)
        profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
        command = [office_program() or "", profile, "--headless", "--convert-to", wanted, "--outdir", folder, f"{folder}/a.{kind}"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (Path(folder) / f"a.{wanted}").read_bytes()


def _ofd(text: str, wrong: str = "") -> bytes:
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    objects = "".join(
        f'<ofd:TextObject ID="{n + 5}" Boundary="20 {20 + 10 * n} 170 8" Size="5"><ofd:TextCode X="0" Y="5">{line}</ofd:TextCode></ofd:TextObject>'
        for n, line in enumerate(text.split("\n"))
        if line
    )
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f'<ofd:Document {ns}><ofd:Pages><ofd:Page ID="1" BaseLoc="{wrong or "P/Content.xml"}"/></ofd:Pages></ofd:Document>',
            "Doc_0/P/Content.xml": f'<ofd:Page {ns}><ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>',
        }
    )


# --- by lot -------------------------------------------------------------------------------------------------------


def mutated(files: dict[str, bytes], chance: random.Random) -> Iterator[Case]:
    """Cut off, flipped, blanked, doubled, under the name of another kind."""
    for kind, content in files.items():
        for share in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999):
            yield Case(f"截断{share}.{kind}", content[: int(len(content) * share)])
        for number in range(7):
            changed = bytearray(content)
            for _ in range(2**number):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            yield Case(f"改{2**number}字节.{kind}", bytes(changed))
        for number in range(3):
            at = chance.randrange(len(content))
            yield Case(f"清零{number}.{kind}", content[:at] + bytes(len(content[at : at + 400])) + content[at + 400 :])
        yield Case(f"乱序.{kind}", content[len(content) // 2 :] + content[: len(content) // 2])
        yield Case(f"前有杂字.{kind}", b"\r\n\x00junk" + content)
        yield Case(f"后有杂字.{kind}", content + os.urandom(64))
    for kind, content in files.items():
        for other in chance.sample(sorted(set(files) - {kind}), 4):
            yield Case(f"名不副实（{kind}）.{other}", content)
        yield Case(f"没有后缀（{kind}）", content)


# --- by hand ------------------------------------------------------------------------------------------------------


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


def zips(files: dict[str, bytes]) -> Iterator[Case]:
    """Hostile archives."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w", force_zip64=True) as out:
        for _ in range(1200):
            out.write(bytes(1 << 20))
    yield Case("零炸弹.zip", bomb.getvalue(), "refused")
    inner = zipped({"a.txt": "数" * 10_000_000})
    for _ in range(6):
        inner = zipped({f"{n}.zip": inner for n in range(8)})
    yield Case("套娃.zip", inner, "refused")
    yield Case("三千文件.zip", zipped({f"{n}.txt": "x" for n in range(3000)}), "refused")
    yield Case("空包.zip", zipped({}), "refused")
    yield Case("目录穿越.zip", zipped({"../../etc/x.txt": TEXT}), MARK)
    yield Case("怪名.zip", zipped({'a:"b|?.txt': TEXT}), MARK)
    yield Case("只有图片.zip", zipped({"a.png": b"\x89PNG\r\n\x1a\n"}), "refused")
    yield Case("包里有word.zip", zipped({"总结.docx": files["docx"]}), MARK)
    locked = bytearray(zipped({"a.txt": TEXT}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + at] |= 1
    yield Case("加密.zip", bytes(locked), "refused")
    lying = bytearray(zipped({"a.txt": TEXT}))
    struct.pack_into("<I", lying, lying.index(b"PK\x01\x02") + 24, 0xFFFFFFF0)
    yield Case("虚报大小.zip", bytes(lying), "refused")
    for number in range(3):
        yield Case(f"重叠{number}.docx", files["docx"] + files["xlsx"] * number + files["docx"])
    yield Case("部件炸弹.docx", zipped({"word/document.xml": b"<a>" + b" " * 600_000_000}), "refused")
    yield Case(
        "共享串炸弹.xlsx", zipped({"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 60_000_000}), "refused"
    )


def papers() -> Iterator[Case]:
    """Hostile .pdf and .ofd."""
    head = b"%PDF-1.4\n"
    yield Case("只有头.pdf", head, "refused")
    yield Case(
        "页树成环.pdf",
        head + b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>",
        "refused",
    )
    yield Case(
        "没有页.pdf",
        head + b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj trailer<</Root 1 0 R>>",
        "refused",
    )
    yield Case(
        "页数虚报.pdf",
        head
        + b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 99999999>>endobj 3 0 obj<</Type/Page/Parent 2 0 R>>endobj trailer<</Root 1 0 R>>",
    )
    stream = zlib.compress(zlib.compress(bytes(300_000_000)))
    page = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj "
    yield Case(
        "流炸弹.pdf",
        head
        + page
        + b"4 0 obj<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(stream)
        + stream
        + b"\nendstream endobj trailer<</Root 1 0 R>>",
    )
    yield Case("十万页面.pdf", pdf([Words(MARK, 9000, 9000)], size=(100_000, 100_000)))
    yield Case("两千页.pdf", pdf(*[[Words(f"第{n}页", 90, 700)] for n in range(2000)]))
    yield Case("三百页.pdf", pdf(*[[Words(MARK, 90, 700)] for _ in range(300)]))
    yield Case("六万字一页.pdf", pdf([Words("数字增长" * 5, 20 + n % 9, 5 + n % 830, 2) for n in range(3000)]))
    yield Case("白字.pdf", pdf([Words(MARK, 90, 700), Words("内部掌握", 90, 650, color="1 g")]), MARK, "内部掌握")
    yield Case("水印.pdf", pdf(*[[Words(MARK, 90, 700), Words("内部资料", 200, 400, 60, 45)] for _ in range(3)]), MARK, "内部资料")
    yield Case(
        "线条十万.pdf", pdf([Words(MARK, 90, 700)], rules="".join(f"{n % 500} {n % 700} m {n % 300} 9 l S " for n in range(100_000)))
    )
    yield Case("页在别处.ofd", _ofd(TEXT, "../../../etc/passwd"), "refused", "root:")
    yield Case("没有字.ofd", _ofd(""), "refused")
    yield Case("一行百万字.ofd", _ofd("数" * 300_000))
    yield Case("坏数.ofd", _ofd(TEXT).replace(b"x", b"x"), MARK)


def texts() -> Iterator[Case]:
    """Text in every encoding and shape, kinds nobody reads, and pages."""
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "gb18030"):
        yield Case(f"编码{encoding}.txt", TEXT.encode(encoding), MARK)
    yield Case("繁体Big5.txt", "青石縣工作總結\n全年稅收收入13.1億元，增長5.0%。新增就業3200人。\n".encode("big5"))
    yield Case("半个代理.txt", TEXT.encode() + b"\xed\xa0\x80" + TEXT.encode())
    yield Case("混编码.txt", TEXT.encode() + TEXT.encode("gbk"))
    for unit, times, what in (
        ("全年税收收入增长5%，", 180_000, "一行五兆"), ("数", 1_700_000, "一行同一字"), ("5", 2_900_000, "一行数字"), ("一、", 500_000, "一行序号"),
        ("（", 1_000_000, "一行左括号"), ("增长", 800_000, "一行增长"), ("5.", 800_000, "一行小数点"), ("2025年", 300_000, "一行年份"), ("、", 1_500_000, "一行顿号"),
        ("亿元", 800_000, "一行单位"), (" ", 2_900_000, "一行空格"), ("　。", 900_000, "一行句号"), ("比上年", 500_000, "一行比上年"), ("第1位", 500_000, "一行名次"),
        ("一、数\n", 300_000, "三十万标题"), ("增长5%。\n", 300_000, "三十万短行"), ("\n", 2_900_000, "全是换行"), ("（一）", 400_000, "一行括号序号"),
        ("a", 2_900_000, "一行拉丁"), ("\t", 2_000_000, "全是制表"), ("5%、", 600_000, "一行百分数"), ("其中：甲5个，", 200_000, "一行其中"),
        ("“", 1_000_000, "一行引号"), ("1 ", 1_000_000, "一行散数字"), ("⼀", 1_000_000, "一行部首"), ("1\n", 900_000, "一行一数"),
    ):  # fmt: skip
        yield Case(f"{what}.txt", (unit * times).encode())
    for name, content in (
        ("图.png", b"\x89PNG\r\n\x1a\n" + bytes(99)), ("图.jpg", b"\xff\xd8\xff\xe0" + bytes(99)), ("图.gif", b"GIF89a" + bytes(99)), ("图.bmp", b"BM" + bytes(99)),
        ("图.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(99)), ("图.svg", b"<svg xmlns='x'><text>5%</text></svg>"), ("图.tif", b"II*\x00" + bytes(99)),
        ("音.mp3", b"ID3\x03" + bytes(range(256)) * 9), ("影.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(range(256)) * 9), ("程.exe", b"MZ" + bytes(range(256)) * 9),
        ("程.elf", b"\x7fELF" + bytes(99)), ("包.rar", b"Rar!\x1a\x07\x00" + bytes(99)), ("包.7z", b"7z\xbc\xaf\x27\x1c" + bytes(99)), ("包.gz", b"\x1f\x8b\x08\x00" + bytes(99)),
        ("包.tar", b"a.txt" + bytes(507) + b"x" + bytes(9999)), ("库.db", b"SQLite format 3\x00" + bytes(range(256)) * 9), ("快捷.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(99)),
        ("字.ttf", b"\x00\x01\x00\x00" + bytes(range(256)) * 9), ("乱.docx", random.Random(3).randbytes(9999)), ("乱.pdf", random.Random(4).randbytes(9999)),
        ("乱.txt", random.Random(5).randbytes(9999)), ("乱.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(6).randbytes(9999)),
        ("邮件.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9999)), ("空.docx", b""), ("空白.txt", b" \n\t "), ("零.xlsx", bytes(4096)), ("三字节.docx", b"PK\x03"),
        ("坏.mdb", b"\x00\x01\x00\x00Standard Jet DB" + bytes(999)), ("单页.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>5%"),
        ("数据.xml", "<?xml version='1.0'?><数>5%</数>".encode()), ("密.docx", _locked()), ("密.xlsx", _locked()), ("密.wps", _locked()),
    ):  # fmt: skip
        yield Case(name, content, "refused")
    mail = f"From: a@b.c\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}"
    yield Case("邮件.eml", mail.encode())
    for name, text, never in (
        ("脚本.html", f"<html><script>alert('内部5%')</script><p>{MARK}</p></html>", "alert"), ("隐藏.html", f"<html><p style='display:none'>内部</p><p>{MARK}</p></html>", "内部"),
        ("注释.html", f"<html><!-- 内部 --><p>{MARK}</p></html>", "内部"), ("十万层.html", "<html>" + "<div>" * 100_000 + MARK, ""),
        ("表十万行.html", f"<html><table>{'<tr><td>增长<td>5%</tr>' * 50_000}</table>", ""), ("跨行十亿.html", f"<html><table><tr><td rowspan=999999999>{MARK}<td>1<tr><td>2</table>", ""),
        ("不闭合.html", f"<html><b><i><u>{MARK}<table><tr><td>", ""), ("实体.html", f"<html><p>{'&amp;' * 500_000}</p><p>{MARK}</p></html>", ""),
    ):  # fmt: skip
        yield Case(name, text.encode(), MARK if MARK in text else "any", never)
    yield Case("国标网页.html", f'<html><meta charset="gb2312"><p>{MARK}</p></html>'.encode("gb18030"), MARK)
    yield Case("网页表.xls", f"<html><table><tr><td>指标<td>2025年<tr><td>{MARK}<td>13.1</table></html>".encode("gbk"), MARK)
    yield Case("制表.et", f"指标\t2025年\n{MARK}\t13.1\n".encode("gb18030"), MARK)
    yield Case("文字.wps", TEXT.encode("gb18030"), MARK)
    yield Case("深括号.rtf", b"{\\rtf1 " + b"{" * 100_000 + b"5%" + b"}" * 100_000 + b"}")
    yield Case("对象.rtf", b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}\\par 5%}")
    for name in ("长" * 70 + ".txt", "-rf.txt", "a b'c\"d.txt", "$(x).txt", "😀.txt", "CON.txt", ".隐藏.txt"):
        yield Case(name, TEXT.encode(), MARK)


def _locked() -> bytes:
    """The beginning of an encrypted package."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage\x00".encode("utf-16-le") + bytes(999)


def cases() -> Iterator[Case]:
    """All of them, the same ones each time."""
    files = sound()
    yield from (Case(f"好.{kind}", content, MARK if kind not in ("xls", "ods") else "128.6") for kind, content in files.items())
    for made in (mutated(files, random.Random(7)), words(), sheets(), zips(files), papers(), texts()):
        yield from made


# --- taking them in -----------------------------------------------------------------------------------------------


def verdict(case: Case, reader: FileReader, folder: Path) -> tuple[str, str]:
    """(what became of it, what is wrong with that or "")."""
    path = folder / case.name
    path.write_bytes(case.content)
    told, read = [], []
    try:
        for number, file in enumerate(expand([path])):
            if number > 50:
                break
            try:
                report = read_report(reader, file)
                read.append(report.document.text)
            except FileRefused as refused:
                told.append(str(refused))
    except FileRefused as refused:
        told.append(str(refused))
    finally:
        path.unlink()
    text = "\n".join(read)
    wrong = [
        one
        for one in told
        if not re.fullmatch(r"“[^”]*”?.*[^。]。", one, re.S) or one.count("。") > 1 or not re.search(r"请|重新|检查", one)
    ]
    if wrong:
        return "refused", f"一句话不合格：{wrong[0]}"
    if case.never and case.never in text:
        return "read", f"读到了不该读的“{case.never}”"
    if case.must == "refused":
        return "refused" if not read else "read", f"收下了：{text[:60]!r}" if read else ""
    if case.must != "any" and case.must not in text:
        return "refused" if told else "read", f"没有读到：{(told or [text])[0][:80]}"
    strange = sum(not (one.isprintable() or one in "\n\t\r　") for one in text[:5000])
    if read and strange > 0.05 * min(len(text), 5000):
        return "read", f"收下了乱码：{text[:60]!r}"
    return ("read" if read else "refused"), ""


def main() -> None:
    """Make them, take them in, print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    reader, count, slow = FileReader(), Counter[str](), list[tuple[float, str]]()
    with tempfile.TemporaryDirectory() as folder:
        for case in cases():
            if options.only not in case.name:
                continue
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / case.name.replace("/", "_")).write_bytes(case.content)
            began = _work()
            try:
                became, wrong = verdict(case, reader, Path(folder))
            except Exception as error:  # noqa: BLE001 - what must never come out is what is looked for
                became, wrong = "raised", repr(error)[:200]
            spent = _work() - began
            if spent > SECONDS and not wrong:
                wrong = "太慢"
            count[became] += 1
            count["wrong"] += bool(wrong)
            slow.append((spent, case.name))
            if wrong:
                print(f"{case.name}: {wrong} ({spent:.1f} s)", flush=True)
    reader.close()
    print(dict(count), "slowest:", [(f"{spent:.1f}", name) for spent, name in sorted(slow, reverse=True)[:8]])
    print(
        f"largest: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB of a child, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB here"
    )


def _work() -> float:
    """Seconds of work of this process, its children that are gone and those that live."""
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + gone.ru_utime + gone.ru_stime + sum(_worked(child) or 0.0 for child in _children())


def _children() -> Iterator[int]:
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # a thread that has just ended
            yield from map(int, (task / "children").read_text().split())


if __name__ == "__main__":
    main()
