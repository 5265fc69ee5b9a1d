"""The rules of the language: every example holds, and every rule is needed."""

import re

import pytest
from figures_gold import KNOWN, SNAPSHOT, passages, score, snapshot

from nigao.figures.calendar import Calendar
from nigao.figures.read import read_mentions
from nigao.mention import Mention
from nigao.own_year.paper import paper_years
from nigao.rules.book import RULES
from nigao.rules.coded import CODED
from nigao.rules.rule import Rule, Rulebook

YEARS = Calendar("2024", "2025", "review")
PLAN = "一、2025年工作安排\n"


def marked(example: str, rules: Rulebook = RULES) -> Mention:
    """The figure between ⟨ and ⟩ of an example; "plan:" sets it in a plan."""
    head = PLAN if example.startswith("plan:") else ""
    text = head + example.removeprefix("plan:")
    at = text.index("⟨")
    found = read_mentions(re.sub("[⟨⟩]", "", text), calendar=YEARS, rules=rules)
    figures = [mention for mention in found if mention.span.holds(at)]
    assert figures, f"no figure is read at the mark of {example}"
    return figures[0]


def answer(question: str, mention: Mention) -> str:
    return str({"status": mention.status, "period": mention.period}[question])


def each(which: str) -> list[tuple[Rule, str]]:
    return [(rule, example) for rule in RULES.rules for example in getattr(rule, which)]


def names(pairs: list[tuple[Rule, str]]) -> list[str]:
    return [f"{rule.id}: {example}" for rule, example in pairs]


@pytest.mark.parametrize(("rule", "example"), each("yes"), ids=names(each("yes")))
def test_a_rule_decides_its_examples(rule, example):
    assert marked(example).because[rule.id.partition(".")[0]] == rule.id


@pytest.mark.parametrize(("rule", "example"), each("no"), ids=names(each("no")))
def test_a_rule_leaves_alone_what_it_is_not_about(rule, example):
    assert marked(example).because[rule.id.partition(".")[0]] != rule.id


def with_one_below() -> list[Rule]:
    """All rules but the last of each question, which holds where nothing else is said."""
    last = {rule.id.partition(".")[0]: rule.id for rule in RULES.rules}
    return [rule for rule in RULES.rules if rule.id not in last.values()]


@pytest.mark.parametrize("rule", with_one_below(), ids=lambda rule: rule.id)
def test_without_a_rule_one_of_its_examples_is_read_otherwise(rule):
    question, without = rule.id.partition(".")[0], RULES.without(rule.id)
    assert any(answer(question, marked(example)) != answer(question, marked(example, without)) for example in rule.yes)


def test_every_rule_has_an_id_of_its_own_and_examples_of_both_kinds():
    ids = [rule.id for rule in RULES.rules]
    assert len(set(ids)) == len(ids)
    assert all(rule.yes and rule.no for rule in RULES.rules)


def test_the_annotated_passages_are_read_as_annotated_but_for_the_known_misses():
    assert score(passages()).misses == KNOWN.read_text(encoding="utf-8").splitlines()


def test_all_that_is_read_of_the_passages_is_as_it_was_accepted():
    assert snapshot() == SNAPSHOT.read_text(encoding="utf-8").splitlines()


CODED_EXAMPLES = [(rule, example, says) for rule in CODED for example, says in rule.yes]


@pytest.mark.parametrize(("rule", "example", "says"), CODED_EXAMPLES, ids=[f"{rule.id}: {example}" for rule, example, _ in CODED_EXAMPLES])
def test_a_rule_in_code_decides_its_examples(rule, example, says):
    mention, attribute = marked(example), rule.id.partition(".")[0]
    told = {"indicator": mention.indicator.name, "measure": mention.measure, "bound": mention.bound}[attribute]
    assert (mention.because[attribute], told) == (rule.id, says)


def test_whatever_is_read_is_read_by_a_rule_that_is_written_down():
    known = {rule.id for rule in RULES.rules} | {rule.id for rule in CODED}
    used = set()
    for path in passages():
        text = path.read_text(encoding="utf-8")
        for mention in read_mentions(text, calendar=paper_years(path.name, text).calendar):
            assert set(mention.because) == {"indicator", "measure", "bound", "status", "period"}
            used |= set(mention.because.values())
    assert used <= known
