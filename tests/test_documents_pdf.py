"""Pages of a PDF are read as they are shown: turned upright, letters together, without watermarks and what cannot be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_files import Words, pdf

from documents.reader import FileReader
from nigao.report import Document
from nigao.work.intake import read_report

LINES = ["青石县2025年工作总结", "一、经济运行情况", "全年税收收入13.1亿元，增长5.0%。", "新增就业3200人。"]


@pytest.fixture(scope="module")
def reader():
    reader = FileReader()
    yield reader
    reader.close()


def read(reader: FileReader, folder: Path, content: bytes) -> Document:
    (folder / "a.pdf").write_bytes(content)
    return reader.read(folder / "a.pdf")


def standing(*more: Words) -> list[Words]:
    return [Words(text, 80, 760 - 26 * i, 20 if i == 0 else 14) for i, text in enumerate(LINES)] + list(more)


def turned(degrees: int) -> list[Words]:
    """The lines with their text running at this angle on an upright page of 595 × 842."""
    places = {0: (80, 760, 0, -26), 90: (80, 80, 26, 0), 180: (500, 80, 0, 26), 270: (500, 760, -26, 0)}
    x, y, dx, dy = places[degrees]
    return [Words(text, x + dx * i, y + dy * i, 20 if i == 0 else 14, degrees) for i, text in enumerate(LINES)]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_stored_or_printed_sideways_reads_as_it_would_upright(reader, tmp_path, degrees, rotate):
    document = read(reader, tmp_path, pdf(turned(degrees), rotate=rotate))
    assert document.text.split("\n") == LINES
    assert document.warnings == ()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_ruled_table_on_a_turned_page_is_still_a_table(reader, tmp_path, rotate):
    rows = [["指标", "单位", "2024年", "2025年"], ["工业用水量", "万立方米", "900", "920"], ["税收占比", "%", "67.1", "68.5"]]
    rules = "\n".join(
        [*(f"80 {y} m 480 {y} l S" for y in (700, 670, 640, 610)), *(f"{x} 700 m {x} 610 l S" for x in (80, 180, 280, 380, 480))]
    )
    words = [Words(text, 84 + 100 * j, 680 - 30 * i, 12) for i, row in enumerate(rows) for j, text in enumerate(row)]
    (tmp_path / "2025年指标.pdf").write_bytes(pdf([Words("青石县2025年主要指标", 80, 760, 18), *words], rotate=rotate, rules=rules))
    told = {(one.indicator, one.period, one.value) for one in read_report(reader, tmp_path / "2025年指标.pdf").figures}
    assert told == {
        ("工业用水量", "2024", "9000000"),
        ("工业用水量", "2025", "9200000"),
        ("税收占比", "2024", "67.1"),
        ("税收占比", "2025", "68.5"),
    }


@pytest.mark.parametrize("spacing", [0, 2, 3, 5])
def test_letters_set_apart_make_the_same_numbers(reader, tmp_path, spacing):
    text = "税收占比达到68.5%，新增就业3200人，2025年末为12345户。"
    document = read(reader, tmp_path, pdf([Words("一、经济运行情况", 60, 760), Words(text, 60, 700, spacing=spacing)]))
    assert document.text.split("\n")[1].replace(" ", "") == text
    for number in ("68.5%", "3200", "12345"):
        assert number in document.text


def test_numbers_in_columns_are_not_drawn_together(reader, tmp_path):
    words = [Words(text, 80 + 60 * j, 700) for j, text in enumerate(("名次", "5", "3", "8", "2"))]
    assert "5382" not in read(reader, tmp_path, pdf([*words, Words("以上为各镇名次。", 80, 660)])).text


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Words("内部资料严禁外传9.9%", 120, 300, 60, 45, "0.8 g"), "斜放"),
        (Words("征求意见稿9.9%", 90, 700, 60, 0, "0.85 g"), "浅色"),
        (Words("实际19个", 80, 500, 14, 0, "1 g"), "看不见"),
        (Words("实际19个", 900, 500, 14), "看不见"),
        (Words("实际19个", 80, 500, 14, 0, "3 Tr"), "看不见"),
    ],
)
def test_watermarks_and_what_cannot_be_seen_are_left_out_and_said(reader, tmp_path, mark, said):
    document = read(reader, tmp_path, pdf(standing(mark)))
    assert document.text.split("\n") == LINES
    assert any(said in one and "没有读取" in one for one in document.warnings)


def test_a_layer_of_undrawn_letters_over_a_picture_is_what_was_recognised_in_it_and_is_read(reader, tmp_path):
    layer = [Words(text, 80, 700 - 24 * i, color="3 Tr") for i, text in enumerate(LINES)]
    over = read(reader, tmp_path, pdf(layer, rules="0.9 g 10 10 570 820 re f"))
    assert over.text.split("\n") == LINES


def test_a_large_line_in_the_same_place_of_every_page_is_a_watermark(reader, tmp_path):
    pages = [
        [Words("征求意见稿", 150, 420, 48), *(Words(f"第{n}段第{i}行说明情况。", 80, 700 - 24 * i) for i in range(8))] for n in range(1, 5)
    ]
    document = read(reader, tmp_path, pdf(*pages))
    assert "征求意见稿" not in document.text
    assert any("征求意见稿" in one for one in document.warnings)


def test_what_a_browser_prints_around_a_page_is_no_text_of_it(reader, tmp_path):
    edges = [Words("11/26/26, 1:24 AM", 30, 825, 8), Words("https://oa.example.cn/a.html", 30, 15, 8), Words("1/1", 560, 15, 8)]
    assert read(reader, tmp_path, pdf(standing(*edges))).text.split("\n") == LINES


def test_a_line_that_begins_with_a_dash_is_a_line_of_its_own(reader, tmp_path):
    text = ["现代化迈出坚实步伐。", "——我们牢记嘱托、忠诚履职，功能持续优化提升。"]
    words = [Words("一、回顾", 80, 760), *(Words(one, 80, 700 - 24 * i) for i, one in enumerate(text))]
    assert read(reader, tmp_path, pdf(words)).text.split("\n")[1:] == text


def test_raised_digits_of_a_pdf_are_notes_behind_a_number_and_powers_behind_a_unit(reader, tmp_path):
    first = [
        Words("总值128.6", 90, 700),
        Words("1", 147, 706, 8),
        Words("亿元，用水9万m", 152, 700),
        Words("3", 250, 706, 8),
        Words("。", 255, 700),
    ]
    (tmp_path / "a.pdf").write_bytes(pdf([Words("青石县2025年工作总结", 90, 750, 22), *first, Words("新增就业3200人。", 90, 670)]))
    assert "总值128.6亿元，用水9万m³。" in reader.read(tmp_path / "a.pdf").text


@pytest.mark.browser
def test_a_sentence_goes_on_behind_the_raised_number_of_a_note_as_a_browser_prints_it(reader, tmp_path):
    from page_case import chromium_browser

    words = "全年完成交通固定资产投资12.6亿元<sup>1</sup>，比上年增长8.3%；新改建农村公路86.4公里，实施危桥改造15座，养护国省干线320公里。"
    look = "body{font-family:'Noto Serif CJK SC';font-size:15pt;line-height:1.9} sup{font-size:8pt} p{text-indent:2em}"
    with chromium_browser() as browser:
        page = browser.new_page()
        page.set_content(f"<style>{look}</style><h2>青石县2025年工作总结</h2><p>{words}</p>")
        page.pdf(path=str(tmp_path / "a.pdf"), format="A4")
    assert words.replace("<sup>1</sup>", "") in reader.read(tmp_path / "a.pdf").text


def test_a_title_over_two_columns_does_not_tell_where_their_lines_end(reader, tmp_path):
    left = ["全年新签约项目48个，到位资", "金7.5亿元，比上年增长12.3%，其", "中制造业项目占六成以上，超额", "完成年度任务。"]
    words = [Words("青石县投资促进局2025年工作总结", 140, 780, 22)]
    words += [Words(line, 92 if number == 0 else 64, 740 - 24 * number) for number, line in enumerate(left)]
    words += [Words("二、项目建设", 92, 640), Words("三、营商环境", 330, 740), Words("办结率99.3%。", 330, 716)]
    (tmp_path / "双栏.pdf").write_bytes(pdf(words))
    assert "".join(left) in reader.read(tmp_path / "双栏.pdf").text.split("\n")


def unicode(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def test_a_page_set_from_top_to_bottom_is_read_by_its_columns_from_right_to_left(reader, tmp_path):
    columns = ["青石县二〇二五年工作总结", "全年税收收入十三点一亿元，增长百分之五。", "城镇新增就业三千二百人。"]
    page = [Words(text, 500 - 40 * i, 760) for i, text in enumerate(columns)]
    assert read(reader, tmp_path, pdf(page, downwards=True)).text == "\n".join(columns)


def test_what_was_filled_into_a_form_is_read_and_what_readers_remarked_is_said(reader, tmp_path):
    field = f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V {unicode('到位资金7.5亿元。')} /Rect [80 500 400 520] /P 10 0 R >>"
    remark = f"<< /Type /Annot /Subtype /FreeText /Contents {unicode('应为8.5亿元')} /DA (/F 12 Tf) /Rect [80 400 400 420] >>"
    document = read(reader, tmp_path, pdf(standing(), notes=(field, remark), catalog="/AcroForm << /Fields [50 0 R] >>"))
    assert document.text.split("\n")[-1] == "到位资金7.5亿元。"
    assert any("1条批注" in one for one in document.warnings)


def test_files_put_into_a_pdf_are_named(reader, tmp_path):
    spec = f"<< /Type /Filespec /F (a.xlsx) /UF {unicode('附表.xlsx')} /EF << /F 51 0 R >> >>"
    file = "<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream"
    content = pdf(standing(), notes=(spec, file), catalog="/Names << /EmbeddedFiles << /Names [(a) 50 0 R] >> >>")
    assert any("附表.xlsx" in one for one in read(reader, tmp_path, content).warnings)


def test_a_number_cut_by_the_end_of_a_page_is_one_number(reader, tmp_path):
    first = [Words("全年完成税收收入13.1亿元，城镇新增就业3", 80, 700), Words("第1页", 280, 20, 10)]
    second = [Words("200人，各项工作取得新成效。", 80, 760), Words("第2页", 280, 20, 10)]
    assert "新增就业3200人，" in read(reader, tmp_path, pdf(first, second)).text
