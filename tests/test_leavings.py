"""What models leave behind never reaches a file: swept up when a section is written, an error where it still stands; true text is let be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from drafting_case import settings, task
from model_server import ModelServer
from workspace_case import accept, edit, opened_with

from chains.drafter import ModelDrafter
from chains.model import Limits
from nigao.checks.leavings import leavings, swept
from nigao.draft import DraftSection
from nigao.errors import BadCall
from nigao.ports import ExportOptions

QUICK = Limits(deadline=20, stall=5, attempts=2, longest_wait=1.0, backoff=0.05)


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


def _said(server: ModelServer, text: str) -> DraftSection:
    server.play(lambda reply: reply.answer(text))
    return ModelDrafter(settings(server.url), QUICK).draft(task(), lambda progress: None, lambda: False)


def test_a_blank_that_a_model_left_is_an_error_and_stays_where_it_is():
    text = "研发投入达到XX亿元，增长××%。"
    assert [finding.code for finding in leavings(text, by_model=True)] == ["leaving.blank"] * 2
    assert swept(text) == text and not leavings("××县人民政府办公室")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("leaving.slot", "全年实现地区生产总值F1，F2；一般公共预算收入F3，F4。"),
        ("leaving.slot", "地区生产总值〔F1｜增长5.1%〕，槽位F3，《F4》，<F5>。"),
        ("leaving.slot", "各项工作有序推进。〔完〕"),
        ("leaving.material", "根据材料M1，全年新建学校8所（M2）。"),
        ("leaving.chatter", "全年新建学校8所。以上内容仅供参考，请结合实际修改。"),
        ("leaving.chatter", "作为AI语言模型，我无法提供实时数据。"),
        ("leaving.chatter", "如需调整，请随时告诉我。"),
        ("leaving.source", "全年新建学校8所（来源：县教育局）。"),
        ("leaving.source", "全年新建学校8所。\n数据来源：县教育局"),
        ("leaving.markdown", "**一是**抓项目。"),
        ("leaving.markdown", "新建学校8所[^1]，新增学位1200个[2]。"),
        ("leaving.markdown", "| 指标 | 数值 |\n|---|---|\n| 学校 | 8 |"),
        ("leaving.markdown", "## 主要成效\n- 抓项目。"),
        ("leaving.markdown", "全年新建学校8所【3†source】，新增学位1200个【1】。"),
        ("leaving.markdown", "抓项目&nbsp;促投资。"),
        ("leaving.chatter", "根据您提供的材料，全年新建学校8所。"),
        ("leaving.chatter", "如有需要，我可以继续补充。"),
        ("leaving.chatter", "Here is the section:\n全年新建学校8所。"),
        ("leaving.note", "全年新建学校（此处插入数据）。（字数：300字）"),
        ("leaving.note", "【写作说明】突出教育。\n全年新建学校[待补充]所。"),
        ("leaving.note", "全年新建学校8所。\n字数统计：约300字"),
        ("leaving.note", "全年新建学校8所。\n思考过程：先看材料。"),
        ("leaving.markdown", "$\\text{GDP}$增长5.0\\%，新建学校8所。"),
        ("leaving.markdown", "全年新建学校8所[citation:3]，新增学位1200个[^2^]。"),
        ("leaving.markdown", "全年新建学校8所。<|im_end|>"),
        ("leaving.markdown", '<tool_call>\n{"name": "search", "arguments": {"q": "学校"}}\n</tool_call>\n全年新建学校8所。'),
        ("leaving.emoji", "圆满完成✅，再创佳绩🎉"),
        ("leaving.traditional", "研發投入達到12.3億元，我们持续优化创新生态，各项工作有序推进，为经济发展作出贡献。"),
    ],
)
def test_each_leaving_is_an_error_with_its_place(code: str, text: str):
    found = leavings(text)
    assert any(finding.code == code and finding.severity == "error" for finding in found)
    for finding in found:
        assert all(text[place.start : place.end] == place.text for place in finding.places)


@pytest.mark.parametrize(
    "text",
    [
        "成功举办F1方程式锦标赛中国大奖赛，接待观众20万人次，F1，这一赛事落户十年。",
        "推进5G、AI、GDP核算和M1号线建设，引进C919、F-15型设备。",
        "能源来源：以煤炭为主的格局正在改变，经费来源更加多元，水源来源稳定。",
        "出台《关于促进消费的意见》（京政发〔2025〕3号），落实[2025]1号文件。",
        "请各部门结合实际认真贯彻执行，进一步修改完善应急预案。",
        "作为人工智能产业高地，全区集聚大模型企业56家。",
        "以上三个方面的工作仅供内部掌握。",
        "发布“1+N”政策，占比3.5%，坚持“两手抓”，2×24小时办结。",
        "昇腾算力中心建成，陈喆、李堃等同志受到表彰。",
        "我们不能提供免费午餐式的补贴。",
        "A座F3层设服务窗口。",
    ],
)
def test_true_text_is_let_be(text: str):
    assert leavings(text, by_model=True) == ()


def test_half_width_marks_are_an_error_in_what_a_model_wrote_and_not_in_what_a_person_typed():
    text = '同比增长5.1%.县委书记指出："要稳增长".下一步,继续努力。'
    assert not leavings(text)
    assert {finding.code for finding in leavings(text, by_model=True)} == {"leaving.half_width"}
    assert swept(text) == "同比增长5.1%。县委书记指出：“要稳增长”。下一步，继续努力。"


def test_a_unit_that_writes_traditional_characters_is_left_to_it():
    text = "研發投入達到12.3億元，我們持續優化創新生態。"
    assert not leavings(text, traditional=True)
    assert leavings(text)


@pytest.mark.parametrize(
    "text",
    [
        "研发投入达到【F1】，{F2}；技术合同成交额达到《F3》，<F4>。\n〔完〕",
        "研发投入F1，F2；技术合同成交额F3，F4。\n〔完〕",
        "研发投入〔F1＝9.9亿元〕，〔F2=1%〕；技术合同成交额达到槽位F3，〔F4｜增长5.1%〕。\n〔完〕",
    ],
)
def test_slots_written_a_little_differently_are_filled(server: ModelServer, text: str):
    section = _said(server, text)
    for true in ("12.3亿元", "增长8.5%", "18.4亿元", "下降3.1%"):
        assert true in section.text
    assert "F" not in section.text and not leavings(section.text, by_model=True)


MESS = """## （一）经济运行稳中有进

