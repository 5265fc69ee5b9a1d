"""Where a table's figures are told that no sentence of last year's takes: by their names, by their table, and never under another's name."""

from __future__ import annotations

from dataclasses import replace

from nigao.draft import Brief, OutlineItem, SectionTask
from nigao.excerpt import ExcerptDrafter
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source

LAST = Source("last", "示例市2024年工作总结", "示例市", 2025, "report", reviewed_year=2024)
TABLE = Source("table", "2025年主要指标", "示例市", 2025, "metrics", filename="指标.xlsx", reviewed_year=2025)
OUTLINE = (
    OutlineItem(
        "（一）", "强化科技创新", 2, "review", "深入实施创新驱动战略，高新技术企业达到245家。深化产学研合作，完善科研成果转化机制。"
    ),
    OutlineItem(
        "（二）", "改善生态环境", 2, "review", "深入打好污染防治攻坚战，空气质量优良天数比例达到85%。加强河湖治理，完成造林1200亩。"
    ),
)


def rows(*named: tuple[str, str, str, str]) -> tuple[Entry, ...]:
    made = []
    for number, (indicator, value, unit, measure) in enumerate(named, start=2):
        text = value.lstrip("-") + unit
        figure = Figure(text, 0, len(text), value, unit, indicator, measure=measure, period="2025", place=f"表1!C{number}")  # type: ignore[arg-type]
        made.append(Entry(figure, TABLE, f"{indicator} | {text}", id=str(number)))
    return tuple(made)


def write(entries: tuple[Entry, ...], outline: tuple[OutlineItem, ...] = OUTLINE) -> list[str]:
    brief = Brief("示例市2025年工作总结", "示例市", 2026, 2025, outline)
    tasks = (SectionTask(brief, n, item.like, LAST, 2024, entries) for n, item in enumerate(outline))
    return [ExcerptDrafter().draft(task, lambda progress: None, lambda: False).text for task in tasks]


def test_a_row_whose_name_says_nothing_stands_with_the_rows_beside_it() -> None:
    science, nature = write(
        rows(
            ("高新技术企业", "290", "家", "level"),
            ("瞪羚示范主体", "16", "家", "level"),
            ("科研成果转化", "75", "项", "level"),
            ("空气质量优良天数比例", "86", "%", "level"),
            ("精品亲水岸线", "12", "公里", "level"),
            ("完成造林", "1500", "亩", "level"),
        )
    )
    assert "瞪羚示范主体16家" in science
    assert "精品亲水岸线12公里" in nature


def test_one_subject_is_told_once() -> None:
    (text,) = write(
        rows(("一般公共预算收入", "1200000000", "元", "level"), ("一般公共预算收入完成预算", "98", "%", "level")),
        (replace(OUTLINE[0], title="抓好收入征管", like="加强一般公共预算收入征管，依法组织收入。"),),
    )
    assert text.count("一般公共预算收入") == 2  # last year's sentence, and this year's figures
    assert "，完成预算" in text


def test_a_figure_never_stands_where_another_subject_would_be_read_into_it() -> None:
    table = rows(
        ("市本级一般公共预算收入", "16006000", "元", "level"),
        ("市本级一般公共预算收入", "10.3", "%", "change"),
        ("一般公共预算支出", "267182000", "元", "level"),
        ("一般公共预算支出", "9.2", "%", "change"),
    )
    like = "加强一般公共预算收入征管。一般公共预算支出完成25000万元，增长3.1%。"
    (text,) = write(table, (replace(OUTLINE[0], title="抓好收支管理", like=like),))
    told = {(figure.indicator, figure.text) for figure in read_figures(text, calendar=Calendar("2025", "2026", "review"))}
    assert ("一般公共预算支出", "26718.2万元") in told
    assert not any(name.startswith("市本级") and amount == "26718.2万元" for name, amount in told)


def test_amounts_put_beside_last_years_are_written_in_its_manner() -> None:
    like = "".join(f"第{n}项支出{n},{n}07万元。" for n in range(1, 10)) + "加强财政收入征管，推进财政管理改革。"
    (text,) = write(rows(("财政专项收入", "342030000", "元", "level")), (replace(OUTLINE[0], title="财政收入", like=like),))
    assert "财政专项收入34,203万元" in text
