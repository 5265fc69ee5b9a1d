"""A draft as a Word file: layout by an independent checker, text as drafted, comments on their words, changes that come apart again."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from cli import main
from documents.annex import annex_rows
from documents.docx_blocks import signature_indents
from documents.docx_writer import DocxWriter
from documents.layout_title import break_title
from documents.merge import read_reviewed
from documents.xlsx_writer import write_ledger, write_table
from nigao.draft import Draft, DraftSection, Evidence, Place
from nigao.errors import BadCall, FileDamaged
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.ports import ExportOptions, Seal
from nigao.printable import clean
from tests.docx_case import PLACE, changed, lines_of, sample
from tests.layout_checker import Checker

ALL = ExportOptions(annex=True, comments=True, signed_by="示例县发展和改革局", date="2026年1月5日", addressee="示例县人民政府")
WRITER = DocxWriter()


def texts(content: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "written.docx"
    path.write_bytes(content)
    return [paragraph.text for paragraph in read_reviewed(path).after if paragraph.text]


@pytest.mark.parametrize("fonts", ["gb", "system"])
@pytest.mark.parametrize("annex", [True, False])
def test_every_rule_of_the_standard_holds_in_the_file(fonts: str, annex: bool):
    assert Checker(WRITER.write(sample(), replace(ALL, fonts=fonts, annex=annex))).check() == []


def test_the_checker_sees_a_broken_rule():
    content = WRITER.write(sample(), ALL)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("楷体_GB2312".encode(), "宋体".encode()).replace(b'w:top="2098"', b'w:top="1440"'))
    wrong = " ".join(Checker(out.getvalue()).check())
    assert "天头" in wrong and "标题层级与字体：（一）" in wrong


def test_the_text_stands_there_as_drafted_in_order(tmp_path: Path):
    written = texts(WRITER.write(sample(), ExportOptions()), tmp_path)
    assert written == [sample().title, *lines_of(sample())]


TEXT = st.text(alphabet="一二年工作，。“”5.2%亿元*#_`[]() \x00\x0b\u200b\ufffeA【】<>&", min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["一、", "（一）", "1.", ""]), TEXT, st.lists(TEXT, max_size=3)), min_size=1, max_size=4))
def test_reading_back_gives_what_was_written(tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, str, list[str]]]):
    draft = Draft("题目", 2026, "excerpt", "", tuple(DraftSection(n, t, 1, tuple(p)) for n, t, p in parts))
    written = texts(WRITER.write(draft, ExportOptions()), tmp_path_factory.mktemp("w"))
    wanted = [clean(x) for s in draft.sections for x in (s.heading, *s.paragraphs)]
    assert written == ["题目", *(line for line in wanted if line.strip())]


def test_no_markdown_and_no_refused_character_is_left(tmp_path: Path):
    draft = changed(
        sample(),
        3,
        paragraphs=("## 小结", "**重点**工作`已`完成\x00\u200b。", "- 见[通报](https://x.cn)，面积3*4米。", "得分__优__，____填。"),
    )
    written = texts(WRITER.write(draft, ExportOptions()), tmp_path)
    assert [x for x in written if x in written[written.index("小结") :]][:4] == [
        "小结",
        "重点工作已完成。",
        "见通报，面积3*4米。",
        "得分优，____填。",
    ]


def test_comments_stand_on_exactly_their_words(tmp_path: Path):
    path = tmp_path / "c.docx"
    path.write_bytes(WRITER.write(sample(), ALL))
    anchors = {comment.text.partition("〕")[2].split("\n")[0]: comment.anchor for comment in read_reviewed(path).comments}
    assert anchors["“5.2%”没有出处。"] == "5.2%"
    assert all(text.startswith("本节") for text in anchors if text != "“5.2%”没有出处。")
    assert all(re.match(r"〔核\d+-\d+〕", comment.text) for comment in read_reviewed(path).comments)


def test_gaps_are_shaded_and_states_are_marked():
    options = ExportOptions(mark_states=True, states=("accepted",) * 2 + ("pending",) * 5)
    document = Document(io.BytesIO(WRITER.write(sample(), options)))
    runs = {run.text: run._r for paragraph in document.paragraphs for run in paragraph.runs}
    assert "FFE699" in str(runs["【待补：研发投入】"].xml)
    assert {"〔已核〕", "〔待核〕"} <= set(runs)


def test_the_annex_names_figure_file_cell_and_verdict_under_their_section():
    table = Document(io.BytesIO(WRITER.write(sample(), ALL))).tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "数字或沿用的话", "来源文件", "页码或单元格", "核对结论"]
    assert rows[1][1] == "（一）着力稳增长促转型"
    assert rows[2] == ["1", "123.4亿元", "统计局.xlsx", "表1!C5", "有出处"]
    assert rows[3] == ["2", "5.2%", "—", "—", "没有出处"]


def long_draft() -> Draft:
    """Forty sections in which every clause is carried over and every figure borne out."""
    body = "坚持稳中求进，深入实施创新驱动，全县实现地区生产总值123.4亿元，持续优化营商环境。"
    at = body.index("123.4亿元")
    evidence = (Evidence(0, 6, "carried"), Evidence(7, 15, "carried"), Evidence(at, at + 7, "supported", (PLACE,)))
    sections = tuple(DraftSection(f"（{n}）", "工作", 2, (body,), evidence) for n in range(40))
    return Draft("示例县2026年政府工作报告", 2026, "excerpt", "", sections)


def test_a_gap_is_listed_by_its_name_with_last_years_value_alone():
    text = "新增企业【待补：新增企业（家）】。"
    gap = Evidence(
        4, len(text) - 1, "gap", (Place("a", "去年报告", "去年报告.docx", 0, 0, "", "30家"),), "新增企业：上年为30家，台账中没有今年的数"
    )
    section = DraftSection("一、", "回顾", 1, (text,), (gap,))
    assert [row[1:] for row in annex_rows(replace(sample(), sections=(section,)))][1] == ("新增企业（家）", "—", "—", "待补，上年30家")


def test_an_annex_is_never_longer_than_a_third_of_the_text():
    draft = long_draft()
    rows = annex_rows(draft)
    assert 0 < sum(len(cell) for row in rows for cell in row) <= sum(len(section.text) for section in draft.sections) / 3


def test_a_longer_annex_names_each_source_once_and_every_figure_with_its_cell():
    body = "".join(f"第{n}项完成{n}2.5亿元。" for n in range(1, 31)) + "坚持稳中求进。" * 130
    spans = [(m.start(), m.end()) for m in re.finditer(r"[0-9.]+亿元", body)]
    figures = tuple(Evidence(a, b, "supported", (replace(PLACE, where=f"统计局.xlsx 表1!C{n}"),)) for n, (a, b) in enumerate(spans, 5))
    carried = tuple(Evidence(at, at + 6, "carried") for at in range(body.index("坚持"), len(body), 7))
    rows = annex_rows(
        Draft("示例县2026年政府工作报告", 2026, "excerpt", "", (DraftSection("一、", "回顾", 1, (body,), figures + carried),))
    )
    assert rows[0][1] == "来源文件：①统计局.xlsx"
    [told] = [row for row in rows if row[2] == "①"]
    assert told[1].startswith("12.5亿元（C5）、22.5亿元（C6）、") and told[1].count("亿元") == 30 and told[3] == "表1"


def test_where_figures_are_from_is_told_however_close_they_stand():
    body = "".join(f"指标{n}为{n}2.5亿元，" for n in range(1, 120))
    spans = [(m.start(), m.end()) for m in re.finditer(r"[0-9.]+亿元", body)]
    from_two = [f"{('统计局2026年主要指标', '财政局2026年工作总结')[n % 2]}.xlsx 表1!C{n}" for n in range(len(spans))]
    figures = tuple(Evidence(a, b, "supported", (replace(PLACE, where=where),)) for (a, b), where in zip(spans, from_two, strict=True))
    for sections in (1, 60):
        parts = tuple(DraftSection(f"（{n}）", "工作" * 20, 2, (body,), figures) for n in range(sections))
        told = "".join(cell for row in annex_rows(replace(sample(), sections=parts)) for cell in row)
        assert "统计局2026年主要指标.xlsx" in told and "财政局2026年工作总结.xlsx" in told and "另有119个数字" not in told


def test_the_annex_says_who_let_what_be_and_why():
    seal = Seal("", (), (("“5.2%”没有出处。", "陈晓岚", "已同统计局核实"),), (), (), (), "")
    assert annex_rows(sample(), seal)[-2:][0][1] == "写明理由保留的"
    assert annex_rows(sample(), seal)[-1][1:] == ("“5.2%”没有出处。", "—", "—", "陈晓岚保留：已同统计局核实")
    numbers = [row[0] for row in annex_rows(sample(), seal) if row[0]]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_an_annex_too_short_to_name_anything_still_counts_the_gaps():
    text = "新增企业【待补：新增企业（家）】。"
    gaps = tuple(Evidence(4, len(text) - 1, "gap") for _ in range(1))
    sections = tuple(DraftSection(f"（{n}）", "很长的一个标题" * 4, 2, (text,), gaps) for n in range(60))
    told = annex_rows(replace(sample(), sections=sections))
    assert sum(int(re.search(r"(\d+)处待补", row[1])[1]) for row in told if "处待补" in row[1]) == 60


def test_what_is_not_borne_out_is_listed_however_short_the_annex_is():
    draft = long_draft()
    wrong = replace(draft.sections[3].evidence[2], verdict="unsupported", places=())
    sections = (*draft.sections[:3], replace(draft.sections[3], evidence=(*draft.sections[3].evidence[:2], wrong)), *draft.sections[4:])
    assert [row[1] for row in annex_rows(replace(draft, sections=sections)) if row[4] == "没有出处"] == ["123.4亿元"]


def test_carried_words_are_grey_in_the_review_copy_and_nowhere_else():
    def grey(options: ExportOptions) -> list[str]:
        document = Document(io.BytesIO(WRITER.write(long_draft(), options)))
        return [run.text for paragraph in document.paragraphs for run in paragraph.runs if "7F7F7F" in str(run._r.xml)]

    assert grey(ExportOptions(mark_states=True))[:2] == ["坚持稳中求进", "深入实施创新驱动"]
    assert grey(ExportOptions()) == []


def test_a_report_read_out_to_an_assembly_has_no_signature_and_greets_flush_left(tmp_path: Path):
    opening = DraftSection("", "", 1, ("各位代表：", "现在，我代表县人民政府向大会报告工作。"))
    draft = replace(long_draft(), sections=(opening, *long_draft().sections))
    content = WRITER.write(draft, replace(ALL, annex=False, addressee=""))
    assert "示例县发展和改革局" not in texts(content, tmp_path)
    greeting = next(p for p in Document(io.BytesIO(content)).paragraphs if p.text == "各位代表：")
    assert greeting.style is not None and greeting.style.style_id == "NgAddressee"


def test_a_review_copy_has_one_comment_a_section_besides_what_matters(tmp_path: Path):
    path = tmp_path / "c.docx"
    path.write_bytes(WRITER.write(long_draft(), ExportOptions(comments=True)))
    comments = [comment.text.partition("〕")[2] for comment in read_reviewed(path).comments]
    assert comments == ["本节1句：今年1。"] * 40


def test_a_units_template_keeps_its_own_head(tmp_path: Path):
    from docx import Document as New

    template = New()
    template.add_paragraph("示例县发展和改革局文件")
    template.save(str(tmp_path / "red.docx"))
    written = WRITER.write(sample(), ExportOptions(template=tmp_path / "red.docx"))
    assert texts(written, tmp_path)[:2] == ["示例县发展和改革局文件", sample().title]
    (tmp_path / "bad.docx").write_bytes(b"not a file")
    with pytest.raises(FileDamaged, match=r"bad\.docx"):
        WRITER.write(sample(), ExportOptions(template=tmp_path / "bad.docx"))
    with pytest.raises(BadCall):
        WRITER.write(sample(), ExportOptions(fonts="x"))


@pytest.mark.parametrize(
    "title",
    [
        "示例县发展和改革局关于2025年工作总结和2026年工作打算的报告",
        "关于2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案的报告",
        "示例市人民政府办公室2025年工作总结暨2026年工作打算",
        "示例市科学技术局（外国专家局）2025年度工作总结及2026年重点工作安排",
    ],
)
def test_a_long_title_breaks_between_words_into_lines_of_unlike_length(title: str):
    lines = break_title(title, 20)
    assert "".join(lines) == title and len(lines) > 1
    widths = [sum(0.5 if c.isascii() else 1 for c in line) for line in lines]
    assert max(widths) <= 20 and all(a != b for a, b in pairwise(widths))
    assert not any(line[0] in "的年和、）0123456789" and line[:4] not in ("2025", "2026") and line[0] != "和" for line in lines[1:])


@given(st.text(alphabet="一二工作总结的和年2025（）《》A、", min_size=1, max_size=80))
def test_title_lines_joined_are_the_title(title: str):
    lines = break_title(title, 20)
    assert "".join(lines) == title and all(len(line) <= 40 for line in lines)


def test_the_date_begins_two_characters_right_of_the_signature():
    assert signature_indents("示例县发展和改革局办公室", "2026年1月5日") == (2.0, 6.0)
    assert signature_indents("示例局", "2026年11月15日") == (8.0, 2.0)


def new_draft() -> Draft:
    draft = changed(
        sample(),
        3,
        title="全力扩投资",
        paragraphs=("全年新开工项目40个，竣工21个。", "新增一段，说明成效。", "招商引资到位资金12.5亿元，增长8.1%。"),
    )
    return replace(draft, sections=(*draft.sections[:4], *draft.sections[5:]))


def both_ways(old: Draft, new: Draft, folder: Path) -> tuple[list[str], list[str]]:
    path = folder / "changes.docx"
    path.write_bytes(WRITER.write_changes(old, new, ExportOptions()))
    read = read_reviewed(path)
    return [p.text for p in read.before if p.text], [p.text for p in read.after if p.text]


def test_accepting_all_changes_gives_the_new_draft_and_rejecting_all_the_old(tmp_path: Path):
    before, after = both_ways(sample(), new_draft(), tmp_path)
    assert before == [sample().title, *lines_of(sample())]
    assert after == [new_draft().title, *lines_of(new_draft())]
    changes = read_reviewed(tmp_path / "changes.docx")
    for draft, side in ((sample(), changes.before), (new_draft(), changes.after)):
        (tmp_path / "plain.docx").write_bytes(WRITER.write(draft, ExportOptions()))
        assert [p.text for p in side] == [p.text for p in read_reviewed(tmp_path / "plain.docx").after]  # no empty paragraph left over


LINES = st.lists(st.text(alphabet="甲乙丙丁12.%，。", min_size=1, max_size=12) | st.sampled_from(["表\t一", "表\t二"]), max_size=5)


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3), st.lists(LINES, min_size=1, max_size=3))
def test_changes_come_apart_again_for_any_two_drafts(tmp_path_factory: pytest.TempPathFactory, one: list[list[str]], two: list[list[str]]):
    def draft(parts: list[list[str]]) -> Draft:
        return Draft("题", 2026, "excerpt", "", tuple(DraftSection(f"{n}.", "节", 3, tuple(p)) for n, p in enumerate(parts)))

    before, after = both_ways(draft(one), draft(two), tmp_path_factory.mktemp("c"))
    assert (before, after) == (["题", *lines_of(draft(one))], ["题", *lines_of(draft(two))])


def test_numbers_change_whole_in_tracked_changes():
    new = changed(sample(), 3, paragraphs=("全年新开工项目39个，竣工21个。", sample().sections[3].paragraphs[1]))
    xml = zipfile.ZipFile(io.BytesIO(WRITER.write_changes(sample(), new, ExportOptions()))).read("word/document.xml").decode()
    assert re.findall(r"<w:delText[^>]*>([^<]*)<", xml) == ["38"]


def test_untrusted_text_is_never_a_formula_in_a_sheet():
    figure = Figure("5", 0, 1, "5", "元", '=HYPERLINK("http://x","y")', period="2025", place="表1!C5")
    book = openpyxl.load_workbook(io.BytesIO(write_ledger([Entry(figure, Source("s", "+统计\x00局"), "@SUM(1)")])))
    row = [(cell.value, cell.data_type) for cell in book.active[2]]
    assert row[0] == ('=HYPERLINK("http://x","y")', "s") and row[7] == ("+统计局", "s") and row[9] == ("@SUM(1)", "s")
    assert [cell.value for cell in book.active[1]][:3] == ["指标", "口径", "年份"]
    assert openpyxl.load_workbook(io.BytesIO(write_table(["甲"], [[1.5]]))).active["A2"].value == 1.5


def test_the_export_is_the_golden_one():
    """Every paragraph with its style, as looked at on rendered pages; a change here is a change of what offices get."""
    document = Document(io.BytesIO(WRITER.write(sample(), replace(ALL, mark_states=True))))
    inside = [p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    shown = [f"{p.style.name}\t{p.text!r}" for p in [*document.paragraphs, *inside]]
    golden = Path(__file__).parent / "data" / "golden" / "sample.txt"
    assert shown == golden.read_text(encoding="utf-8").splitlines()


def test_a_file_from_the_command_line_says_whom_it_is_for_who_signs_and_when(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, last = ["--home", str(tmp_path / "home")], tmp_path / "示例局2025年工作总结.txt"
    last.write_text(
        "示例县统计局2025年工作总结和2026年工作打算\n一、2025年工作\n入户调查30次。\n二、2026年打算\n入户调查40次。\n", encoding="utf-8"
    )
    main(["import", str(last), *home])
    main(["draft", "--year", "2027", *home])
    capsys.readouterr()
    main(["drafts", "--json", *home])
    draft = re.search("[0-9a-f]{12}", capsys.readouterr().out).group()  # type: ignore[union-attr]
    out = tmp_path / "out.docx"
    main(["export", draft, str(out), *home, "--addressee", "示例县人民政府", "--signed-by", "示例县统计局", "--date", "2027年1月5日"])
    said = "\n".join(paragraph.text for paragraph in Document(str(out)).paragraphs)
    assert said.index("示例县人民政府") < said.rindex("示例县统计局") < said.index("2027年1月5日")
    assert main(["export", draft, str(out), *home, "--fonts", "宋体"]) == 2
