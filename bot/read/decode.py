"""Bytes of a feed to well-behaved XML text: the right encoding, no document type, no undeclared entity, no illegal sign."""

from __future__ import annotations

import codecs
import re
from html.entities import html5
from types import MappingProxyType

from bot.errors import BadInput

DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MEANT = MappingProxyType({"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ks_c_5601-1987": "cp949", "gb2312": "gb18030"})
SHIFTED = ("iso-2022", "hz", "utf-7")  # encodings whose bytes all look like ASCII: only their name tells them
ENTITY = re.compile(r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|([a-zA-Z][a-zA-Z0-9]{0,31});)?")
NUMERIC = re.compile(r"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
TAGS, TAG = 300_000, 65_000
LONG_TAG = re.compile(rf"<[A-Za-z_/?][^<>]{{{TAG}}}")
CDATA, CDATA_END = "<![CDATA[", "]]>"
HEAD = 65_536  # characters within which a document type is looked for


def unicode_of(body: bytes, content_type: str = "") -> str:
    """The text of a body. What decodes as UTF-8 is UTF-8, whatever it says; then its own word, the header's, and Windows-1252."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return body.decode(name, errors="replace").lstrip("\ufeff")
    declared = DECLARED.search(body[:1024])
    told = (declared[1].decode() if declared else "", _charset(content_type))
    named = [MEANT.get(name.lower(), name) for name in told if _known(name)]
    if not (named and named[0].lower().startswith(SHIFTED)):
        text = _utf8(body)
        if text is not None:
            return text
    for name in named:
        try:
            return body.decode(name)
        except UnicodeError:
            continue
    lenient = next((name for name in named if name.lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}), "cp1252")
    return body.decode(lenient, errors="replace")


def _utf8(body: bytes) -> str | None:
    """The text where the bytes are UTF-8, a few broken ones and a cut last sign let pass; None where they are something else."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeError:
        text = body.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", errors="ignore"))
    return text if broken * 20 < foreign else None


def _charset(content_type: str) -> str:
    found = CHARSET.search(content_type)
    return found[1] if found else ""


def _known(name: str) -> bool:
    """Whether Python decodes it to text; "hex" and "zlib" are codecs too, but not of text."""
    try:
        return bool(name) and codecs.lookup(name)._is_text_encoding  # noqa: SLF001  # the only way to ask; bytes.decode asks it so
    except (LookupError, ValueError):
        return False


def repaired(text: str) -> str:
    """XML text without declaration or document type, every named entity numeric, bare ampersands escaped; CDATA is left as it is.

    BadInput where it holds more tags, or a longer one, than any feed has: each costs its reader memory, a long one minutes.
    """
    text = _without_doctype(ILLEGAL.sub("", DECLARATION.sub("", text, count=1)))
    parts, at, tags = [], 0, 0
    while (start := text.find(CDATA, at)) >= 0:
        end = text.find(CDATA_END, start)
        end = len(text) if end < 0 else end + len(CDATA_END)
        parts += [ENTITY.sub(_entity, text[at:start]), text[start:end]]
        tags, at = tags + text.count("<", at, start), end
    if tags + text.count("<", at) > TAGS or LONG_TAG.search(text):
        raise BadInput(f"holds more than {TAGS:,} tags, or one of more than {TAG:,} characters: no feed does")
    return "".join(parts) + ENTITY.sub(_entity, text[at:])


def _entity(found: re.Match[str]) -> str:
    whole, name = found[0], found[1]
    if name is None:
        return "&amp;" if whole == "&" else _numeric(whole)
    if name in XML_OWN:
        return whole
    signs = html5.get(f"{name};")
    return "".join(f"&#{ord(sign)};" for sign in signs) if signs else f"&amp;{name};"


def _numeric(whole: str) -> str:
    found = NUMERIC.fullmatch(whole)
    number = int(found[1]) if found and found[1] else int(found[2], 16) if found else 0
    legal = number in {9, 10, 13} or (32 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF and number not in {0xFFFE, 0xFFFF})
    return whole if legal else ""


def _without_doctype(text: str) -> str:
    """Entities declared in the feed itself are never needed and may be a bomb: the document type goes."""
    start = text.find("<!DOCTYPE", 0, HEAD)
    if start < 0:
        return text
    inner, close = text.find("[", start, start + 500), text.find(">", start)
    if 0 <= inner < close:
        end = text.find("]>", inner)
        close = end + 1 if end >= 0 else -1
    return text[:start] + text[close + 1 :] if close >= 0 else text[:start]
