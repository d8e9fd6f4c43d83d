"""Numbers: counts with their hedge, money, casualties, and numbers that count nothing."""

import pytest

from bot.extract.candidates import Kind
from bot.extract.numbers.amounts import numbers, value_of
from bot.extract.numbers.harm import harm
from bot.extract.tools import load


def counts(text):
    return [(n.amount.min, n.amount.max) for n in numbers(text) if n.kind is Kind.COUNT]


def harmed(text):
    nlp = load().nlp
    return [n.casualties for n in harm(text, tuple(numbers(text)), tuple(nlp(text)))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("23", 23),
        ("1,600", 1600),
        ("twenty-three", 23),
        ("a dozen", 12),
        ("two dozen", 24),
        ("1.7 billion", 1.7e9),
        ("three hundred", 300),
        ("half a million", 5e5),
        ("two thousand five hundred", 2500),
    ],
)
def test_numbers_have_values_in_digits_and_words(text, value):
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("fired at least 23 missiles", (23, None)),
        ("more than 100 shells", (100, None)),
        ("about 100 shells", (100, 100)),
        ("nearly 40 tanks", (40, 40)),
        ("up to 75 troops", (None, 75)),
        ("as many as 12 jets", (None, 12)),
        ("two ships", (2, 2)),
        ("between 500 and 700 troops", (500, 700)),
        ("8,000 to 10,000 rounds", (8000, 10000)),
        ("a dozen drones", (12, 12)),
        ("twin car bombs", (2, 2)),
        ("over 10,000 shells", (10000, None)),
        ("will hand over 10,000 shells", (10000, 10000)),
        ("handed over 40 tanks", (40, 40)),
        ("took over 12 posts", (12, 12)),
    ],
)
def test_a_hedge_sets_the_bounds(text, bounds):
    assert counts(text)[0] == bounds


@pytest.mark.parametrize("text", ["dozens of drones", "hundreds of shells", "several missiles", "tens of thousands of rounds"])
def test_vague_counts_have_words_only(text):
    assert counts(text) == [(None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "155mm shells",
        "the marines, 2,200 strong, and a battery",
        "flew 500 km",
        "rose 36 percent",
        "a 45-year-old man",
        "the 25th brigade",
        "in 2014",
        "for 20 years",
        "100 miles away",
        "950,000 barrels of crude",
        "700,000 litres of diesel",
        "600 kg of explosives",
        "40 tonnes of ammunition",
        "Type 17 missiles",
        "drones at Base 101",
    ],
)
def test_calibres_ranges_years_and_shares_count_nothing(text):
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1.7 billion", 1.7e9, "USD"),
        ("€4 billion", 4e9, "EUR"),
        ("A$30 million", 3e7, "AUD"),
        ("£200m", 2e8, "GBP"),
        ("80 billion euros", 8e10, "EUR"),
        ("$450,000", 450000, "USD"),
        ("A$180 mln", 1.8e8, "AUD"),
        ("$48 mn", 4.8e7, "USD"),
        ("€65 mln", 6.5e7, "EUR"),
        ("NZ$5m", 5e6, "NZD"),
        ("R$ 900 million", 9e8, "BRL"),
        ("₹8,400-crore", 8.4e10, "INR"),
        ("Rs 500 crore", 5e9, "INR"),
        ("Rs 1 lakh crore", 1e12, "INR"),
        ("R400m", 4e8, "ZAR"),
        ("400m-rand", 4e8, "ZAR"),
        ("30 million-dollar", 3e7, "USD"),
        ("2bn-dollar", 2e9, "USD"),
        ("SEK 4.2 billion", 4.2e9, "SEK"),
        ("NOK3bn", 3e9, "NOK"),
        ("30 mln USD", 3e7, "USD"),
        ("half a billion dollars", 5e8, "USD"),
        ("5 billion Pakistani rupees", 5e9, "PKR"),
        ("1.1 billion Czech crowns", 1.1e9, "CZK"),
        ("600m Qatari riyals", 6e8, "QAR"),
        ("20 million Kenyan shillings", 2e7, "KES"),
        ("$2-3 billion", None, "USD"),
    ],
)
def test_money_is_in_units_of_its_currency(text, amount, currency):
    found = [n.money for n in numbers(f"a deal worth {text} for jets") if n.money]
    assert [(m.amount, m.currency) for m in found] == [(amount, currency)]


