"""A small draft that has everything a DOCX must show, and what tests need to open one."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

from nigao.checks.finding import Finding, Span
from nigao.draft import Draft, DraftSection, Evidence, Place

PARAGRAPH = "2025年，全县实现地区生产总值123.4亿元，同比增长5.2%，“一业一策”扎实推进——成效明显，【待补：研发投入】占比持续提高。"
PLACE = Place("s1", "统计局2025年数据", "统计局.xlsx 表1!C5", 0, 3, "地区生产总值 | 123.4亿元")


def spot(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def evidenced(number: str, title: str, level: int, *paragraphs: str) -> DraftSection:
    text = "\n".join(paragraphs)
    found = Finding("figure.unsupported", "error", "“5.2%”没有出处。", (Span("5.2%", *spot(text, "5.2%")),))
    evidence = (Evidence(*spot(text, "123.4亿元"), "supported", (PLACE,)), Evidence(*spot(text, "5.2%"), "unsupported"))
    return DraftSection(number, title, level, paragraphs, evidence, (found,))


def sample() -> Draft:
    sections = (
        DraftSection("", "", 1, ("过去的一年，在县委、县政府坚强领导下，各项工作取得新成效。",)),
        DraftSection("一、", "2025年工作总结", 1),
        evidenced(
            "（一）",
            "着力稳增长促转型",
            2,
            PARAGRAPH,
            "指标\t2025年\t增速",
            "生产总值\t123.4亿元\t5.2%",
            "重点项目进展顺利，全年完成投资56.7亿元。",
        ),
        DraftSection("（二）", "全力抓项目扩投资", 2, ("全年新开工项目38个，竣工21个。", "招商引资到位资金12.5亿元，增长8.1%。")),
        DraftSection("1.", "抓好重大项目", 3, ("省级重点项目全部开工。",)),
        DraftSection("（1）", "完善推进机制", 4, ("实行领导包联、专班推进。",)),
        DraftSection(
            "二、", "2026年工作打算", 1, ("2026年，力争地区生产总值增长5.5%左右。", "围绕民生实事，办好十件大事。"), state="incomplete"
        ),
    )
    return Draft("示例县发展和改革局关于2025年工作总结和2026年工作打算的报告", 2026, "excerpt", "", sections, unit="示例县发展和改革局")


def lines_of(draft: Draft) -> list[str]:
    """Headings and paragraphs in order."""
    return [line for s in draft.sections for line in (s.heading, *s.text.split("\n")) if line]


def changed(draft: Draft, index: int, **values: object) -> Draft:
    sections = list(draft.sections)
    sections[index] = replace(sections[index], **values)  # type: ignore[arg-type]
    return replace(draft, sections=tuple(sections))


def office(source: Path, to: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format."""
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.{to.partition(':')[0]}"
