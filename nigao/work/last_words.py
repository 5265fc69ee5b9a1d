"""Last year's words and figures put back into a draft: a gap filled as last year had it, a sentence that is wanted again."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.amounts import AMOUNT
from nigao.asking.values import AskBack, FillAsLast, Heard, Offer, RestoreLast, Told
from nigao.text.likeness import grams, share
from nigao.work.filling import filled
from nigao.work.spots import Grounds, Spot, best_of, gaps_named
from nigao.writing.provenance import sentences_in


def as_last(said: FillAsLast, grounds: Grounds) -> Heard:
    """A gap filled with what last year's text had in its place."""
    best = best_of(list(gaps_named(said.indicator, said.sections or tuple(range(len(grounds.scene.sections))), grounds)))
    if len(best) > 1 and grounds.scene.current is not None:
        best = [one for one in best if one.position == grounds.scene.current] or best
    if len(best) != 1 or best[0].gap is None:
        return AskBack(f"稿子里没有找到“{said.indicator}”的【待补】，稿子没有动；您要填哪一处？")
    spot = best[0]
    value = _last_value(spot, grounds)
    if not value:
        return AskBack(f"去年的文字里没有找到“{said.indicator}”的数，稿子没有动；请说填多少。")
    return filled(spot, value, grounds)


def _last_value(spot: Spot, grounds: Grounds) -> str:
    assert spot.gap is not None
    last = spot.gap.gap.last
    if last is not None and last.value:
        return last.value
    head, _, tail = spot.context.partition("……")
    like = grounds.scene.item(spot.position).like
    for before, after in ((head, tail), (head[-4:], tail[:6]), ("", tail[:8]), (head[-6:], "")):
        if len(before) + len(after) < 4:
            continue
        found = re.search(f"{re.escape(before)}(?P<v>{AMOUNT})" + (re.escape(after) if after else ""), like)
        if found:
            return found["v"]
    return ""


def last_sentence(said: RestoreLast, grounds: Grounds) -> Heard:
    """Sentences of last year's section, put back at its end once that is said yes to."""
    scene = grounds.scene
    like, now = scene.item(said.section).like, scene.text(said.section)
    found = _sentence_about(said.words, like)
    name = scene.name(said.section)
    if not found:
        return AskBack(f"去年的{name}里没有找到“{said.words}”，稿子没有动；您说的是哪一句？")
    if found in now:
        found = _missing_after(found, like, now)
    if not found:
        return Told(f"{name}里已经有这一句，没有改动。")
    if cut := _cut_short(found, now):
        return Offer((c.Amend(scene.id(said.section), cut, found),), f"{name}里的“{cut}”，要换回去年的整句吗？“{found}”")
    before = _standing_before(found, like, now)
    if before:
        command = c.Amend(scene.id(said.section), before, before + found)
        return Offer((command,), f"要把去年的这一句补回{name}“{before[-16:]}”后面吗？“{found}”")
    return Offer((c.Amend(scene.id(said.section), "", found),), f"要把去年的这一句补回{name}末尾吗？“{found}”")


def _missing_after(found: str, like: str, now: str) -> str:
    """What followed it in last year's paragraph and stands no more, "" for nothing."""
    line = next((line for line in like.split("\n") if found in line), "")
    return next((one.text for one in sentences_in(line[line.find(found) + len(found) :]) if one.text not in now), "")


def _cut_short(found: str, now: str) -> str:
    """The sentence that is left of it now, the only one; "" where none is."""
    wanted = grams(found)
    left = [one.text for one in sentences_in(now) if len(one.text) >= 8 and share(grams(one.text), wanted) >= 0.9]
    return left[0] if len(left) == 1 and now.count(left[0]) == 1 else ""


def _standing_before(found: str, like: str, now: str) -> str:
    """The sentence right before it last year, where it still stands, once; "" where it does not."""
    line = next((line for line in like.split("\n") if found in line), "")
    earlier = [one.text for one in sentences_in(line[: line.find(found)])]
    return earlier[-1] if earlier and now.count(earlier[-1]) == 1 else ""


def _sentence_about(words: str, text: str) -> str:
    pairs = grams(words)
    scored = [(sum(pair in one.text for pair in pairs) / len(pairs), -n, one.text) for n, one in enumerate(sentences_in(text))]
    best = max(scored, default=(0.0, 0, ""))
    return best[2] if best[0] >= 0.6 else ""
