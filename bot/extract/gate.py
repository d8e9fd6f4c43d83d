"""Whether a story may hold a claim at all: words of war beside words of force, no parse."""

from __future__ import annotations

import re

from bot.extract.intake import evened
from bot.model import Story

_STRONG = re.compile(
    r"\b(?:missiles?|airstrikes?|air strikes?|drones?|troops?|soldiers?|warships?|warplanes?|fighter jets?|artillery|rockets?|ballistic|nuclear (?:test|weapons?|warheads?|bomb)|militants?|insurgents?|rebels?|militias?|jihadists?|"
    r"shelling|shelled|ceasefire|cease-fire|truce|airspace|submarines?|destroyers?|frigates?|howitzers?|ammunition|weapons?|arms (?:deal|sale|embargo|package|control)|military|army|navy|air force|armed forces|pentagon|nato|defen[cs]e ministry|"
    r"suicide bomb\w*|car bomb\w*|bomb(?:ing|ings|ed|er|ers|s)?|gunmen|warheads?|icbm|helicopters?|tanks?|sanctions?|islamic state|isis|hamas|hezbollah|houthis?|taliban|pkk|al[- ]qaeda|al[- ]shabaa?b|offensive|invasion|invad\w+|mobili[sz]\w+|blasts?|explosions?|"
    r"explod\w+|war|munitions?|warfare|paratroopers?|marines|combat|besieged?|siege|coup|hostilities|occupied|annex\w*|kremlin|attack(?:s|ed)?|strikes?|shot down|jets?|aircraft|exercises?|drills?|threat\w*|clash\w*|killed)\b",
    re.IGNORECASE,
)


def gate(story: Story) -> bool:
    """Whether the story is worth a parse."""
    return _STRONG.search(evened(story.full)) is not None
