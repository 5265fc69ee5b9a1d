"""How soon a typed character is on the screen: 30,000 characters typed into the manuscript editor, measured in the browser.

Run: python benchmarks/editor.py [--typed 30000]. Prints one table; milliseconds from the input event to after the next paint.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from editor_case import draft, editor_browser, editor_page, give, mark, section

SENTENCE = "全年实现地区生产总值1234.5亿元，增长5.6%，新增企业30家。持续抓好项目建设，推动重大项目落地见效。"
WATCH = """() => { window.taken = []; document.querySelector('.ng-page').addEventListener('beforeinput', (event) => { const at = event.timeStamp;
requestAnimationFrame(() => { const after = new MessageChannel(); after.port1.onmessage = () => taken.push(performance.now() - at); after.port2.postMessage(0); }); }, true); }"""


def written(sections: int, paragraphs: int) -> dict[str, Any]:
    """A draft of about sections × paragraphs × 100 characters with every figure and many clauses marked."""
    paragraph = SENTENCE * 2
    text = "\n".join([paragraph] * paragraphs)
    marks: list[dict[str, Any]] = []
    for number in range(paragraphs):
        shift = number * (len(paragraph) + 1)
        found = [
            mark(paragraph, "1234.5亿元", "figure", "ok"),
            mark(paragraph, "5.6%", "figure", "warn"),
            mark(paragraph, "30家", "figure", "bad"),
            mark(paragraph, "持续抓好项目建设，推动重大项目落地见效。", "clause", "carried"),
        ]
        marks += [{**m, "start": m["start"] + shift, "end": m["end"] + shift, "id": f"{m['id']}-{number}"} for m in found]
    return draft(*(section(f"s{i}", f"第{i}部分", *text.split("\n"), marks=marks) for i in range(sections)))


def shares(taken: list[float]) -> str:
    """Median, 95th and 99th percentile and the longest."""
    order = sorted(taken)
    at = [order[min(len(order) - 1, int(len(order) * share))] for share in (0.5, 0.95, 0.99, 1)]
    return " | ".join(f"{value:.1f}" for value in at)


def typed(page: Any, count: int, gap: int = 0) -> list[float]:
    """Type so many characters where the caret is, a new paragraph now and then; how long each took to be seen."""
    page.evaluate(WATCH)
    for start in range(0, count, 120):
        page.keyboard.type((SENTENCE * 3)[: min(120, count - start)], delay=gap)
        page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    taken: list[float] = page.evaluate("taken")
    return taken


BARE = "document.body.innerHTML = '<div class=ng-page contenteditable><p>这里</p></div>'"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--typed", type=int, default=30_000)
    wanted = parser.parse_args().typed
    print("| what | n | median | p95 | p99 | longest |\n|---|---|---|---|---|---|")
    with editor_browser() as (browser, home):
        for name, data, count, gap in (
            ("for comparison, a bare contenteditable paragraph: a key every 60 ms", None, 500, 60),
            ("a draft of 30,000 characters with 1,200 marks: a key every 60 ms", written(15, 20), 500, 60),
            ("an empty draft, as fast as the browser takes them", written(1, 1), wanted, 0),
        ):
            page = editor_page(browser, home, 1366, 768)
            if data is None:
                page.evaluate(BARE)
            else:
                give(page, data)
            page.locator(".ng-page p").first.click()
            taken = typed(page, count, gap)
            print(f"| {name} | {len(taken)} | {shares(taken)} |", flush=True)
            page.context.close()


if __name__ == "__main__":
    main()
