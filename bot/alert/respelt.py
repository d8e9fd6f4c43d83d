"""Names of places that are one name in two spellings: "Sayeda Zeinab" and "Sayyida Zeinab", "Odesa" and "Odessa"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

LEAST = 5  # letters of a name: Mali is not Malé
# What writers of another script write for one sound. Not o for u, nor a vowel for two: Kusong is not Kosong, Shanxi not Shaanxi.
SOUNDS = frozenset({frozenset("ae"), frozenset("ei")})
DOUBLED = re.compile(r"([^\Waeiou\d]{1,2})\1+")
SILENT = re.compile(r"(?<=a)h$")
WORD = re.compile(r"[^\W_]+")
APOSTROPHES = re.compile(r"['’‘ʼ`]")


def words_of(place: str) -> tuple[str, ...]:
    """The words of a place's name in small letters, "Sana'a" one of them."""
    return tuple(WORD.findall(APOSTROPHES.sub("", place.lower())))


def one_name(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are one: word for word alike, at most one vowel of a word another that sounds so."""
    long = min(sum(map(len, name)), sum(map(len, other))) >= LEAST
    return name == other or (long and len(name) == len(other) and all(map(_alike, name, other)))


def _alike(word: str, other: str) -> bool:
    ours, theirs = _skeleton(word), _skeleton(other)
    apart = [frozenset(pair) for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    return len(ours) == len(theirs) and len(apart) <= 1 and SOUNDS.issuperset(apart)


@lru_cache(maxsize=4_096)
def _skeleton(word: str) -> str:
    """A word without accents, doubled consonants and an h that nobody hears: "latakia" for Lattakia and Latakiah."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return SILENT.sub("", DOUBLED.sub(r"\1", plain)).replace("y", "i")
