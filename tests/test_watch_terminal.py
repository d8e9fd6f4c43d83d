import asyncio

from fakes.ledger import NOW
from fakes.terminal import typed

from bot.cli.desk import desk_of
from bot.store import open_store
from handlers.commands.words import Asked


def tocsin(folder, *args):
    return typed(folder, "watch", *args, DATABASE_URL=f"sqlite:///{folder}/store.db", COLUMNS="200")


def test_the_terminal_makes_a_watch_and_lists_it_in_its_canonical_words(sqlite_url, tmp_path):
    made = tocsin(tmp_path, "add", "strikes on Ukraine with drone", "--name", "Drones", "--when", "daily 8:00 asia/seoul")
    assert made.returncode == 0, made.stderr
    assert "Watching: Drones" in made.stdout
    listed = tocsin(tmp_path, "list").stdout
    assert "Drones: strike on UA with drone → console: (this terminal) (daily 08:00 Asia/Seoul)" in listed


def test_a_query_that_cannot_be_read_is_one_line_and_an_exit_status(sqlite_url, tmp_path):
    told = tocsin(tmp_path, "add", "arms_transfer form KP")
    assert told.returncode == 1
    assert told.stderr == "tocsin: `form KP`: did you mean `from KP`? (column 15)\n"
    assert told.stdout == ""


def test_a_mute_that_ends_in_the_terminal_names_the_place_once(sqlite_url, tmp_path):
    assert "until" in tocsin(tmp_path, "mute", "all").stdout
    assert tocsin(tmp_path, "mute", "all", "--for", "0").stdout == "Heard again at console: everything\n"


def test_a_chat_is_answered_in_the_same_words_by_the_same_desk(sqlite_url):
    store = open_store(sqlite_url)
    desk = desk_of(store)

    def ask(noun, verb="", may_write=True, **options):
        asked = Asked(noun, verb, options, person="discord:42", place="discord:7", home="discord:9", may_write=may_write)
        return asyncio.run(desk.answer(asked, NOW))

    refused = ask("watch", "add", may_write=False, query="strike on UA")
    assert not refused.ok
    assert "ask someone who may manage this place" in refused.title
    assert ask("watch", "add", query="strikes on Ukraine", name="Strikes").title == "Watching: Strikes"
    assert ask("watch", "list", may_write=False).lines[0].text.endswith("Strikes: strike on UA → here (at once)")
    assert ask("watch", "add", query="strike on Ukriane").title.endswith("did you mean `ukraine`? (column 11)")
    assert {"watch add", "mute", "call", "wrong", "why"} <= {f"{one.noun} {one.verb}".strip() for one in desk.commands}
    store.close()


def test_a_watch_is_paused_and_goes_on_by_the_same_words_as_in_a_chat(sqlite_url, tmp_path):
    tocsin(tmp_path, "add", "strike on UA", "--name", "Drones")
    assert tocsin(tmp_path, "pause", "Drones").stdout.startswith("Paused: Drones")
    assert tocsin(tmp_path, "resume", "Drones").stdout.startswith("Goes on: Drones")
