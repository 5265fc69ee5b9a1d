"""What a person sees in a file is read, and nothing else: hidden, crossed out, set apart, nested, in formulas."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from docx.table import Table
from office_files import docx, paragraph
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from documents.reader import FileReader
from nigao.errors import FileDamaged
from nigao.report import Document
from nigao.work.intake import read_report

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.fixture(scope="module")
def reader():
    reader = FileReader()
    yield reader
    reader.close()


def read(reader: FileReader, folder: Path, name: str, content: bytes) -> Document:
    (folder / name).write_bytes(content)
    return reader.read(folder / name)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


# --- workbooks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["seen.xls", "seen.ods"])
def test_sheets_of_old_and_open_formats_are_read_as_seen_without_libreoffice_too(reader, monkeypatch, name):
    monkeypatch.setattr("documents.office.office_program", lambda: None)
    document = reader.read(Path(__file__).parent / "data" / "documents" / name)
    assert document.text.split("\n")[1:] == [
        "指标\t单位\t2025年",
        "地区生产总值\t亿元\t128.6",
        "税收占比\t%\t68.5%",
        "固定资产投资\t亿元\t57.2",
        "进出口总额\t亿元\t12.3",
        "低保人数\t人\t4,108人",
    ]
    assert document.warnings == (
        "工作表“主要指标”中隐藏的1行、1列没有读取，如需使用请先取消隐藏。",
        "工作表“主要指标”中划掉（删除线）的3个单元格（A8、B8、C8）没有读取。",
        "工作表“主要指标”中白色看不见的1个单元格（E3）没有读取。",
    )


def test_hidden_rows_and_columns_are_passed_over_and_said(reader, tmp_path):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "主要指标"
    sheet.append(["青石县2025年主要经济指标", None, None, None])
    sheet.merge_cells("A1:D1")
    for row in (
        ["指标", "单位", "2025年", "作废测算"],
        ["投资", "亿元", 57.2, 55.1],
        ["投资", "亿元", 54.9, 54.9],
        ["出口", "亿元", 12.3, 12],
    ):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.save(tmp_path / "a.xlsx")
    document = reader.read(tmp_path / "a.xlsx")
    assert document.text == "青石县2025年主要经济指标\n指标\t单位\t2025年\n投资\t亿元\t57.2\n出口\t亿元\t12.3"
    assert document.warnings == ("工作表“主要指标”中隐藏的1行、1列没有读取，如需使用请先取消隐藏。",)


def test_a_title_merged_over_a_hidden_first_column_is_still_seen(reader, tmp_path):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["2025年用电量", None, None], ["内部号", "指标", "2025年"], ["x1", "用电量", 3]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.column_dimensions["A"].hidden = True
    book.save(tmp_path / "a.xlsx")
    assert reader.read(tmp_path / "a.xlsx").text == "2025年用电量\n指标\t2025年\n用电量\t3"


def test_cells_crossed_out_or_white_on_white_or_formatted_away_are_not_read(reader, tmp_path):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["指标", "2025年"], ["甲", 1], ["乙", 2], ["丙", 3]):
        sheet.append(row)
    sheet["A1"].font, sheet["A1"].fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F4E79")
    sheet["B2"].font = Font(strike=True)
    sheet["B3"].font = Font(color="FFFFFFFF")
    sheet["B4"].number_format = ";;;"
    book.save(tmp_path / "a.xlsx")
    document = reader.read(tmp_path / "a.xlsx")
    assert document.text == "指标\t2025年\n甲\n乙\n丙"
    assert any("划掉" in one and "B2" in one for one in document.warnings)
    assert any("白色" in one and "B3" in one for one in document.warnings)


# --- Word --------------------------------------------------------------------------------------------------------


def test_hidden_and_crossed_out_words_are_left_out_and_said(reader, tmp_path):
    styles = '<w:style w:type="character" w:styleId="H"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = run("（内部掌握：实际落地19个）", "<w:vanish/>") + run("勿外传", '<w:rStyle w:val="H"/>')
    shown = run("到位资金7.5亿元。", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>')
    body = f"<w:p>{run('全年新签约项目48个。')}{hidden}{run('旧数90个。', '<w:strike/>')}{shown}</w:p>"
    document = read(reader, tmp_path, "a.docx", docx(body, styles=styles))
    assert document.text == "全年新签约项目48个。到位资金7.5亿元。"
    assert any("隐藏的文字" in one for one in document.warnings)
    assert any("划掉" in one for one in document.warnings)


def test_a_hidden_row_of_a_table_is_left_out_and_said(reader, tmp_path):
    def row(first: str, second: str, properties: str = "") -> str:
        return f"<w:tr>{properties}<w:tc>{paragraph(first)}</w:tc><w:tc>{paragraph(second)}</w:tc></w:tr>"

    hidden = row("内部口径（亿元）", "17.9", "<w:trPr><w:hidden/></w:trPr>")
    (tmp_path / "表.docx").write_bytes(docx(f"<w:tbl>{row('指标', '2025年')}{hidden}{row('进出口（亿元）', '15.8')}</w:tbl>"))
    document = reader.read(tmp_path / "表.docx")
    assert document.text == "指标\t2025年\n进出口（亿元）\t15.8"
    assert document.warnings == ("有1处隐藏的文字没有读取，如需使用请先取消隐藏。",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("税收占比达到 6 8 . 5 %。", "税收占比达到 68.5%。"),
        ("新增就业3 2 0 0人。", "新增就业3200人。"),
        ("达到12 . 5亿元，人均 G D P 增长5 . 2 %。", "达到12.5亿元，人均 GDP 增长5.2%。"),
        ("新增就业 3 2 0 0 人，项目 1 2 个。", "新增就业 3200 人，项目 12 个。"),
        ("第 2 章 3 节，分别为5.1 6.2和2024 2025", "第 2 章 3 节，分别为5.1 6.2和2024 2025"),
        ("名次 1 2 3 4", "名次 1 2 3 4"),
    ],
)
def test_digits_typed_apart_are_one_number_in_word_and_in_text(reader, tmp_path, typed: str, meant: str):
    assert read(reader, tmp_path, "a.docx", docx(paragraph(typed))).text == meant
    text = read(reader, tmp_path, "a.txt", f"{typed}\n以上。".encode()).text
    assert "".join(text.split()) == "".join(f"{meant}以上。".split())
    for number in ("68.5%", "3200人", "3200 人，", "12 个", "12.5亿元", "5.1 6.2", "1 2 3 4"):
        assert (number in text) == (number in meant)


def test_white_letters_on_white_are_not_read_but_white_on_a_dark_cell_are(reader, tmp_path):
    white = '<w:color w:val="FFFFFF"/>'
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'
    head = "".join(f"<w:tc>{dark}<w:p>{run(text, white)}</w:p></w:tc>" for text in ("指标", "2025年"))
    row = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("税收收入（亿元）", "13.1"))
    shown = run("标题", white + '<w:highlight w:val="blue"/>')
    hidden = run("（内部：实际12亿元）", white)
    styled = '<w:p><w:pPr><w:pStyle w:val="W"/></w:pPr><w:r><w:t>不外传</w:t></w:r></w:p>'
    body = f"<w:p>{run('税收13.1亿元。')}{hidden}{shown}</w:p>{styled}<w:tbl><w:tr>{head}</w:tr><w:tr>{row}</w:tr></w:tbl>"
    document = read(reader, tmp_path, "a.docx", docx(body, styles=f'<w:style w:styleId="W"><w:rPr>{white}</w:rPr></w:style>'))
    assert document.text == "税收13.1亿元。标题\n指标\t2025年\n税收收入（亿元）\t13.1"
    assert document.warnings == ("有2处白色看不见的文字没有读取。",)


def test_a_table_in_a_cell_is_a_table_of_its_own(reader, tmp_path):
    made = python_docx.Document()
    made.add_paragraph("青石县2025年工作总结")
    outer = made.add_table(2, 2)
    for cell, text in zip([*outer.rows[0].cells, *outer.rows[1].cells], ("部门", "完成情况", "水利局", "全年情况"), strict=True):
        cell.text = text
    inner: Table = outer.cell(1, 1).add_table(3, 3)
    values = (["指标", "单位", "2025年"], ["水库除险加固", "座", "7"], ["供水能力", "万吨/日", "3.5"])
    for row, texts in zip(inner.rows, values, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.save(str(tmp_path / "a.docx"))
    report = read_report(reader, tmp_path / "a.docx")
    told = {(one.indicator, one.value, one.unit, one.period) for one in report.figures}
    assert told == {("水库除险加固", "7", "座", "2025"), ("供水能力", "35000", "吨/日", "2025")}
    assert "水利局\t全年情况\n" in report.document.text


def test_fractions_powers_and_raised_digits_of_word_stay_apart(reader, tmp_path):
    def part(name: str, text: str) -> str:
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    fraction = f"<m:oMath><m:f>{part('num', '3')}{part('den', '4')}</m:f></m:oMath>"
    power = f"<m:oMath><m:sSup>{part('e', '10')}{part('sup', '8')}</m:sSup></m:oMath>"
    raised = run("3", '<w:vertAlign w:val="superscript"/>')
    body = f"<w:p {MATH}>{run('占')}{fraction}{run('，达到')}{power}{run('次，用水920万m')}{raised}{run('。')}</w:p>"
    assert read(reader, tmp_path, "a.docx", docx(body)).text == "占3/4，达到10⁸次，用水920万m³。"


# --- letters -----------------------------------------------------------------------------------------------------


def test_radicals_are_read_as_the_characters_they_stand_for_in_every_format(reader, tmp_path):
    shown, meant = "⼀、经济运⾏\n全年⼯业⽤⽔920万⽴⽅⽶，⽐上年增⻓5.4%。", "一、经济运行\n全年工业用水920万立方米，比上年增长5.4%。"
    assert read(reader, tmp_path, "a.txt", shown.encode()).text == meant
    assert read(reader, tmp_path, "a.docx", docx("".join(map(paragraph, shown.split("\n"))))).text == meant
    assert read(reader, tmp_path, "a.csv", "⼯业,⻓\n1,2".encode()).text == "工业\t长\n1\t2"


def test_a_web_page_gives_only_what_it_shows(reader, tmp_path):
    page = "<!doctype html><p>签约48个<del>50个</del>。<span style='display:none'>内部19个</span></p><p hidden>勿外传</p>"
    document = read(reader, tmp_path, "a.html", page.encode())
    assert document.text == "签约48个。"
    assert any("隐藏" in one for one in document.warnings)


def test_what_a_pages_own_styles_hide_is_not_read_in_cells_either(reader, tmp_path):
    style = "<style>/* 样式 */ .x, td.w {display:none} p.y{visibility:hidden} #z{ opacity: 0 } .n{opacity:0.9;font-size:10pt}</style>"
    hidden = "<p class='a x'>19个</p><p class=y>20个</p><p id=z>21个</p><p style='font-size:0'>22个</p>"
    table = "<table><tr><td>指标<td>2025年<tr><td>投资<td>57.2<span class=x>54.9</span></table>"
    page = f"<!doctype html>{style}<p class=n>签约48个，用水920万m<sup>3</sup>，就业3200<sup>[2]</sup>人。</p>{hidden}{table}"
    document = read(reader, tmp_path, "a.html", page.encode())
    assert document.text == "签约48个，用水920万m³，就业3200人。\n指标\t2025年\n投资\t57.2"
    assert any("隐藏" in one for one in document.warnings)


def test_a_hidden_column_of_a_web_table_is_no_column(reader, tmp_path):
    rows = "<tr><th>指标<th class=h>代码<th>2025年（亿元）</tr><tr><td>税收收入<td class=h>101<td>13.1</tr>"
    (tmp_path / "导出.xls").write_text(f"<html><style>.h{{display:none}}</style><table>{rows}</table></html>", encoding="utf-8")
    document = reader.read(tmp_path / "导出.xls")
    assert document.text == "指标\t2025年（亿元）\n税收收入\t13.1"
    assert "网页里隐藏的内容没有读取。" in document.warnings


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("地区生产总值128.6¹亿元。", "地区生产总值128.6亿元。"),
        ("完成投资12.6亿元¹，占地9平方米²。", "完成投资12.6亿元，占地9平方米²。"),
        ("库容10⁸立方米。", "库容10⁸立方米。"),
        ("用水920万m³。", "用水920万m³。"),
    ],
)
def test_the_raised_number_of_a_note_is_no_part_of_the_number_before_it(reader, tmp_path, shown: str, meant: str):
    assert read(reader, tmp_path, "a.docx", docx(paragraph(shown))).text == meant
    text = read(reader, tmp_path, "a.txt", f"{shown}\n以上。".encode())
    assert "".join(text.text.split()) == f"{meant}以上。" and bool(text.warnings) == (shown != meant)


def test_digits_raised_in_word_are_notes_behind_a_number(reader, tmp_path):
    up = '<w:vertAlign w:val="superscript"/>'
    body = (
        f"<w:p>{run('就业3200')}{run('[1]', up)}{run('人，投资57.2')}{run('2', up)}{run('亿元，用水9万m')}{run('3', up)}{run('。')}</w:p>"
    )
    assert read(reader, tmp_path, "a.docx", docx(body)).text == "就业3200人，投资57.2亿元，用水9万m³。"


def test_a_page_of_many_levels_is_read_whole_or_refused_never_cut_short(reader, tmp_path):
    def page(levels: int) -> bytes:
        return f"<html><p>签约48个。</p>{'<div>' * levels}<p>到位7.5亿元。</p>{'</div>' * levels}<p>新增就业3200人。</p>".encode()

    assert read(reader, tmp_path, "a.html", page(300)).text == "签约48个。\n到位7.5亿元。\n新增就业3200人。"
    with pytest.raises(FileDamaged, match="一层套一层"):
        read(reader, tmp_path, "a.html", page(5000))


def test_a_form_shows_what_was_filled_in_and_not_what_to_fill_in(reader, tmp_path):
    def control(text: str) -> str:
        return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"

    body = f"<w:p>{run('税收收入')}{control('13.1')}{run('亿元。')}{control('单击或点击此处输入文字。')}</w:p>"
    assert read(reader, tmp_path, "a.docx", docx(body)).text == "税收收入13.1亿元。"


def test_symbols_that_word_keeps_by_their_number_are_read(reader, tmp_path):
    def symbol(font: str, char: str) -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'

    body = f"<w:p>{run('增长5')}{symbol('Symbol', 'F02E')}{run('0')}{symbol('Symbol', 'F025')}{run('，误差')}{symbol('Symbol', 'F0B1')}{run('2')}"
    assert read(reader, tmp_path, "a.docx", docx(f"{body}{symbol('Wingdings', 'F0E0')}</w:p>")).text == "增长5.0%，误差±2"


def test_a_page_or_a_document_put_in_whole_is_read_in_its_place(reader, tmp_path):
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    chunk = f'<w:altChunk xmlns:r="{office}" r:id="c"/>'
    page = "<html><body><p>全年税收收入13.1亿元。</p></body></html>"
    for name, content in (("c.htm", page.encode()), ("c.docx", docx(paragraph("全年税收收入13.1亿元。")))):
        whole = io.BytesIO(docx(paragraph("一、财政") + chunk + paragraph("二、民生")))
        with zipfile.ZipFile(whole, "a") as archive:
            relation = f'<Relationship Id="c" Type="{office}/aFChunk" Target="{name}"/>'
            namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
            archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{namespace}">{relation}</Relationships>')
            archive.writestr(f"word/{name}", content)
        assert read(reader, tmp_path, "a.docx", whole.getvalue()).text == "一、财政\n全年税收收入13.1亿元。\n二、民生"


def test_a_mark_of_secrecy_is_said_wherever_it_stands(reader, tmp_path):
    for name, content in (("a.docx", docx(paragraph("机密★1年") + paragraph("工作总结"))), ("b.txt", "秘密★\n工作总结\n".encode())):
        assert any("密级" in one for one in read(reader, tmp_path, name, content).warnings)
    assert read(reader, tmp_path, "c.txt", "工作总结\n一、保守秘密\n机密文件管理到位。".encode()).warnings == ()


def test_charts_and_pictures_that_may_hold_figures_are_said(reader, tmp_path):
    chart = '<w:p><w:r><w:drawing><c:chart xmlns:c="c" xmlns:r="r" r:id="r1"/></w:drawing></w:r></w:p>'
    picture = '<w:p><w:r><w:drawing><p:extent xmlns:p="p" cx="{}" cy="{}"/><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>'
    body = paragraph("工作总结") + chart + picture.format(5_000_000, 3_000_000) + picture.format(900_000, 900_000)
    said = read(reader, tmp_path, "a.docx", docx(body)).warnings
    assert [one[: one.index("张") + 1] for one in said] == ["文件里有1张", "文件里有1张"]


def test_cells_joined_the_old_way_and_rows_taken_out_are_as_word_shows_them(reader, tmp_path):
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    year = cell("年份", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>")
    head = f"<w:tr>{cell('指标')}{cell('单位')}{year}</w:tr><w:tr>{cell('')}{cell('')}{cell('2024年')}{cell('2025年')}</w:tr>"
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("蔬菜产量")}{cell("万吨")}{cell("20.5")}{cell("21.4")}</w:tr>'
    rows = f"<w:tr>{cell('粮食产量')}{cell('万吨')}{cell('41.3')}{cell('42.6')}</w:tr>"
    (tmp_path / "产量.docx").write_bytes(docx(f"<w:tbl>{head}{gone}{rows}</w:tbl>"))
    report = read_report(reader, tmp_path / "产量.docx")
    assert [(one.indicator, one.value, one.period) for one in report.figures] == [
        ("粮食产量", "413000", "2024"),
        ("粮食产量", "426000", "2025"),
    ]
    assert any("修订" in one for one in report.warnings)


def test_a_document_saved_as_one_xml_file_is_read(reader, tmp_path):
    package = "http://schemas.microsoft.com/office/2006/xmlPackage"
    with zipfile.ZipFile(io.BytesIO(docx(paragraph("全年税收收入13.1亿元。")))) as archive:
        parts = [
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{archive.read(name).decode()}</pkg:xmlData></pkg:part>'
            for name in ("_rels/.rels", "word/document.xml")
        ]
    flat = (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="{package}">{"".join(parts)}</pkg:package>'
    )
    assert read(reader, tmp_path, "总结.xml", flat.encode()).text == "全年税收收入13.1亿元。"
