"""Signing in with an OpenID Connect provider: only who it names, as it signed it, in the browser that was sent there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import OctKey, RSAKey
from oidc_server import Provider
from starlette.testclient import TestClient

from bootstrap import open_accounts
from nigao.errors import BadCall
from nigao.people.accounts import Accounts
from nigao.settings import Settings
from ui.entrance import COOKIE, Entrance

ADDRESS = "http://nigao.test"


@pytest.fixture
def provider() -> Iterator[Provider]:
    running = Provider()
    yield running
    running.close()


def environment(home: Any, provider: Provider) -> dict[str, str]:
    return {
        "NIGAO_HOME": str(home),
        "NIGAO_AUTH": "oidc",
        "NIGAO_OIDC_ISSUER": provider.address,
        "NIGAO_OIDC_CLIENT": "nigao",
        "NIGAO_OIDC_SECRET": "secret",
        "NIGAO_OIDC_ADDRESS": ADDRESS,
    }


@pytest.fixture
def accounts(home: Any) -> Accounts:
    kept = open_accounts(Settings(home=home))
    kept.add("admin", ["管理员"])
    kept.add("王敏", ["主笔"])
    return kept


@pytest.fixture
def person(home: Any, provider: Provider, accounts: Accounts) -> TestClient:
    async def page(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"the page"})

    settings = Settings.from_environment(environment(home, provider), home)
    return TestClient(Entrance(page, lambda: (settings, accounts)), ADDRESS, follow_redirects=False, headers={"Accept": "text/html"})


def sent_back(person: TestClient, provider: Provider) -> str:
    """The address the provider sends the browser back to."""
    there = person.get("/sign-in").headers["location"]
    assert there.startswith(f"{provider.address}/authorize?")
    return provider.authorize({name: said[0] for name, said in parse_qs(urlsplit(there).query).items()})


def test_who_signs_in_with_the_provider_comes_in_and_goes_out_again(person: TestClient, provider: Provider) -> None:
    assert person.get("/").headers["location"] == "/sign-in"
    answer = person.get(sent_back(person, provider))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert person.get("/").text == "the page"
    assert "code_verifier" in provider.asked[0] and provider.asked[0]["auth"].startswith("Basic ")
    gone = person.post("/sign-out", headers={"Origin": ADDRESS})
    assert "已退出登录" in gone.text and person.get("/").status_code == 303


def test_a_session_ends_with_its_account(person: TestClient, provider: Provider, accounts: Accounts) -> None:
    person.get(sent_back(person, provider))
    accounts.lock("王敏")
    assert person.get("/").status_code == 303
    assert person.get(sent_back(person, provider)).status_code == 403


@pytest.mark.parametrize(
    "tells",
    [{"nonce": "another"}, {"aud": "another"}, {"iss": "http://another.test"}, {"exp": 1000}, {"exp": None}, {"preferred_username": 7}],
)
def test_what_the_provider_did_not_say_to_us_now_lets_nobody_in(person: TestClient, provider: Provider, tells: dict[str, Any]) -> None:
    provider.tells = tells
    answer = person.get(sent_back(person, provider))
    assert answer.status_code == 403 and "没有放行" in answer.text and COOKIE not in person.cookies
    assert person.get("/").status_code == 303


def test_a_token_signed_by_another_key_lets_nobody_in(person: TestClient, provider: Provider) -> None:
    for key in (RSAKey.generate_key(2048, {"kid": "1"}, private=True), OctKey.import_key("a secret both sides know", {"kid": "1"})):
        provider.key = key
        assert person.get(sent_back(person, provider)).status_code == 403
        assert COOKIE not in person.cookies


def test_a_name_without_an_account_or_none_is_told_so(person: TestClient, provider: Provider) -> None:
    provider.name = "赵生人"
    assert "没有给您开账号" in person.get(sent_back(person, provider)).text
    provider.name = ""
    assert "NIGAO_OIDC_CLAIM" in person.get(sent_back(person, provider)).text


def test_a_provider_that_names_a_person_only_when_asked_is_asked_and_believed_of_no_other(person: TestClient, provider: Provider) -> None:
    provider.apart = True
    assert person.get(sent_back(person, provider)).status_code == 303 and person.get("/").text == "the page"
    person.cookies.clear()
    provider.other = True
    answer = person.get(sent_back(person, provider))
    assert answer.status_code == 403 and "没有放行" in answer.text and person.get("/").status_code == 303


def test_only_the_browser_that_was_sent_there_comes_back_and_once(person: TestClient, provider: Provider) -> None:
    back = sent_back(person, provider)
    kept = dict(person.cookies)
    person.cookies.clear()
    assert "已经过期" in person.get(back).text
    for name, value in kept.items():
        person.cookies.set(name, value, path="/sign-in")
    assert "已经过期" in person.get(back.replace("state=", "state=x")).text
    assert person.get(back).status_code == 303
    for name, value in kept.items():
        person.cookies.set(name, value, path="/sign-in")
    assert "已经过期" in person.get(back).text, "a code is worth something once"


def test_a_provider_that_does_not_answer_or_is_none_is_told_in_one_sentence(person: TestClient, provider: Provider) -> None:
    provider.down = True
    answer = person.get("/sign-in")
    assert answer.status_code == 503 and "没有应答" in answer.text
    provider.down = False
    provider.about = lambda: {"issuer": "http://another.test"}  # type: ignore[method-assign]
    assert "NIGAO_OIDC_ISSUER" in person.get("/sign-in").text


def test_settings_that_are_missing_or_no_addresses_are_named(home: Any, provider: Provider) -> None:
    whole = environment(home, provider)
    with pytest.raises(BadCall, match="NIGAO_OIDC_SECRET"):
        Settings.from_environment({**whole, "NIGAO_OIDC_SECRET": ""}, home)
    with pytest.raises(BadCall, match="NIGAO_OIDC_ADDRESS"):
        Settings.from_environment({**whole, "NIGAO_OIDC_ADDRESS": "nigao.test"}, home)
    found = Settings.from_environment(whole, home).oidc
    assert found and "secret" not in repr(found)