**一是总量突破。** 根据材料M1，全年研发投入达到〔F1〕（来源：统计科），〔F2〕[^1]。✅

- 技术合同成交额达到〔F3〕（M1），*〔F4〕*
- 高新技术企业达到〔F5〕 🎉

| 指标 | 数值 |
|---|---|
| 研发投入 | 〔F1〕 |

> 数据来源：县财政局[M1]、[1]

作为AI语言模型，我无法提供实时数据。以上内容仅供参考，请结合实际修改。〔完〕"""


def test_a_models_mess_is_swept_up_and_its_figures_stay(server: ModelServer):
    section = _said(server, MESS)
    assert not leavings(section.text, by_model=True) and section.state == "complete"
    for true in ("12.3亿元", "8.5%", "18.4亿元", "3.1%", "263家", "一是总量突破"):
        assert true in section.text
    for left in ("|", "*", "✅", "M1", "来源", "AI", "参考", "，，", "，。", "。，"):
        assert left not in section.text


def test_traditional_characters_become_simplified_and_their_figures_are_proved(server: ModelServer):
    section = _said(server, "全區研發投入達到987.6億元，技術合同成交額達到18.4億元，高新技術企業達到〔F5〕。\n〔完〕")
    assert "研发投入" in section.text and "億" not in section.text and "987.6" not in section.text
    assert any(section.text[e.start : e.end] == "18.4亿元" and e.verdict == "supported" for e in section.evidence)


LAST = "2024年工作总结\n一、科技创新\n全区研发投入达到10.1亿元，同比增长6.2%。各项工作有序推进，机制进一步健全。\n"


def test_a_final_file_is_refused_while_a_leaving_stands_that_nobody_answered(tmp_path: Path):
    workspace = opened_with(tmp_path, {"某局2024年工作总结.txt": LAST})
    draft = workspace.drafting.start(2026)
    position = next(s.position for s in workspace.desk.view(draft).sections if s.item.like)
    edit(workspace, draft, position, "各项工作有序推进。\n以上内容仅供参考，请结合实际修改。")
    accept(workspace, draft, position)
    with pytest.raises(BadCall, match=r"有1处模型留下的痕迹没有处理.*仅供参考"):
        workspace.exporting.final(draft, ExportOptions())
