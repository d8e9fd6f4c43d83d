"""In a wire of two events side by side each has the things, places, tolls and doers of its own sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.sentence import doc_from

from bot.extract.candidates import Doc
from bot.extract.rules.apart.borrowed import without_borrowed
from bot.extract.rules.stages import reading
from bot.model import Amount, Casualties, Category, Claim, ClaimType, Item, Span, Status

STRIKE, FIGHT, DOWNED, LAUNCH, SANCTION = (
    ClaimType.STRIKE,
    ClaimType.GROUND_COMBAT,
    ClaimType.INTERCEPTION,
    ClaimType.MISSILE_LAUNCH,
    ClaimType.SANCTION,
)
TITLE = "Kenya bombs Lima; Mali fires rockets"
TEXT = "Kenyan jets bombed Lima on Friday and killed two people. Later Malian troops fired 20 rockets at Quito and killed nine people."
KENYAN, MALIAN = "Kenyan jets", "Later Malian"


def read(text: str = TEXT, title: str = TITLE) -> Doc:
    return doc_from(text, title)


def claim(doc: Doc, kind: ClaimType, who: str, told: tuple[str, ...], **slots: tuple[str, ...]) -> Claim:
    """A claim whose evidence are the sentences that start so, with the words of the story in its slots."""
    said = tuple(s.said for t in told for s in doc.sentences if doc.story.full[s.told :].startswith(t))
    spans = {n: tuple(Span(at, at + len(w)) for w in words for at in [doc.story.full.index(w)]) for n, words in slots.items()}
    count = slots.get("count", ())
    items = tuple(Item(Category.OTHER, t, Amount(1, 1, count[0]) if count else None) for t in slots.get("item", ()))
    out = Claim(kind, Status.ASSERTED, said, tuple(map(doc.story.cut, said)), item=items, place=slots.get("place", ()))
    harm = Casualties(killed_min=9, killed_max=9) if "casualties" in slots else None
    return replace(out, actor=(who,) if who else (), casualties=harm, spans=tuple(spans.items()))


def left(doc: Doc, *claims: Claim) -> Claim:
    return without_borrowed(reading(doc), claims)[0]


def test_the_rockets_number_place_and_toll_of_another_attack_are_left_with_it() -> None:
    doc = read()
    mine = claim(doc, STRIKE, "KE", (KENYAN,), item=("rockets at",), count=("20",), place=("Quito",), casualties=("nine",))
    theirs = claim(doc, STRIKE, "ML", (MALIAN,), item=("rockets at",), count=("20",), place=("Quito",), casualties=("nine",))
    got = left(doc, mine, theirs)
    assert (got.item, got.place, got.casualties) == ((), (), None)
    assert not {name for name, _ in got.spans} & {"item", "count", "place", "casualties"}


def test_what_no_other_event_or_only_one_of_the_same_doer_tells_stays() -> None:
    doc = read()
    mine = claim(doc, STRIKE, "KE", (KENYAN,), item=("rockets at",), count=("20",), place=("Quito",), casualties=("nine",))
    theirs = claim(doc, STRIKE, "ML", (MALIAN,), item=("rockets at",), count=("20",), place=("Quito",), casualties=("nine",))
    for others in ((), (replace(theirs, actor=("KE",)),), (replace(theirs, actor=()),), (replace(theirs, status=Status.DENIED),)):
        assert left(doc, mine, *others) == mine
    both = replace(mine, evidence=(*mine.evidence, *theirs.evidence))
    assert left(doc, both, theirs) == both


@pytest.mark.parametrize(("kind", "stays"), [(STRIKE, False), (LAUNCH, True), (DOWNED, True)])
def test_what_is_shot_down_was_anothers_and_a_launch_needs_its_missile(kind: ClaimType, stays: bool) -> None:
    doc = read()
    mine = claim(doc, kind, "KE", (KENYAN,), item=("rockets at",))
    assert bool(left(doc, mine, claim(doc, STRIKE, "ML", (MALIAN,), item=("rockets at",))).item) is stays


def test_where_its_own_sentence_names_a_place_a_target_or_a_thing_those_of_another_event_are_none_of_its() -> None:
    doc = read()
    mine = claim(doc, STRIKE, "KE", (KENYAN,), item=("jets", "rockets at"), place=("Lima on", "Quito"))
    assert [i.text for i in left(doc, mine, claim(doc, STRIKE, "ML", (MALIAN,))).item] == ["jets"]
    assert left(doc, mine, claim(doc, STRIKE, "ML", (MALIAN,))).place == ("Lima on",)
    assert left(doc, mine) == mine
    other = read("The minister said so. Kenya on Friday imposed sanctions on Peruvian firms. Malian rockets hit a port.", "News")
    aimed = replace(claim(other, SANCTION, "KE", ("Kenya on",), target=("Peruvian", "Malian")), target=("PE", "ML"))
    assert left(other, aimed, claim(other, STRIKE, "CL", ("Malian",))).target == ("PE",)
    assert left(other, aimed, claim(other, STRIKE, "KE", ("Malian",))).target == ("PE", "ML")


def test_an_attack_with_a_weapon_of_its_own_has_not_that_of_another_whoever_made_it() -> None:
    doc = read()
    mine = claim(doc, STRIKE, "KE", (KENYAN,), item=("jets", "rockets at"))
    theirs = claim(doc, STRIKE, "", (MALIAN,), item=("rockets at",))
    assert [i.text for i in left(doc, mine, theirs).item] == ["jets"]
    for other in (replace(theirs, type=DOWNED), replace(theirs, status=Status.DENIED), replace(theirs, spans=())):
        assert left(doc, mine, other) == mine
    bare = claim(doc, STRIKE, "KE", (KENYAN,), item=("rockets at",))
    assert left(doc, bare, theirs) == bare


def test_the_place_of_a_warning_may_be_that_of_the_launch() -> None:
    doc = read()
    warned = replace(claim(doc, LAUNCH, "KE", (KENYAN,), place=("Quito",)), type=LAUNCH)
    assert left(doc, warned, claim(doc, ClaimType.DEPLOYMENT, "ML", (MALIAN,), place=("Quito",))).place == ("Quito",)


def test_an_attack_is_not_done_by_whom_only_the_other_clause_of_its_headline_names() -> None:
    doc = read("Clashes in Lima killed nine people. Kenya shipped two drones.", "Rebels clash in Lima; Kenya ships drones")
    fight = claim(doc, FIGHT, "KE", ("Rebels clash", "Clashes in"), actor=("Kenya",))
    assert left(doc, fight).actor == ()
    whole = replace(fight, evidence=(*fight.evidence, *(s.said for s in doc.sentences if doc.story.cut(s.said).startswith("Kenya ships"))))
    assert left(doc, whole).actor == ("KE",)
    assert left(doc, replace(fight, type=ClaimType.ARMS_TRANSFER)).actor == ("KE",)
    assert left(doc, replace(fight, status=Status.DENIED)).actor == ("KE",)
    named = read("Kenyan troops clashed with rebels in Lima.", "Rebels clash in Lima; Kenya ships drones")
    assert left(named, claim(named, FIGHT, "KE", ("Rebels clash", "Kenyan"), actor=("Kenya",))).actor == ("KE",)


def test_a_whole_story_is_left_alone() -> None:
    doc = read(TEXT + " The talks went on." * 60)
    mine = claim(doc, STRIKE, "KE", (KENYAN,), item=("rockets at",))
    assert left(doc, mine, claim(doc, STRIKE, "ML", (MALIAN,), item=("rockets at",))) == mine
