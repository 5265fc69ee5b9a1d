"""Two page servers behind nginx and two workers on one PostgreSQL, each killed in turn while people write: nothing said to be saved is lost,
nothing is written twice. And a name comes from the proxy alone."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import many_case as many
import postgres_server
import pytest
import workspace_case as case
from many_case import Proxy, Session, Worker, until
from server import Server
from sqlalchemy import create_engine, text

from bootstrap import open_workspace
from nigao.commands import Draft, Edit
from nigao.desk.results import Done
from nigao.settings import Settings
from nigao.workspace import Workspace

pytestmark = [pytest.mark.postgres, pytest.mark.nginx]
PEOPLE = {"王敏": "石榴树", "李四": "枇杷树", "路人": "无账号"}


@dataclass
class Grown:
    """All of it. sockets, url: the database's."""

    sockets: str
    home: Path
    url: str
    opened: Workspace
    pages: list[Server]
    proxy: Proxy

    @property
    def settings(self) -> dict[str, str]:
        return {**many.BEHIND, "NIGAO_DATABASE_URL": self.url}

    def worker(self) -> Worker:
        return Worker(self.home, self.settings)

    def a_minute_later(self) -> None:
        """As the database's clock would have it."""
        with create_engine(self.url.replace("postgresql:", "postgresql+psycopg:")).begin() as connection:
            connection.execute(text("UPDATE jobs SET until = until - 60 WHERE state IN ('running', 'stopping')"))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grown]:
    folder = tmp_path_factory.mktemp("many")
    with postgres_server.running() as sockets:
        url = postgres_server.fresh_database(sockets, "many")
        opened = open_workspace(Settings(home=folder / "home", database_url=url, auth="header", apart=True))
        for name in ("王敏", "李四"):
            opened.accounts.add(name, ["主笔", "管理员"] if name == "王敏" else ["主笔"])
        (folder / "去年.txt").write_text(case.TWO_FIELDS, encoding="utf-8")
        opened.intake.take_in(folder / "去年.txt")
        settings = {**many.BEHIND, "NIGAO_DATABASE_URL": url}
        with many.pages(folder / "home", settings, 2) as servers:
            proxy = Proxy(folder / "nginx", [server.port for server in servers], PEOPLE).start()
            yield Grown(sockets, folder / "home", url, opened, servers, proxy)
            proxy.stop()


def test_a_name_comes_from_the_proxy_alone_and_only_with_an_account(grown: Grown):
    wang, stranger = grown.proxy.headers("王敏"), grown.proxy.headers("路人")
    assert grown.proxy.ask(wang)[0] == 200
    assert grown.proxy.ask({})[0] == 401
    assert grown.proxy.ask({**wang, "Authorization": "Basic d3Jvbmc6d3Jvbmc="})[0] == 401
    assert "没有给您开账号" in grown.proxy.ask(stranger)[2]
    # What a client says of itself the proxy replaces, however it is written.
    for header in ("X-Remote-User", "x-remote-user", "X_Remote_User"):
        status, _, said = grown.proxy.ask({**stranger, header: "王敏"})
        assert status == 403 and "没有给您开账号" in said, header
    # Past the proxy nobody is believed.
    for server in grown.pages:
        past = Proxy(grown.home, [], PEOPLE, server.port)
        assert "统一入口" in past.ask({"X-Remote-User": "王敏", "Accept": "text/html"})[2]


def test_while_the_database_is_away_the_page_says_so_and_comes_back_by_itself(grown: Grown):
    wang = grown.proxy.headers("王敏")
    with postgres_server.away(grown.sockets):
        for _ in grown.pages * 3:
            status, _, said = grown.proxy.ask(wang)
            assert status == 503 and "数据库连接不上" in said
    for _ in grown.pages * 3:
        assert grown.proxy.ask(wang)[0] == 200


