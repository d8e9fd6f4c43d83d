from dataclasses import replace

from fakes.alerts import NEW
from fakes.discord_rules import refusal
from fakes.hostile import TEXTS
from fakes.specs import discord_spec, needed
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.commands import Choice, Command, Kind, Option
from handlers.discord_app.controls import controls, mute_menu, wrong_menu
from handlers.discord_app.form import filled, form, lacks
from handlers.discord_app.ids import pressed

CALLBACK = "/interactions/1/token/callback"
KINDS = st.sampled_from(Kind)
OPTIONS = st.lists(
    st.builds(
        lambda number, help_, kind, required, long, choices: Option(f"option{number}", help_, kind, required, tuple(choices), long),
        st.integers(0, 99),
        TEXTS,
        KINDS,
        st.booleans(),
        st.booleans(),
        st.lists(TEXTS, max_size=4, unique=True),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda option: option.name,
)
GIVEN = st.dictionaries(st.integers(0, 99).map("option{}".format), TEXTS, max_size=6)
CHOICES = st.lists(st.builds(Choice, TEXTS, TEXTS), max_size=30)


@settings(max_examples=25, deadline=None)
@given(OPTIONS, TEXTS, GIVEN, CHOICES)
def test_no_form_goes_over_a_limit_of_discords(options, help_, told, choices):
    command = Command("watch", "add", help_, tuple(options))
    body = {"type": 9, "data": form(command, told, {option.name: choices for option in options}).to_dict()}
    assert refusal("POST", CALLBACK, body) == ""
    assert needed(discord_spec()).refusal_of_request("POST", CALLBACK, body) == ""


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS.map(lambda text: text[:60]), max_size=4), st.text("0123456789abcdef", min_size=1, max_size=70), st.integers(1, 9999))
def test_no_menu_of_an_alert_goes_over_a_limit_of_discords(parties, event, revision):
    row = controls(replace(NEW, party_ids=tuple(parties), target_ids=tuple(parties[1:]), event=event, revision=revision))
    held = {part["label"]: pressed(part["custom_id"]).asks for part in row.to_component_dict()["components"]}
    nobody = {"parse": [], "replied_user": False}
    for menu in (mute_menu(held["Mute ▾"]), wrong_menu(held["Wrong ▾"])):
        data = {"components": menu.to_components(), "flags": 1 << 15, "allowed_mentions": nobody}
        assert refusal("POST", CALLBACK, {"type": 4, "data": data}) == ""
        assert needed(discord_spec()).refusal_of_request("POST", CALLBACK, {"type": 4, "data": data}) == ""


def test_what_must_be_told_and_what_was_given_have_a_field_before_the_rest():
    options = (*(Option(f"o{n}", "x") for n in range(6)), Option("must", "x", required=True), Option("where", "x", Kind.CHANNEL))
    modal = form(Command("watch", "add", "Add: one", options), {"o5": "b", "o4": "a long word"})
    assert [label.component.custom_id for label in modal.children] == ["o0", "o4", "o5", "must", "where"]
    assert modal.title == "Add"


def test_what_is_given_beyond_five_goes_along_in_the_id():
    options = tuple(Option(f"o{n}", "x") for n in range(7))
    told = {f"o{n}": "word " * n for n in range(1, 7)}
    modal = form(Command("watch", "add", "Add", options), told)
    assert pressed(modal.custom_id).asks.options == {"o1": "word "}


def test_what_was_filled_in_is_read_from_every_kind_of_field():
    components = [
        {"type": 18, "component": {"type": 4, "custom_id": "query", "value": " strike on UA "}},
        {"type": 18, "component": {"type": 3, "custom_id": "every", "values": ["hourly"]}},
        {"type": 18, "component": {"type": 8, "custom_id": "channel", "values": ["100"]}},
        {"type": 18, "component": {"type": 6, "custom_id": "role", "values": []}},
        {"type": 1, "components": [{"type": 4, "custom_id": "note", "value": ""}]},
    ]
    assert filled(components) == {"query": "strike on UA", "every": "hourly", "channel": "discord:100"}


def test_a_form_is_opened_where_something_must_be_told_or_nothing_is():
    must = Command("watch", "remove", "x", (Option("watch", "x", required=True),))
    may = Command("watch", "add", "x", (Option("query", "x"),), form=True)
    assert (lacks(must, {}), lacks(must, {"watch": "w"})) == (True, False)
    assert (lacks(may, {}), lacks(may, {"query": "q"})) == (True, False)


def test_of_more_watches_than_a_menu_holds_one_is_named_by_typing():
    command = Command("watch", "edit", "Change a watch", (Option("watch", "Which watch", Kind.WATCH, required=True),))
    few, many = ([Choice(f"Watch {one}", f"w{one}") for one in range(count)] for count in (24, 25))
    assert "options" in form(command, {}, {"watch": few}).to_dict()["components"][0]["component"]
    field = form(command, {}, {"watch": many}).to_dict()["components"][0]["component"]
    assert "/watch list" in field["placeholder"]
