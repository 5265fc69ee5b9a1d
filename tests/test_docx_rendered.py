"""The DOCX on paper: LibreOffice lays it out, and the pages are measured."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from documents.docx_writer import DocxWriter
from nigao.draft import Draft, DraftSection
from nigao.ports import ExportOptions
from tests.docx_case import office, sample

pytestmark = pytest.mark.office
MM = 72 / 25.4


def rendered(draft: Draft, options: ExportOptions, folder: Path) -> pdfplumber.PDF:
    path = folder / "page.docx"
    path.write_bytes(DocxWriter().write(draft, options))
    return pdfplumber.open(office(path, "pdf", folder / "pdf"))


def lines(page: pdfplumber.page.Page) -> list[str]:
    return [line["text"] for line in page.extract_text_lines(strip=True) if line["top"] < page.height - 35 * MM]


def footer(page: pdfplumber.page.Page) -> dict[str, float | str]:
    return next(line for line in page.extract_text_lines() if line["top"] > page.height - 35 * MM)


def test_a_full_page_has_22_lines_of_28_characters(tmp_path: Path):
    draft = Draft("题", 2026, "excerpt", "", (DraftSection("", "", 1, ("国" * 28 * 60,)),))
    with rendered(draft, ExportOptions(), tmp_path) as pdf:
        full = lines(pdf.pages[1])
        assert len(full) == 22 and {len(line.replace(" ", "")) for line in full} == {28}


def test_page_numbers_stand_outside_right_on_odd_and_left_on_even_pages(tmp_path: Path):
    draft = Draft("题", 2026, "excerpt", "", (DraftSection("", "", 1, ("国" * 28 * 60,)),))
    with rendered(draft, ExportOptions(), tmp_path) as pdf:
        odd, even = footer(pdf.pages[0]), footer(pdf.pages[1])
        assert (odd["text"], even["text"]) == ("— 1 —", "— 2 —")
        assert odd["x1"] > 170 * MM and even["x0"] < 40 * MM
        edge = pdf.pages[0].height - 35 * MM
        assert 5 * MM < (odd["top"] + odd["bottom"]) / 2 - edge < 9 * MM


def test_the_annex_begins_a_page_and_the_title_stands_as_broken(tmp_path: Path):
    options = ExportOptions(annex=True, signed_by="示例县发展和改革局", date="2026年1月5日", addressee="示例县人民政府")
    with rendered(sample(), options, tmp_path) as pdf:
        first = [line.replace(" ", "") for line in lines(pdf.pages[0])]
        assert first[:3] == ["示例县发展和改革局关于2025年", "工作总结和2026年工作打算的报告", "示例县人民政府："]
        assert [line.replace(" ", "") for line in lines(pdf.pages[-1])][:2] == ["附件", "数据来源对照表"]


def test_the_signature_and_its_date_stand_on_one_page(tmp_path: Path):
    draft = Draft("题", 2026, "excerpt", "", (DraftSection("", "", 1, ("国" * 28 * 16,)),))
    with rendered(draft, ExportOptions(signed_by="示例县发展和改革局", date="2026年1月5日"), tmp_path) as pdf:
        assert [line.replace(" ", "") for line in lines(pdf.pages[-1])] == ["示例县发展和改革局", "2026年1月5日"]
