"""One app in many workspaces: the way in, the way out, and who is spoken to with which token."""

import asyncio
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from fakes.alerts import delivery
from fakes.faults import Fault
from fakes.slack_scene import play, said
from sqlalchemy import text

from bot.errors import Closed, Later
from bot.store import open_store
from handlers.slack_app.installs import Installs, OAuth, States

INSTALL = {"access_token": "xoxb-T2", "team": {"id": "T2", "name": "The Other <Desk>"}, "authed_user": {"id": "U8"}}


@pytest.fixture
def engine(store_url):
    opened = open_store(store_url)
    yield opened.engine
    with opened.engine.begin() as connection:
        for table in ("slack_bots", "slack_installations", "slack_oauth_states"):
            connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
    opened.close()


async def begun(there):
    """The state and the cookie of an install that was begun."""
    async with aiohttp.ClientSession() as session, session.get(f"{there.base}/slack/install", allow_redirects=False) as answer:
        assert answer.status == 302
        asked = parse_qs(urlsplit(answer.headers["Location"]).query)
        assert asked["redirect_uri"] == ["https://bell.example/slack/oauth_redirect"]
        assert "chat:write" in asked["scope"][0]
        return asked["state"][0], answer.headers["Set-Cookie"].split(";")[0]


async def came_back(there, cookie, **query):
    where = f"{there.base}/slack/oauth_redirect"
    async with aiohttp.ClientSession() as session, session.get(where, params=query, headers={"Cookie": cookie}) as answer:
        return answer.status, await answer.text()


async def installed(there, **given):
    there.slack.codes["c1"] = INSTALL | given
    state, cookie = await begun(there)
    return await came_back(there, cookie, state=state, code="c1")


def test_an_install_goes_there_and_back_and_the_new_workspace_is_answered(engine):
    async def story(there):
        there.slack.messages["U8"] = []
        status, page = await installed(there)
        assert status == 200
        assert "Tocsin is installed in The Other &lt;Desk&gt;" in page
        [welcome] = there.slack.messages["U8"]
        assert "Tocsin is here, The Other <Desk>" in said(welcome["blocks"])
        person = there.person
        person.team = "T2"
        await person.command("status")
        await there.slack.answer()
        assert (there.desk.asked[0].home, there.desk.asked[0].place) == ("slack:T2", "slack:T2/C1")
        assert not there.desk.asked[0].own, "its sources are not theirs to change"
        await there.outlet.send(delivery(platform="slack", address="T2/C1"), None)
        assert len(there.slack.seen("C1")) == 1

    play(story, door="http", engine=engine)


def test_a_state_is_good_once(engine):
    async def story(there):
        there.slack.messages["U8"] = []
        there.slack.codes |= {"c1": INSTALL, "c2": INSTALL}
        state, cookie = await begun(there)
        assert (await came_back(there, cookie, state=state, code="c1"))[0] == 200
        status, page = await came_back(there, cookie, state=state, code="c2")
        assert status == 401
        assert "Begin again" in page

    play(story, door="http", engine=engine)


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ({"error": "access_denied"}, 200, "not allowed in Slack"),
        ({"state": "made-up", "code": "c1"}, 400, "another browser"),
        ({"code": "c1"}, 400, "another browser"),
    ],
)
def test_what_comes_back_otherwise_installs_nothing(engine, query, status, told):
    async def story(there):
        _, cookie = await begun(there)
        answer, page = await came_back(there, cookie, **query)
        assert answer == status
        assert told in page
        assert "xoxb-T2" not in there.slack.tokens

    play(story, door="http", engine=engine)


def test_a_code_that_slack_does_not_know_installs_nothing(engine):
    async def story(there):
        state, cookie = await begun(there)
        status, page = await came_back(there, cookie, state=state, code="never")
        assert (status, "did not take the code" in page) == (401, True)

    play(story, door="http", engine=engine)


