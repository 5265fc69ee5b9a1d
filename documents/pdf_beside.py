"""What a PDF carries beside its pages' own text: fields of forms that were filled in, remarks of readers, files put into it."""

from __future__ import annotations

from typing import Any


def papers_within(document: Any) -> str:
    """What to say of files that lie in a PDF, "" where there are none."""
    count = document.count_attachments()
    if not count:
        return ""
    names = "、".join(document.get_attachment(index).get_name() for index in range(min(count, 3)))
    return f"文件里带有{count}个附件（{names}{'等' if count > 3 else ''}），附件没有读取，请存出来另行导入。"


def prepare_forms(document: Any) -> bool:
    """Whether a PDF is a form; what is filled in gets its looks then, where the file has none."""
    from pypdfium2 import raw

    if document.get_formtype() == raw.FORMTYPE_NONE:
        return False
    document.init_forms()
    return True


def remarks_on(page: Any) -> int:
    """How many remarks with words in them readers have put on a page."""
    from pypdfium2 import raw

    kinds = {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_UNDERLINE}
    found = 0
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if raw.FPDFAnnot_GetSubtype(annotation) in kinds:
            found += raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0) > 2  # the end of a string alone takes two bytes
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def with_fields(document: Any, number: int, page: Any) -> Any:
    """The page with what was filled in as part of its text."""
    from pypdfium2 import raw

    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind != raw.FPDF_ANNOT_WIDGET:
            raw.FPDFPage_RemoveAnnot(page, index)
    if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[number]
