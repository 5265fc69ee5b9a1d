"""The example archive that ships with the product: a small, complete year of one place, from official documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
UNIT = "北京市"


def example_files() -> list[tuple[Path, dict[str, Any]]]:
    """The archive's files in import order, each with what a person would say of it (role, year, unit, department)."""
    files: list[tuple[Path, dict[str, Any]]] = [
        (HERE / "北京市_2025年政府工作报告.txt", {"role": "report", "year": 2025, "unit": UNIT}),
        (HERE / "北京市_2025年主要指标.xlsx", {"role": "metrics", "year": 2025, "unit": UNIT}),
    ]
    for department in ("发展改革委", "科委", "生态环境局"):
        wishes = {"role": "material", "year": 2025, "unit": UNIT, "department": department}
        files.append((HERE / f"北京市{department}工作材料_2025年.docx", wishes))
    return files


def damaged_file() -> Path:
    """A scraped, damaged summary of another unit: shows what reading and the consistency check make of bad text."""
    return HERE / "高新区科技创新工作总结_残缺文本.txt"
