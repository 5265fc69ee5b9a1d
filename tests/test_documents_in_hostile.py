"""Broken and hostile files: each is refused with one Chinese sentence, and the next file is read as if nothing had been."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_files import W, docx, paragraph, xlsx, zipped

from documents.reader import FileReader
from nigao.errors import FileDamaged, FileEmpty, FileEncrypted, FileRefused, FileTooLarge, FileUnsupported
from nigao.work.intake import read_report

DATA = Path(__file__).parent / "data" / "documents"
GOOD = docx(paragraph("全年增长5%。"))
ENTITIES = "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
SECRET = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def document_xml(prologue: str, text: str) -> bytes:
    return zipped({"word/document.xml": f"{prologue}<w:document {W}><w:body>{paragraph(text)}</w:body></w:document>"})


@pytest.fixture(scope="module")
def reader():
    reader = FileReader()
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.docx", b"", FileEmpty),
        ("a.docx", b"\x00" * 999, FileEmpty),
        ("a.txt", b" \r\n\t", FileEmpty),
        ("a.docx", docx(""), FileEmpty),
        ("a.docx", GOOD[: len(GOOD) // 2], FileDamaged),
        ("a.docx", zipped({"word/other.xml": "<a/>"}), FileDamaged),
        ("a.docx", docx("<w:ins>" * 9999 + "</w:ins>" * 9999), FileDamaged),
        ("a.docx", document_xml(f'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]>', "&j;"), FileDamaged),
        ("a.docx", document_xml(SECRET, "&x;"), FileDamaged),
        ("a.docx", docx(paragraph("数" * 30_000_000)), FileRefused),
        ("a.xlsx", xlsx("", state="hidden"), FileEmpty),
        ("a.xlsx", xlsx("<row><c><v>1</v></c></row>" * 310_000), FileTooLarge),
        ("a.pdf", b"%PDF-1.4\n", FileDamaged),
        ("a.txt", bytes(range(256)) * 40, FileUnsupported),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, FileUnsupported),
        ("a.txt", "增长5%。\n".encode() * 1_500_000, FileTooLarge),
        ("a.zip", zipped({"b.txt": "b"}), FileUnsupported),
        ("a.xml", b"<?xml version='1.0'?><a/>", FileUnsupported),
    ],
)
def test_each_is_refused_with_one_sentence(reader, tmp_path, name, content, refusal):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(refusal) as refused:
        reader.read(path)
    assert re.fullmatch(r"“.+”[^。]+。", str(refused.value)), str(refused.value)
    path.write_bytes(GOOD)
    assert reader.read(path).text == "全年增长5%。"


def test_a_password_is_named_as_the_reason(reader):
    with pytest.raises(FileEncrypted, match="密码"):
        reader.read(DATA / "protected.docx")


def test_a_missing_file_and_a_folder_are_said(reader, tmp_path):
    with pytest.raises(FileUnsupported, match="没有找到"):
        reader.read(tmp_path / "none.docx")
    with pytest.raises(FileUnsupported, match="文件夹"):
        reader.read(tmp_path)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path):
    reader = FileReader(seconds=0.8)
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("数") * 500_000))
    with pytest.raises(FileTooLarge, match="秒内"):
        reader.read(path)
    reader.close()
    patient = FileReader()
    path.write_bytes(GOOD)
    assert patient.read(path).text == "全年增长5%。"
    patient.close()


def test_a_child_that_dies_is_replaced(reader, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(GOOD)
    reader.read(path)
    for child in reader._children._all:
        if child._process is not None:
            child._process.kill()
            child._process.wait()
    assert reader.read(path).text == "全年增长5%。"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.floats(0, 1),
    at=st.floats(0, 1),
    byte=st.integers(0, 255),
    which=st.sampled_from(["word_tables.docx", "number_formats.xlsx", "scan.pdf"]),
)
def test_a_file_cut_or_changed_anywhere_is_read_or_refused(reader, tmp_path, cut, at, byte, which):
    content = bytearray((DATA / which).read_bytes())
    content[int(at * (len(content) - 1))] = byte
    path = tmp_path / which
    path.write_bytes(bytes(content[: max(1, int(cut * len(content)))]) if cut < 0.5 else bytes(content))
    try:
        document = reader.read(path)
    except FileRefused as refused:
        assert re.fullmatch(r"[^。]+。", str(refused))
    else:
        assert all(document.text[c.start : c.end] == c.text for t in document.tables for c in t.cells)


def test_a_file_that_takes_too_long_to_study_is_refused_too(tmp_path):
    sentence = "全年完成固定资产投资12.5亿元，增长5.2%，新增就业3200人，城镇居民人均可支配收入达到3.86万元，"
    (tmp_path / "2025年总结.txt").write_text(sentence * 50_000, encoding="utf-8")
    reader = FileReader(seconds=1.0)
    with pytest.raises(FileTooLarge, match="秒内"):
        read_report(reader, tmp_path / "2025年总结.txt")
    (tmp_path / "2025年总结.txt").write_text(sentence * 400, encoding="utf-8")
    assert len(read_report(reader, tmp_path / "2025年总结.txt").figures) == 1000  # the most that are read in one sentence
    reader.close()
