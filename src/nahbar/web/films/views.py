# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choose films of the material, cut and arrange them, have the film made, look how far it is, stop it."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nahbar.authority.permissions import CONTRIBUTES, WRITES, demand
from nahbar.foundation import clock
from nahbar.foundation.complaint import Complaint
from nahbar.library import actions as library
from nahbar.library import queries as files
from nahbar.library.models import MediaFile
from nahbar.library.queries import Wanted
from nahbar.library.states import Kind, Music
from nahbar.stories import film_queries, film_queue, filming, queries
from nahbar.stories.filming import Draft, FilmChanged
from nahbar.stories.models import Film, FilmClip, Story
from nahbar.studio.film.titles import TitleRefused
from nahbar.web.door import InsideRequest, here, inside
from nahbar.web.films import forms, page
from nahbar.web.films.forms import FilmForm
from nahbar.web.material.views import PER_PAGE, card, today_of


@require_http_methods(["GET", "POST"])
@inside
def choose(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """Films of the material for a new film of this story, or for one that is begun (`film`)."""
    story = get_object_or_404(queries.stories(request.authority), pk=pk)
    demand(request.person, request.authority, CONTRIBUTES)
    asked = request.POST.get("film") or request.GET.get("film", "")
    film = (
        get_object_or_404(film_queries.films(request.authority), story=story, pk=_uuid(asked))
        if asked
        else None
    )
    if request.method != "POST":
        return _choice(request, story, film)
    try:
        made = _with(request, story, film)
    except Complaint as no:
        return _choice(request, story, film, complaint=str(no))
    return redirect(here(request, "films:film", made.pk))


def _with(request: InsideRequest, story: Story, film: Film | None) -> Film:
    """The film with what was ticked, in the order of the page."""
    chosen = [_uuid(one) for one in request.POST.getlist("datei")[:100]]
    found = {one.pk: one for one in files.files(request.authority).filter(pk__in=chosen)}
    rows = [found[one] for one in dict.fromkeys(chosen) if one in found]
    by, at = request.person, clock.now()
    return filming.add(film, rows, by=by, at=at) if film else filming.begin(story, rows, by=by, at=at)


def _choice(request: InsideRequest, story: Story, film: Film | None, *, complaint: str = "") -> HttpResponse:
    want, today = Wanted(words=request.GET.get("q", "")[:200], kind=Kind.FILM), today_of(request.authority)
    rows = files.wanted(request.authority, want, today=today)
    pages = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "story": story,
        "film": film,
        "films": [] if film else film_queries.films_of(story),
        "words": want.words,
        "pages": pages,
        "query": f"film={film.pk}" if film else "",
        "cards": [card(one, today) for one in pages.object_list],
        "chosen": set(request.POST.getlist("datei")),
        "complaint": complaint,
    }
    return render(request, "films/choose.html", context, status=422 if complaint else 200)


@require_http_methods(["GET", "POST"])
@inside
def film_page(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    """One film: how far it is, and its form. Every press of a button saves all of it."""
    film = get_object_or_404(film_queries.films(request.authority), pk=pk)
    if request.method != "POST":
        return page.whole(request, film)
    step = request.POST.get("schritt", "")
    clips = forms.ordered(request.POST, page.clips_of(film))
    form = FilmForm(film, clips, request.POST, may_settle=bool(request.roles & WRITES))
    if not form.is_valid():
        return page.whole(request, film, form=form, status=422)
    try:
        film = _saved(request, film, form, step)
        if step == "machen":
            film_queue.ask(film, by=request.person, at=clock.now())
    except (TitleRefused, Complaint) as no:
        fresh = film_queries.films(request.authority).get(pk=pk)
        return _complain(request, fresh, form, no)
    if step == "machen":
        return redirect(here(request, "films:film", pk))
    messages.success(request, _("The film is saved."))
    number = forms.clicked_on(request.POST)
    place = f"ausschnitt-{number}" if number else "ausschnitte" if "-" in step else "vorschau"
    return redirect(f"{here(request, 'films:film', pk)}#{place}")


def _complain(request: InsideRequest, film: Film, form: FilmForm, no: Complaint) -> HttpResponse:
    """The sentence on top; what was typed stays, with the revision as it is now unless somebody else saved."""
    if not page.may_change(request, film):
        # The page shows no form in which it could stand.
        raise no
    if not isinstance(no, FilmChanged):
        again = request.POST.copy()
        again["revision"] = str(film.revision)
        form = FilmForm(film, form.clips, again, may_settle=bool(request.roles & WRITES))
        form.is_valid()
    form.add_error(None, str(no))
    return page.whole(request, film, form=form, status=422)


def _saved(request: InsideRequest, film: Film, form: FilmForm, step: str) -> Film:
    at, revision = clock.now(), form.cleaned_data["revision"]
    draft = form.draft()
    cuts = forms.moved(draft.cuts, step)
    moved = Draft(
        cuts, draft.shape, draft.fit, is_mute=draft.is_mute, title=draft.title, credits=draft.credits,
        subtitle_way=draft.subtitle_way, cover_at=draft.cover_at,
    )  # fmt: skip
    for clip, music, proof in form.music():
        _settle(request, clip, music, proof)
    return filming.arrange(film, moved, revision=revision, by=request.person, at=at)


def _settle(request: InsideRequest, clip: FilmClip, music: str, proof: str) -> None:
    """Says whose music is heard in a file; what else is known of its rights stays."""
    file = MediaFile.objects.select_related("authority", "rights").get(pk=clip.file_id)
    if file.rights.music or music not in Music.values:
        return
    library.say_music(file, music, proof=proof, by=request.person, at=clock.now())


@require_POST
@inside
def cancel(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    film = get_object_or_404(film_queries.films(request.authority), pk=pk)
    film_queue.cancel(film, by=request.person, at=clock.now())
    messages.success(request, _("Making the film is stopped. Your draft is as it was."))
    return redirect(here(request, "films:film", pk))


@require_POST
@inside
def remove(request: InsideRequest, pk: uuid.UUID) -> HttpResponse:
    film = get_object_or_404(film_queries.films(request.authority), pk=pk)
    filming.remove(film, by=request.person, at=clock.now())
    messages.success(
        request, _("The draft of the film is thrown away. What was made of it stays in the material.")
    )
    return redirect(f"{here(request, 'stories:story', film.story_id)}#bilder")


def _uuid(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError as error:
        raise Http404 from error
