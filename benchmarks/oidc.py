"""Signing in through a provider we did not write: npm's ``oidc-provider``, certified by the OpenID Foundation, in Chromium.

Run: npm install --prefix FOLDER oidc-provider && python benchmarks/oidc.py FOLDER

A person signs in there and is on her page; an account that is locked is out at the next click; a name without an account, a code used
twice, and a token of a provider whose clock is two hours behind (needs ``faketime``) let nobody in. Nothing leaves this machine.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from page_case import chromium_browser  # noqa: E402
from server import Server, free_port  # noqa: E402

from bootstrap import open_accounts  # noqa: E402
from nigao.people.accounts import Accounts  # noqa: E402
from nigao.settings import Settings  # noqa: E402
from ui.entrance import COOKIE  # noqa: E402

NAME = "王敏"
SECRET = "a secret both sides know"


@contextmanager
def provider(folder: Path, port: int, back: str, clock: Sequence[str] = ()) -> Iterator[None]:
    """The provider, until it is left. clock: what its process is run by, to have another time."""
    command = [*clock, "node", str(ROOT / "benchmarks" / "oidc_provider.mjs"), str(port), back, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as running:
        try:
            assert running.stdout and any("listening" in line for line in running.stdout)
            yield
        finally:
            os.killpg(running.pid, signal.SIGKILL)  # faketime runs it as a child of its own


class Person:
    """A browser of her own."""

    def __init__(self, browser: Any, address: str) -> None:
        self._address = address
        self._context = browser.new_context(locale="zh-CN")
        self.tab = self._context.new_page()
        self.tab.set_default_timeout(60_000)

    def signs_in(self, name: str, then: str) -> None:
        """At the provider, as it asks one to. then: what she must see after it."""
        self.tab.goto(self._address)
        self.tab.locator("input[name=login]").fill(name)
        self.tab.locator("input[name=password]").fill("whatever")
        self.tab.get_by_role("button", name="Sign-in").click()
        self.tab.get_by_role("button", name="Continue").click()
        self.sees(then)

    def sees(self, words: str) -> None:
        """Wait for these words."""
        self.tab.get_by_text(words).first.wait_for()

    def is_out(self) -> bool:
        """Whether the page is no longer served to her browser as it is."""
        answer = self.tab.request.get(self._address, max_redirects=0, headers={"Accept": "text/html"})
        return bool(answer.status == 303)


def _let_in(browser: Any, server: Server) -> None:
    person = Person(browser, server.address)
    came: list[str] = []
    person.tab.on("request", lambda asked: came.append(asked.url) if "/sign-in/back" in asked.url else None)
    person.signs_in(NAME, NAME)
    told = person.tab.goto(came[0])
    assert told.status == 403 and "已经过期" in told.text(), "the way back was worth something twice"


def _locked(browser: Any, server: Server, accounts: Accounts) -> None:
    person = Person(browser, server.address)
    person.signs_in(NAME, NAME)
    accounts.lock(NAME)
    assert person.is_out()
    person.tab.goto(server.address)  # the provider knows her still
    person.sees("没有给您开账号")
    accounts.unlock(NAME)


def _over(browser: Any, server: Server) -> None:
    person = Person(browser, server.address)
    person.signs_in(NAME, NAME)
    with sqlite3.connect(server.home / "nigao.db") as database:  # as if twelve hours went by
        database.execute("UPDATE sessions SET until = '2000-01-01T00:00:00+00:00'")
    assert person.is_out()


def _refused(browser: Any, server: Server, name: str, words: str) -> None:
    person = Person(browser, server.address)
    person.signs_in(name, words)
    assert not [one for one in person.tab.context.cookies() if one["name"] == COOKIE]


def _away(browser: Any, server: Server) -> None:
    person = Person(browser, server.address)
    person.tab.goto(server.address)
    person.sees("没有应答")


def tried(folder: Path) -> Iterator[str]:
    """What was tried, one after another; an AssertionError or a browser's timeout where it did not come out."""
    with tempfile.TemporaryDirectory() as scratch, chromium_browser() as browser:
        home, port = Path(scratch) / "home", free_port()
        accounts = open_accounts(Settings(home=home))
        accounts.add("admin", ["管理员"])
        accounts.add(NAME, ["主笔"])
        server = Server(home)
        server.settings = {
            "NIGAO_AUTH": "oidc",
            "NIGAO_OIDC_ISSUER": f"http://127.0.0.1:{port}",
            "NIGAO_OIDC_CLIENT": "nigao",
            "NIGAO_OIDC_SECRET": SECRET,
            "NIGAO_OIDC_ADDRESS": server.address,
        }
        back = f"{server.address}/sign-in/back"
        server.start()
        try:
            with provider(folder, port, back):
                _let_in(browser, server)
                yield "signs in and is who she is; the way back is worth nothing a second time"
                _locked(browser, server, accounts)
                yield "her account is locked: she is out"
                _over(browser, server)
                yield "her session is over: she is sent to sign in"
                _refused(browser, server, "赵生人", "没有给您开账号")
                yield "a name without an account is told so"
            _away(browser, server)
            yield "the provider is gone: one sentence"
            with provider(folder, port, back, ("faketime", "-f", "-2h")):
                _refused(browser, server, NAME, "没有放行")
                yield "an expired token lets nobody in"
        finally:
            server.kill()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    for done in tried(asked.parse_args().folder.resolve()):
        print(done, flush=True)
