"""Slow and small models: what they can is found out and kept, they are asked for no more, and an echo is never taken for a text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from drafting_case import MATERIAL, OFFICE, settings, task
from model_reply import Reply
from model_server import ModelServer
from model_services import LEARNT, longer_than
from typer.testing import CliRunner

from chains import tokens
from chains.abilities import keep, recall
from chains.drafter import ModelDrafter
from chains.echo import Watch, is_echo
from chains.model import ChatModel, Limits
from chains.probe import probe
from cli import app
from nigao.ability import Ability
from nigao.draft import DraftSection, Hit
from nigao.errors import ModelNonsense
from nigao.report import Passage
from nigao.settings import Settings

QUICK = Limits(deadline=20, stall=5, attempts=2, longest_wait=1.0, backoff=0.05)


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


def _draft(of: Settings) -> DraftSection:
    return ModelDrafter(of, QUICK).draft(task(), lambda progress: None, lambda: False)


# --- echoes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "【任务：写作】。为上海市的《2026年工作总结》写“科技创新”一节的正文。",
        "自己不写任何数量、金额、百分比、名次、倍数；没有合适的槽位就不写数字。",
        "〔F1〕 研发投入｜2025｜实绩｜12.3亿元",
        "<材料 M1 来源：科技局>\n全区新建重点实验室8家。",
        "好的。本次只处理“（一）科技创新”一节，回顾2025年已经完成的工作。",
    ],
)
def test_our_own_words_are_recognised_in_an_answer(said: str):
    assert is_echo(said)


@pytest.mark.parametrize(
    "said",
    [
        "坚持把科技创新摆在发展全局的核心位置，没有资料支持的事不写。",
        "各项工作任务有序推进，研发投入达到12.3亿元。",
        "2025年已经完成的工作，主要有以下几个方面。",
    ],
)
def test_official_sentences_are_no_echoes(said: str):
    assert not is_echo(said)


def test_an_echo_is_heard_after_a_few_words():
    watch = Watch()
    for piece in ("好的，", "【任务：写作】", "根据上面的资料，写“科技创新”一节的正文。" * 2):
        watch.feed(piece)
    assert watch.heard


def test_a_model_that_echoes_is_cut_off_asked_plainly_and_its_figures_are_proved(server: ModelServer):
    heard: list[int] = []

    def slow_echo(reply: Reply) -> None:
        from model_voice import echo, task

        if task(reply.prompt) == "直写":
            reply.answer(echo(reply.prompt))
            return
        reply.head()
        for number in range(2000):
            reply.delta(echo(reply.prompt) if number == 0 else "接着抄")
            heard.append(number)
            reply.wait(0.02)

    server.play(slow_echo)
    section = _draft(settings(server.url))
    assert section.state == "complete" and section.prompt.startswith("plain:")
    assert "研发投入" in section.text and "【任务" not in section.text and "槽位" not in section.text
    assert "18.4亿元" in section.text or "12.3亿元" in section.text
    assert len(heard) < 1000
    borne = [item for item in section.evidence if item.verdict == "supported"]
    assert borne and all(item.places for item in borne)


def test_after_one_echo_the_next_section_is_asked_plainly_at_once(server: ModelServer):
    server.play("echo")
    drafter = ModelDrafter(settings(server.url), QUICK)
    drafter.draft(task(), lambda progress: None, lambda: False)
    before = len(server.chats)
    again = drafter.draft(task(), lambda progress: None, lambda: False)
    assert again.usage.calls == len(server.chats) - before == 1


def test_a_model_that_echoes_even_the_plain_question_is_refused_in_one_sentence(server: ModelServer):
    server.play(lambda reply: reply.answer(reply.prompt))
    with pytest.raises(ModelNonsense, match="nigao model"):
        _draft(settings(server.url))


def test_an_aim_is_given_to_a_small_model_as_an_aim(server: ModelServer):
    server.play("echo")
    plan = task(outline_index=2, like_text="2025年，力争高新技术企业达到260家。")
    ModelDrafter(settings(server.url), QUICK).draft(plan, lambda progress: None, lambda: False)
    prompt = server.chats[-1]["messages"][-1]["content"]
    assert "高新技术企业力争达到300家" in prompt and len(prompt) < 1200


def test_wrong_figures_of_a_model_asked_plainly_are_marked_or_put_right(server: ModelServer):
    text = "2025年研发投入达到98.7亿元，技术合同成交额达到18.4亿元，高新技术企业达到8888家，森林覆盖率达到77.7%。"
    server.play("echo", lambda reply: reply.answer(text))
    section = _draft(settings(server.url))
    for false in ("98.7亿元", "8888家", "77.7%"):
        assert false not in section.text
    assert "18.4亿元" in section.text and any(finding.code == "draft.unproved" for finding in section.findings)


# --- what a model can --------------------------------------------------------------------------------------------------


def _able(reply: Reply) -> None:
    """A model that does all that is asked of it."""
    if reply.body.get("tools"):
        call = {
            "index": 0,
            "id": "t1",
            "type": "function",
            "function": {"name": "look_up_figure", "arguments": '{"indicator": "研发投入"}'},
        }
        reply.head()
        reply.delta(None, None, tool_calls=[call])
        reply.done("tool_calls")
    elif "只输出一个JSON对象" in reply.prompt:
        reply.answer('{"tool": "look_up_figure", "arguments": {"indicator": "研发投入"}}')
    elif "只回答" in reply.prompt:
        reply.answer("好")
    else:
        reply.answer(reply.text)


def test_an_able_model_is_found_to_be_able(server: ModelServer):
    server.play(_able)
    found = probe(settings(server.url))
    assert found.answers and found.streaming and found.system and found.temperature and found.json and found.tools and found.slots
    assert any("调用工具" in line for line in found.lines(120))


def test_a_small_model_is_found_to_be_small(server: ModelServer):
    server.play("echo")
    found = probe(settings(server.url))
    assert found.answers and not (found.json or found.tools or found.slots)


def test_what_a_service_minds_is_found(server: ModelServer):
    server.play(LEARNT["reasoner"])
    found = probe(settings(server.url))
    assert found.answers and not found.system and not found.temperature
    server.play(longer_than(6000, "This model's maximum context length is 6000 tokens."))
    assert probe(settings(server.url)).context == 6000


def test_a_model_that_does_not_answer_is_said_to_be_so(server: ModelServer):
    server.play("401")
    found = probe(settings(server.url))
    assert not found.answers and "OPENAI_API_KEY" in found.lines(120)[0]


def test_the_command_says_it_and_keeps_it_in_the_workspace(server: ModelServer, home: Path, monkeypatch: pytest.MonkeyPatch):
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.play(_able)
    result = CliRunner().invoke(app, ["model", "--home", str(home), "--json"])
    assert result.exit_code == 0 and json.loads(result.stdout)["tools"] is True
    known = recall(home, server.url, "played")
    assert known is not None and known.slots
    server.play("401")
    assert CliRunner().invoke(app, ["model", "--home", str(home)]).exit_code == 1


def test_without_a_model_set_the_command_says_what_to_set(home: Path):
    result = CliRunner().invoke(app, ["model", "--home", str(home)])
    assert result.exit_code != 0 and "NIGAO_MODEL" in str(result.exception) + result.output


def test_what_was_found_decides_how_the_model_is_asked(server: ModelServer, home: Path):
    of = replace(settings(server.url), home=home)
    known = Ability(server.url, "played", answers=True, streaming=False, system=False, temperature=False, slots=False)
    keep(home, known)
    server.play("echo")
    section = _draft(of)
    sent = server.chats[-1]
    assert section.prompt.startswith("plain:") and section.usage.calls == 1
    assert not sent.get("stream") and "temperature" not in sent and sent["messages"][0]["role"] == "user"


def test_a_file_of_abilities_that_is_none_is_as_good_as_none(home: Path):
    home.mkdir()
    for text in ("", "{", "[1]", '[{"model": 1}]', '{"a": 1}'):
        (home / "models.json").write_text(text)
        assert recall(home, "a", "b") is None


def test_a_prompt_is_no_longer_than_the_model_reads_in_the_time_it_is_given(server: ModelServer, home: Path):
    of = replace(settings(server.url), home=home, deadline=120.0)
    keep(
        home, Ability(server.url, "played", answers=True, streaming=True, system=True, temperature=True, slots=True, reads=20.0, writes=8.0)
    )
    model = ChatModel(of)
    assert model.room <= 20 * 120 and model.max_output <= 8 * 120
    server.play("ok")
    passages = tuple(Hit(Passage(MATERIAL * 12, (), i, i + 1), OFFICE, 1.0) for i in range(12))
    section = ModelDrafter(of).draft(task(passages=passages), lambda progress: None, lambda: False)
    assert section.state == "complete"
    for request in server.chats[-section.usage.calls :]:
        assert sum(tokens.count(message["content"]) for message in request["messages"]) <= 20 * 120


def test_planning_and_writing_begin_with_the_same_words_so_that_a_server_reads_them_once(server: ModelServer):
    server.play("ok")
    ModelDrafter(settings(server.url), QUICK).draft(task(length=600), lambda progress: None, lambda: False)
    first, second = (request["messages"] for request in server.chats[-2:])
    assert first[0] == second[0]
    one, other = first[1]["content"], second[1]["content"]
    shared = next(i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    assert shared > 0.6 * len(one) and one[:shared].rstrip().endswith("【任务：")
