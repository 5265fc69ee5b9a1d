"""Materials written as a letter to whoever drafts: what is said to him, not settled, or put as people talk is no sentence of the draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import edit, opened_with, written

from nigao.draft import DraftSection

LAST = """示例县人社局2024年工作总结和2025年工作打算
一、2024年工作总结
（一）队伍建设
年末在岗职工420人，全员劳动生产率达到42.6万元/人。新增高级工程师9人，举办各类培训班94期。
二、2025年工作打算
（一）队伍建设
公开招聘60人，培训职工3200人次以上，新增高级工程师10人。
"""
LETTER = """人事科2025年工作总结
小李你好，材料报送如下，你看着用就行。
新增高级工程师11人，今年竞赛成绩不错的！
劳动生产率口径还没定，你先按44.9万元/人写，等定了我再告诉你。
建立劳模创新工作室5个，开展“你点我检”活动12场。
全年离职18人，有2个研究生签了没来。
{lines}
2026年打算
打算招65人，培训3400人次，新增高级工程师12人，再搞个内部人才市场。
"""


TALK = (
    "今年营收大概3.2亿元，财务核完再给您准数。",
    "固定资产投资12亿元（待核实）。",
    "具体金额以审计结果为准。",
    "投资额暂按5.6亿元填报。",
    "办结率数据还没出来。",
    "麻烦帮忙把这句改顺一点。",
    "我这边没有别的了，有问题随时打我电话。",
    "请办公室酌情增减。",
    "培训差不多有三十场吧。",
    "这块我们也不清楚。",
    "今年招了58个人，原计划60。",
    "这项督查任务是真累啊。",
)
REPORTS = (
    "形成你追我赶的比拼氛围。",
    "推行“你呼我应”工作法，办结诉求1.2万件。",
    "邀请专家现场指导18次，聘请行风监督员12名。",
    "暂按国家标准发放补贴1200万元。",
    "项目选址尚未确定，前期工作滞后。",
    "召开全局大会12次，荣获全国文明城市。",
    "先后按程序核销坏账320万元。",
    "这些问题有些是长期积累造成的。",
    "全部完成了整改任务。",
    "新增网吧、酒吧视频监控200处。",
    "经初步统计，全年接待游客300万人次左右。",
    "工作任务多，基层人手少。",
)
REASONS = ("原文说还没有定，定了再写。", "这是对执笔人说的话，没有写进稿子。", "这是口语，改写后再用。")


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> list[DraftSection]:
    opened = opened_with(
        tmp_path_factory.mktemp("spoken"),
        {"示例县人社局2024年工作总结.txt": LAST, "人事科2025年总结.txt": LETTER.format(lines="\n".join(TALK + REPORTS))},
    )
    opened.intake.as_material(opened.intake.handed_in())
    return [view.current.section for view in written(opened, 2026).sections if view.current]


def test_what_is_said_to_the_writer_or_not_settled_is_not_quoted(sections: list[DraftSection]) -> None:
    text = "".join(section.text for section in sections)
    assert "新增高级工程师11人。" in text and "“你点我检”活动12场" in text and "新增高级工程师12人。" in text
    assert not [words for words in ("你看", "告诉你", "44.9", "不错", "没来", "搞个") if words in text]
    assert "【待补：全员劳动生产率" in text  # what is not settled fills no gap


def test_what_is_planned_as_people_talk_answers_last_years_aims(sections: list[DraftSection]) -> None:
    assert "65人" in sections[-1].text and "培训3400人次" in sections[-1].text
    assert "【待补" not in sections[-1].text


def test_what_was_left_out_is_listed_with_the_reason(sections: list[DraftSection]) -> None:
    unused = _unused(sections)
    assert any("你先按44.9万元/人写" in one and "还没有定" in one for one in unused)
    assert any("你看着用就行" in one and "对执笔人说的话" in one for one in unused)
    assert any("今年竞赛成绩不错的" in one and "口语" in one for one in unused)
    assert any("签了没来" in one and "口语" in one for one in unused)


def test_a_figure_its_source_calls_unsettled_is_not_borne_out(tmp_path: Path) -> None:
    letter = LETTER.format(lines="全员劳动生产率财务那边还没定，你先按44.8万元/人写。")
    papers = {"示例县人社局2024年工作总结.txt": LAST, "人事科2025年总结.txt": letter}
    opened = opened_with(tmp_path, papers)
    opened.intake.as_material(opened.intake.handed_in())
    draft = opened.drafting.start(2026)
    edit(opened, draft, 1, "全员劳动生产率44.8万元/人。离职18人。")
    current = opened.desk.view(draft).sections[1].current
    assert current is not None
    assert [one.verdict for one in current.section.evidence if one.verdict != "stated"] == ["context", "supported"]
    assert any("还没有定" in one.note for one in current.section.evidence)


@pytest.mark.parametrize("words", TALK)
def test_talk_is_left_out_with_a_reason(sections: list[DraftSection], words: str) -> None:
    assert not any(words[:-1] in section.text for section in sections)
    assert any(words[:-1] in told and told.endswith(REASONS) for told in _unused(sections))


@pytest.mark.parametrize("words", REPORTS)
def test_a_report_is_not_taken_for_talk(sections: list[DraftSection], words: str) -> None:
    listed = [told for told in _unused(sections) if words[:-1] in told]
    assert any(words[:-1] in section.text for section in sections) or listed
    assert not any(told.endswith(REASONS) for told in listed)


def _unused(sections: list[DraftSection]) -> list[str]:
    return [finding.message for section in sections for finding in section.findings if finding.code == "draft.unused"]
