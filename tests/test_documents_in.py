"""Reading files: what comes in is what a person saw in Word, Excel or on the page."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from office_files import docx, paragraph, xlsx

from documents.expand import expand
from documents.reader import FileReader
from nigao.report import Document

DATA = Path(__file__).parent / "data" / "documents"
EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def reader():
    reader = FileReader()
    yield reader
    reader.close()


def read(reader: FileReader, folder: Path, name: str, content: bytes) -> Document:
    path = folder / name
    path.write_bytes(content)
    return reader.read(path)


def test_plain_utf8_text_is_read_as_it_stands(reader, tmp_path):
    text = "工作总结\n\n　　去年增长5%。 \n"
    assert read(reader, tmp_path, "a.txt", text.encode()) == Document(text)


def test_every_real_report_of_the_examples_needs_no_repair(reader):
    path = EXAMPLES / "北京市_2025年政府工作报告.txt"
    assert reader.read(path).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_text_in_any_chinese_encoding_reads_the_same(reader, tmp_path, encoding):
    text = "一、2024年工作总结\n全年完成投资12.5亿元，增长5%。"
    assert read(reader, tmp_path, "a.txt", text.encode(encoding)).text == text


def test_invisible_characters_are_taken_out_and_said(reader, tmp_path):
    document = read(reader, tmp_path, "a.txt", "入库3\u200b18家\ufeff。".encode())
    assert document.text == "入库318家。"
    assert "看不见的字符" in document.warnings[0]


def test_content_decides_not_the_name(reader, tmp_path):
    assert read(reader, tmp_path, "报告.docx", "去年增长5%。".encode()).text == "去年增长5%。"
    assert read(reader, tmp_path, "报告.txt", docx(paragraph("去年增长5%。"))).text == "去年增长5%。"


def _numbering(*levels: tuple[str, str]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{shown}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (shown, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="7">{inner}</w:abstractNum>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="7"/>{more}</w:num>' for i, more in ((1, ""), (2, anew)))
    return abstract + lists


def _numbered(text: str, level: int, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_that_word_puts_by_itself_stand_in_the_text(reader, tmp_path):
    order = [("回顾", 0), ("经济", 1), ("民生", 1), ("打算", 0), ("创新", 1)]
    body = "".join(_numbered(text, level) for text, level in order) + _numbered("重排", 0, 2)
    numbering = _numbering(("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"))
    lines = read(reader, tmp_path, "a.docx", docx(body, numbering=numbering)).text.split("\n")
    assert lines == ["一、回顾", "（一）经济", "（二）民生", "二、打算", "（一）创新", "一、重排"]


def test_a_number_borne_by_a_style_and_its_base_is_found(reader, tmp_path):
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = paragraph("甲", '<w:pStyle w:val="A"/>') + paragraph("乙", '<w:pStyle w:val="B"/>')
    document = read(reader, tmp_path, "a.docx", docx(body, styles=styles, numbering=_numbering(("chineseCounting", "%1、"))))
    assert document.text == "一、甲\n二、乙"
    assert [hint.level for hint in document.styled] == [1, 1]


def test_lists_of_a_real_word_file_are_numbered_as_word_shows_them(reader):
    lines = reader.read(DATA / "numbered_list.docx").text.split("\n")
    assert lines[:4] == ["1)This", "a)Is", "i)A multi", "ii)Level"]
    assert "2)foo" in lines


def test_tracked_insertions_are_taken_deletions_left_out_and_said(reader, tmp_path):
    body = "<w:p><w:r><w:t>增长</w:t></w:r><w:del><w:r><w:delText>5%</w:delText></w:r></w:del><w:ins><w:r><w:t>6%</w:t></w:r></w:ins></w:p>"
    document = read(reader, tmp_path, "a.docx", docx(body))
    assert document.text == "增长6%"
    assert "修订" in document.warnings[0]


def test_a_text_box_comes_once(reader):
    text = reader.read(DATA / "text_box.docx").text
    assert text.count("inside of a text box") == 1


def test_tables_stand_in_body_order_and_their_cells_know_their_place(reader):
    document = reader.read(DATA / "word_tables.docx")
    assert [table.name for table in document.tables][:2] == ["表1", "表2"]
    for table in document.tables:
        for cell in table.cells:
            assert document.text[cell.start : cell.end] == cell.text
            assert table.start <= cell.start <= cell.end <= table.end
    assert [cell.columns for cell in document.tables[1].cells if cell.text.startswith("Merged")] == [2, 2]


def test_a_sheet_reads_as_its_formats_showed_it(reader, tmp_path):
    rows = (
        '<row r="5"><c r="C5" s="1"><v>0.125</v></c><c r="D5" s="2"><v>123456</v></c><c r="E5" s="3"><v>45000</v></c></row>'
        '<row r="6"><c r="C6"><f>SUM(A1:A2)</f></c><c r="D6"><v>0.30000000000000004</v></c></row>'
    )
    content = xlsx(rows, ("0.0%", "0!.0,&quot;万&quot;", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"))
    document = read(reader, tmp_path, "a.xlsx", content)
    assert [(cell.address, cell.text) for cell in document.tables[0].cells] == [
        ("C5", "12.5%"), ("D5", "12.3万"), ("E5", "2023年3月15日"), ("D6", "0.3"),
    ]  # fmt: skip
    assert document.tables[0].name == "指标"
    assert "C6" in document.warnings[0]


def test_a_sheet_that_declares_every_row_there_is_reads_at_once(reader, tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    document = read(reader, tmp_path, "a.xlsx", xlsx(rows, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
    assert [cell.address for cell in document.tables[0].cells] == ["A1", "XFD1048576"]


def test_real_number_formats_are_shown(reader):
    text = reader.read(DATA / "number_formats.xlsx").text
    for shown in ("1,599.99", "($1,599.99)", "2.50%", "2009/10/3"):
        assert shown in text


def test_a_csv_is_a_table_whatever_its_delimiter(reader, tmp_path):
    document = read(reader, tmp_path, "表.csv", "指标;数值\n进出口,总额;12.5\n".encode("gb18030"))
    assert [cell.text for cell in document.tables[0].cells] == ["指标", "数值", "进出口,总额", "12.5"]


def test_old_workbooks_are_read_even_without_libreoffice(reader, monkeypatch):
    monkeypatch.setattr("documents.office.office_program", lambda: None)
    assert "2024\t180" in reader.read(DATA / "legacy.xls").text


@pytest.mark.office
def test_old_formats_go_through_libreoffice(reader, tmp_path):
    document = read(reader, tmp_path, "a.rtf", rb"{\rtf1\ansi\ansicpg936 \u20840?\u24180?12.5%}")
    assert document.text == "全年12.5%"


def test_a_folder_and_an_archive_give_their_files_with_chinese_names(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "乙.txt").write_text("乙", encoding="utf-8")
    (tmp_path / "a" / "~$乙.docx").write_bytes(b"lock")
    names = [path.name for path in expand([tmp_path, DATA / "gbk.zip"])]
    assert names[0] == "乙.txt"
    assert len(names) == 2
    assert "自动巡检需求文档" in names[1]


def test_what_leads_out_of_an_archive_stays_inside(tmp_path):
    from office_files import zipped

    (tmp_path / "a.zip").write_bytes(zipped({"../../evil.txt": "x", "C:\\windows\\b.txt": "y", "/etc/c.txt": "z"}))
    seen = [(path.name, path.read_text(encoding="utf-8"), path.parent) for path in expand([tmp_path / "a.zip"])]
    assert [(name, text) for name, text, _ in seen] == [("evil.txt", "x"), ("b.txt", "y"), ("c.txt", "z")]
    assert not any(folder.exists() for _, _, folder in seen)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def printed(made: Any, folder: Path) -> Path:
    """The document as LibreOffice prints it to PDF."""
    made.save(str(folder / "a.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "a.pdf"


@pytest.mark.office
def test_a_pdf_gives_whole_paragraphs_quotes_in_place_and_its_pages(reader, tmp_path):
    text = (EXAMPLES / "北京市_2025年政府工作报告.txt").read_text(encoding="utf-8").split("\n")[:20]
    made = python_docx.Document()
    for line in text:
        made.add_paragraph(line).paragraph_format.first_line_indent = Pt(22)
    document = reader.read(printed(made, tmp_path))
    # LibreOffice leaves a blank between two names out of the file's letters where it widens the gap instead.
    assert [line.replace(" ", "") for line in document.text.split("\n")] == [line.replace(" ", "") for line in text if line]
    assert len(document.pages) > 1
    assert list(document.pages) == sorted(document.pages)


@pytest.mark.office
def test_a_pdf_table_without_rules_is_read_as_a_table_and_its_note_is_not_part_of_it(reader, tmp_path):
    rows = [
        ["指标", "单位", "2023年", "2024年", "增长（%）"],
        ["地区生产总值", "亿元", "43760.7", "49843.1", "5.2"],
        ["全市居民人均可支配收入（含城镇和农村）", "元", "81752", "85415", "4.5"],
        ["常住人口", "万人", "2185.8", "2183.2", "—"],
        ["其中：城镇人口", "万人", "1919.8", "1923.4", "0.2"],
    ]
    made = python_docx.Document()
    made.add_paragraph("主要指标完成情况如下表。")
    table = made.add_table(rows=len(rows), cols=5)  # python-docx draws no rules unless told
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    made.add_paragraph("注：数据来源于统计公报。")
    document = reader.read(printed(made, tmp_path))
    assert len(document.tables) == 1
    assert {(cell.row, cell.column): cell.text for cell in document.tables[0].cells} == {
        (row, column): value for row, values in enumerate(rows) for column, value in enumerate(values)
    }
    assert document.text.startswith("主要指标完成情况如下表。") and document.text.rstrip().endswith("注：数据来源于统计公报。")


@pytest.mark.office
def test_two_columns_are_read_one_after_the_other_though_a_line_runs_over(reader, tmp_path):
    text = [line for line in (EXAMPLES / "北京市_2025年政府工作报告.txt").read_text(encoding="utf-8").split("\n")[:24] if line]
    made = python_docx.Document()
    for line in text:
        made.add_paragraph(line)
    made.sections[0]._sectPr.xpath("./w:cols")[0].set(qn("w:num"), "2")
    document = reader.read(printed(made, tmp_path))
    read = [line.replace(" ", "") for line in document.text.split("\n")]
    assert sum(line.replace(" ", "") in read for line in text) >= len(text) - 2