def test_of_many_who_bring_one_state_at_the_same_moment_one_is_let_in(engine):
    async def main():
        installs = Installs(OAuth("1.2", "shh", "https://bell.example", engine))
        await installs.make()
        state = await installs.states.async_issue()
        others = [States(engine) for _ in range(8)]
        assert sum(await asyncio.gather(*(one.async_consume(state) for one in others))) == 1

    asyncio.run(main())


def test_tables_are_made_by_many_processes_at_once(engine):
    async def main():
        await asyncio.gather(*(Installs(OAuth("1.2", "shh", "https://bell.example", engine)).make() for _ in range(6)))

    asyncio.run(main())


@pytest.mark.parametrize("event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U1"], "oauth": []}}])
def test_a_workspace_that_takes_the_app_out_is_forgotten_and_told_what_to_do(engine, event):
    async def story(there):
        there.slack.messages["U8"] = []
        await installed(there)
        person = there.person
        person.team = "T2"
        await person.event(**event)
        await there.slack.until(lambda: there.desk.gone)
        assert there.desk.gone == ["slack:T2"]
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM slack_bots")) == 0
            assert connection.scalar(text("SELECT count(*) FROM slack_installations")) == 0
        await person.command("status")
        assert "Install it: https://bell.example/slack/install" in said((await there.slack.answer())["blocks"])
        with pytest.raises(Closed, match="Install it"):
            await there.outlet.send(delivery(platform="slack", address="T2/C1"), None)

    play(story, door="http", engine=engine)


def test_a_persons_own_token_taken_back_changes_nothing(engine):
    async def story(there):
        there.slack.messages["U8"] = []
        await installed(there)
        person = there.person
        person.team = "T2"
        await person.event(type="tokens_revoked", tokens={"oauth": ["U8"], "bot": []})
        await person.command("status")
        assert (await there.slack.answer())["text"] == "You asked status"
        assert there.desk.gone == []

    play(story, door="http", engine=engine)


def test_a_token_found_revoked_when_it_posts_is_cleaned_up(engine):
    async def story(there):
        there.slack.messages["U8"] = []
        await installed(there)
        there.slack.revoked.add("xoxb-T2")
        with pytest.raises(Closed, match="taken out of that workspace"):
            await there.outlet.send(delivery(platform="slack", address="T2/C1"), None)
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM slack_bots")) == 0

    play(story, door="http", engine=engine)


def test_a_token_of_our_own_settings_found_revoked_waits_for_a_person(engine):
    async def story(there):
        there.slack.fail("chat.postMessage", Fault(200, {"ok": False, "error": "token_revoked"}))
        with pytest.raises(Later, match="SLACK_BOT_TOKEN"):
            await there.outlet.send(delivery(platform="slack", address="C1"), None)

    play(story, door="http", engine=engine)


def test_a_workspace_nobody_knows_is_told_what_to_do(engine):
    async def story(there):
        person = there.person
        person.team = "T99"
        await person.command("status")
        assert "Install it: https://bell.example/slack/install" in said((await there.slack.answer())["blocks"])
        assert there.desk.asked == []

    play(story, door="http", engine=engine, own=False)


def test_without_installs_another_workspace_is_told_whom_to_ask():
    async def story(there):
        person = there.person
        person.team = "T99"
        await person.command("status")
        assert "serves another workspace" in said((await there.slack.answer())["blocks"])

    play(story)


def test_installed_again_the_newest_token_is_the_one_that_speaks(engine):
    async def story(there):
        there.slack.messages["U8"] = []
        await installed(there)
        await installed(there, access_token="xoxb-T2b")
        there.slack.revoked.add("xoxb-T2")
        await there.outlet.send(delivery(platform="slack", address="T2/C1"), None)
        assert len(there.slack.seen("C1")) == 1

    play(story, door="http", engine=engine)


def test_our_own_workspace_is_known_as_soon_as_slack_can_be_asked(engine):
    async def story(there):
        there.outlet.teams.own = ""  # as after a start without Slack
        await there.person.command("status")
        await there.slack.answer()
        assert there.desk.asked[0].place == "slack:C1"

    play(story, door="http", engine=engine)
