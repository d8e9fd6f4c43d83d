from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from test_scorers import doc_of

from bot.extract import decode
from bot.extract.candidates import Doc, Kind
from bot.extract.decode.pairs import NEVER, clusters, odds
from bot.extract.decode.signs import Around, signs
from bot.extract.decode.slots import Value, chosen, items, values
from bot.extract.decode.units import Unit, units
from bot.extract.proposal import ROLES
from bot.extract.scorers import Cell, Pool
from bot.extract.scorers.features import STATUSES
from bot.model import Claim, ClaimType, Status

DOC = doc_of()


def mention(text: str, sentence: int = 1) -> int:
    return next(i for i, m in enumerate(DOC.mentions) if m.text == text and m.sentence == sentence)


def status(**shares: float) -> tuple[float, ...]:
    return tuple(shares.get(s.value, 0.0) for s in STATUSES)


def cell(
    sentence: int = 1,
    kind: ClaimType = ClaimType.STRIKE,
    score: float = 0.9,
    shares: tuple[float, ...] = status(asserted=1.0),
    **roles: tuple[Pool, ...],
) -> Cell:
    return Cell(sentence, kind, score, shares, 0.1, (0.1, 0.2, 0.7), {r: roles.get(r, ()) for r in ROLES})


def signs_of(rules: tuple[Claim, ...] = (), **roles: tuple[Pool, ...]) -> list[float]:
    group = units([cell(**roles)])
    found = decode.found_in(DOC, group, {})
    return signs(Around(DOC, [cell(**roles)], rules), group, found, decode.drafted(DOC, group, found))


SIGNS = len(signs_of())


def tuned(bias: float = 4.0, **more: object) -> dict:
    return {"claim": {"": 0.5}, "join": {"at": 0.0}, "pair": lambda rows: np.full(len(rows), bias, np.float32), **more}


NL, SD = Pool("NL", 0.9, mention("Norland")), Pool("SD", 0.8, mention("Sudland"))


def test_an_unlikely_cell_is_no_claim():
    assert decode.joined(DOC, [cell(score=0.4)], tuned()) == ()


def test_a_likely_cell_becomes_a_claim_with_its_sentence_as_evidence():
    (claim,) = decode.joined(DOC, [cell(actor=(NL,), target=(SD,))], tuned())
    assert claim.actor == ("NL",)
    assert claim.target == ("SD",)
    assert claim.quotes == (DOC.sentences[1].text,)
    assert claim.importance == 3
    assert not claim.background


def test_every_quote_stands_in_the_story_word_for_word():
    for claim in decode.joined(DOC, [cell(1), cell(3, ClaimType.THREAT)], tuned(-9)):
        assert all(q in DOC.story.full for q in claim.quotes)


def test_what_is_told_twice_is_one_claim_and_fills_what_the_other_left_open():
    found = decode.joined(DOC, [cell(0, target=(SD,)), cell(1, actor=(NL,))], tuned())
    assert len(found) == 1
    assert (found[0].actor, found[0].target) == (("NL",), ("SD",))
    assert len(found[0].evidence) == 2


def test_two_events_stay_two_claims():
    assert len(decode.joined(DOC, [cell(0), cell(1)], tuned(-4.0))) == 2


def test_types_never_join():
    assert len(decode.joined(DOC, [cell(1), cell(1, ClaimType.MISSILE_LAUNCH)], tuned())) == 2


def test_a_cell_that_is_both_told_and_denied_gives_two_units():
    found = units([cell(shares=status(denied=0.5, alleged=0.45))])
    assert [u.status for u in found] == [Status.DENIED, Status.ALLEGED]


def test_two_shades_of_yes_are_one_unit():
    assert [u.status for u in units([cell(shares=status(alleged=0.5, asserted=0.45))])] == [Status.ALLEGED]


def test_unsure_values_leave_the_slot_empty():
    (claim,) = decode.joined(DOC, [cell(actor=(replace(NL, score=0.3),))], tuned())
    assert claim.actor == ()


def test_thresholds_are_read_from_what_was_tuned():
    (claim,) = decode.joined(DOC, [cell(actor=(replace(NL, score=0.3),))], tuned(role={"actor": 0.2}))
    assert claim.actor == ("NL",)


def test_a_count_goes_to_the_item_beside_it():
    rocket, two = Pool("rocket", 0.9, mention("rockets")), Pool((2, 2, ""), 0.9, mention("two"))
    (claim,) = decode.joined(DOC, [cell(item=(rocket,), count=(two,))], tuned())
    assert [(i.category.value, i.text, i.quantity and i.quantity.min) for i in claim.item] == [("rocket", "rockets", 2)]


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("Norland moved rockets to one of the disputed islands.", False),
        ("Norland moved one of its five rockets to the islands.", True),
        ("Norland moved rockets, one by one.", True),
    ],
)
def test_one_of_something_else_counts_no_thing(line, counted):
    doc = doc_of(("Norland arms", line), ((Kind.ITEM, 1, "rockets", ("rocket",)), (Kind.COUNT, 1, "one", ())))
    at = {m.kind: i for i, m in enumerate(doc.mentions)}
    (told,) = items(doc, [Value("rocket", 0.9, at[Kind.ITEM])], [Value((1, 1, ""), 0.9, at[Kind.COUNT])])
    assert (told.quantity is not None) is counted


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("The navy took hundreds of kilograms of hashish from the rocket boat of a smuggler.", False),
        ("Norland moved hundreds of long-range rockets to the islands.", True),
        ("Norland moved rockets by the hundreds.", True),
    ],
)
def test_hundreds_of_something_else_count_no_thing(line, counted):
    doc = doc_of(("Norland arms", line), ((Kind.ITEM, 1, "rocket", ("rocket",)), (Kind.COUNT, 1, "hundreds", ())))
    at = {m.kind: i for i, m in enumerate(doc.mentions)}
    (told,) = items(doc, [Value("rocket", 0.9, at[Kind.ITEM])], [Value((None, None, "hundreds"), 0.9, at[Kind.COUNT])])
    assert (told.quantity is not None) is counted


