"""What a file is: read as what it is, with a word where its name says otherwise, or refused with one sentence that can be followed."""

from __future__ import annotations

import io
import quopri
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from office_files import docx, paragraph, xlsx
from openpyxl import Workbook
from openpyxl.comments import Comment
from pdf_files import Words, locked, pdf

from documents.expand import expand
from documents.office import office_program
from documents.reader import FileReader
from nigao.errors import FileDamaged, FileEmpty, FileEncrypted, FileUnsupported
from nigao.planning import brief_for
from nigao.recognise import recognise
from nigao.report import Identity, Report
from nigao.work.intake import read_report

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
DATA = Path(__file__).parent / "data" / "documents"


@pytest.fixture(scope="module")
def reader():
    reader = FileReader()
    yield reader
    reader.close()


def words(text: str, x: float, y: float, more: str = "") -> str:
    return f'<ofd:TextObject ID="1" Boundary="{x} {y} 150 8" Font="4" Size="5" {more}><ofd:TextCode X="0" Y="5">{text}</ofd:TextCode></ofd:TextObject>'


def ofd(path: Path, *pages: str) -> Path:
    """An OFD file of these pages' text objects."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("OFD.xml", f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
        listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {NS}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>")
        for i, page in enumerate(pages):
            content = f'<ofd:Page {NS}><ofd:Content><ofd:Layer ID="2">{page}</ofd:Layer></ofd:Content></ofd:Page>'
            archive.writestr(f"Doc_0/Pages/Page_{i}/Content.xml", content)
    return path


def test_an_ofd_file_is_read_line_by_line_and_page_by_page(reader, tmp_path):
    hidden = words("隐藏9%", 20, 80, 'Visible="false"')
    mark = words("内部资料", 20, 100, 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    first = words("一、经济运行情况", 20, 20) + words("全年税收收入13.1亿元，", 20, 40) + words("增长5.0%。", 71, 40) + hidden + mark
    path = ofd(tmp_path / "县财政局材料.ofd", first, words("二、民生保障", 20, 20) + words("新增就业3200人。", 20, 40))
    assert list(expand([path])) == [path]
    document = reader.read(path)
    assert document.text.split("\n") == ["一、经济运行情况", "全年税收收入13.1亿元，增长5.0%。", "二、民生保障", "新增就业3200人。"]
    assert len(document.pages) == 2


def test_an_ofd_file_without_letters_says_what_to_do(reader, tmp_path):
    with pytest.raises(FileEmpty, match="另存为"):
        reader.read(ofd(tmp_path / "a.ofd", "<ofd:ImageObject/>"))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf", "a.doc"])
@pytest.mark.parametrize("content", [b"PK\x03", b"abc", "青".encode(), b"%PD", b"\xd0\xcf\x11"])
def test_a_scrap_of_a_document_is_no_document(reader, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileDamaged, match="不完整"):
        reader.read(tmp_path / name)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_with_tabs_that_calls_itself_a_workbook_is_a_table_and_that_is_said(reader, tmp_path, encoding):
    rows = "指标\t单位\t2024年\t2025年\n用电量\t亿千瓦时\t8.1\t8.9\n"
    (tmp_path / "指标.xls").write_bytes(rows.encode(encoding))
    report = read_report(reader, tmp_path / "指标.xls")
    assert [(one.indicator, one.period, one.value) for one in report.figures] == [
        ("用电量", "2024", "810000000"),
        ("用电量", "2025", "890000000"),
    ]
    assert any(".xls" in one and "实际" in one for one in report.warnings)


def test_a_report_saved_as_text_under_another_name_is_read_with_a_warning(reader, tmp_path):
    (tmp_path / "总结.docx").write_text("青石县2025年工作总结\n全年增长5%。", encoding="utf-8")
    assert any(".docx" in one and "纯文本" in one for one in reader.read(tmp_path / "总结.docx").warnings)
    (tmp_path / "总结.txt").write_text("青石县2025年工作总结\n全年增长5%。", encoding="utf-8")
    assert reader.read(tmp_path / "总结.txt").warnings == ()


def test_an_empty_archive_and_a_drawing_are_refused_for_what_they_are(reader, tmp_path):
    zipfile.ZipFile(tmp_path / "a.zip", "w").close()
    with pytest.raises(FileEmpty, match="空的压缩包"):
        reader.read(next(expand([tmp_path / "a.zip"])))
    for prologue in ("", '<?xml version="1.0"?>\n', "\ufeff<?xml version='1.0'?>\n<!DOCTYPE svg SYSTEM 'x.dtd'>\n<!-- 图 -->\n"):
        (tmp_path / "a.svg").write_text(f"{prologue}<svg xmlns='x'><text>增长5%</text></svg>", encoding="utf-8")
        with pytest.raises(FileUnsupported, match="SVG"):
            reader.read(tmp_path / "a.svg")


def test_an_archive_in_a_folder_that_cannot_be_opened_is_refused_for_the_reason(reader, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("总结.txt", "全年增长5%。")
    locked = bytearray((tmp_path / "a.zip").read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + at] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(locked))
    with pytest.raises(FileEncrypted):
        reader.read(next(expand([tmp_path])))


def test_a_file_put_together_of_lines_in_two_encodings_is_read_line_by_line_and_that_is_said(reader, tmp_path):
    lines = "青石县2025年工作总结\n全年税收收入13.1亿元。\n".encode() + "三、教育\n新建学校6所。\n".encode("gbk")
    (tmp_path / "a.txt").write_bytes(lines)
    document = reader.read(tmp_path / "a.txt")
    assert document.text.split("\n")[1:4] == ["全年税收收入13.1亿元。", "三、教育", "新建学校6所。"]
    assert any("几种编码" in one for one in document.warnings)


def test_old_workbooks_are_read_where_libreoffice_cannot_open_them(reader, monkeypatch):
    from contextlib import contextmanager

    @contextmanager
    def unable(*_args):
        raise FileDamaged("“a.xls”无法转换。")
        yield

    monkeypatch.setattr("documents.office.office_program", lambda: "soffice")
    monkeypatch.setattr("documents.office.converted", unable)
    assert "2024\t180" in reader.read(DATA / "legacy.xls").text


@pytest.mark.parametrize(
    ("name", "text", "title", "year", "role"),
    [
        ("x.docx", "政 府 工 作 报 告\n——2026年1月10日在青石县第十八届人民代表大会上\n各位代表：", "政府工作报告", 2026, "report"),
        ("市民政局.docx", "2 0 2 5 年 工 作 总 结\n一、工作开展情况\n完成。", "2025年工作总结", 2025, "report"),
        ("y.xlsx", "青石县2025年主要经济指标（单位：亿元）\n指标\t2024年\t2025年\n税收\t1\t2", "青石县2025年主要经济指标", 2025, "metrics"),
        ("y.xlsx", "指标\t单位\t2024\t2025\t2026年目标\n用电量\t亿千瓦时\t8.1\t8.9\t9", "y", 2025, "metrics"),
        ("y.xlsx", "用电量（万千瓦时）\n行业\t1月\t2月\n居民\t160\t1900\n工业\t410\t380\n2025年统计\t", "y", 2025, "metrics"),
        ("y.xlsx", "项目\t年份\t全县\n常住人口\t2024\t31.7\n\t2025\t31.5\n用水量\t2024\t920\n\t2025\t915", "y", 2025, "metrics"),
        ("z.docx", "青石县2025年工作总结\n指标\t2025年\n甲\t1\n乙\t2\n丙\t3", "青石县2025年工作总结", 2025, "report"),
    ],
)
def test_titles_years_and_kinds_are_what_the_paper_itself_says(name, text, title, year, role):
    found = recognise(name, text)
    assert (found.title, found.year, found.role) == (title, year, role)


@pytest.mark.parametrize(
    ("name", "text", "unit", "year", "reviewed"),
    [
        (
            "0312市水务局总结终稿.txt",
            "市水务局2025年工作总结及2026年工作计划\n一、2025年工作\n完成。\n二、2026年计划\n完成。",
            "市水务局",
            2026,
            2025,
        ),
        (
            "新建文档.txt",
            "青石县水利局关于2025年工作和2026年计划的汇报\n一、2025年工作\n完成。\n二、2026年计划\n完成。",
            "青石县水利局",
            2026,
            2025,
        ),
        ("总结.txt", "青石县应急管理局２０２５年工作总结\n一、安全生产\n完成。", "青石县应急管理局", 2025, 2025),
        ("年终.txt", "青 石 县 水 利 局\n2 0 2 5 年 工 作 总 结\n一、项目建设\n完成。", "青石县水利局", 2025, 2025),
        (
            "总结.txt",
            "2025年工作总结\n一、项目\n完成。\n二、2026年打算\n完成。\n\n青石县交通运输局\n2025年12月20日\n",
            "青石县交通运输局",
            2026,
            2025,
        ),
        (
            "年底.txt",
            "报送单位：青石县林业局    联系人：某某\n2025年工作情况及2026年工作打算\n一、2025年工作情况\n完成。\n二、2026年打算\n完成。",
            "青石县林业局",
            2026,
            2025,
        ),
        (
            "半年.txt",
            "青石县财政局2025年上半年总结和下半年打算\n一、上半年工作\n完成。\n二、下半年打算\n完成。",
            "青石县财政局",
            2025,
            2025,
        ),
    ],
)
def test_the_unit_and_the_years_are_found_wherever_a_summary_names_them(name, text, unit, year, reviewed):
    found = recognise(name, text)
    assert (found.unit, found.year, found.reviewed_year) == (unit, year, reviewed)


def test_what_half_a_years_paper_plans_is_the_rest_of_the_same_year(reader, tmp_path):
    text = "青石县财政局2025年上半年总结和下半年打算\n一、上半年工作\n完成投资3亿元。\n二、下半年打算\n完成投资4亿元。"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert [figure.period for figure in read_report(reader, tmp_path / "a.txt").figures] == ["2025", "2025"]


@pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed")
def test_what_office_2003_saved_as_one_xml_file_is_read(reader, tmp_path):
    word = (
        '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
        "<w:p><w:r><w:t>全年税收收入13.1亿元。</w:t></w:r></w:p></w:body></w:wordDocument>"
    )
    (tmp_path / "a.doc").write_text(word, encoding="utf-8")
    assert reader.read(tmp_path / "a.doc").text == "全年税收收入13.1亿元。"


def test_a_title_taken_from_a_files_name_rolls_forward():
    from nigao.report import Document

    report = Report("上海市_2024.txt", "", Identity("上海市 2024", "上海市", 2024, 2023), Document("各位代表："))
    assert brief_for(report, 2025).title == "上海市 2025"


PAGE = (
    '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta charset=gb2312><title>材料</title></head><body><p>东河镇2025年工作总结</p>'
    "<p>全镇种植茶叶<span>3.2</span>万亩，<span style='display:none'>实际2.1万亩，</span>茶农人均增收1850元。</p></body></html>"
)


def saved_as_one_file(opening: str) -> bytes:
    """A page with its parts in one file, as Word and WPS save it."""
    letters = quopri.encodestring(PAGE.encode("gb2312")).decode("ascii").replace("\n", "\r\n")
    head = f'{opening}MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"; type="text/html"\r\n\r\n'
    page = f'--B\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{letters}\r\n'
    return f"{head}{page}--B\r\nContent-Type: text/xml\r\n\r\n<xml>a.files</xml>\r\n--B--\r\n".encode()


@pytest.mark.parametrize(("name", "opening"), [("东河镇.mht", "From: <Saved by WPS>\r\nSubject: a\r\n"), ("东河镇.doc", "")])
def test_a_web_page_saved_as_one_file_is_read_under_either_name(reader, tmp_path, name, opening):
    (tmp_path / name).write_bytes(saved_as_one_file(opening))
    document = reader.read(tmp_path / name)
    assert document.text == "东河镇2025年工作总结\n全镇种植茶叶3.2万亩，茶农人均增收1850元。"
    assert any("其实是单个文件网页" in one for one in document.warnings) == name.endswith(".doc")


def letter(words: str, papers: dict[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "县残联2025年工作总结", "a@example.com", "b@example.com"
    mail.set_content(words, charset="gb18030")
    for name, content in papers.items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def test_a_mail_gives_the_papers_it_carries_and_its_words_where_they_are_the_paper(reader, tmp_path):
    sent, alone = tmp_path / "来信.eml", tmp_path / "正文.eml"
    table = "指标,单位,2025年\n康复服务,人次,2150\n".encode("gbk")
    sent.write_bytes(letter("附件请查收。", {"残联总结.txt": "全年发放补贴312万元。".encode(), "数据.csv": table}))
    assert [(path.name, reader.read(path).text.split("\n")[0]) for path in expand([sent])] == [
        ("残联总结.txt", "全年发放补贴312万元。"),
        ("数据.csv", "指标\t单位\t2025年"),
    ]
    alone.write_bytes(letter("全年发放补贴312万元。", {}))
    assert [(path.name, reader.read(path).text.strip()) for path in expand([alone])] == [
        ("县残联2025年工作总结.txt", "全年发放补贴312万元。")
    ]
    with pytest.raises(FileUnsupported, match="邮件"):
        reader.read(sent)


def test_an_archive_in_an_archive_gives_its_files_too(reader, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("统计局.txt", "全年开展调查36次。")
    with zipfile.ZipFile(tmp_path / "各部门.zip", "w") as archive:
        archive.writestr("民政局.txt", "新增床位360张。")
        archive.writestr("补报/补报.zip", inner.getvalue())
        archive.writestr("补报/坏.zip", inner.getvalue()[:60])
    assert [path.name for path in expand([tmp_path / "各部门.zip"])] == ["民政局.txt", "统计局.txt", "坏.zip"]


def test_markdown_is_read_without_its_marks_and_its_tables_are_tables(reader, tmp_path):
    path = tmp_path / "说明.md"
    path.write_text(
        "# 青石县科技局2025年工作总结\n\n## 一、创新\n<!-- 内部 -->\n全年**技术合同成交额** 4.2 亿元，同比增长 `11.5%`，~~原报5亿元~~。\n\n"
        "| 指标 | 单位 | 2024年 | 2025年 |\n|:--|:-:|--:|--:|\n| 高新技术企业 | 家 | 31 | 38 |\n\n- 新增[孵化器](http://example.com)2家\n",
        encoding="utf-8",
    )
    report = read_report(reader, path)
    assert report.identity.title == "青石县科技局2025年工作总结"
    assert [one.title for one in report.headings if one.kind == "section"] == ["创新"]
    assert "全年技术合同成交额4.2亿元，同比增长11.5%，。\n" in report.document.text
    assert report.document.text.endswith("新增孵化器2家")
    assert [(one.value, one.period) for one in report.figures if one.indicator == "高新技术企业"] == [("31", "2024"), ("38", "2025")]
    assert len(report.warnings) == 2


def test_a_table_drawn_with_lines_in_a_text_is_a_table_and_no_part_of_the_sentences(reader, tmp_path):
    path = tmp_path / "指标.txt"
    path.write_text(
        "青石县2025年主要指标\n┌──────┬────┬────┐\n│指标  │2024年│2025年│\n├──────┼────┼────┤\n│用电量（亿千瓦时）│8.1│8.9│\n"
        "└──────┴────┴────┘\n全年用电量8.9亿千瓦时，增长9.9%。\n",
        encoding="utf-8",
    )
    report = read_report(reader, path)
    assert (
        report.document.text
        == "青石县2025年主要指标\n指标\t2024年\t2025年\n用电量（亿千瓦时）\t8.1\t8.9\n全年用电量8.9亿千瓦时，增长9.9%。"
    )
    assert [(one.indicator, one.value, one.period) for one in report.figures] == [
        ("用电量", "810000000", "2024"),
        ("用电量", "890000000", "2025"),
        ("用电量", "890000000", "2025"),
        ("用电量", "9.9", "2025"),
    ]


def test_columns_set_with_tabs_in_a_text_are_a_table_and_a_letters_foot_is_none(reader, tmp_path):
    rows = "指标\t单位\t2024年\t2025年\n用电量\t亿千瓦时\t8.1\t8.9\n用水量\t万吨\t920\t915\n"
    (tmp_path / "数据.txt").write_text(f"2025年主要指标\n{rows}全年用电量8.9亿千瓦时。\n联系人：某某\t电话：0000\n", encoding="utf-8")
    report = read_report(reader, tmp_path / "数据.txt")
    assert [(one.indicator, one.value, one.period) for one in report.figures][1::2] == [
        ("用电量", "890000000", "2025"),
        ("用水量", "9150000", "2025"),
    ]
    assert len(report.document.tables) == 1
    assert report.document.text.endswith("全年用电量8.9亿千瓦时。\n联系人：某某\t电话：0000")


def test_zero_bytes_and_a_broken_byte_cost_a_text_nothing_else(reader, tmp_path):
    text = "青石县2025年工作总结\n全年税收收入13.1亿元，增长5.0%。\n各项工作稳步推进，群众生活不断改善。\n"
    (tmp_path / "a.txt").write_bytes(text.replace("\n", "\x00\n").encode())
    assert reader.read(tmp_path / "a.txt").text.splitlines()[1] == "全年税收收入13.1亿元，增长5.0%。"
    whole = text.encode()
    (tmp_path / "b.txt").write_bytes(whole[:-10] + b"\xff" + whole[-10:])
    document = reader.read(tmp_path / "b.txt")
    assert "税收收入13.1亿元" in document.text
    assert any("坏字节" in one for one in document.warnings)


def test_a_text_in_the_letters_of_taiwan_and_hong_kong_is_read(reader, tmp_path):
    text = "青石縣2025年工作總結\n全年稅收收入13.1億元。\n全縣各項工作穩步推進，群眾的生活不斷改善。"
    (tmp_path / "a.txt").write_bytes(text.encode("big5"))
    assert reader.read(tmp_path / "a.txt").text == text


def test_a_table_of_a_web_page_without_the_page_is_a_table(reader, tmp_path):
    rows = "<tr><td>指标</td><td>单位</td><td>2025年</td></tr><tr><td>粮食产量</td><td>万吨</td><td>42.6</td></tr>"
    (tmp_path / "产量.xls").write_text(f"<table border=1>{rows}</table>", encoding="utf-8")
    report = read_report(reader, tmp_path / "产量.xls")
    assert [(one.indicator, one.value, one.unit) for one in report.figures] == [("粮食产量", "426000", "吨")]


def test_the_line_in_which_excel_names_the_delimiter_is_no_row(reader, tmp_path):
    (tmp_path / "产量.csv").write_text("sep=;\n指标;单位;2025年\n粮食产量;万吨;42.6\n", encoding="utf-8-sig")
    assert reader.read(tmp_path / "产量.csv").text == "指标\t单位\t2025年\n粮食产量\t万吨\t42.6"


def test_a_workbook_whose_parts_are_named_with_backslashes_is_a_workbook(reader, tmp_path):
    whole = io.BytesIO(xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>粮食产量</t></is></c><c r="B1"><v>42.6</v></c></row>'))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(tmp_path / "产量.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name.replace("/", "\\"), source.read(name))
    assert reader.read(tmp_path / "产量.xlsx").text == "粮食产量\t42.6"


def test_remarks_on_cells_are_said_and_not_read(reader, tmp_path):
    book = Workbook()
    page = book.active
    page.append(["粮食产量", 42.6])
    page["B1"].comment = Comment("内部口径40.1", "某人")
    book.save(tmp_path / "产量.xlsx")
    document = reader.read(tmp_path / "产量.xlsx")
    assert "40.1" not in document.text
    assert any("1条批注" in one for one in document.warnings)


def test_digits_of_symbol_fonts_are_digits_and_letters_a_font_made_up_are_said(reader, tmp_path):
    (tmp_path / "a.docx").write_bytes(docx(paragraph("税收收入\uf031\uf033\uf02e\uf031亿元，增长\ue015%。")))
    document = reader.read(tmp_path / "a.docx")
    assert "税收收入13.1亿元" in document.text
    assert any("1个字的字形" in one for one in document.warnings)


def test_what_stands_on_the_form_under_an_ofd_page_is_read_with_it(reader, tmp_path):
    def content(place: str, objects: str, more: str = "") -> tuple[str, str]:
        return place, f'<ofd:Page {NS}>{more}<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>'

    with zipfile.ZipFile(tmp_path / "a.ofd", "w") as archive:
        archive.writestr("OFD.xml", f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
        form, page = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/>', '<ofd:Page ID="1" BaseLoc="Pages/P.xml"/>'
        document = f"<ofd:CommonData>{form}</ofd:CommonData><ofd:Pages>{page}</ofd:Pages>"
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {NS}>{document}</ofd:Document>")
        archive.writestr(*content("Doc_0/Tpls/T.xml", words("青石县财政局材料", 60, 10)))
        archive.writestr(*content("Doc_0/Pages/P.xml", words("税收收入13.1亿元。", 20, 60), '<ofd:Template TemplateID="9"/>'))
    assert reader.read(tmp_path / "a.ofd").text == "青石县财政局材料\n税收收入13.1亿元。"


def test_a_paper_in_a_mail_keeps_its_name_however_that_is_written_and_one_without_a_name_is_read(tmp_path):
    paper = "青石县财政局2025年工作总结".encode("gb18030")
    for place in ('attachment; filename="财政局总结.txt"', "attachment"):
        head = f"Subject: x\r\nTo: a@b.cn\r\nContent-Type: application/octet-stream\r\nContent-Disposition: {place}\r\n\r\n"
        (tmp_path / "a.eml").write_bytes(head.encode("gb18030") + paper)
        found = [(one.name, one.read_bytes()) for one in expand([tmp_path / "a.eml"])]
        assert found == [("财政局总结.txt" if "name" in place else "附件1", paper)]


@pytest.mark.parametrize(
    "rows",
    [
        "指标          单位     2024年    2025年\n粮食产量      万吨     41.3      42.6\n新增就业      人       3200      3350",
        "指标　　单位　　2024年　　2025年\n粮食产量　　万吨　　41.3　　42.6\n新增就业　　人　　3200　　3350",
        "|指标|单位|2024年|2025年|\n|---|:-:|--:|--:|\n|粮食产量|万吨|41.3|42.6|\n|新增就业|人|3200|3350|",
    ],
)
def test_columns_set_with_blanks_or_bars_in_a_text_are_a_table(reader, tmp_path, rows):
    (tmp_path / "a.txt").write_text(f"青石县2025年主要指标\n{rows}\n各项工作有序推进。", encoding="utf-8")
    report = read_report(reader, tmp_path / "a.txt")
    told = {(one.indicator, one.value, one.unit, one.period) for one in report.figures}
    assert {("粮食产量", "426000", "吨", "2025"), ("新增就业", "3350", "人", "2025")} <= told
    assert report.document.text.endswith("各项工作有序推进。")


def test_a_text_with_blanks_in_it_is_no_table(reader, tmp_path):
    text = "签发人：  张三  （会签）\n主送：  县政府  县委\n第一章  总则  第1条\n第二章  职责  第2条\n全文完"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert reader.read(tmp_path / "a.txt").tables == ()


def test_a_table_of_several_years_is_about_the_last_it_has_results_of() -> None:
    found = recognise(
        "主要指标2023-2025.xlsx", "指标\t计量单位\t2023年\t2024年\t2025年\n入园率\t%\t93.4\t94.2\t95.3\n专任教师\t人\t5170\t5236\t5279\n"
    )

    assert (found.role, found.year, found.reviewed_year) == ("metrics", 2025, 2025)


def test_what_a_program_gave_out_is_told_a_record_a_line(reader, tmp_path):
    path = tmp_path / "某局2024年工作总结.txt"
    path.write_text(
        '{"title": "某局2024年工作总结", "items": [{"name": "财政收入", "value": "12.6亿元"}, {"指标": "粮食产量", "数值": "3.1万吨"}]}',
        encoding="utf-8",
    )
    document = reader.read(path)
    assert document.text.split("\n") == ["某局2024年工作总结", "财政收入：12.6亿元", "指标：粮食产量，数值：3.1万吨"]
    assert any("JSON" in warning for warning in document.warnings)


def test_a_pdf_that_opens_for_everyone_is_read_though_it_is_encrypted(reader, tmp_path):
    path, words_of = tmp_path / "某县总结.pdf", [Words("粮食产量12万吨", 100, 650)]
    path.write_bytes(locked(pdf(words_of)))
    assert "粮食产量12万吨" in reader.read(path).text
    path.write_bytes(locked(pdf(words_of), user=b"secret"))
    with pytest.raises(FileEncrypted, match="有打开密码"):
        reader.read(path)
