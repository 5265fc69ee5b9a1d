"""A small real-looking section task for the tests of drafters and assistants; holds no tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nigao.draft import Brief, Hit, OutlineItem, SectionTask
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.report import Passage
from nigao.settings import Settings

METRICS = Source(
    "s-metrics", "2025年科技指标", role="metrics", year=2025, reviewed_year=2025, filename="科技指标.xlsx", department="统计科"
)
OFFICE = Source("s-office", "科技局2025年材料", role="material", year=2025, reviewed_year=2025, filename="科技局.docx", department="科技局")
LAST = Source("s-last", "2024年工作总结暨2025年工作打算", role="report", year=2025, reviewed_year=2024, filename="2024总结.docx")
MATERIAL = (
    "全区新建重点实验室8家，服务企业1200家。科技成果转化服务中心挂牌运行，建立了企业需求与高校院所对接的常态机制。组织产学研对接活动35项。"
)
LIKE = (
    "2024年，全区研发投入达到10.1亿元，同比增长6.2%，技术合同成交额达到16亿元。"
    "新增高新技术企业18家，总数达到245家。坚持把科技创新摆在发展全局的核心位置，持续优化创新生态。"
)


def figure(text: str, value: str, unit: str, indicator: str, **more: str) -> Figure:
    """A ledger figure; period 2025 unless said."""
    return Figure(text, 0, 0, value, unit, indicator, **{"period": "2025", **more})  # type: ignore[arg-type]


ENTRIES = (
    Entry(figure("12.3亿元", "1230000000", "元", "研发投入", place="表1!B2"), METRICS, "研发投入 | 12.3亿元", id="e1"),
    Entry(figure("8.5%", "8.5", "%", "研发投入", measure="change", place="表1!C2"), METRICS, "研发投入 | 8.5%", id="e2"),
    Entry(figure("18.4亿元", "1840000000", "元", "技术合同成交额", place="表1!B3"), METRICS, "技术合同成交额 | 18.4亿元", id="e3"),
    Entry(figure("3.1%", "-3.1", "%", "技术合同成交额", measure="change", place="表1!C3"), METRICS, "技术合同成交额 | -3.1%", id="e4"),
    Entry(figure("263家", "263", "家", "高新技术企业", place="表1!B4"), METRICS, "高新技术企业 | 263家", id="e5"),
    Entry(figure("10.1亿元", "1010000000", "元", "研发投入", period="2024"), LAST, "2024年，全区研发投入达到10.1亿元。", id="e6"),
    Entry(
        figure("300家", "300", "家", "高新技术企业", status="target", period="2026"), OFFICE, "2026年力争高新技术企业达到300家。", id="e7"
    ),
)


def task(**changes: object) -> SectionTask:
    """The section （一）科技创新 of a report reviewing 2025."""
    items = (
        OutlineItem("一、", "2025年工作回顾", 1, "review"),
        OutlineItem("（一）", "科技创新能力持续增强", 2, "review", LIKE),
        OutlineItem("（一）", "提升科技创新能力", 2, "plan", "2025年，力争研发投入达到11亿元，高新技术企业达到260家。"),
    )
    brief = Brief("2025年工作总结暨2026年工作打算", "示范区管委会", 2026, 2025, items)
    hit = Hit(Passage(MATERIAL, ("科技工作",), 100, 100 + len(MATERIAL)), OFFICE, 1.0)
    whole = SectionTask(brief, 1, LIKE, LAST, 2024, ENTRIES, (hit,))
    return replace(whole, **changes)  # type: ignore[arg-type]


def settings(url: str, **more: object) -> Settings:
    """Settings for a played model: quick to give up."""
    return Settings(home=Path("unused"), base_url=url, api_key="k", model="played", **{"deadline": 20.0, **more})  # type: ignore[arg-type]
