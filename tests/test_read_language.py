import time

import pytest

from bot.read.language import language_of

TEXTS = {
    "en": "The ministry said on Tuesday that a frigate had fired two missiles at a target in the North Sea during an exercise.",
    "ko": "국방부는 화요일 호위함이 북해에서 미사일 두 발을 발사했다고 밝혔다.",
    "ja": "防衛省は火曜日、護衛艦が訓練中にミサイル二発を発射したと発表した。",
    "zh": "国防部星期二表示，一艘护卫舰在演习期间发射了两枚导弹。",
    "ar": "قالت وزارة الدفاع يوم الثلاثاء إن فرقاطة أطلقت صاروخين خلال تدريب في بحر الشمال.",
    "fa": "وزارت دفاع روز سه‌شنبه گفت که یک ناوچه در جریان رزمایش دو موشک پرتاب کرد و گزارش‌ها را پذیرفت.",
    "he": "משרד הביטחון אמר ביום שלישי כי פריגטה ירתה שני טילים במהלך תרגיל.",
    "ru": "Министерство обороны во вторник сообщило, что фрегат выпустил две ракеты во время учений.",
    "uk": "Міністерство оборони у вівторок повідомило, що фрегат випустив дві ракети під час навчань.",
    "de": "Das Ministerium teilte am Dienstag mit, dass eine Fregatte während einer Übung in der Nordsee zwei Raketen abgefeuert habe.",
    "pl": "Ministerstwo poinformowało we wtorek, że fregata wystrzeliła dwa pociski podczas ćwiczeń na Morzu Północnym.",
    "fr": "Le ministère a déclaré mardi qu'une frégate avait tiré deux missiles pendant un exercice en mer du Nord.",
    "tr": "Bakanlık salı günü bir fırkateynin Kuzey Denizi'ndeki tatbikat sırasında iki füze ateşlediğini açıkladı.",
}


@pytest.mark.parametrize("told", ["en", "own"])
@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_told_whatever_the_feed_says(language, told):
    assert language_of(TEXTS[language], language if told == "own" else told) == language


@pytest.mark.parametrize("text", ["", "12 / 2026", "Fregatte feuert", "Nuclear Close Calls: Able Archer 83", "HIMARS ATACMS"])
def test_too_few_words_leave_the_feeds_word(text):
    assert language_of(text, "en") == "en"
    assert language_of(text, "de") == "de"


def test_english_in_a_foreign_feed_is_english():
    assert language_of(TEXTS["en"], "ko") == "en"


def test_an_english_text_is_told_in_next_to_no_time():
    begun = time.process_time()
    for _ in range(1000):
        language_of(TEXTS["en"], "en")
    assert time.process_time() - begun < 0.5
