"""The conversation with a played model that knows only what it is sent, beside the same without one: what came right, and what did harm.

    python benchmarks/conversation.py [none|tools|json …] [--show]

The sentences are those of tests/data/chat. Harm is what changed, went, came, moved or was signed without being asked for. Tokens are
counted over all that was sent to the model and came back (o200k_base).
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import player
from chat_case import faults, play, take_back
from model_server import ModelServer
from workspace_case import written

from bootstrap import open_workspace
from chains.abilities import keep
from chains.tokens import count
from nigao.ability import Ability
from nigao.settings import Settings
from nigao.workspace import Workspace

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data" / "chat"
REPORT = "示例区_2025.txt"
_HARM = ("changed", "gone", "added", "renamed", "moved", "signed", "lost")
NAMES = {"none": "没有模型", "tools": "会调用工具", "json": "只会写JSON"}


@dataclass
class Tally:
    """What came of the sentences with one engine."""

    cases: int = 0
    right: int = 0
    harm: int = 0
    asked: int = 0
    calls: int = 0
    tokens: int = 0

    def line(self, name: str) -> str:
        """A row of the table."""
        each = self.tokens // self.asked if self.asked else 0
        return f"| {name} | {self.right} / {self.cases} | {self.harm} | {self.asked} | {self.calls} | {each} |"


def measure(engine: str, show: bool) -> Tally:
    """Play every sentence with one engine."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, ModelServer() as server:
        server.play(player.play)
        opened, draft = _opened(Path(folder), engine, server)
        for line in (FOLDER / "sentences.jsonl").read_text(encoding="utf-8").splitlines():
            _one(tally, json.loads(line), opened, draft, server, show)
    return tally


def _opened(folder: Path, engine: str, server: ModelServer) -> tuple[Workspace, str]:
    """A draft written without a model, and the engine beside it."""
    plain = open_workspace(Settings(home=folder / "home"))
    (folder / REPORT).write_text((FOLDER / REPORT).read_text(encoding="utf-8"), encoding="utf-8")
    plain.intake.take_in(folder / REPORT)
    draft = written(plain, 2026).id
    if engine == "none":
        return plain, draft
    settings = Settings(home=folder / "home", base_url=server.url, api_key="k", model="played", deadline=30.0)
    able = Ability(server.url, "played", answers=True, streaming=True, system=True, temperature=True, json=True, slots=True)
    keep(settings.home, replace(able, tools=engine == "tools"))
    return open_workspace(settings), draft


def _one(tally: Tally, case: dict[str, Any], opened: Workspace, draft: str, server: ModelServer, show: bool) -> None:
    steps = sum(1 for entry in opened.desk.journal(draft) if entry.patch and not entry.undone)
    before = len(server.chats)
    try:
        states, reply, proposed = play(opened, draft, case["turns"])
        last = opened.desk.conversation(draft)[-1]
        wrong = faults(case["expect"], states, reply, proposed or bool(last.proposal))
    finally:
        take_back(opened, draft, steps)
    sent = server.chats[before:]
    tally.cases += 1
    tally.right += not wrong
    tally.harm += any(fault.startswith(_HARM) for fault in wrong)
    tally.asked += bool(sent)
    tally.calls += len(sent)
    tally.tokens += sum(count(json.dumps([body["messages"], body.get("tools")], ensure_ascii=False)) for body in sent)
    if show and wrong:
        print(case["id"], [turn.get("say", "撤销") for turn in case["turns"]], "→", reply[:120].replace("\n", " "), wrong, flush=True)


def main() -> None:
    """Print the table."""
    chosen = [one for one in sys.argv[1:] if one in NAMES] or list(NAMES)
    rows = [measure(engine, "--show" in sys.argv).line(NAMES[engine]) for engine in chosen]
    print("| 模型 | 做对 | 误伤 | 问到模型的句数 | 调用 | 每句词元 |\n|---|---|---|---|---|---|", *rows, sep="\n")


if __name__ == "__main__":
    main()
