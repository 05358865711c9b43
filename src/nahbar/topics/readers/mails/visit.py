# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One visit to a mailbox: headers first, mails of the named senders only, threads as one item each."""

from collections import Counter
from datetime import datetime, timedelta

from django.utils.translation import ngettext

from nahbar.radar.matter import Kind
from nahbar.topics.item import MAX_TEXT, Item
from nahbar.topics.readers.events.occurrence import BERLIN
from nahbar.topics.readers.mails.headers import headers
from nahbar.topics.readers.mails.judging import Verdict, judged
from nahbar.topics.readers.mails.letter import Letter, letter
from nahbar.topics.readers.mails.parts import TooNested
from nahbar.topics.readers.mails.place import Place
from nahbar.topics.readers.mails.senders import Sender, department
from nahbar.topics.readers.mails.threads import Thread, Threads
from nahbar.wire.mailbox import MAIL_BYTES, MAILS, Head, Mailbox

# How far back a first visit looks; the same as the radar's news.
BACK = timedelta(days=30)
# Words of the items, not of the interface; see events.occurrence.
LATER = "Nachtrag vom {:%d.%m.%Y}:"


class Visit:
    """Reads at most 50 new mails; `counts`: what was not read, and why."""

    def __init__(self, box: Mailbox, place: Place, departments: tuple[str, ...], at: datetime) -> None:
        self.counts: Counter[str] = Counter()
        self._box, self._place, self._at = box, place, at
        self._departments = departments
        self._letters: dict[str, Letter] = {}
        self._senders: dict[str, Sender] = {}

    def new(self, threads: Threads, *, after: int) -> tuple[list[Item], int]:
        """The items of the mails above a number, and the highest number that is dealt with."""
        numbers = self._box.since((self._at - BACK).date(), after=after)
        first = numbers[:MAILS]
        touched: dict[str, Thread] = {}
        last = after
        for head in self._box.heads(first):
            if not self._box.has_room(min(head.size, MAIL_BYTES)):
                break
            if found := self._read(head):
                thread = threads.of(found)
                thread.add(found, head.number)
                touched[thread.root] = thread
            last = head.number
        else:
            last = max(first, default=after)
        self.counts["left"] = sum(number > last for number in numbers)
        return [self._item(thread) for thread in touched.values()], last

    def _read(self, head: Head) -> Letter | None:
        """The mail, if it becomes a topic; else it is counted."""
        verdict, sender = judged(headers(head.data), self._place.senders, checked_by=self._place.checked_by)
        if verdict is Verdict.READ and head.size > MAIL_BYTES:
            verdict = Verdict.LARGE
        found = None
        if verdict is Verdict.READ and sender:
            verdict, found = self._fetched(head.number)
        if found is None or sender is None:
            self.counts[verdict] += verdict is not Verdict.READ
            return None
        self._letters[found.id], self._senders[found.id] = found, sender
        if self._place.may_mark:
            self._box.mark(head.number)
        return found

    def _fetched(self, number: int) -> tuple[Verdict, Letter | None]:
        mail = self._box.mail(number)
        if mail is None:
            return Verdict.READ, None
        try:
            found = letter(mail, at=self._at)
        except TooNested:
            return Verdict.NESTED, None
        return (Verdict.SEALED, None) if found.is_sealed else (Verdict.READ, found)

    def _item(self, thread: Thread) -> Item:
        """The matter as its mails tell it, the later ones below the first."""
        letters = [self._again(name, number) for name, number in thread.mails.items()]
        known = [one for one in letters if one]
        newest = known[-1]
        parts = [known[0].text]
        parts += [f"{LATER.format(one.sent_at.astimezone(BERLIN))}\n{one.text}" for one in known[1:]]
        # Where an earlier mail is there no more, what the newest one quotes of it must do.
        text = "\n\n".join(parts) if len(known) == len(letters) else newest.whole
        sender = next((self._senders[one.id] for one in reversed(known) if one.id in self._senders), None)
        return Item(
            identifier=f"mail:{thread.root}",
            title=newest.title,
            text=text[:MAX_TEXT],
            link="",
            published_at=newest.sent_at,
            kind=Kind.CONTRIBUTION,
            department=department(sender, self._departments) if sender else "",
            sender=sender.address if sender else "",
        )

    def _again(self, name: str, number: int) -> Letter | None:
        """A letter of this visit, or of an earlier one, fetched once more."""
        if name in self._letters or not number:
            return self._letters.get(name)
        _verdict, found = self._fetched(number)
        return found if found and found.id == name else None


def told(counts: Counter[str]) -> str:
    """What was not read, for people."""
    sentences = []
    if n := counts[Verdict.FOREIGN]:
        sentences.append(
            ngettext(
                "%(n)s mail from a sender you did not name was not read.",
                "%(n)s mails from senders you did not name were not read.",
                n,
            )
            % {"n": n}
        )
    if n := counts[Verdict.AUTOMATIC]:
        sentences.append(
            ngettext(
                "%(n)s automatic mail was left out (out of office, not delivered, mailing list).",
                "%(n)s automatic mails were left out (out of office, not delivered, mailing list).",
                n,
            )
            % {"n": n}
        )
    if n := counts[Verdict.FORGED]:
        sentences.append(
            ngettext(
                "%(n)s mail was held back, because your mail server takes its sender for forged; please look at it in the mailbox.",
                "%(n)s mails were held back, because your mail server takes their senders for forged; please look at them in the mailbox.",
                n,
            )
            % {"n": n}
        )
    if n := counts[Verdict.SEALED]:
        sentences.append(
            ngettext(
                "%(n)s mail was not read, because it is encrypted or opens in a mail program alone.",
                "%(n)s mails were not read, because they are encrypted or open in a mail program alone.",
                n,
            )
            % {"n": n}
        )
    if n := counts[Verdict.LARGE] + counts[Verdict.NESTED]:
        sentences.append(
            ngettext(
                "%(n)s mail was not read, because it is larger than 25 MB or put together in an unusual way.",
                "%(n)s mails were not read, because they are larger than 25 MB or put together in an unusual way.",
                n,
            )
            % {"n": n}
        )
    if n := counts["left"]:
        sentences.append(
            ngettext(
                "%(n)s more mail comes with the next reading.",
                "%(n)s more mails come with the next readings.",
                n,
            )
            % {"n": n}
        )
    return " ".join(sentences)
