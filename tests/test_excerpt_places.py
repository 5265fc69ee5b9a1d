"""Where this year's papers stand in the draft: what opens the year opens it, what must be done stands among the plans."""

from __future__ import annotations

from nigao.draft import Brief, Hit, OutlineItem, SectionTask
from nigao.excerpt import ExcerptDrafter
from nigao.ledger import Source
from nigao.report import Passage

LAST = Source("last", "示例市2024年工作总结", "示例市", 2025, "report", reviewed_year=2024)
PAPERS = Source("papers", "市政府办材料", "市政府办", 2025, "material", filename="材料.docx", reviewed_year=2025)
OUTLINE = (
    OutlineItem(
        "一、", "2025年工作回顾", 1, "review", "过去一年，面对复杂形势，我们坚持稳中求进。一是深化科技创新。完善科研成果转化机制。"
    ),
    OutlineItem("（一）", "改善生态环境", 2, "review", "深入打好污染防治攻坚战，加强河湖治理。"),
    OutlineItem("二、", "“十五五”时期主要目标任务", 1, "plan", ""),
    OutlineItem("三、", "2026年重点工作", 1, "plan", "奋力推进科技创新，加快建设创新平台。加强河湖治理。"),
)


def write(*papers: str, outline: tuple[OutlineItem, ...] = OUTLINE) -> list[str]:
    hits = tuple(Hit(Passage(text, (), n * 1000, n * 1000 + len(text)), PAPERS, 1.0) for n, text in enumerate(papers))
    brief = Brief("示例市2025年工作总结", "示例市", 2026, 2025, outline)
    tasks = (SectionTask(brief, n, item.like, LAST, 2024, (), hits) for n, item in enumerate(outline))
    return [ExcerptDrafter().draft(task, lambda progress: None, lambda: False).text for task in tasks]


def test_this_years_opening_takes_the_place_of_last_years() -> None:
    opening = "2025年是“十四五”规划收官之年。一年来，全市上下迎难而上，经济社会发展稳中有进。"
    review = write(opening)[0]
    assert review.startswith(opening)
    assert "过去一年，面对复杂形势" not in review


def test_what_must_be_done_is_not_told_as_done() -> None:
    resolve = "八是奋力推进科技创新。必须把创新平台建设放在优先位置，加快成果转化，研发投入年均增长10%左右。"
    review, nature, _, plan = write(resolve)
    assert "必须把创新平台建设" in plan and "必须" not in review + nature
    assert "八是" not in plan  # a link of a list that is not here


def test_what_speaks_of_the_new_five_year_plan_stands_in_its_section() -> None:
    words = "“十五五”时期是基本实现社会主义现代化的关键时期。要把发展的主动权牢牢掌握在自己手中。"
    assert words in write(words)[2]


def test_a_paragraph_goes_to_the_section_of_its_field_though_a_longer_one_shares_more_words() -> None:
    research = (
        "健全科技创新体系，建设实验室和农业科技园区，推进科技成果转化，培育高新技术企业，引进科研人才，发展人工智能和大数据，"
        "完善粮食种业创新平台，建设未来产业园，深化科研改革，建设城市大脑，推进数字乡村建设，提升乡村教育水平，"
        "壮大集成电路和生物医药产业，布局量子信息赛道，改造提升传统产业，建设工业互联网，发展现代物流，做强软件名城，实施高层次人才引进工程，"
        "扩大专利转化规模，完善技术合同登记，建好产业链联盟，组建创新联合体，拓展算力网络，推广智能工厂。"
    )
    farming = "扛牢粮食安全责任，建设高标准农田，做优粮仓。发展现代农业，加快农业机械化，推进乡村振兴，改善农村环境。"
    outline = (
        OutlineItem("一、", "2025年工作回顾", 1, "review", ""),
        OutlineItem("（一）", "强化创新驱动", 2, "review", research),
        OutlineItem("（二）", "推进乡村全面振兴", 2, "review", farming),
    )
    paper = "高水平建设粮仓，改造高标准农田20万亩，改善农村环境，推进乡村振兴示范村建设。加快农业科技创新，建设未来农业产业园，组建科技创新联盟。"
    _, _, fields = write(paper, outline=outline)
    assert "改造高标准农田20万亩" in fields


def test_what_sums_up_five_years_opens_the_look_back_and_stands_in_no_field_of_the_year() -> None:
    five = "——这五年，生态环境更加美好。河湖治理全面完成，污染防治攻坚战成效明显。"
    review, nature, _, _ = write("2025年是“十四五”规划收官之年。一年来，全市上下迎难而上。", five)
    assert five in review and "这五年" not in nature


def test_a_bureaus_opening_is_of_its_own_field_and_opens_the_year_all_the_same() -> None:
    opening = "过去的一年，全市科技部门深入实施创新驱动发展战略，科技创新工作总体平稳。"
    review, nature, _, _ = write(opening)
    assert review.startswith(opening) and opening not in nature


def test_a_list_that_begins_a_paragraph_is_counted_from_one() -> None:
    paper = (
        "一是推进科技成果转化，新建实验室3家。四是培育科技企业，新增高新技术企业20家。" + "完善科研项目管理，建立科技创新联席会议制度。" * 6
    )
    last = "一是深化科技创新。完善科研成果转化机制。二是扎实推进科技服务。三是加快科研攻关。"
    outline = (OutlineItem("一、", "2025年工作回顾", 1, "review", last),)
    [review] = write(paper, outline=outline)
    assert "二是培育科技企业" in review.split("\n")[-1]
