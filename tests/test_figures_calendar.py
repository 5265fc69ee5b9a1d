"""Which year a document reviews and which it plans."""

import pytest

from nigao.figures.calendar import calendar_of


@pytest.mark.parametrize(
    ("name", "text", "reviewed", "planned"),
    [
        ("北京市_2025_review.txt", "", "2024", "2025"),
        ("安徽省_2026.txt", "", "2025", "2026"),
        ("2025年政府工作报告.docx", "", "2024", "2025"),
        ("某局2024年工作总结.docx", "", "2024", "2025"),
        ("某局2024年工作总结暨2025年工作打算.docx", "", "2024", "2025"),
        ("2025年工作要点.docx", "", "2024", "2025"),
        ("材料.docx", "二〇二四年工作总结\n一年来，", "2024", "2025"),
        ("a.txt", "政府工作报告\n一、2024年工作回顾\n二、2025年重点工作", "2024", "2025"),
        ("seed_高新区_20xx.txt", "高新区科技创新工作总结暨20xx年工作打算", "20xx", "20xx"),
        ("a.txt", "今天天气很好。", "", ""),
    ],
)
def test_the_years_come_from_the_name_or_the_first_lines(name, text, reviewed, planned):
    calendar = calendar_of(name, text)
    assert (calendar.reviewed, calendar.planned) == (reviewed, planned)
