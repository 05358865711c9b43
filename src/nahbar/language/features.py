# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2

"""A sentence in figures: what the regression of `difficulty` reads. A change here asks for a new training."""

import math
from collections.abc import Sequence
from heapq import nlargest, nsmallest
from itertools import pairwise

import regex

from nahbar.foundation import text as measure
from nahbar.language.words import Word, word

_PIECE = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_NUMBER = regex.compile(r"\d[\d.,]*")
_YEAR = regex.compile(
    r"\b(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|1\d{3}|20\d\d)\b"
)
_GAP = regex.compile(r"[,;:–—()]")
_RELATIVE = regex.compile(
    r",\s+(?:(?:in|an|auf|mit|von|bei|durch|für|aus|nach|unter|über|zu|um)\s+)?"
    r"(?:der|die|das|den|dem|dessen|deren|denen|welche[rsmn]?)\b",
    regex.I,
)
_ATTRIBUTE = regex.compile(r"(?<!\p{Ll})\p{Ll}+(?:ende[rnsm]?|ten|te|ter|tes)\s+\p{Lu}")
_PARTICIPLE = regex.compile(r"\bge\p{Ll}{3,}(?:t|en)(?:e[nrsm]?)?\b")
_WORDS = {
    "clause": "dass weil wenn ob obwohl obgleich damit sodass indem nachdem bevor ehe während sobald solange falls sofern "
    "wobei wodurch woran worauf wofür womit worin wonach weshalb weswegen wie als",
    "preposition": "in im an am auf aus bei beim mit nach von vom zu zum zur für über unter durch gegen ohne um vor "
    "zwischen wegen während aufgrund anhand infolge mittels gemäß seit bis",
    "genitive": "des der eines einer dessen deren",
    "negation": "nicht kein keine keinen keiner keinem keines nie niemals weder noch ohne",
    "passive": "wird werden wurde wurden worden",
    "and": "und oder",
    "person": "sie wir ich ihr ihre ihnen du man",
    "wish": "sei seien habe könne werde würde würden könnte könnten müsse solle wäre wären hätte hätten dürfe",
    "modal": "kann können muss müssen soll sollen darf dürfen will wollen möchte mag konnte konnten musste mussten sollte "
    "sollten",
    "to": "zu",
    "self": "sich",
    "being": "hat haben ist sind war waren",
    "paper": "dieser diese dieses diesem diesen jener solche solcher jeweils jeweiligen sowie bzw sowohl etwa "
    "insbesondere hingegen jedoch lediglich dabei somit daher",
}
_GROUPS = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_SIGNS = {"commas": ",", "stops": ";:–—", "brackets": "()[]", "quotes": "„“\"‚‘»«'"}
_LONG, _LONGER, _SNAKE, _LONG_VERB = 6, 10, 14, 9
_THREE, _FIVE = 3, 5
_ALL_KNOW = 5.0
_NEARLY_ALL_KNOW = 5.5
_STEPS = (4.5, 3.8, 3.2, 2.5)
_LACKS = (1.5, 2.2)
_USUAL = 5.3
_MANY_WORDS = 20


def words_of(sentence: str) -> list[Word]:
    """The words of the sentence, hyphened ones in their parts, addresses and numbers left out."""
    return [word(piece.group()) for found in measure.words(sentence) for piece in _PIECE.finditer(found.text)]


def figures(sentence: str) -> dict[str, float]:
    """The figures by name, always the same names in the same order; of a sentence without words nothing."""
    words = words_of(sentence)
    if not words:
        return {}
    return _length(words) | _usualness(words) | _rareness(words) | _kinds(words) | _build(sentence, words)


def _length(words: Sequence[Word]) -> dict[str, float]:
    number = len(words)
    lengths = [len(one.text) for one in words]
    letters = sum(lengths)
    syllables = [one.syllables for one in words]
    many = sum(count >= _THREE for count in syllables)
    long = sum(length > _LONG for length in lengths)
    return {
        "words": number,
        "words_log": math.log(number),
        "letters_root": math.sqrt(letters),
        "letters_log": math.log(letters),
        "letters_a_word": letters / number,
        "long": long,
        "long_share": long / number,
        "longer": sum(length > _LONGER for length in lengths),
        "snakes": sum(length > _SNAKE for length in lengths),
        "longest": max(lengths),
        "longest_three": sum(nlargest(3, lengths)) / 3,
        "syllables_log": math.log1p(sum(syllables)),
        "syllables_a_word": sum(syllables) / number,
        "three_syllables": many,
        "five_syllables": sum(count >= _FIVE for count in syllables),
        "smog": math.sqrt(30 * many),
        "words_over": max(0, number - _MANY_WORDS),
    }


