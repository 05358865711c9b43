# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Films: what the channel itself does not take, and subtitles for who does not hear."""

from collections.abc import Iterator
from dataclasses import replace

from nahbar.channels.capability import Capability, FilmLimit
from nahbar.rulebook.draft import Context, Draft, FilmDraft, PictureDraft
from nahbar.rulebook.finding import Weight
from nahbar.rulebook.reading import Reading
from nahbar.rulebook.rule import EXAMPLE_CHANNEL, Example, Hit, Moment, Rule

_CHECKED = (Moment.DRAFT, Moment.APPROVAL, Moment.PUBLICATION)
_MB = 1_000_000


def _unfit(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    films = [(number, one, one.film) for number, one in enumerate(reading.pictures) if one.film]
    if not films:
        return
    limit, name = capability.films, capability.name
    if limit is None:
        yield _hit(
            films[0][0], films[0][1], f"{name} zeigt keine Filme.", "Wählen Sie den Film auf diesem Kanal ab."
        )
        return
    if len(films) > limit.max_count:
        said = f"Es sind {len(films)} Filme, {name} nimmt in einem Beitrag höchstens {limit.max_count}."
        yield _hit(films[limit.max_count][0], films[limit.max_count][1], said, "Wählen Sie einen Film ab.")
    if len(reading.pictures) > len(films) and not limit.takes_pictures:
        said = f"{name} zeigt in einem Beitrag entweder einen Film oder Bilder, nicht beides."
        way = "Wählen Sie den Film oder die Bilder ab, oder legen Sie sie auf zwei Beiträge eines Threads."
        yield _hit(films[0][0], films[0][1], said, way, passage="Film und Bilder")
    for number, picture, film in films:
        for said, way in _against(film, limit, name):
            yield _hit(number, picture, said, way)


def _against(film: FilmDraft, limit: FilmLimit, name: str) -> Iterator[tuple[str, str]]:
    """What of the film the channel does not take, with the way out."""
    if limit.max_seconds is not None and film.seconds > limit.max_seconds:
        said = f"Der Film dauert {film.seconds:.0f} Sekunden, {name} nimmt höchstens {limit.max_seconds:.0f}."
        yield said, "Kürzen Sie ihn auf der Filmseite der Geschichte."
    if film.seconds < limit.min_seconds:
        said = f"Der Film ist kürzer als {limit.min_seconds:.0f} Sekunde; {name} nimmt ihn so nicht."
        yield said, "Nehmen Sie einen längeren Ausschnitt."
    if film.size > limit.max_bytes:
        said = (
            f"Der Film hat {film.size / _MB:.0f} MB, {name} nimmt höchstens {limit.max_bytes / _MB:.0f} MB."
        )
        yield said, "Machen Sie auf der Filmseite einen kürzeren oder kleineren Film daraus."
    if film.width * film.height > limit.max_pixels:
        said = f"Das Bild des Films ist mit {film.width} × {film.height} Punkten für {name} zu groß."
        yield said, "Machen Sie auf der Filmseite einen Film in Full HD daraus."
    if odd := [one for one in film.codecs.split() if one not in limit.codecs]:
        said = f"Der Film ist mit {' und '.join(odd)} gespeichert; {name} nimmt {' mit '.join(limit.codecs)}."
        yield said, "Machen Sie auf der Filmseite der Geschichte einen Film daraus, dann passt er."
    if limit.captions_bytes and film.captions_bytes > limit.captions_bytes:
        said = f"Die Untertitel haben {film.captions_bytes} Bytes, {name} nimmt höchstens {limit.captions_bytes}."
        yield said, "Kürzen Sie den Film, oder lassen Sie die Untertitel ins Bild schreiben."


def _hit(number: int, picture: PictureDraft, said: str, way: str, *, passage: str = "") -> Hit:
    words = passage or f"Film {number + 1}: {said}"
    return Hit(f"alt:{number}", 0, len(picture.alt), sentence=said, way_out=way, passage=words)


def _without_subtitles(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        film = picture.film
        if not film or not film.has_sound or film.is_spoken_for:
            continue
        passage = f"Untertitel zu Film {number + 1}"
        if not film.captions_bytes:
            said = f"Film {number + 1} hat Ton und keine Untertitel. Wer nicht hört, erfährt nicht, was gesagt wird."
            yield _hit(number, picture, said, "", passage=passage)
        elif capability.films and not capability.films.captions_bytes:
            said = f"{capability.name} zeigt keine Untertitel, die als Datei daneben liegen; dort fehlen sie im Film {number + 1}."
            way = "Lassen Sie die Untertitel auf der Filmseite ins Bild schreiben."
            yield _hit(number, picture, said, way, passage=passage)


def _hard_to_read(reading: Reading, capability: Capability, context: Context) -> Iterator[Hit]:  # noqa: ARG001
    for number, picture in enumerate(reading.pictures):
        if picture.film and picture.film.hard_captions:
            count = picture.film.hard_captions
            many = "Ein Untertitel ist" if count == 1 else f"{count} Untertitel sind"
            said = f"{many} in Film {number + 1} schwer zu lesen: zu lang, zu schnell oder zu kurz zu sehen."
            yield _hit(number, picture, said, "", passage=f"Lesbarkeit der Untertitel zu Film {number + 1}")


_WORDS = "Eine Auszubildende zeigt, wie sie im Stadtwald einen Baum misst."


def _filmed(*films: FilmDraft, stills: int = 0) -> tuple[Example, ...]:
    shown = tuple(PictureDraft(alt=_WORDS, film=one) for one in films)
    shown += (PictureDraft(alt="Zwei Gärtnerinnen pflanzen eine Linde vor dem Rathaus."),) * stills
    return (Example(Draft("Ein Tag im Stadtwald von Musterau.", shown)),)


_CLIP = FilmDraft(seconds=30, size=12 * _MB, width=1080, height=1920, captions_bytes=800)

RULES = (
    Rule(
        id="KA-FILM",
        title="Film passt in den Kanal",
        must="Zahl, Länge, Größe und Format der Filme sind so, wie der Kanal sie annimmt; Film und Bilder nur, wo er beides zeigt.",
        source="Grenzen des Kanals",
        weight=Weight.STOP,
        moments=_CHECKED,
        sentence="Der Film passt nicht in diesen Kanal.",
        way_out="Machen Sie auf der Filmseite der Geschichte einen passenden Film daraus.",
        look=_unfit,
        passing=_filmed(_CLIP),
        failing=(
            *_filmed(_CLIP, _CLIP),
            *_filmed(_CLIP, stills=1),
            Example(
                Draft("Ein Tag im Stadtwald.", (PictureDraft(_WORDS, film=_CLIP),)),
                channel=replace(EXAMPLE_CHANNEL, films=None),
            ),
        ),
    ),
    Rule(
        id="BF-UT-07",
        title="Filme mit Untertiteln",
        must="Gesprochenes und wichtige Geräusche stehen als Untertitel neben dem Film oder im Bild.",
        source="WCAG 2.1, 1.2.2; Bundesfachstelle Barrierefreiheit, Social Media",
        weight=Weight.STOP,
        moments=_CHECKED,
        sentence="Der Film hat Ton und keine Untertitel.",
        way_out="Laden Sie beim Film eine Untertiteldatei hoch, oder sagen Sie dort, dass niemand spricht oder die Untertitel im Bild stehen.",
        question="Stimmen Namen, Zahlen und Fachwörter in den Untertiteln?",
        look=_without_subtitles,
        passing=(*_filmed(_CLIP), *_filmed(FilmDraft(30, 12 * _MB, 1080, 1920, has_sound=False))),
        failing=_filmed(FilmDraft(30, 12 * _MB, 1080, 1920)),
    ),
    Rule(
        id="BF-UT-08",
        title="Untertitel lesbar",
        must="Höchstens zwei Zeilen, höchstens 42 Zeichen je Zeile, höchstens 17 Zeichen in der Sekunde, mindestens 0,8 Sekunden.",
        source="Praxis der Rundfunk-Untertitelung (eigene Werte)",
        weight=Weight.WARN,
        moments=(Moment.DRAFT, Moment.APPROVAL),
        sentence="Untertitel sind schwer zu lesen.",
        way_out="Teilen Sie lange Untertitel, und lassen Sie kurze länger stehen.",
        look=_hard_to_read,
        passing=_filmed(_CLIP),
        failing=_filmed(FilmDraft(30, 12 * _MB, 1080, 1920, captions_bytes=800, hard_captions=2)),
        unconfirmed=True,
    ),
)
