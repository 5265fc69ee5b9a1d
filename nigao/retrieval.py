"""The words a search goes by: pure, the same for every index, so that the database and the reranking count alike."""

from __future__ import annotations

import re
import unicodedata

# A run of ideographs (with 々 and 〇), or a Latin word or number kept whole ("5g", "5.8%").
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇]+|[a-z0-9]+(?:\.[0-9]+)?%?")


def tokens(text: str) -> list[str]:
    """Character bigrams of Chinese runs, and Latin words and numbers whole, in order and with repeats.

    Bigrams find two-character words, which trigrams cannot, and need no dictionary. A run of one ideograph is its own token.
    """
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if run[0] < "\u3007" or len(run) == 1:
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found
