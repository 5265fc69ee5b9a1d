"""Scanned pages are read where the recogniser is installed, and refused in one sentence where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from documents.docx_writer import DocxWriter
from documents.office import converted
from documents.preview import pages
from documents.reader import FileReader
from nigao.draft import Draft, DraftSection
from nigao.errors import FileEmpty, FileScanned
from nigao.ports import ExportOptions

pytestmark = pytest.mark.office
WORDS = "全市地区生产总值达到5712.6亿元，比上年增长6.3%，一般公共预算收入412.35亿元。"


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages of a report as pictures in a PDF, as a scanner makes them."""
    import io

    draft = Draft("2025年工作总结", 2026, "excerpt", "", (DraftSection("一、", "工作回顾", 1, (WORDS,) * 16),))
    shots = [Image.open(io.BytesIO(picture)).convert("L") for picture in pages(DocxWriter().write(draft, ExportOptions()))]
    large = [shot.resize((shot.width * 2, shot.height * 2)) for shot in shots]
    path = tmp_path_factory.mktemp("scan") / "2025年工作总结.pdf"
    large[0].save(path, save_all=True, append_images=large[1:], resolution=180)
    return path


def test_a_scan_is_read_page_by_page_with_a_word_of_warning(scan: Path) -> None:
    told: list[tuple[int, int]] = []
    document = FileReader().read(scan, on_page=lambda done, count: told.append((done, count)))
    assert WORDS in document.text
    assert told == [(number, len(document.pages)) for number in range(len(document.pages))]
    assert "扫描件" in document.warnings[0]


@pytest.mark.parametrize("turn", [180, 270])
def test_a_page_scanned_upside_down_or_sideways_is_read_in_the_order_it_is_written(scan: Path, tmp_path: Path, turn: int) -> None:
    import pypdfium2

    page = pypdfium2.PdfDocument(str(scan))[0].render(scale=2).to_pil().convert("L")
    page.rotate(turn, expand=True).save(tmp_path / "转.pdf", resolution=144)
    text = FileReader().read(tmp_path / "转.pdf").text
    assert text.startswith("2025年工作总结\n") and WORDS in text


def test_a_blank_scan_is_said_to_hold_no_text(tmp_path: Path) -> None:
    Image.new("L", (800, 1100), 255).save(tmp_path / "空白.pdf")
    with pytest.raises(FileEmpty, match="没有认出文字"):
        FileReader().read(tmp_path / "空白.pdf")


def test_without_the_recogniser_a_scan_is_named_a_scan(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("documents.ocr.can_recognise", lambda: False)
    with pytest.raises(FileScanned, match="扫描件"):
        FileReader().read(scan)


@pytest.fixture(scope="module")
def mixed(scan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that was printed to PDF, a page that was scanned, and a page that is a blank picture."""
    import pypdfium2

    folder = tmp_path_factory.mktemp("mixed")
    draft = Draft("2024年工作总结", 2025, "excerpt", "", (DraftSection("一、", "工作回顾", 1, ("全年新增企业318家。",)),))
    (folder / "printed.docx").write_bytes(DocxWriter().write(draft, ExportOptions()))
    Image.new("L", (800, 1100), 255).save(folder / "blank.pdf")
    with converted(folder / "printed.docx", "docx", "pdf", "printed.docx", 60) as printed:
        whole = pypdfium2.PdfDocument.new()
        for part, pages_of in ((printed, None), (scan, [0]), (folder / "blank.pdf", None)):
            whole.import_pages(pypdfium2.PdfDocument(part.read_bytes()), pages_of)
        whole.save(folder / "mixed.pdf")
    return folder / "mixed.pdf"


def test_only_the_pictures_of_a_mixed_file_are_recognised_and_each_page_stays_in_its_place(mixed: Path) -> None:
    told: list[tuple[int, int]] = []
    document = FileReader().read(mixed, on_page=lambda done, count: told.append((done, count)))
    assert document.text.index("全年新增企业318家。") < document.text.index(WORDS)
    assert told == [(0, 2), (1, 2)]
    assert any("第2页是图片，文字由程序识别" in warning for warning in document.warnings)
    assert any("第3页是图片，没有读到文字" in warning for warning in document.warnings)


def test_without_the_recogniser_a_mixed_file_gives_what_can_be_read_and_names_the_pictures(
    mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.ocr.can_recognise", lambda: False)
    document = FileReader().read(mixed)
    assert "全年新增企业318家。" in document.text and WORDS not in document.text
    assert any("第2、3页是图片，没有读到文字" in warning for warning in document.warnings)
