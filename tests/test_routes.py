"""Where an intruder intruded: not whence he came, whither he was bound, nor the state whose he is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.sentence import extractor

from bot.extract.rules.apart.routes import with_routes
from bot.extract.rules.stages import reading
from bot.model import Claim, ClaimType, Span, Status, Story


@pytest.mark.parametrize(
    ("text", "spots", "left"),
    [
        ("Two Peruvian jets crossed the line near Iquique while flying to Arica.", ("Arica", "Iquique"), ("Iquique",)),
        ("Peruvian drones came from Bolivia and entered Chile near Arica.", ("Bolivia", "Arica"), ("Arica",)),
        ("A Peruvian jet that flew from Lima to Bolivia strayed over Arica.", ("Lima", "Bolivia", "Arica"), ("Arica",)),
        ("Chile accused Peru of an incursion near Arica.", ("Peru", "Arica"), ("Arica",)),
        ("Two Peruvian jets violated Chilean airspace while flying to Bolivia.", ("Bolivia",), ("Chilean airspace",)),
        ("Chile drove a Peruvian ship away from Arica.", ("Arica",), ("Arica",)),
        ("Peruvian jets flew to Arica without leave.", ("Arica",), ("Arica",)),
        ("Peruvian jets flew near Arica and Iquique.", ("Arica", "Iquique"), ("Arica", "Iquique")),
    ],
)
def test_the_ends_of_a_route_are_no_places_of_an_incursion(text: str, spots: tuple[str, ...], left: tuple[str, ...]) -> None:
    doc, _ = extractor().read(Story("s", "Talks", text, datetime(2024, 5, 8, tzinfo=UTC)))
    said = doc.sentences[1].said
    spans = tuple(Span(at, at + len(p)) for p in spots if (at := doc.story.full.index(p, said.start)))
    claim = Claim(
        ClaimType.INCURSION, Status.ALLEGED, (said,), (doc.story.cut(said),), actor=("PE",), place=spots, spans=(("place", spans),)
    )
    (told,) = with_routes(reading(doc), (claim,))
    assert told.place == left
    assert tuple(doc.story.cut(s) for name, held in told.spans if name == "place" for s in held) == left


def test_another_event_keeps_where_it_came_from() -> None:
    text = "Peruvian drones came from Bolivia and hit Arica."
    doc, _ = extractor().read(Story("s", "Talks", text, datetime(2024, 5, 8, tzinfo=UTC)))
    said = doc.sentences[1].said
    at = doc.story.full.index("Bolivia")
    claim = Claim(
        ClaimType.STRIKE, Status.ALLEGED, (said,), (text,), actor=("PE",), place=("Bolivia",), spans=(("place", (Span(at, at + 7),)),)
    )
    assert with_routes(reading(doc), (claim,)) == (claim,)