def test_workers_killed_in_turn_while_people_write_lose_nothing_and_write_nothing_twice(grown: Grown):
    desk, doing = grown.opened.desk, grown.opened.doing
    by_hand = {name: grown.opened.drafting.start(2026) for name in ("王敏", "李四")}
    saved: dict[str, list[str]] = {name: [] for name in by_hand}
    over = threading.Event()

    def write(name: str) -> None:
        """A person who types one sentence after another, each on what she saw saved before."""
        own = open_workspace(grown.opened.settings)
        section, number = own.desk.view(by_hand[name]).sections[0].id, 0
        while not over.is_set() or number < 20:
            number += 1
            line = f"{name}的第{number}句。"
            if isinstance(own.doing.do(by_hand[name], Edit(section, line), name), Done):
                saved[name].append(line)

    writers = [threading.Thread(target=write, args=(name,)) for name in by_hand]
    for writer in writers:
        writer.start()
    queued = [grown.opened.drafting.start(2026) for _ in range(4)]
    for number, draft in enumerate(queued):
        doing.queue(draft, [Draft(section.id) for section in desk.view(draft).sections], ("王敏", "李四")[number % 2])
    for seat in ("一", "二"):
        tab = Session(f"ws://127.0.0.1:{grown.proxy.port}", grown.proxy.headers("王敏", seat.encode().hex()))
        tab.turn_to("write")
        tab.close()
    assert {job.state for job in grown.opened.jobs.jobs()} == {"waiting"}  # the page leaves it to the workers
    first, second = grown.worker().ready(), grown.worker()
    until(lambda: any(section.current for draft in queued for section in desk.view(draft).sections))
    assert first.end() == -signal.SIGKILL
    grown.a_minute_later()
    second.ready()
    until(lambda: sum(1 for draft in queued for section in desk.view(draft).sections if section.current) > 8)
    assert second.end() == -signal.SIGKILL
    third = grown.worker().ready()
    grown.a_minute_later()
    until(lambda: not grown.opened.jobs.jobs(active_only=True))
    over.set()
    for writer in writers:
        writer.join()
    assert third.end(signal.SIGTERM) == 0
    for draft in queued:
        assert {len(desk.versions(draft, section.position)) for section in desk.view(draft).sections} == {1}
        assert {job.state for job in grown.opened.jobs.jobs(draft)} == {"done"}
    for name, draft in by_hand.items():
        assert len(saved[name]) >= 20
        assert [version.section.text for version in desk.versions(draft, 0)] == saved[name]


def as_sent(name: str) -> str:
    """Somebody in a section, as the editor's data shows among the words of a page."""
    octal = "".join(f"\\{byte:o}" for byte in name.encode())
    return f'\\"people\\": [\\"{octal}\\"]'


def test_whoever_is_in_a_section_is_seen_on_every_page_server(grown: Grown):
    grown.opened.drafting.start(2026)
    address = f"ws://127.0.0.1:{grown.proxy.port}"
    with closing(Session(address, grown.proxy.headers("王敏", f"{1:032x}"))) as wang:
        wang.turn_to("write")
    for seat in range(2, 6):
        with closing(Session(address, grown.proxy.headers("李四", f"{seat:032x}"))) as li:
            drawn = li.turn_to("write")
        assert as_sent("王敏") in drawn and as_sent("李四") not in drawn, seat


def test_each_person_stays_with_her_server_and_goes_to_the_other_when_it_is_killed(grown: Grown):
    draft = grown.opened.drafting.start(2026)
    seats = {grown.proxy.ask(grown.proxy.headers("王敏"))[1] for _ in range(8)}
    assert len(seats) == 8  # each tab its own, until it has one
    for number, killed in enumerate(grown.pages):
        killed.kill()
        for seat in list(seats)[:3]:
            headers = grown.proxy.headers("王敏", seat)
            until(lambda headers=headers: grown.proxy.ask(headers)[0] == 200)  # a server that failed is passed over for five seconds
            assert grown.proxy.ask(headers)[1] == seat
            tab = Session(f"ws://127.0.0.1:{grown.proxy.port}", headers)
            assert grown.opened.desk.view(draft).title in tab.turn_to("write"), number
            tab.close()
        if number == 0:
            killed.start()