def test_a_count_without_an_item_is_dropped():
    (claim,) = decode.joined(DOC, [cell(count=(Pool((2, 2, ""), 0.9, mention("two")),))], tuned())
    assert claim.item == ()


def test_the_day_is_read_from_its_mention():
    day = next(m.days for m in DOC.mentions if m.kind is Kind.DATE)
    (claim,) = decode.joined(DOC, [cell(date=(Pool(day, 0.9, mention("Monday")),))], tuned())
    assert claim.date == day


def test_a_value_offered_by_two_sentences_keeps_its_best_mention():
    found = values(
        [
            Unit(cell(actor=(NL,)), Status.ASSERTED, 1.0),
            Unit(cell(0, actor=(replace(NL, score=0.5, mention=mention("Norland", 0)),)), Status.ASSERTED, 1.0),
        ],
        "actor",
    )
    assert [(v.key, v.mention) for v in found] == [("NL", NL.mention)]
    assert 0.5 < found[0].score < 0.9


def test_groups_join_nearest_first_and_stop_below_the_limit():
    scores = np.array([[0, 3, -5], [3, 0, -5], [-5, -5, 0]], np.float32)
    assert sorted(map(sorted, clusters(scores, 0.0))) == [[0, 1], [2]]


def test_units_of_two_types_have_hopeless_odds():
    pair = [Unit(cell(), Status.ASSERTED, 1.0), Unit(cell(1, ClaimType.THREAT), Status.ASSERTED, 1.0)]
    assert odds(DOC, pair, lambda rows: np.full(len(rows), 9.0, np.float32))[0, 1] < -10


def test_what_is_not_likely_right_is_held_back():
    never = {"weights": [0.0] * SIGNS, "bias": [-9.0], "at": 0.5, "short": 0.5}
    assert decode.joined(DOC, [cell()], tuned(keep=never)) == ()


def test_a_feed_item_and_a_story_are_held_back_by_limits_of_their_own():
    half = {"weights": [0.0] * SIGNS, "bias": [0.0]}
    long = replace(DOC, story=replace(DOC.story, text=DOC.story.text + " And so on." * 100))
    for doc, least in ((DOC, "short"), (long, "at")):
        assert len(decode.joined(doc, [cell()], tuned(keep={**half, "at": 0.6, "short": 0.6, least: 0.4}))) == 1
        assert decode.joined(doc, [cell()], tuned(keep={**half, "at": 0.4, "short": 0.4, least: 0.6})) == ()


def test_confidence_is_the_chance_of_the_fitted_model():
    (claim,) = decode.joined(DOC, [cell()], tuned(right={"weights": [0.0] * SIGNS, "bias": [0.0]}))
    assert claim.confidence == pytest.approx(0.5)


def test_the_rules_agreement_is_seen_and_their_silence_too():
    (told,) = decode.joined(DOC, [cell(actor=(NL,))], tuned())
    backed, alone = signs_of((told,), actor=(NL,)), signs_of(actor=(NL,))
    raised = [i for i, (a, b) in enumerate(zip(alone, backed, strict=True)) if b > a]
    assert len(raised) == 5
    assert all(b >= a for a, b in zip(alone, backed, strict=True))


def test_proposals_name_the_heads_as_deciders():
    (proposal,) = decode.proposed([cell(actor=(NL,))], tuned())
    assert proposal.why.startswith("model")
    assert proposal.fillers("actor")[0].mention == NL.mention


def test_an_empty_story_gives_nothing():
    assert decode.joined(Doc(DOC.story, (), ()), [], tuned()) == ()


def test_a_second_doer_must_be_nearly_as_sure_as_the_first():
    def doers(second: float) -> list[object]:
        group = units([cell(actor=(Pool("NL", 0.9, 0), Pool("SD", second, 1)))])
        return [v.key for v in chosen(group, "actor", {"actor": 0.4})]

    assert doers(0.5) == ["NL"]
    assert doers(0.6) == ["NL", "SD"]


def test_a_speaker_counts_less_where_the_sentence_tells_less_surely():
    sure, unsure = cell(1, score=0.9), cell(2, score=0.225, source=(Pool("army", 0.8, 0),))
    assert values(units([sure, unsure]), "source")[0].score == pytest.approx(0.4)
    assert values(units([cell(2, score=0.9, source=(Pool("army", 0.8, 0),))]), "source")[0].score == pytest.approx(0.8)


def test_two_sentences_each_sure_of_another_doer_never_join():
    one, two = cell(1, actor=(Pool("NL", 0.9, 0),)), cell(2, actor=(Pool("SD", 0.9, 1),))

    def asked(*cells: Cell) -> float:
        return float(odds(DOC, units(list(cells)), lambda x: np.full(len(x), 3.0))[0, 1])

    assert asked(one, two) == NEVER
    assert asked(one, cell(2, actor=(Pool("SD", 0.9, 1), Pool("NL", 0.4, 0)))) == 3.0
    assert asked(one, cell(2, actor=(Pool("SD", 0.6, 1),))) == 3.0
