# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The alternative text of a card: its words as sentences, so that nobody misses what stands on the picture."""

from collections.abc import Callable, Mapping

from nahbar.studio.cards.card import Card, Template

Words = Mapping[str, str]


def text(card: Card) -> str:
    """What stands on the card, in German sentences; at most a thousand characters."""
    words = {key: value.replace("\u00ad", "") for key, value in card.words.items()}
    parts = [_opening(card, words), *_BODIES[card.template](words)]
    if card.picture:
        parts.append(_picture(card))
    if words.get("link"):
        parts.append(f"Mehr: {words['link']}")
    parts.append(f"Absender: {card.design.name}")
    return " ".join(_sentence(part) for part in parts if part)


def _opening(card: Card, words: Words) -> str:
    kicker = words.get("kicker", "")
    if card.total > 1:
        part = f"Bild {card.number} von {card.total}"
        return f"{part}: {kicker}" if kicker else part
    return kicker


def _picture(card: Card) -> str:
    kind = "Kartenausschnitt" if card.template is Template.PLACE else "Im Hintergrund ein Foto"
    seen = card.picture_alt.strip()[:300]
    told = f"{kind}: {seen}" if seen else kind
    return f"{told.rstrip('.')} ({card.credit})" if card.credit else told


def _sentence(part: str) -> str:
    """With a full stop where it has no end of its own."""
    return part if part.rstrip("“").endswith((".", "!", "?", "…")) else f"{part}."


def _quote(words: Words) -> list[str]:
    who = ", ".join(filter(None, (words["person"], words.get("role"))))
    return [f"Zitat von {who}: „{words['quote']}“"]


def _number(words: Words) -> list[str]:
    source = f"Quelle: {words['source']}" if words.get("source") else ""
    return [f"{words['number']} {words['counted']}", words.get("text", ""), source]


def _date(words: Words) -> list[str]:
    return [words["title"], f"Wann: {words['when']}", _named("Wo", words.get("place")), words.get("text", "")]


def _place(words: Words) -> list[str]:
    return [words["title"], _named("Adresse", words["address"]), words.get("text", "")]


def _call(words: Words) -> list[str]:
    return [words["title"], words.get("text", ""), words.get("action", "")]


def _job(words: Words) -> list[str]:
    return [words["title"], *words.get("facts", "").split("\n"), words.get("until", "")]


def _step(words: Words) -> list[str]:
    return [words["title"], words.get("text", "")]


def _named(name: str, value: str | None) -> str:
    return f"{name}: {value}" if value else ""


_BODIES: dict[Template, Callable[[Words], list[str]]] = {
    Template.QUOTE: _quote,
    Template.NUMBER: _number,
    Template.DATE: _date,
    Template.PLACE: _place,
    Template.CALL: _call,
    Template.JOB: _job,
    Template.STEP: _step,
}