@pytest.mark.parametrize("text", ["500-pound bombs", "2,000-pound bombs", "500 pounds of explosives", "R-77 missiles", "an S-400"])
def test_weights_and_weapons_are_no_money(text):
    found = list(numbers(f"the army used {text} on Friday"))
    assert not [n for n in found if n.money or n.kind is Kind.COUNT]


def test_a_verb_is_no_currency():
    assert not [n for n in numbers("ALL 12 CREW DEAD, COP 26 HEARS") if n.money]
    assert not [n for n in numbers("the team won 3 medals") if n.money]


def test_a_crown_is_of_the_state_that_the_sentence_names():
    assert [n.money.currency for n in numbers("Prague will pay 4 billion crowns for tanks") if n.money] == ["CZK"]
    assert [n.money.currency for n in numbers("Norway's order is worth 4 billion crowns") if n.money] == ["NOK"]


def test_money_is_no_count():
    assert counts("a $108 million sale") == []


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("The blast killed at least 12 people.", (12, None), None),
        ("Two soldiers were killed and five wounded.", (2, 2), (5, 5)),
        ("An attack killed three people and wounded 27.", (3, 3), (27, 27)),
        ("The death toll climbed to 73.", (73, 73), None),
        ("Up to 30 people were injured.", None, (None, 30)),
        ("A bomb left 36 people injured.", None, (36, 36)),
        ("A strike killed a U.S. soldier.", (1, 1), None),
        ("Two U.S. service members were killed and 18 were wounded.", (2, 2), (18, 18)),
        ("Six U.N. peacekeepers were killed in Mopti.", (6, 6), None),
        ("Bombs killed a married couple in Sumy.", (2, 2), None),
        ("Shells killed a man and his two sons.", (3, 3), None),
        ("The blast killed a woman and her teenage son and wounded three others.", (2, 2), (3, 3)),
        ("A rocket killed a teacher in Menaka.", (1, 1), None),
        ("A strike killed a farmer and wounded his brother.", (1, 1), None),
        ("The mine killed a senior officer and four other people and wounded 28.", (5, 5), (28, 28)),
        ("A shell killed a nurse and two others in Menaka.", (3, 3), None),
        ("The general and at least seven other people were killed.", (8, None), None),
        ("It killed a senior commander, Idris Maro, and two bodyguards.", (3, 3), None),
        ("Shells hit the village, wounding a woman and two children.", None, (3, 3)),
        ("A strike killed Idris Maro, a founder of the band, and his driver.", (2, 2), None),
        ("The blast killed Idris Maro and six others.", (7, 7), None),
        ("A rocket killed a nurse and two others were wounded.", (1, 1), (2, 2)),
        ("A grenade wounded a Kenyan soldier and two policemen.", None, (3, 3)),
        ("A police officer was attacked and injured on Thursday.", None, (1, 1)),
        ("A man was stopped and killed three guards.", (3, 3), None),
        ("Two fighters of the front — an alliance of three clans — have been killed.", (2, 2), None),
        ("The ministry counted the wounding of more than 70 others.", None, (70, None)),
        ("Soldiers gunned down six raiders.", (6, 6), None),
    ],
)
def test_killed_and_wounded_have_their_own_numbers(text, killed, wounded):
    found = harmed(text)
    told_killed = [(c.killed_min, c.killed_max) for c in found if (c.killed_min, c.killed_max) != (None, None)]
    told_wounded = [(c.wounded_min, c.wounded_max) for c in found if (c.wounded_min, c.wounded_max) != (None, None)]
    assert told_killed == ([killed] if killed else [])
    assert told_wounded == ([wounded] if wounded else [])


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("She said three of the dead were nurses.", None, None),
        ("Twelve of the wounded were from Benin.", None, None),
        ("Two of those killed were officers.", None, None),
        ("The mine killed 59 people, including 15 children.", (59, 59), None),
        ("Nine people, three of them children, were killed.", (9, 9), None),
        ("Nine people, among them four women and two soldiers, died.", (9, 9), None),
        ("There were 40 casualties, including 12 dead.", (12, 12), None),
        ("Nine were wounded, two of whom later died.", (2, 2), (9, 9)),
    ],
)
def test_a_part_of_the_dead_is_no_number_of_them(text, killed, wounded):
    found = harmed(text)
    assert [(c.killed_min, c.killed_max) for c in found if c.killed_min] == ([killed] if killed else [])
    assert [(c.wounded_min, c.wounded_max) for c in found if c.wounded_min] == ([wounded] if wounded else [])


