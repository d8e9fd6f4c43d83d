"""Victims told without a number, those listed with them, and what is no victim."""

import pytest

from bot.extract.numbers.amounts import numbers
from bot.extract.numbers.harm import harm
from bot.extract.tools import load


def harmed(text):
    found = (n.casualties for n in harm(text, tuple(numbers(text)), tuple(load().nlp(text))))
    return {(c.killed_min, c.wounded_min) for c in found}


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Gunmen killed a priest and a teacher in Kaduna.", (2, None)),
        ("The rocket killed a Thai worker and an Israeli.", (2, None)),
        ("A soldier and a policeman were killed near Herat.", (2, None)),
        ("Shelling left a nurse and three children dead, doctors said.", (4, None)),
        ("The blast left a farmer and his son dead.", (2, None)),
    ],
)
def test_single_victims_listed_together_are_summed(text, toll):
    assert toll in harmed(text)


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("A trooper lost his life when the convoy was shelled.", (1, None)),
        ("The officer succumbed to his wounds in hospital on Friday.", (1, None)),
        ("A mine killed an officer and wounded another.", (None, 1)),
        ("The ambush left a guard dead and another wounded.", (None, 1)),
        ("One guard was shot dead and four gunmen were killed.", (5, None)),
        ("Marines fought the rebels for hours, killing four of them.", (4, None)),
    ],
)
def test_the_dead_and_wounded_are_known_by_other_words_too(text, toll):
    assert toll in harmed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The city succumbed to the siege.",
        "The company lost its life support.",
        "The raid left a house damaged.",
        "The strike left the party dead in the water.",
        "Two of the four ships were hit.",
    ],
)
def test_words_of_harm_that_tell_of_no_person_count_nobody(text):
    assert not harmed(text)


@pytest.mark.parametrize(
    "text",
    [
        "He was accused of plotting to kill a general and two officers.",
        "The man tried to kill a soldier at a checkpoint.",
        "Gunmen were hired to murder three journalists.",
        "Police foiled the planned assassination of a commander.",
        "The group vowed to kill a judge.",
    ],
)
def test_whom_somebody_only_tried_to_kill_is_not_dead(text):
    assert not harmed(text)


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("The gunman managed to kill a policeman.", (1, None)),
        ("The army used helicopters to kill 12 militants.", (12, None)),
        ("The plot to kill the judge failed, but a guard was killed.", (1, None)),
    ],
)
def test_those_killed_all_the_same_are_dead(text, toll):
    assert toll in harmed(text)


@pytest.mark.parametrize("text", ["Three police dogs were killed in the blast.", "Shelling killed 40 sheep.", "A horse was injured."])
def test_beasts_are_no_victims(text):
    assert not harmed(text)


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Two dog handlers were killed.", (2, None)),
        ("Four soldiers and one dog were wounded.", (None, 4)),
        ("Dogs killed two men.", (2, None)),
    ],
)
def test_people_beside_beasts_are(text, toll):
    assert harmed(text) == {toll}


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Marines killed six rebels and wounded nine during a raid on Baga.", (None, 9)),
        ("Two sailors were killed and at least 14 injured when missiles hit the port.", (None, 14)),
        ("The ambush killed 12 in an attack near Kosti.", (12, None)),
        ("The siege claimed at least 20 lives.", (20, None)),
        ("The fire took 11 lives, doctors said.", (11, None)),
    ],
)
def test_a_number_counts_no_thing_behind_its_own_clause(text, toll):
    assert toll in harmed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said they fought for hours, claiming 30 posts had been captured.",
        "The army claims 40 tanks.",
        "Fourteen of the missiles were shot down.",
        "A mine hit the bus, injuring several, mayor Kofi Mensah said.",
    ],
)
def test_what_is_only_claimed_and_who_only_speaks_is_no_victim(text):
    assert not harmed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Some 3,000 were killed or wounded in the town.",
        "Forty people were killed or injured in the raid.",
        "The army lost 12 men killed and wounded.",
        "There were 40 dead and wounded.",
    ],
)
def test_dead_and_wounded_in_one_number_are_neither(text):
    assert not harmed(text)


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("The raid killed 12 and wounded 30.", {(12, None), (None, 30)}),
        ("Twelve were killed and 30 wounded.", {(12, None), (None, 30)}),
        ("Twelve were killed and wounded seven.", {(12, None), (None, 7)}),
        ("Drones killed 8 leaders in the town, at least 20 villagers died.", {(8, None), (20, None)}),
        ("Six nurses, four guards were killed by mines.", {(6, None), (4, None), (10, None)}),
        ("A commander was killed along with three other fighters.", {(4, None)}),
        ("A commander was killed along with his dog.", {(1, None)}),
    ],
)
def test_each_number_is_of_its_own(text, toll):
    assert harmed(text) == toll


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Pakistani soldiers, 3 civilians killed", (3, None)),
        ("Soldiers and three villagers were killed.", (3, None)),
        ("Three villagers were killed.", (3, 3)),
        ("The army killed three villagers.", (3, 3)),
        ("As soldiers watched, three villagers were killed.", (3, 3)),
    ],
)
def test_a_number_beside_uncounted_victims_is_the_least(text, bounds):
    found = [n.casualties for n in harm(text, tuple(numbers(text)), tuple(load().nlp(text)))]
    assert [(c.killed_min, c.killed_max) for c in found] == [bounds]
