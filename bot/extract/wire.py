"""A claim as JSON: the schema of docs/claims.md, with "post" and "confidence"."""

from __future__ import annotations

from bot.model import Amount, Claim, Item, Speaker


def claim_row(claim: Claim) -> dict[str, object]:
    """One claim as plain JSON values."""
    casualties, money, days = claim.casualties, claim.money, claim.date
    return {
        "type": claim.type.value,
        "actor": list(claim.actor),
        "target": list(claim.target),
        "item": [_item(i) for i in claim.item],
        "money": money and {"amount": money.amount, "currency": money.currency, "text": money.text},
        "casualties": casualties and {k: getattr(casualties, k) for k in ("killed_min", "killed_max", "wounded_min", "wounded_max")},
        "date": days and {"start": days.start.isoformat(), "end": days.end.isoformat()},
        "place": list(claim.place),
        "source": [_speaker(s) for s in claim.source],
        "status": claim.status.value,
        "reversal": claim.reversal and claim.reversal.value,
        "background": claim.background,
        "evidence": list(claim.quotes),
        "importance": claim.importance,
        "post": claim.post,
        "confidence": round(claim.confidence, 3),
    }


def _item(item: Item) -> dict[str, object]:
    return {"category": item.category.value, "text": item.text, "quantity": _amount(item.quantity)}


def _amount(amount: Amount | None) -> dict[str, object] | None:
    return None if amount is None else {"min": _whole(amount.min), "max": _whole(amount.max), "text": amount.text}


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number


def _speaker(speaker: Speaker) -> dict[str, object]:
    return {"name": speaker.name, "org": speaker.org}
