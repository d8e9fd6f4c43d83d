"""What people write who do not know the language yet: one line that says what was wrong, and the query as it may be meant."""

import pytest
from fakes.watching import vocabulary

from bot.errors import BadInput
from bot.vocabulary import vocabulary as whole_vocabulary
from bot.watch import parse, printed
from bot.watch.hints import stand_ins

NAMES = vocabulary()
MEANT = {
    "strike on UA with drone or missile": (
        "strike on UA with drone, missile",
        "`or` begins another condition; did you mean `with drone, missile`?",
    ),
    "by RU or UA not background": ("by RU, UA not background", "did you mean `by RU, UA`?"),
    "strike not status possible or planned": ("strike not status possible, planned", "did you mean `status possible, planned`?"),
    "strike on UA or RU": ("strike on UA, RU", "did you mean `on UA, RU`?"),
    "tank": ("with tank", "`tank`: no kind of event; did you mean `with tank`? (column 1)"),
    "Russia": ("party Russia", "did you mean `party Russia`?"),
    "Wonsan": ("in Wonsan", "did you mean `in Wonsan`?"),
    "arms from IR": ("arms transfer from IR", "did you mean `arms transfer`?"),
}
LOST = {
    "banana": "`banana`: no kind of event; `/help about: language` shows how a query is said (column 1)",
    "casualties > 5": "`casualties`: no measure; there are count, killed, parties, newsrooms, outlets,",
    "(strike > 5)": "`strike`: no measure; there are count",
    "@nato": "`@nato`: a list stands behind a word that says how; did you mean `party @nato`? (column 1)",
    "party @zzz": "`@zzz`: no known list; there are @gulf, @nato (column 7)",
}


@pytest.mark.parametrize(("asked", "meant"), MEANT.items())
def test_a_known_name_in_the_wrong_place_is_told_with_the_query_as_it_may_be_meant(asked, meant):
    with pytest.raises(BadInput, match=r"^[^\n]+$") as fault:
        parse(asked, NAMES)
    assert meant[1] in str(fault.value)
    assert fault.value.meant == meant[0]
    parse(fault.value.meant, NAMES)


@pytest.mark.parametrize(("asked", "told"), LOST.items())
def test_what_is_near_nothing_is_told_with_where_to_look(asked, told):
    with pytest.raises(BadInput, match=r"^[^\n]+$") as fault:
        parse(asked, NAMES)
    assert told in str(fault.value)


@pytest.mark.parametrize("asked", ["strike on UA with drone )", "strike 5 on UA", "count strike"])
def test_no_parenthesis_is_missed_where_none_is_open(asked):
    with pytest.raises(BadInput) as fault:
        parse(asked, NAMES)
    assert "parenthesis" not in str(fault.value)


@pytest.mark.parametrize(
    ("query", "towns"),
    [
        ("strike on Kyiv", (("Kyiv", "UA"),)),
        ("arms transfer from Tehran to Moscow, Minsk with drone", (("Tehran", "IR"), ("Moscow", "RU"), ("Minsk", "BY"))),
        ("about Kyiv", (("Kyiv", "UA"),)),
        ("strike on Ukraine in Kyiv", ()),
        ("strike on UA or about Odesa", ()),
        ("exercise by Singapore", ()),
    ],
)
def test_a_town_that_a_query_names_as_a_side_is_known_to_stand_for_its_state(query, towns):
    assert stand_ins(query, whole_vocabulary({})) == towns


def test_a_capital_behind_in_is_the_city_and_not_its_state():
    assert printed(parse("strike in Moscow", whole_vocabulary({}))) == "strike in moscow"
    assert printed(parse("strike in Kiev", whole_vocabulary({}))) == "strike in kyiv"
    assert printed(parse("strike in Singapore", whole_vocabulary({}))) == "strike in SG"
