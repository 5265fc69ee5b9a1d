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
        ("某市统计局_2021half.txt", "2021年上半年全市经济稳中向好\n上半年，生产总值735亿元。", "2021", "2021"),
        ("某县人大_2017.txt", "关于2017年上半年计划执行情况的审查意见\n会议认为，", "2017", "2017"),
        ("某公司_2021.txt", "某公司2021年工作总结\n一年来，", "2021", "2022"),
        ("某区检察院_2021.txt", "某区人民检察院工作报告\n——2021年12月16日在某区人民代表大会上\n", "2021", "2022"),
        ("某区检察院_2021.txt", "某区人民检察院工作报告\n——2021年1月16日在某区人民代表大会上\n", "2020", "2021"),
    ],
)
def test_the_years_come_from_the_name_or_the_first_lines(name, text, reviewed, planned):
    calendar = calendar_of(name, text)
    assert (calendar.reviewed, calendar.planned) == (reviewed, planned)