def test_listed_victims_are_summed_beside_their_own_numbers():
    assert {c.killed_min for c in harmed("Eight soldiers and 22 militants have been killed.")} == {8, 22, 30}


@pytest.mark.parametrize(
    "text", ["They fired 12 rockets that killed nobody.", "Ten missiles hit the town.", "Forces destroyed 15 vehicles."]
)
def test_weapons_and_vehicles_are_no_victims(text):
    assert harmed(text) == []


@pytest.mark.parametrize("text", ["It is unclear how many drones were sold.", "How few jets fly?", "Nobody knows how many tanks it has."])
def test_a_question_of_how_many_counts_nothing(text):
    assert not list(numbers(text))


@pytest.mark.parametrize(("text", "told"), [("Many drones flew.", "Many"), ("It has so many tanks.", "many"), ("Few jets flew.", "Few")])
def test_many_and_few_count_elsewhere(text, told):
    assert [n.amount.text for n in numbers(text)] == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The force has 4 200 soldiers.", (4200, 4200)),
        ("Some 12\u202f400 troops will take part.", (12400, 12400)),
        ("They found 1\u00a0300\u00a0000 rounds.", (1300000, 1300000)),
        ("In 2015 500 soldiers came.", (500, 500)),
        ("It bought 16 F-16 fighters and 300 bombs.", (16, 16)),
    ],
)
def test_thousands_may_be_parted_by_a_space(text, told):
    assert told in counts(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A hundred and four carbines were found.", [(104, 104)]),
        ("One hundred and twenty rifles were seized.", [(120, 120)]),
        ("At least one hundred and fifty shells fell.", [(150, None)]),
        ("Some one thousand two hundred troops were sent.", [(1200, 1200)]),
        ("A hundred rifles and four mortars were seized.", [(100, 100), (4, 4)]),
        ("A hundred two-man teams were sent.", [(100, 100), (2, 2)]),
        ("A dozen five-inch guns were sent.", [(12, 12)]),
    ],
)
def test_a_hundred_goes_on_with_what_is_added_to_it(text, told):
    assert counts(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway ordered 54 tanks with an option for 18 more.", (54, 54)),
        ("Lawmakers paid for 84 guns, with an option on 145 more.", (84, 84)),
        ("The army buys 36 jets, with options to buy a further 12.", (36, 36)),
    ],
)
def test_what_may_be_ordered_besides_is_no_count(text, told):
    assert [n for n in counts(text) if n != (None, None)] == [told]


def test_a_hundred_wounded_are_no_one_more_dead():
    dead = [c.killed_min for c in harmed("At least 150 people were killed and a hundred wounded.") if c is not None and c.killed_min]
    assert dead
    assert set(dead) == {150}
    assert 7 in [c.killed_min for c in harmed("Six soldiers and a driver were killed.") if c is not None]
