"""Nothing that a department wrote is lost without a word: it stands in the draft, or among what was not used, one click from it."""

from __future__ import annotations

import pytest
from accounts_case import lost, unused
from workspace_case import opened_with, section_id, texts, written

from nigao.commands import NotWanted, PutIn, Redraft, Undo
from nigao.desk.results import Done
from nigao.draft import DraftSection
from nigao.review import DraftView
from nigao.workspace import Workspace

LAST = """示例街道2024年工作总结和2025年工作打算
一、2024年工作总结
（一）城市更新
改造老旧小区3个，新增停车泊位120个。坚持问需于民，深入推进背街小巷整治。
（二）民生保障
新增城镇就业1260人，走访慰问困难群众430户。
二、2025年工作打算
新增城镇就业1300人以上，改造老旧小区2个。
"""
# Lists without stops, scraps, a table of words and one of figures, an introduction, what only points elsewhere, problems with no section.
RENEWAL = """城建办2025年工作总结
一、主要工作
1.改造老旧小区4个，惠及居民1860户；
2.新增停车泊位150个；
3.整治背街小巷6条
获评市级示范街道。
楼道革命全面铺开
重点工程进展情况如下表：
项目\t进展\t责任人
东风里片区改造\t主体完工\t张某
河东路拓宽\t正在招标\t李某
序号\t指标\t完成
1\t飞线整治（处）\t310
2\t口袋公园（个）\t2
以上各项见附表1。
二、存在问题
1.东风里地下管线底数不清；
2.物业费收缴率只有61%。
三、下一步打算
1.改造老旧小区3个；
2.新建口袋公园2个
"""
PEOPLE = """民生服务中心2025年工作情况
2025年，民生服务中心紧紧围绕街道党工委中心工作，认真履职尽责。
新增城镇就业1310人，其中高校毕业生260人；走访慰问困难群众452户，发放慰问金26.4万元，并协调企业捐赠物资一批。
新增城镇就业1305人。
同时，开展“春风行动”招聘会5场。
养老服务：建成嵌入式养老服务中心1处，比上年增加1处，其中日间照料床位12张；同时引入第三方运营。
"""
LIST = "指标,2024年,2025年\n老旧小区改造（个）,3,4\n信访件办结率（%）,97.5,98.2\n飞线,1,2\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, DraftView]:
    papers = {"城建办总结.txt": RENEWAL, "民生服务中心.txt": PEOPLE, "街道指标2025.csv": LIST}
    opened = opened_with(tmp_path_factory.mktemp("accounts"), {"示例街道2024年工作总结.txt": LAST, **papers})
    opened.intake.as_material(opened.intake.handed_in())
    return opened, written(opened, 2026)


def test_every_clause_of_every_paper_is_accounted_for(office: tuple[Workspace, DraftView]) -> None:
    assert lost(*office) == []


def test_what_no_section_takes_is_listed_and_a_click_puts_it_in(office: tuple[Workspace, DraftView]) -> None:
    opened, view = office
    words = next(one for one in unused(view) if "东风里片区改造" in one)
    assert words.split("\n")[0] == "项目\t进展\t责任人"
    assert isinstance(opened.doing.do(view.id, PutIn(section_id(opened, view.id, 2), words), "撰稿人"), Done)
    assert words in texts(opened, view.id)[2]
    assert words not in unused(opened.desk.view(view.id))


def test_what_nobody_wants_is_listed_no_more_however_often_the_section_is_written_and_comes_back_when_taken_back(
    office: tuple[Workspace, DraftView],
) -> None:
    opened, view = office

    def listed() -> list[str]:
        return [one.finding.values[0] for one in opened.reviewing.open_findings(view.id) if one.finding.code == "draft.unused"]

    words = listed()[0]
    at = next(section.id for section in opened.desk.view(view.id).sections if section.current and words in _aside(section.current.section))
    assert isinstance(opened.doing.do(view.id, NotWanted(at, words), "撰稿人"), Done)
    assert words not in listed()
    opened.doing.do(view.id, Redraft(at), "撰稿人")
    opened.worker.run_waiting()
    assert words not in listed()
    for _ in range(2):
        opened.doing.do(view.id, Undo(), "撰稿人")
    assert words in listed()


def _aside(section: DraftSection) -> list[str]:
    return [one.values[0] for one in section.findings if one.code == "draft.unused"]
