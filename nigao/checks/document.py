"""What a document announces and then does: 三个方面 followed by four, an enumeration that skips; a sentence told twice. Values are for
``consistency``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nigao.checks.finding import Finding, Span
from nigao.checks.sentences import alike, bigrams, near, numbers, sentences, shelf_of
from nigao.report import Heading
from nigao.text.numerals import number

_ANNOUNCED = re.compile(
    r"(?:以下|如下|这|下列|下面|抓好|做好|重点做好|突出抓好|着力抓好|聚焦|围绕|从)?(?<![\d第一二三四五六七八九十])([二两三四五六七八九十]{1,2}|\d{1,2})"
    r"(?:个|大|项|件|点|条)?(?:方面|方面的?工作|特点|问题|任务|重点任务|重点工作|举措|措施|工作|着力点|结合|转变|新突破|提升)[^。\n]{0,12}?[：:。]"
)
_ITEM = re.compile(r"(?:^|(?<=[。；：:\n“]))\s*(?:——)?([一二三四五六七八九十]{1,2})是")
_ORDINAL = re.compile(r"(?:^|(?<=[。；：:\n]))\s*第([一二三四五六七八九十]{1,2})[，,、]")
_REACH = 4000
# Shorter sentences are set phrases; from this share of common bigrams on two sentences say the same.
_LONG_ENOUGH, _SAME = 20, 0.92


def document(text: str, headings: Sequence[Heading] = ()) -> list[Finding]:
    """Findings ``document.count``, ``document.enumeration`` and ``document.repeat``, in document order."""
    found = [*_counts(text), *_skips(text), *_repeats(text)]
    return sorted(found, key=lambda finding: finding.places[0].start)


def _series(text: str, start: int, stop: int) -> list[re.Match[str]]:
    """The first run 一是 二是 … (or 第一， 第二， …) from ``start`` on; it ends where the count starts anew."""
    for pattern in (_ITEM, _ORDINAL):
        run: list[re.Match[str]] = []
        for match in pattern.finditer(text, start, stop):
            value = number(match[1]) or 0
            if value == 1 and run:
                break
            if value == 1 or run:
                run.append(match)
        if run:
            return run
    return []


def _counts(text: str) -> Iterator[Finding]:
    """An announced count against the enumeration that follows at once."""
    for match in _ANNOUNCED.finditer(text):
        told = number(match[1])
        after = text[match.end() : match.end() + 12]
        if told is None or told < 2 or not re.match(r"\s*(?:——)?(?:一是|第一[，,、])", after):
            continue
        end = text.find("\n\n", match.end(), match.end() + _REACH)
        run = _series(text, match.end(), end if end > 0 else min(len(text), match.end() + _REACH))
        if run and len(run) != told:
            message = f"前面说“{match[1]}”项，后面列了{len(run)}项，请核对。"
            yield Finding("document.count", "warning", message, (_span(text, match), *(_span(text, m) for m in run[-1:])))


def _skips(text: str) -> Iterator[Finding]:
    """一是、二是、四是: a number left out or told twice inside one run."""
    for pattern in (_ITEM, _ORDINAL):
        last = 0
        for match in pattern.finditer(text):
            value = number(match[1]) or 0
            if value != 1 and last and value != last + 1:
                yield Finding(
                    "document.enumeration", "warning", f"列举序号不连续：前一项是第{last}项，这一项写成第{value}项。", (_span(text, match),)
                )
            last = value


def _repeats(text: str) -> Iterator[Finding]:
    """A sentence told again further on, in the same words with the same numbers."""
    told = [(start, end, words) for start, end, words in sentences(text) if len(words) >= _LONG_ENOUGH]
    own = [bigrams(words) for _, _, words in told]
    shelf = shelf_of(own)
    for later, (start, end, words) in enumerate(told):
        for earlier in near(own[later], shelf):
            if earlier < later and alike(own[later], own[earlier]) >= _SAME and numbers(words) == numbers(told[earlier][2]):
                places = (Span(words, start, end), Span(told[earlier][2], *told[earlier][:2]))
                yield Finding("document.repeat", "warning", "这句话前面已经说过，请删去一处或换个说法。", places)
                break


def _span(text: str, match: re.Match[str]) -> Span:
    return Span(match.group(), match.start(), match.end())
