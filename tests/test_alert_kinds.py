"""The nearer word for a kind of event, where the sentences have one."""

from dataclasses import replace

import pytest
from fakes.ledger import claim

from bot.alert.kinds import event_of
from bot.alert.words import what_of
from bot.model import Casualties, Category, ClaimType, Item, Money, Reversal, Span, kind_word, kinds_word


def told(kind, *quotes, **slots):
    spans = tuple(Span(0, len(quote)) for quote in quotes)
    return replace(claim(kind=kind), evidence=spans, quotes=quotes, **slots)


@pytest.mark.parametrize(
    ("kind", "quote", "word"),
    [
        (ClaimType.STRIKE, "Chile blamed Peru for a cyber attack on its ports.", "cyberattack"),
        (ClaimType.STRIKE, "Peruvian hackers took the ministry's files, Chile said.", "cyberattack"),
        (ClaimType.STRIKE, "A DDoS wave from Peru closed the bank's pages.", "cyberattack"),
        (ClaimType.STRIKE, "Peru hacked into the pay system of Chile's army.", "cyberattack"),
        (ClaimType.STRIKE, "Peru shelled a Chilean port.", "attack"),
        (ClaimType.STRIKE, "The guards were hacked to death near Arica.", "attack"),
        (ClaimType.DEPLOYMENT, "Peru ordered the mobilisation of its reservists.", "mobilisation"),
        (ClaimType.DEPLOYMENT, "Peru mobilizes 20,000 reservists.", "mobilisation"),
        (ClaimType.DEPLOYMENT, "Peru put its army on high alert.", "alert raised"),
        (ClaimType.DEPLOYMENT, "The garrison of Tacna is in full combat readiness.", "alert raised"),
        (ClaimType.DEPLOYMENT, "Peru mobilised 2,000 men and sent them to Tacna.", "deployment"),
        (ClaimType.DEPLOYMENT, "Peru put its army on high alert and deployed tanks at Tacna.", "deployment"),
        (ClaimType.DEPLOYMENT, "Peru scrambled two jets and put its army on high alert.", "deployment"),
        (ClaimType.DEPLOYMENT, "Peru stationed a frigate off Tacna.", "deployment"),
        (ClaimType.INTERCEPTION, "Chilean jets intercepted two Peruvian bombers off Arica.", "intercepted"),
        (ClaimType.INTERCEPTION, "Chile intercepted and destroyed a Peruvian drone.", "shot down"),
        (ClaimType.INTERCEPTION, "Chile brought a Peruvian drone down.", "shot down"),
        (ClaimType.INTERCEPTION, "A Peruvian drone was downed at Arica.", "shot down"),
    ],
)
def test_a_kind_is_called_by_the_nearer_word_of_its_sentences(kind, quote, word):
    assert event_of(told(kind, quote)) == word


def test_a_cyberattack_has_no_dead_and_no_weapons():
    quote = "Chile struck the hackers of Peru's navy."
    assert event_of(told(ClaimType.STRIKE, quote, casualties=Casualties(3, 3))) == "attack"
    assert event_of(told(ClaimType.STRIKE, quote, item=(Item(Category.MISSILE, "missile"),))) == "attack"


def test_what_says_no_more_than_the_kind_is_left_out():
    cyber = told(ClaimType.STRIKE, "Chile told of cyberattacks from Peru.", item=(Item(Category.OTHER, "cyberattacks"),))
    arms, guns = Item(Category.OTHER, "arms supplies"), Item(Category.ARTILLERY, "howitzers")
    assert what_of(cyber) == "cyberattack"
    assert what_of(told(ClaimType.ARMS_TRANSFER, "Peru bought them.", item=(arms, guns))) == "arms transfer: howitzers"
    assert what_of(told(ClaimType.ARMS_TRANSFER, "Peru bought them.", item=(arms,))) == "arms transfer: arms supplies"
    paid = Money(625e6, "USD", "$625 million")
    assert what_of(told(ClaimType.ARMS_TRANSFER, "Peru bought them.", item=(arms,), money=paid)) == "arms transfer: $625 million"
    assert (
        what_of(told(ClaimType.SEIZURE, "Peru found them.", item=(Item(Category.OTHER, "weapons"), guns))) == "seizure: weapons, howitzers"
    )


def test_an_attack_without_a_weapon_is_told_with_the_means_its_sentence_names():
    assert what_of(told(ClaimType.STRIKE, "Peru's coast guard used water cannon on a Chilean trawler.")) == "attack: water cannon"
    assert what_of(told(ClaimType.STRIKE, "A Peruvian ship shone a laser at Chile's crew.")) == "attack: laser"
    assert what_of(told(ClaimType.STRIKE, "Peru shelled a port.")) == "attack"
    drone = (Item(Category.DRONE, "drone"),)
    assert what_of(told(ClaimType.STRIKE, "A drone hit a ship that had used water cannon.", item=drone)) == "attack: drone"


def test_counts_and_reversals_keep_the_words_of_the_schema():
    assert kind_word(ClaimType.INTERCEPTION) == "shot down"
    lifted = told(ClaimType.SANCTION, "Peru lifted its sanctions on hackers.", reversal=Reversal.LIFTED)
    assert event_of(lifted) == "sanctions lifted"


@pytest.mark.parametrize(
    ("count", "kind", "reversal", "said"),
    [
        (1, ClaimType.STRIKE, None, "1 attack"),
        (3, ClaimType.MISSILE_LAUNCH, None, "3 missile launches"),
        (1200, ClaimType.ARMS_TRANSFER, None, "1,200 arms transfers"),
        (2, ClaimType.INTERCEPTION, None, "2 interceptions"),
        (1, ClaimType.SANCTION, None, "1 sanction"),
        (2, ClaimType.GROUND_COMBAT, None, "2 ground battles"),
        (2, ClaimType.DEPLOYMENT, Reversal.WITHDRAWAL, "2 withdrawals"),
        (2, ClaimType.AGREEMENT, Reversal.ENDED, "2 agreements ended"),
        (2, ClaimType.SANCTION, Reversal.LIFTED, "2 sanctions lifted"),
        (2, ClaimType.EXERCISE, Reversal.POSTPONED, "2 exercises postponed"),
    ],
)
def test_so_many_of_a_kind_are_told_in_the_right_number(count, kind, reversal, said):
    assert kinds_word(count, kind, reversal) == said
