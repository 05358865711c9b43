# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nahbar.authority import queries
from nahbar.authority.models import Channel
from nahbar.channels import registry
from nahbar.foundation import clock
from nahbar.web import playing
from nahbar.web.door import InsideRequest, inside
from nahbar.web.rehearsal.forms import CitizenForm
from nahbar.web.rehearsal.thread import thread

REHEARSAL = "rehearsal"


def at_stage(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For members of the channel's authority; `pk` names the channel, or the stage as a receipt does."""

    @wraps(view)
    def entered(request: HttpRequest, pk: uuid.UUID, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        named = Channel.objects.filter(platform=REHEARSAL).filter(Q(pk=pk) | Q(remote_id=str(pk)))
        channel = named.select_related("authority").first()
        if channel is None:
            raise Http404
        return inside(view)(request, slug=channel.authority.slug, channel=channel, **kwargs)

    return entered


def _platform(channel: Channel) -> Any:
    # Read from where the house keeps it, not from the credentials: posts stay after disconnecting.
    place = {"folder": str(queries.own_folder(channel.authority_id)), "stage": channel.remote_id}
    module: Any = registry.load(REHEARSAL)
    return module.stage(place)


@at_stage
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: InsideRequest, channel: Channel) -> HttpResponse:
    """All posts as a citizen would see them; a citizen can speak to the authority here."""
    platform = _platform(channel)
    form = CitizenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = platform.comment("", **form.cleaned_data, at=clock.now())
        return redirect(reverse("rehearsal:stage", args=[channel.pk]) + f"#k-{said.remote_id}")
    comments = platform.comments()
    posts = [
        (one, sum(said.post_remote_id == one.id for said in comments))
        for one in platform.posts()
        if not one.in_reply_to
    ]
    mentions = thread("", platform.posts(), comments)
    values = {"channel": channel, "posts": posts, "mentions": mentions, "form": form}
    return render(request, "rehearsal/stage.html", values, status=422 if form.errors else 200)


@at_stage
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: InsideRequest, channel: Channel, post_id: str) -> HttpResponse:
    """One post with what was said under it; a citizen can like, share and comment it."""
    platform = _platform(channel)
    shown = platform.post(post_id)
    if shown is None:
        raise Http404
    if shown.in_reply_to and (root := platform.root(post_id)):
        return redirect(reverse("rehearsal:post", args=[channel.pk, root]) + f"#k-{post_id}")
    form = CitizenForm(request.POST if request.POST.get("do") == "comment" else None)
    if request.method == "POST" and _played(platform, post_id, request.POST.get("do", ""), form):
        return redirect("rehearsal:post", channel.pk, post_id)
    said = thread(post_id, platform.posts(), platform.comments())
    values = {"channel": channel, "post": shown, "said": said, "form": form}
    return render(request, "rehearsal/post.html", values, status=422 if form.errors else 200)


def _played(platform: Any, post_id: str, what: str, form: CitizenForm) -> bool:
    """Does what the citizen wants; False where the form is not complete."""
    if what == "like":
        platform.like(post_id)
    elif what == "share":
        platform.share(post_id)
    elif form.is_valid():
        platform.comment(post_id, **form.cleaned_data, at=clock.now())
    else:
        return False
    return True


@at_stage
@require_safe
def picture(request: InsideRequest, channel: Channel, post_id: str, number: int) -> HttpResponse:  # noqa: ARG001
    """A picture as it was sent; as nothing but a picture."""
    found = _platform(channel).picture(post_id, number)
    if found is None or not found[1].startswith("image/") or found[1] == "image/svg+xml":
        raise Http404
    data, mime_type = found
    return HttpResponse(
        data,
        content_type=mime_type,
        headers={"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"},
    )


@at_stage
@require_safe
def film(request: InsideRequest, channel: Channel, post_id: str, number: int, what: str) -> HttpResponse:
    """A film as it was sent, in parts for players; or its subtitles, or its still."""
    names = {"film": "file", "untertitel": "captions", "standbild": "cover"}
    if what not in names:
        raise Http404
    found = _platform(channel).film(post_id, number, names[what])
    if found is None or found[1] not in {"video/mp4", "text/vtt", "image/jpeg"}:
        raise Http404
    return playing.part_of(request, *found)
