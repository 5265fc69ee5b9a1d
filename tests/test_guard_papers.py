"""The guard on departments' papers told in other words, beside all of each other: what it misses is listed, and nothing else may be.

The papers, what is drafted from them truly and what falsely were written for this test in the manner of offices; no office wrote them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nigao.figures.twice import RATIOS, one_name
from nigao.reading import build_report
from nigao.report import Document, Report
from nigao.work.checking import Checking
from nigao.work.intake import Wishes

_FOLDER = Path(__file__).parent / "data" / "guard"
CASES = {name: json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in ("papers", "papers_alike", "papers_services")}
FALSE_ALARMS = {
    ("papers", "beside all others"): {"新入选省级非遗项目8项、国家级1项。"},
    ("papers_services", "alone"): {"老年大学开班142个，在学5300人，社区学习点新建26个。", "培训救护员5600名，普及培训8.9万人次。"},
    ("papers_services", "beside all others"): {
        "老年大学开班142个，在学5300人，社区学习点新建26个。",
        "走访慰问3200户困难家庭，发放款物288万元。",
        "查处占道经营1.9万起，立案1460件，罚没326万元。",
    },
}
MISSED = {"papers": {"防返贫监测对象消除风险412户。"}, "papers_services": {"发放个人住房贷款额下降6.2%。", "拆除存量违建12.4万平方米。"}}


def checking(files: dict[str, str]) -> Checking:
    def opened(path: Path, wishes: Wishes) -> Report:
        return build_report(path.name, str(path), Document(files[str(path)]))

    return Checking(opened, lambda given: iter(given))


@pytest.fixture(scope="module", params=[(name, how) for name in CASES for how in ("alone", "beside all others")], ids="-".join)
def stopped(request: pytest.FixtureRequest):
    """What is stopped in each text of each paper: (paper, text) → stretches."""
    name, how = request.param
    found = {}
    for number, case in enumerate(CASES[name]):
        papers = {f"材料{n}.txt": each["paper"] for n, each in enumerate(CASES[name]) if n == number or how != "alone"}
        texts = {text: text for text in [*case["true"], *(each["text"] for each in case["false"])]}
        check = checking(papers | texts)
        entries = check.entries([Path(name) for name in papers])
        for text in texts:
            found[number, text] = [span.text for span in check.check(Path(text), entries).unsupported]
    return name, how, found


def test_what_the_papers_say_in_other_words_is_let_through(stopped):
    name, how, found = stopped
    alarms = {text for number, case in enumerate(CASES[name]) for text in case["true"] if found[number, text]}
    assert alarms == FALSE_ALARMS.get((name, how), set())


def test_what_the_papers_do_not_say_is_stopped(stopped):
    name, _, found = stopped
    wanted = [(number, each["text"], each["stretch"]) for number, case in enumerate(CASES[name]) for each in case["false"]]
    missed = {text for number, text, stretch in wanted if not any(one in stretch or stretch in one for one in found[number, text])}
    assert missed == MISSED.get(name, set())


@pytest.mark.parametrize("ratio", RATIOS, ids=lambda ratio: ratio.name)
def test_a_ratio_by_its_parts_is_the_ratio_by_its_name(ratio):
    assert {one_name(said) for said in ratio.yes} == {ratio.name}
    assert ratio.name not in {one_name(said) for said in ratio.no}


def test_a_message_quotes_the_sentence_that_has_the_value_and_the_one_that_has_the_indicator():
    papers = {"材料.txt": "县科技局2024年工作总结\n研发经费投入增长4.37%，全年投入到位。\n技术合同成交额增长3.95%，创历史新高。"}
    check = checking(papers | {"稿": "技术合同成交额增长4.37%。"})
    (finding,) = check.check(Path("稿"), check.entries([Path("材料.txt")])).findings
    assert "研发经费投入增长4.37%" in finding.message
    assert finding.message.index("4.37%，全年") < finding.message.index("原文是3.95%") < finding.message.index("技术合同成交额增长3.95%")
    assert finding.nearest is not None and finding.nearest.text == "3.95%"


def test_a_neighbours_value_is_stopped_though_the_sentence_is_otherwise_the_same():
    told = "数字产品出口总额从54万元增加到82.7万元，年均增长7.1%，占出口总额比重从11.4%提高到15.2%。"
    check = checking({"材料.txt": f"市商务局工作材料\n{told}", "真": told, "假": told.replace("年均增长7.1%", "年均增长11.4%")})
    entries = check.entries([Path("材料.txt")])
    assert check.check(Path("真"), entries).clean
    assert [span.text for span in check.check(Path("假"), entries).unsupported] == ["11.4%"]
