"""Names a paper gives an indicator for itself: 高新技术企业（以下简称“高企”）. Reads words alone; who uses the names is told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SAYS = re.compile(
    r"(?P<whole>[^，。；：、（）()\n\d]{3,30})[（(](?:以下|下)?简称[:：]?[“\"‘]?(?P<short>[^，。；：（）()“”\"‘’\s\d]{2,8})[”\"’]?(?:，下同)?[）)]"
)
# Papers, bodies and areas are called short as well; no figure is of them.
_NO_INDICATOR = re.compile(
    r"[《》]|(?:局|委|办|厅|部|院|署|公司|集团|银行|政府|协会|学会|大会|会议|条例|规定|办法|意见|方案|规划|通知|小组|镇|县|市|省|区)$"
)
MOST = 200


@dataclass(frozen=True, slots=True)
class Defined:
    """A short name, what it stands for, and the words that say so."""

    short: str
    whole: str
    said: str


def defined_names(text: str, indicators: Iterable[str]) -> tuple[Defined, ...]:
    """The short names a text defines, each once, in its order: only those that one of its indicators is called by.

    A name that is a piece of the whole (服务中心, of 市民服务中心) is not taken: elsewhere it means any such thing.
    """
    known = "\n".join(indicators)
    found: dict[str, Defined] = {}
    for match in _SAYS.finditer(text):
        short = match["short"]
        whole = _spelt_out(short, match["whole"])
        if whole and (short in known or whole in known) and not _NO_INDICATOR.search(whole):
            found.setdefault(short, Defined(short, whole, match.group()))
        if len(found) >= MOST:
            break
    return tuple(found.values())


def _spelt_out(short: str, words: str) -> str:
    """The end of these words that the short name abbreviates, "" where it is no abbreviation of them."""
    at = len(words)
    for character in reversed(short):
        at = words.rfind(character, 0, at)
        if at < 0:
            return ""
    whole = words[at:]
    return "" if short in whole or len(whole) > 20 else whole
