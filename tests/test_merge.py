"""A reviewed file comes back: edits to their sections, comments as tasks, nothing dropped, whichever program saved it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.docx_writer import DocxWriter
from documents.merge import read_reviewed
from nigao.adoption import adoption_rows, opinions_of
from nigao.draft import Draft, DraftSection
from nigao.errors import FileRefused
from nigao.merge import merge
from nigao.ports import ExportOptions
from nigao.returned import MergeResult, ReviewedDocument, ReviewedParagraph
from tests.docx_case import changed, lines_of, office, sample

FULL = ExportOptions(
    annex=True, comments=True, mark_states=True, signed_by="示例县发展和改革局", date="2026年1月5日", addressee="示例县人民政府"
)


def written(folder: Path, options: ExportOptions = FULL, draft: Draft | None = None) -> Path:
    path = folder / "reviewed.docx"
    path.write_bytes(DocxWriter().write(draft or sample(), options))
    return path


def edited(folder: Path, **replacements: str) -> Path:
    """The export with paragraphs replaced by hand: the paragraph that contains the key becomes the value, "" takes it out."""
    path = written(folder)
    document = Document(str(path))
    for old, new in replacements.items():
        paragraph = next(p for p in document.paragraphs if old in p.text)
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = new
    document.save(str(path))
    return path


def by_heading(result: MergeResult) -> dict[str, tuple[str, ...]]:
    return {section.old_heading: section.paragraphs for section in result.sections}


def test_a_file_nobody_changed_changes_nothing(tmp_path: Path):
    result = merge(sample(), read_reviewed(written(tmp_path)))
    assert result == MergeResult() and result.lines() == ["与稿子一致，没有改动。"] and not result.needs_person


def test_plain_edits_go_to_their_sections(tmp_path: Path):
    path = edited(tmp_path, 全年新开工="全年新开工项目39个，竣工22个。", 省级重点="")
    result = merge(sample(), read_reviewed(path))
    assert by_heading(result) == {
        "（二）全力抓项目扩投资": ("全年新开工项目39个，竣工22个。", sample().sections[3].paragraphs[1]),
        "1.抓好重大项目": (),
    }
    changed_words = [(piece.kind, piece.text) for piece in result.sections[0].diff if piece.kind != "same"]
    assert changed_words[:2] == [("removed", "38"), ("added", "39")]


def test_headings_may_be_renumbered_and_rewritten(tmp_path: Path):
    path = edited(tmp_path, 全力抓项目="（三）聚力抓项目促投资", 工作打算="三、2026年重点任务〔没有写完〕")
    headings = {s.old_heading: s.heading for s in merge(sample(), read_reviewed(path)).sections}
    assert headings["（二）全力抓项目扩投资"] == "（三）聚力抓项目促投资"


def test_tracked_changes_come_back_with_their_author(tmp_path: Path):
    new = changed(sample(), 3, paragraphs=("全年新开工项目40个，竣工21个。", "新增一段，说明成效。"))
    new = changed(new, 5, paragraphs=())
    path = tmp_path / "t.docx"
    path.write_bytes(DocxWriter().write_changes(sample(), new, ExportOptions()))
    result = merge(sample(), read_reviewed(path))
    assert by_heading(result) == {"（二）全力抓项目扩投资": new.sections[3].paragraphs, "（1）完善推进机制": ()}
    assert {section.authors for section in result.sections} == {("示例县发展和改革局",)}


def test_a_section_the_reviewer_put_in_comes_with_its_text_and_its_place(tmp_path: Path):
    path = written(tmp_path)
    document = Document(str(path))
    last = next(p for p in document.paragraphs if "办好十件大事" in p.text)
    for text in ("下一步要加强调度。", "围绕安全生产抓好整治。", "（三）守牢安全底线"):
        last._p.addnext(document.add_paragraph(text)._p)
    document.save(str(path))
    result = merge(sample(), read_reviewed(path))
    (new,) = result.added
    before = next(i for i, section in enumerate(sample().sections) if "办好十件大事" in section.text)
    assert (new.after, new.heading, new.level) == (before, "（三）守牢安全底线", 2)
    assert new.paragraphs == ("围绕安全生产抓好整治。", "下一步要加强调度。")
    assert not result.unplaced and not result.needs_person


def test_what_stands_before_the_first_section_is_shown(tmp_path: Path):
    path = written(tmp_path)
    document = Document(str(path))
    document.paragraphs[0]._p.addprevious(document.add_paragraph("请办公室再核一遍数字。")._p)
    document.save(str(path))
    result = merge(sample(), read_reviewed(path))
    assert [one.text for one in result.unplaced] == ["请办公室再核一遍数字。"]
    assert result.needs_person


def test_a_reviewers_comment_is_a_task_and_ours_are_not(tmp_path: Path):
    path = written(tmp_path)
    document = Document(str(path))
    paragraph = next(p for p in document.paragraphs if "全年新开工" in p.text)
    document.add_comment(paragraph.runs, text="请核实竣工数。", author="分管领导")
    document.save(str(path))
    result = merge(sample(), read_reviewed(path))
    assert [(t.author, t.heading, t.anchor, t.text) for t in result.tasks] == [
        ("分管领导", "（二）全力抓项目扩投资", "全年新开工项目38个，竣工21个。", "请核实竣工数。")
    ]
    done = changed(sample(), 3, paragraphs=("全年新开工项目38个，竣工20个。", sample().sections[3].paragraphs[1]))
    given = opinions_of(result.tasks, sample())
    assert adoption_rows(given, done)[0][5] == "已修改"
    assert adoption_rows(given, sample())[0][5].startswith("待处理")
    answered = [replace(opinion, answer="未采纳：以统计局数为准", by="王") for opinion in given]
    assert adoption_rows(answered, done)[0][5:] == ("未采纳：以统计局数为准", "王")


WORDS = st.text(alphabet="甲乙丙丁戊己庚辛12。，", min_size=1, max_size=15)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=14), st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=3)), min_size=1, max_size=4))
def test_no_reviewed_line_is_ever_dropped(lines: list[str], parts: list[tuple[str, list[str]]]):
    draft = Draft("题目", 2026, "excerpt", "", tuple(DraftSection("一、", t, 1, tuple(p)) for t, p in parts))
    result = merge(draft, ReviewedDocument(tuple(ReviewedParagraph(line) for line in lines)))
    touched = {section.index: section for section in result.sections}
    kept = [one.text for one in result.unplaced]
    for new in result.added:
        kept += [new.heading, *new.paragraphs]
    for index, section in enumerate(draft.sections):
        mine = touched.get(index)
        kept += [section.heading, *section.paragraphs] if mine is None else [mine.heading, *mine.paragraphs]
    assert not set(lines) - set(kept) - {"题目"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "文字".encode()])
def test_a_file_that_is_no_word_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes):
    path = tmp_path / "坏.docx"
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=r"坏\.docx"):
        read_reviewed(path)


def test_a_cut_file_is_refused_wherever_it_is_cut(tmp_path: Path):
    whole = written(tmp_path).read_bytes()
    path = tmp_path / "cut.docx"
    for at in range(1, len(whole), 211):
        path.write_bytes(whole[:at])
        with pytest.raises(FileRefused):
            read_reviewed(path)


def test_entities_are_not_expanded_and_files_not_fetched(tmp_path: Path):

    path = tmp_path / "x.docx"
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    xml = (
        f'<!DOCTYPE w [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]><w:document '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>文&e;</w:t></w:r></w:p></w:body></w:document>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert "秘密" not in str(read_reviewed(path))


@pytest.mark.office
def test_a_file_saved_by_libreoffice_merges_as_well(tmp_path: Path):
    path = edited(tmp_path, 全年新开工="全年新开工项目39个，竣工22个。")
    document = Document(str(path))
    paragraph = next(p for p in document.paragraphs if "招商引资" in p.text)
    document.add_comment(paragraph.runs, text="增速请再核。", author="分管领导")
    document.save(str(path))
    saved = office(path, "docx:MS Word 2007 XML", tmp_path / "lo")
    result = merge(sample(), read_reviewed(saved))
    assert list(by_heading(result)) == ["（二）全力抓项目扩投资"] and not result.unplaced
    assert [(t.author, t.anchor) for t in result.tasks] == [("分管领导", sample().sections[3].paragraphs[1])]


@pytest.mark.office
def test_tracked_changes_survive_libreoffice(tmp_path: Path):
    new = changed(sample(), 3, paragraphs=("全年新开工项目40个，竣工21个。", "新增一段，说明成效。"))
    path = tmp_path / "t.docx"
    path.write_bytes(DocxWriter().write_changes(sample(), new, ExportOptions()))
    read = read_reviewed(office(path, "docx:MS Word 2007 XML", tmp_path / "lo"))
    assert [p.text for p in read.after if p.text] == [new.title, *lines_of(new)]
    assert [p.text for p in read.before if p.text] == [sample().title, *lines_of(sample())]


@pytest.mark.parametrize("options", [FULL, replace(FULL, annex=False, comments=False)])
def test_the_reader_of_the_archive_reads_what_was_written(tmp_path: Path, options: ExportOptions):
    from documents.reader import FileReader

    read = [line for line in FileReader().read(written(tmp_path, replace(options, mark_states=False))).text.split("\n") if line.strip()]
    wanted = lines_of(sample())
    start = read.index(wanted[0])
    assert read[start : start + len(wanted)] == wanted


@pytest.mark.parametrize(("piece", "times"), [("<w:p/>", 9_000_000), ("<w:p/>", 2_000_000), ("<w:p>", 300_000)])
def test_a_bomb_is_refused(tmp_path: Path, piece: str, times: int):
    path = tmp_path / "炸.docx"
    head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", head + piece * times + "</w:body></w:document>")
    with pytest.raises(FileRefused, match=r"炸\.docx"):
        read_reviewed(path)


def test_a_section_put_in_takes_the_level_its_form_of_number_has_in_the_draft():
    draft = Draft(
        "题目", 2026, "excerpt", "", (DraftSection("第一部分　", "工作回顾", 1), DraftSection("一、", "项目建设", 2, ("开工。",)))
    )
    lines = ("题目", "第一部分　工作情况回顾", "一、项目建设", "开工。", "二、安全生产", "平稳。", "第二部分　工作安排", "抓好落实。")
    result = merge(draft, ReviewedDocument(tuple(ReviewedParagraph(line) for line in lines)))
    assert [(new.heading.replace("　", ""), new.level, new.paragraphs) for new in result.added] == [
        ("二、安全生产", 2, ("平稳。",)),
        ("第二部分工作安排", 1, ("抓好落实。",)),
    ]
    assert [(section.index, section.title) for section in result.sections] == [(0, "工作情况回顾")]
