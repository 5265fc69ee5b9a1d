"""The manuscript editor by itself in a real browser: the page hands it data as Streamlit would and keeps what it sends."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from conftest import CHROMIUM

DIST = Path(__file__).resolve().parent.parent / "ui" / "editor" / "dist"
KINDS = {".js": "text/javascript", ".css": "text/css"}

# What stands between the editor and a server, in small: it keeps each section's version, answers a save with the next one, and
# refuses one whose base is old. `desk.others(id, text)` is somebody else saving; `desk.slow` keeps the answers back.
PAGE = """<!doctype html><meta charset="utf-8"><title>稿子</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/editor.css">
<style>body{margin:0;padding:50px 16px 8px;background:#fbfaf7}</style>
<div id="place"><div><div class="ng-editor"></div></div></div>
<script type="module">
import mount from "/editor.js";
const place = document.getElementById("place");
window.sent = [];
const desk = (window.desk = {
  slow: false, ack: null, data: null, refused: [],
  give(data) { desk.data = data; desk.show(); },
  show(more = {}) { const given = structuredClone({ ...desk.data, ack: desk.ack, refused: desk.refused, ...more }); mount({ parentElement: place, data: given, setTriggerValue: (_, value) => desk.heard(structuredClone(value)) }); },
  section(id) { return desk.data.sections.find((s) => s.id === id); },
  heard({ client, items }) {
    for (const item of items.filter((i) => desk.ack?.client !== client || i.n > desk.ack.n)) {
      sent.push(item);
      if (item.kind === "save") desk.save(item);
      desk.ack = { client, n: item.n };
    }
    if (!desk.slow) setTimeout(() => desk.show(), 30);
  },
  save(item) {
    const s = desk.section(item.section);
    if (s.base !== item.base) { desk.refused.push({ n: item.n, conflict: true }); return; }
    Object.assign(s, { base: s.base + 1, paragraphs: item.text.split("\\n"), marks: [], suggestions: [], comments: [] });
  },
  others(id, text) { const s = desk.section(id); Object.assign(s, { base: s.base + 1, paragraphs: text.split("\\n"), marks: [], by: "王五" }); desk.show(); },
});
window.ready = true;
</script>"""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        file = DIST / self.path.strip("/")
        found = self.path == "/" or file.suffix in KINDS
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", f"{KINDS.get(file.suffix, 'text/html')}; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if self.path == "/" else file.read_bytes() if found else b"")

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def editor_browser() -> Iterator[tuple[Any, str]]:
    """A browser, and the address at which the editor's page stands."""
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        yield browser, f"http://127.0.0.1:{server.server_port}/"
        browser.close()
    server.shutdown()


def editor_page(browser: Any, home: str, width: int = 1000, height: int = 700) -> Any:
    """A person's page of their own with the bundle loaded and nothing shown yet; `page.asked` is every address it asked for."""
    page = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN").new_page()
    page.home, page.asked, page.faults = home, [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(home)
    page.wait_for_function("window.ready")
    return page


def section(id: str, title: str, *paragraphs: str, level: int = 1, number: str = "", **more: Any) -> dict[str, Any]:
    """A section as the server sends it."""
    given: dict[str, Any] = {
        "id": id,
        "base": 1,
        "number": number,
        "title": title,
        "level": level,
        "state": "pending",
        "stateName": "待核",
        "paragraphs": list(paragraphs),
        "marks": [],
        "suggestions": [],
        "comments": [],
    }
    return given | more


def mark(text: str, words: str, kind: str, look: str, **more: Any) -> dict[str, Any]:
    """A mark over the first place where the words stand in a section's text."""
    start = text.index(words)
    return {"id": words, "start": start, "end": start + len(words), "kind": kind, "look": look, "hint": look, **more}


def suggestion(text: str, words: str, instead: str, **more: Any) -> dict[str, Any]:
    """A suggestion to put something in the place of the words."""
    start = text.index(words)
    return {"id": f"{words}→{instead}", "start": start, "end": start + len(words), "text": instead, "number": False, **more}


def draft(*sections: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The whole of what the server sends."""
    return {"draft": "d1", "person": "李四", "sections": list(sections), **more}


def give(page: Any, data: dict[str, Any]) -> None:
    """Hand the editor its data."""
    page.evaluate("data => desk.give(data)", data)


def sent(page: Any, kind: str) -> list[dict[str, Any]]:
    """What the editor sent of a kind."""
    found: Sequence[dict[str, Any]] = page.evaluate("kind => sent.filter((item) => item.kind === kind)", kind)
    return list(found)


def text_of(page: Any, id: str) -> str:
    """A section's text as the person sees it, without what is only suggested."""
    said: str = page.evaluate(
        """id => [...document.querySelectorAll(`[data-section="${id}"] p`)].map((p) => { const copy = p.cloneNode(true);
        copy.querySelectorAll('[contenteditable="false"], br').forEach((e) => e.remove()); return copy.textContent; }).join("\\n")""",
        id,
    )
    return said


def at_end_of(page: Any, words: str) -> None:
    """Put the caret at the end of the paragraph that holds these words."""
    page.locator(".ng-page p", has_text=words).first.evaluate(
        "p => { p.closest('.ng-page').focus(); getSelection().selectAllChildren(p); getSelection().collapseToEnd(); }"
    )
    page.wait_for_timeout(60)  # the editor hears of a caret that was put somewhere only after the browser's own event


def caret_in(page: Any, words: str, behind: str) -> None:
    """Put the caret inside a stretch that is one piece on the screen (a figure, say), behind its first characters."""
    page.evaluate(
        """([words, behind]) => { const walk = document.createTreeWalker(document.querySelector(".ng-page"), NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) if (walk.currentNode.data === words) break;
        document.querySelector(".ng-page").focus(); getSelection().collapse(walk.currentNode, behind.length); }""",
        [words, behind],
    )
    page.wait_for_timeout(60)
