# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail drop: departments send a mail to an address of the authority, and it becomes a topic."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nahbar.radar.matter import Kind
from nahbar.topics.item import Item
from nahbar.topics.readers.mails import trouble
from nahbar.topics.readers.mails.headers import Headers, headers
from nahbar.topics.readers.mails.judging import Verdict, judged
from nahbar.topics.readers.mails.letter import NAMELESS, identifier, sent_at, title_of
from nahbar.topics.readers.mails.place import INBOX, STARTTLS, TLS, Place, place
from nahbar.topics.readers.mails.threads import Threads
from nahbar.topics.readers.mails.visit import BACK, Visit, told
from nahbar.topics.readers.reader import Ask, Candidate, Field, Gathered, Given
from nahbar.topics.states import SourceKind
from nahbar.wire.mailbox import MAILS, Mailbox, NoMailbox, Trouble

SHOWN = 5
SHOWN_FOLDERS = 20


class MailReader:
    """One log-in a reading. Nothing is ever deleted; mails stay unread unless the person chose otherwise."""

    kind = SourceKind.MAIL
    about = _(
        "Colleagues send a mail, perhaps with a photo, to an address of your own, and each one becomes a topic. Only senders you name are read."
    )
    every_minutes = 60
    fields = (
        Field(
            "server", _("Mail server"), _("As your mail program knows it, for example mail.musterau.example.")
        ),
        Field("user", _("User name of the mailbox"), _("Often the mail address itself.")),
        Field(
            "password",
            _("Password of the mailbox"),
            _("Is kept encrypted and never shown again. A mailbox used for nothing else is best."),
            "secret",
        ),
        Field(
            "senders",
            _("Whose mails may become topics?"),
            _(
                "One address or one domain a line, for example bauamt@musterau.example or musterau.example. Of all other mails only the number is "
                "kept. Anybody can write a false sender into a mail: treat each topic as a proposal, and ask back before you publish."
            ),
            "lines",
        ),
        Field(
            "folder",
            _("Folder"),
            _("May stay empty: then the inbox."),
            is_required=False,
        ),
        Field(
            "way",
            _("Encryption"),
            kind="choice",
            choices=((TLS, _("from the beginning (usual)")), (STARTTLS, _("after the greeting (STARTTLS)"))),
        ),
        Field(
            "port",
            _("Port"),
            _("May stay empty: then 993, with STARTTLS 143."),
            "number",
            is_required=False,
        ),
        Field(
            "mark",
            _("Mails that were read"),
            kind="choice",
            choices=(("no", _("leave as they are")), ("yes", _("mark as read in the mailbox"))),
        ),
        Field(
            "checked_by",
            _("What your mail server calls itself when it checks senders"),
            _(
                "May stay empty. Your IT finds it in the header Authentication-Results. Mails whose sender your server takes for forged are held back."
            ),
            is_required=False,
        ),
    )

    def look(self, given: Given, ask: Ask, *, at: datetime) -> tuple[Candidate, ...]:
        """Logs in and shows the newest mails of the named senders, by their headers alone."""
        where = place(given)
        with _opened(where, ask) as box:
            folders = box.folders()
            _choose(box, where)
            numbers = box.since((at - BACK).date())
            heads = [headers(one.data) for one in box.heads(numbers[-MAILS:])]
        counts: Counter[str] = Counter()
        items: list[Item] = []
        for one in reversed(heads):
            verdict, _sender = judged(one, where.senders, checked_by=where.checked_by)
            counts[verdict] += 1
            if verdict is Verdict.READ and len(items) < SHOWN:
                items.append(_preview(one, at))
        return (_candidate(where, given, tuple(items), counts, folders),)

    def read(self, given: Given, ask: Ask, *, at: datetime) -> Gathered:
        """The new mails of the named senders; a reply updates the topic of what it answers."""
        where = place(given)
        with _opened(where, ask) as box:
            numbering = _choose(box, where)
            is_same = given.cursor.get("numbering") == numbering
            last = int(given.cursor.get("last", 0)) if is_same else 0
            threads = Threads(given.cursor, is_same=is_same)
            visit = Visit(box, where, given.departments, at)
            items, last = visit.new(threads, after=last)
        cursor = {"numbering": numbering, "last": last, "threads": threads.kept()}
        return Gathered(tuple(items), cursor, is_unchanged=not items, note=told(visit.counts))


READER = MailReader()


@contextmanager
def _opened(where: Place, ask: Ask) -> Iterator[Mailbox]:
    with trouble.told(where.server.host, where.folder), ask.mailbox(where.server) as box:
        yield box


def _choose(box: Mailbox, where: Place) -> int:
    """Opens the folder, or says which ones there are."""
    try:
        return box.choose(where.folder, may_mark=where.may_mark)
    except NoMailbox as error:
        if error.trouble is not Trouble.NO_FOLDER:
            raise
        names = box.folders() or (INBOX,)
        raise trouble.FolderMissing(folder=where.folder, folders=", ".join(names[:SHOWN_FOLDERS])) from error


def _preview(one: Headers, at: datetime) -> Item:
    title, _is_forward = title_of(one)
    return Item(identifier(one), title or NAMELESS, "", "", sent_at(one, at), Kind.CONTRIBUTION)


def _candidate(
    where: Place, given: Given, items: tuple[Item, ...], counts: Counter[str], folders: tuple[str, ...]
) -> Candidate:
    kept = where.settings(str(given.settings.get("senders", "")))
    note = [_now("The login worked.")]
    if not items:
        note.append(_now("In the last 30 days no mail of these senders came in."))
    note.append(told(counts))
    if len(folders) > 1:
        note.append(_now("Folders there: %(folders)s.") % {"folders": ", ".join(folders[:SHOWN_FOLDERS])})
    title = where.server.user if where.folder == INBOX else f"{where.server.user}, {where.folder}"
    return Candidate(
        "",
        title,
        items,
        kept,
        note=" ".join(filter(None, note)),
        cost=_now("Each reading is one login at your mail server, once an hour."),
    )
