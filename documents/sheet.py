"""One sheet of a workbook as a person sees it, whatever file it comes from: what is hidden, struck through or white is left out and told."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.builder import DocumentBuilder, GridCell, column_name
from documents.xlsx_styles import PLAIN, Style

Place = tuple[int, int]


def address(row: int, column: int) -> str:
    """What a sheet calls a cell, counted from 0: (4, 1) → B5."""
    return f"{column_name(column)}{row + 1}"


@dataclass
class Sheet:
    """The cells of one sheet by absolute row and column from 0.

    unseen: white on white, unless the sheet has a table whose own style may colour them (styled_table).
    """

    cells: dict[Place, str] = field(default_factory=dict)
    spans: dict[Place, Place] = field(default_factory=dict)
    uncalculated: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    unseen: list[Place] = field(default_factory=list)
    styled_table: bool = False

    def take(self, row: int, column: int, text: str, style: Style = PLAIN) -> None:
        """Keep a cell that holds something and is not crossed out."""
        if text.strip() and style.struck:
            self.struck.append(address(row, column))
        elif text.strip():
            self.cells[row, column] = text
            if style.unseen:
                self.unseen.append((row, column))

    def put(self, builder: DocumentBuilder, title: str) -> None:
        """The sheet as a table in its own grid, addressed as the sheet addresses it."""
        if self.uncalculated:
            first = "、".join(self.uncalculated[:3])
            told = f"工作表“{title}”有{len(self.uncalculated)}个公式没有计算结果（{first}{'等' if len(self.uncalculated) > 3 else ''}）"
            builder.warn(f"{told}，这些单元格按空白处理，请用 Excel 或 WPS 打开保存一次再导入。")
        self._drop_hidden(builder, title)
        self._drop_white(builder, title)
        if not self.cells:
            return
        top, left = min(row for row, _ in self.cells), min(column for _, column in self.cells)
        cells = []
        for (row, column), text in sorted(self.cells.items()):
            rows, columns = self.spans.get((row, column), (1, 1))
            cells.append(GridCell(text, row - top, column - left, rows, columns))
        builder.table(title, cells, top, left)

    def _is_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)

    def _drop_hidden(self, builder: DocumentBuilder, title: str) -> None:
        gone_rows, gone_columns = set[int](), set[int]()
        for row, column in list(self.cells):
            in_row, in_column = row in self.hidden_rows, self._is_hidden(column)
            if not (in_row or in_column):
                continue
            text = self.cells.pop((row, column))
            seen = self._first_seen(row, column)
            if seen is not None:  # a merged cell is seen as long as any of it is
                self.cells[seen[0]] = text
                self.spans[seen[0]] = seen[1]
                continue
            gone_rows |= {row} if in_row else set()
            gone_columns |= {column} if in_column else set()
        parts = [f"{len(gone_rows)}行"] * bool(gone_rows) + [f"{len(gone_columns)}列"] * bool(gone_columns)
        if parts:
            builder.warn(f"工作表“{title}”中隐藏的{'、'.join(parts)}没有读取，如需使用请先取消隐藏。")

    def _drop_white(self, builder: DocumentBuilder, title: str) -> None:
        white = [place for place in self.unseen if place in self.cells] if not self.styled_table else []
        for place in white:
            del self.cells[place]
        for places, what in ((self.struck, "划掉（删除线）"), ([address(*place) for place in white], "白色看不见")):
            if places:
                many = "等" if len(places) > 3 else ""
                builder.warn(f"工作表“{title}”中{what}的{len(places)}个单元格（{'、'.join(places[:3])}{many}）没有读取。")

    def _first_seen(self, row: int, column: int) -> tuple[Place, Place] | None:
        """The first place of a merged cell that is shown, and what of it lies beyond; None if nothing of it is shown."""
        rows, columns = self.spans.get((row, column), (1, 1))
        top = next((at for at in range(row, row + min(rows, 1000)) if at not in self.hidden_rows), None)
        left = next((at for at in range(column, column + min(columns, 1000)) if not self._is_hidden(at)), None)
        if top is None or left is None or (top, left) in self.cells:
            return None
        return (top, left), (row + rows - top, column + columns - left)