def _usualness(words: Sequence[Word]) -> dict[str, float]:
    content = [one for one in words if not one.is_function] or words
    usual = [one.usual for one in content]
    lack = [max(0.0, _NEARLY_ALL_KNOW - figure) for figure in usual]
    number = len(content)
    international = sum(one.is_international for one in content)
    return {
        "usual": sum(usual) / number,
        "usual_all": sum(one.usual for one in words) / len(words),
        "rarest": min(usual),
        "rarest_known": min((figure for figure in usual if figure > 0), default=0.0),
        "rarest_three": sum(nsmallest(3, usual)) / 3,
        "rarest_five": sum(nsmallest(5, usual)) / 5,
        "lack": sum(lack),
        "lack_root": math.sqrt(sum(lack)),
        "lack_squares": math.sqrt(sum(one * one for one in lack)),
        **{f"under_{step}": sum(figure < step for figure in usual) for step in _STEPS},
        "unknown": sum(figure == 0 for figure in usual),
        "rare_share": sum(figure < _STEPS[1] for figure in usual) / number,
        "content": number,
        "content_share": number / len(words),
        "international": international,
        "international_share": international / number,
    }


def _rareness(words: Sequence[Word]) -> dict[str, float]:
    """What readers lack, names apart from nouns and nouns from other words."""
    plain = [one for one in words if not one.is_name]
    lack = [max(0.0, _ALL_KNOW - one.known) for one in plain]
    others = [max(0.0, _ALL_KNOW - one.known) for one in words if not one.is_capital]
    nouns = [max(0.0, _ALL_KNOW - one.known) for one in plain if one.is_capital]
    return {
        "lack_plain": sum(lack),
        "lack_mean": sum(lack) / max(1, len(lack)),
        "lack_others": sum(others),
        "lack_nouns": sum(nouns),
        "most_lack": max(lack, default=0.0),
        "most_lack_others": max(others, default=0.0),
        "most_lack_nouns": max(nouns, default=0.0),
        **{f"lack_over_{step}": sum(one > step for one in lack) for step in _LACKS},
        "lack_log": math.log1p(sum(lack)),
        "lack_plain_squares": math.sqrt(sum(one * one for one in lack)),
        "letters_plain": sum(len(one.text) for one in plain) / max(1, len(plain)),
        "plain": len(plain),
    }


def _kinds(words: Sequence[Word]) -> dict[str, float]:
    number = len(words)
    capitals = sum(one.is_capital for one in words)
    compounds = sum(one.parts > 1 for one in words)
    return {
        "names": number - sum(not one.is_name for one in words),
        "capitals": capitals,
        "capitals_share": capitals / number,
        "capitals_in_a_row": sum(a.is_capital and b.is_capital for a, b in pairwise(words)),
        "all_capitals": sum(one.text.isupper() and len(one.text) > 1 for one in words),
        "compounds": compounds,
        "compounds_share": compounds / number,
        "most_parts": max(one.parts for one in words),
        "different_share": len({one.small for one in words}) / number,
        "nominal": sum(one.is_nominal for one in words),
        "latin": sum(one.is_latin for one in words),
        "foreign": sum(one.is_foreign for one in words),
        "long_others": sum(len(one.text) > _LONG_VERB and not one.is_capital for one in words),
        "usual_share": sum(one.known > _USUAL for one in words) / number,
        "usual_content": sum(one.known > _ALL_KNOW and not one.is_function for one in words),
    }


def _build(sentence: str, words: Sequence[Word]) -> dict[str, float]:
    gaps = max(len(piece.split()) for piece in _GAP.split(sentence))
    counted = {name: float(sum(one.small in group for one in words)) for name, group in _GROUPS.items()}
    return counted | {
        **{name: sum(sentence.count(sign) for sign in signs) for name, signs in _SIGNS.items()},
        "digits": sum(sign.isdigit() for sign in sentence),
        "numbers": len(_NUMBER.findall(sentence)),
        "years": len(_YEAR.findall(sentence)),
        "relative": len(_RELATIVE.findall(sentence)),
        "attributes": len(_ATTRIBUTE.findall(sentence)),
        "participles": len(_PARTICIPLE.findall(sentence)),
        "longest_run": gaps,
        "longest_run_log": math.log(gaps + 1),
        "preposition_share": counted["preposition"] / len(words),
        "question": float(sentence.rstrip().endswith("?")),
    }
