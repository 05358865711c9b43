# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The town of the fault bench: signed posts of every format on accounts of every connector, and what became of them."""

import io
import json
import urllib.request
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from PIL import Image

from nahbar.authority import queries as authority_queries
from nahbar.authority import vault
from nahbar.authority.models import Authority, Channel, Person
from nahbar.authority.states import Role
from nahbar.channels import registry
from nahbar.media import folder as media
from nahbar.publishing import actions as publishing
from nahbar.publishing.models import Publication
from nahbar.publishing.states import OUT, PublicationState
from nahbar.variants import queries as variants
from nahbar.variants.models import VariantPicture, Version
from tests import factories
from tests.publishing import world

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CONNECTORS = ("mastodon", "bluesky", "rehearsal")
FORMATS = ("0", "1", "3", "reply")
S = PublicationState


@dataclass
class Town:
    """An authority, who acts there, and the way to the platforms' process."""

    port: int
    authority: Authority = field(default_factory=factories.authority)
    number: int = 0
    keys: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.editor = factories.person(self.authority, Role.EDITOR, name="Erna Editor")
        self.approver = factories.person(self.authority, Role.APPROVER, name="Anton Approver")
        self.answers = factories.person(self.authority, Role.COMMUNITY_MANAGER, name="Conny")
        self.digests = [media.keep(_jpeg(shade)) for shade in (40, 120, 200)]

    def house(self, path: str, given: Any = None) -> Any:
        """A word to the platforms' own process: fault, posts, latency."""
        url = f"http://127.0.0.1:{self.port}/{path}"
        with urllib.request.urlopen(url, data=json.dumps(given).encode(), timeout=30) as answer:
            return json.loads(answer.read())

    def channel(self, connector: str, *, real_time: bool = False) -> Channel:
        """A connected account nobody used yet."""
        name = connector[0] + ("r" if real_time else "n") + uuid.uuid4().hex[:10]
        server = f"http://127.0.0.1:{self.port}/{name}"
        credentials = {
            "mastodon": {"server": server, "token": "token-1", "account_id": "1"},
            "bluesky": {"server": server, "did": "did:plc:musterau", "password": "app-passwort"},
            "rehearsal": {"stage": str(uuid.uuid4())},
        }[connector]
        made = factories.channel(self.authority, platform=connector, remote_id=name, handle=f"@{name}")
        if connector == "rehearsal":
            (authority_queries.own_folder(self.authority.pk) / credentials["stage"]).mkdir(parents=True)
        made.credentials = vault.seal(
            json.dumps(credentials).encode(), place=vault.place(made, "credentials")
        )
        made.save()
        return made

    def post(
        self, channel: Channel, kind: str, *, at: datetime, due_at: datetime | None = None
    ) -> Publication:
        """One post of this format, signed and planned; an answer is due at once."""
        self.number += 1
        text = f"Nr{uuid.uuid4().hex[:12]} Das Freibad öffnet am Samstag um 9 Uhr."
        if kind == "reply":
            return publishing.answer(
                channel, text=text, in_reply_to=self._asked(channel), by=self.answers, at=at
            )
        version = self._version(channel, text, int(kind))
        world.sign(version, self.approver)
        return publishing.enqueue(version, due_at=due_at or at, by=self.editor, at=at)

    def change(self, row: Publication, verb: str, *, at: datetime) -> None:
        """A person asks for the post to be withdrawn, or corrected by a newly signed version with one picture more."""
        row.refresh_from_db()
        if verb == "withdraw":
            publishing.withdraw(row, reason="Falsch", by=self.editor, at=at)
            return
        version = self._version(row.channel, f"Nr{uuid.uuid4().hex[:12]} Das Freibad öffnet am Sonntag.", 2)
        assert row.version is not None
        Version.objects.filter(pk=version.pk).update(variant=row.version.variant, number=2)
        version = Version.objects.get(pk=version.pk)
        world.sign(version, self.approver)
        publishing.edit(row, version=version, reason="Tag falsch", by=self.editor, at=at)

    def _asked(self, channel: Channel) -> str:
        if channel.platform == "rehearsal":
            return str(self._stage(channel).comment("", author="Erika", text="Wann?", at=AT).remote_id)
        return str(self.house(f"_ask/{channel.remote_id}"))

    def _version(self, channel: Channel, text: str, pictures: int) -> Version:
        author: Person = self.editor
        story = factories.story(self.authority, author)
        variant = factories.variant(story, channel, author, text=text)
        for place in range(pictures):
            words = {"alt": f"Freibad, Becken {place}"}
            shown = factories.material(
                story, author, digest=self.digests[place], mime_type="image/jpeg", **words
            )
            VariantPicture.objects.create(variant=variant, material=shown, position=place)
        return Version.objects.create(
            variant=variant, number=1, text=text, language="de", author_ids=[str(author.pk)],
            pictures=variants.frozen_pictures(variant), fingerprint=variants.current_fingerprint(variant),
            frozen_at=AT, frozen_by=author,
        )  # fmt: skip

    def _stage(self, channel: Channel) -> Any:
        return registry.load("rehearsal").stage(authority_queries.credentials_of(channel))  # type: ignore[attr-defined]

    def public(self, channels: Iterable[Channel]) -> dict[uuid.UUID, list[dict[str, Any]]]:
        """What stands on each account, as its public sees it."""
        told = self.house("_posts")
        return {
            one.pk: [{"text": p.text, "pictures": list(p.pictures)} for p in self._stage(one).posts()]
            if one.platform == "rehearsal"
            else told.get(one.remote_id, [])
            for one in channels
        }

    def verdict(self, rows: Iterable[Publication]) -> dict[str, Any]:
        """How many are doubled, lost, unclear; and `bad`: what must not be, one line each."""
        fresh = list(
            Publication.objects.filter(pk__in=[row.pk for row in rows]).select_related("channel", "version")
        )
        public = self.public({row.channel_id: row.channel for row in fresh}.values())
        sums: dict[str, Any] = {"posts": len(fresh), "doubled": 0, "lost": 0, "unclear": 0, "bad": []}
        for row in fresh:
            there = [one for one in public[row.channel_id] if row.text in one["text"]]
            alts = [one["alt"] for one in row.version.pictures] if row.version else []
            wrong = _wrong(row, there, alts)
            sums["doubled"] += len(there) > 1
            sums["lost"] += wrong == "lost"
            sums["unclear"] += row.state == S.UNCLEAR
            if wrong:
                steps = " ".join(row.journal.values_list("step", flat=True))
                sums["bad"].append(f"{row.channel.platform} {row.state} {row.reason} {wrong}: {steps}")
        return sums


def _wrong(row: Publication, there: list[dict[str, Any]], alts: list[str]) -> str:
    """What must not be, in one word; unclear is allowed with a reason, and only where the platform cannot tell."""
    if len(there) > 1:
        return "doubled"
    if row.state == S.UNCLEAR:
        may_be = registry.capability(row.channel.platform).exactly_once in {"look_up", "nothing"}
        return "" if may_be and row.reason else "unclear-without-need"
    if not there:
        return "lost"
    if there[0]["pictures"] != alts:
        return "pictures"
    return "" if row.state in OUT and row.remote_id else "not-noticed"


def _jpeg(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 90, 160)).save(out, "JPEG")
    return out.getvalue()
