"""Which language a story is in: its script tells, then its small words, then a classifier. The feed's own word counts when in doubt."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from types import MappingProxyType
from unicodedata import name

import py3langid

READ = 1500  # characters looked at
SURE, NEVER = 0.08, 0.03  # shares of English small words from which it is, and below which it may not be English
LEAST = 60  # letters below which the feed's word stands
LETTERS = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"https?://\S+")
SMALL = frozenset({  # words that other languages have too (in, on, to, by, an, was, her, a) tell nothing
    "the", "of", "and", "for", "with", "from", "is", "are", "were", "be", "has", "have", "had", "that", "this", "it", "after",
    "his", "its", "their", "who", "would", "said", "says", "but", "new", "than", "about", "amid", "into", "out", "how", "what",
    "why",
})  # fmt: skip
SCRIPTS = MappingProxyType(
    {"HANGUL": "ko", "HIRAGANA": "ja", "HEBREW": "he", "THAI": "th", "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka", "DEVANAGARI": "hi"}
)
LIKELY = frozenset({
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "hr", "sl", "bs", "sq", "et", "lv", "lt", "fi", "sv",
    "no", "nb", "nn", "da", "is", "tr", "az", "vi", "id", "ms", "tl", "sw", "ha", "so", "af",
})  # fmt: skip
FAMILIES = MappingProxyType(
    {"CYRILLIC": ("ru", "uk", "bg", "sr", "be", "mk", "kk"), "ARABIC": ("ar", "fa", "ur", "ps"), "CJK": ("zh", "ja")}
)
UKRAINIAN, PERSIAN = re.compile("[іїєґ]", re.IGNORECASE), re.compile("[پچژگک]")


def language_of(text: str, told: str) -> str:
    """The ISO 639-1 code of a text's language; `told` is what its feed says."""
    start = ADDRESS.sub(" ", text[:READ])
    words = LETTERS.findall(start)
    letters = sum(map(len, words))
    script = "LATIN" if not letters or start.isascii() else _script(words)
    if script != "LATIN":
        return _by_script(script, start, told)
    share = sum(map(SMALL.__contains__, map(str.lower, words))) / max(len(words), 1)
    if letters < LEAST or (told == "en" and share >= NEVER):
        return told
    return "en" if share >= SURE else _classified(start[:400], told)


def _script(words: list[str]) -> str:
    """The script of most letters, told from a sample; Japanese mixes, and its own letters decide."""
    sample = "".join(words)[:300:2] or "".join(words)
    count = Counter(name(sign, "LATIN").partition(" ")[0] if sign > "\u024f" else "LATIN" for sign in sample)
    if count["HIRAGANA"] + count["KATAKANA"] > len(sample) * 0.1:
        return "HIRAGANA"
    return count.most_common(1)[0][0]


def _by_script(script: str, text: str, told: str) -> str:
    if script in SCRIPTS:
        return SCRIPTS[script]
    family = FAMILIES.get(script, ())
    if not family or told in family:
        return told if family or told != "en" else "und"
    if script == "CYRILLIC" and len(UKRAINIAN.findall(text)) > 2:
        return "uk"
    return "fa" if script == "ARABIC" and len(PERSIAN.findall(text)) > 4 else family[0]


@lru_cache(maxsize=4096)  # a feed tells the same items visit after visit, and the classifier takes a millisecond
def _classified(text: str, told: str) -> str:
    found, _ = py3langid.classify(text)
    return str(found) if found in LIKELY else told
