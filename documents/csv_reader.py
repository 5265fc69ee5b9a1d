"""Delimited text (.csv, .tsv) as one table; the delimiter is the one that divides its lines most evenly."""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePath

from documents.builder import DocumentBuilder, GridCell
from nigao.errors import FileDamaged, FileTooLarge
from nigao.report import Document

MOST_CELLS = 300_000
_SAID = re.compile(r"\A\"?sep=([,;\t|])\"?[ ]*\n", re.IGNORECASE)
_DELIMITERS = (",", "\t", ";", "，", "|")


def read_csv(text: str, name: str) -> Document:
    """Read delimited text; cells keep what is written in them. Raises FileRefused."""
    cells: list[GridCell] = []
    said = _SAID.match(text)  # what Excel writes to tell itself the delimiter
    text = text[said.end() :] if said else text
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text), delimiter=said[1] if said else _delimiter(text))):
            cells += [GridCell(value.strip(), row, column) for column, value in enumerate(values) if value.strip()]
            if len(cells) > MOST_CELLS:
                raise FileTooLarge(f"“{name}”的单元格超过{MOST_CELLS // 10000}万个，请只保留需要的数据再导入。")
    except csv.Error as error:
        raise FileDamaged(f"“{name}”不是完整的表格文本，请用 Excel 或 WPS 打开后重新保存再导入。") from error
    builder = DocumentBuilder()
    builder.table(PurePath(name).stem or "表1", cells)
    return builder.build()


def _delimiter(text: str) -> str:
    """The mark that stands in most of the first lines, by how many lines share the same count of it."""
    lines = [line for line in text.split("\n")[:50] if line.strip()]

    def evenness(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, sum(counts))

    return max(_DELIMITERS, key=evenness)
