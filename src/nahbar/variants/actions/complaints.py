# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why something did not happen to a variant: what happened, why, what now."""

from django.utils.translation import gettext_lazy as _

from nahbar.foundation.complaint import Complaint
from nahbar.rulebook.finding import Finding
from nahbar.variants.models import Variant


class ChannelNotConnected(Complaint):
    """The channel cannot be written for."""

    sentence = _(
        "No variant was drafted, because the channel is not connected. Please connect it again under Channels."
    )


class StoryClosed(Complaint):
    """Variants of a closed story are only read."""

    sentence = _("The variant was not changed, because its story is closed. Please reopen the story first.")


class VariantChanged(Complaint):
    """Somebody else saved meanwhile; `theirs` is the variant as it is now."""

    sentence = _(
        "Your text was not saved yet, because %(name)s saved this variant in the meantime. "
        "Please compare both texts and save again."
    )

    def __init__(self, theirs: Variant) -> None:
        super().__init__(name=theirs.revised_by.name)
        self.theirs = theirs


class TextMissing(Complaint):
    """Nothing to freeze."""

    sentence = _(
        "The variant for %(channel)s was not submitted, because its text is empty. Please write it first."
    )


class TextTooLong(Complaint):
    """More than the platform takes."""

    sentence = _(
        "The variant for %(channel)s was not submitted, because its text is longer than the platform accepts. "
        "Please shorten it."
    )


class PartEmpty(Complaint):
    """Two dividers follow each other."""

    sentence = _(
        "The variant for %(channel)s was not submitted, because part %(number)s of the thread is empty. "
        "Please write it, or take one of the dividing lines away."
    )


class TooManyParts(Complaint):
    """More posts than a thread may have."""

    sentence = _(
        "The variant for %(channel)s was not submitted, because the thread has %(count)s parts; at most %(most)s are "
        "possible. Please join some of them."
    )


class TooManyPictures(Complaint):
    """More than the platform takes."""

    sentence = _(
        "The pictures were not saved, because this channel accepts at most %(most)s per post. Please choose fewer."
    )


class NoThreadHere(Complaint):
    """One post is all there is."""

    sentence = _(
        "The pictures were not spread, because this channel has no threads, or not so long ones. "
        "Please choose which pictures go along."
    )


class NoFilmsHere(Complaint):
    """The platform shows none."""

    sentence = _("The choice was not saved, because this channel shows no films. Please choose pictures.")


class TooManyFilms(Complaint):
    """More than the platform takes."""

    sentence = _(
        "The choice was not saved, because this channel accepts at most %(most)s film per post. Please choose fewer."
    )


class FilmBesidePictures(Complaint):
    """The platform shows one or the other."""

    sentence = _(
        "The choice was not saved, because this channel shows either a film or pictures in a post. "
        "Please choose one of both, or put them into two posts of a thread."
    )


class StopsOpen(Complaint):
    """Findings stop the variant; `findings` are they."""

    findings: tuple[Finding, ...] = ()

    sentence = _(
        "The variant for %(channel)s was not submitted, because a finding stops it: %(first)s "
        "Please mend the text, or have somebody who approves give a reason."
    )


class FindingGone(Complaint):
    """The finding somebody answers for is not there."""

    sentence = _(
        "Nothing was noted, because this finding no longer exists: the text has changed. Please reload the page."
    )


class ReasonMissing(Complaint):
    """Going on in spite of a finding needs words."""

    sentence = _("Nothing was noted, because the reason is missing. Please say in one sentence why it stays.")


class VersionsExist(Complaint):
    """Signed or once submitted, so it must stay provable."""

    sentence = _(
        "The variant was not removed, because it has been submitted before and must stay traceable. "
        "Please leave it as it is, or close the story."
    )


class SuggestionGone(Complaint):
    """It was decided, or another one took its place."""

    sentence = _(
        "Nothing was changed, because this proposal does not exist any more; somebody may have decided or asked anew. "
        "Please look at the page again."
    )


class SuggestionMissing(Complaint):
    """No words are left."""

    sentence = _(
        "Nothing was taken over, because no words are left. Please write some, or discard the proposal."
    )


class NothingToShorten(Complaint):
    """A shorter text or a headline needs a text."""

    sentence = _(
        "Nothing was asked, because this variant has no text yet. Please write it, or ask for a draft."
    )


class ModelMayNotLook(Complaint):
    """The house has not allowed pictures to be sent."""

    sentence = _(
        "Nothing was asked, because the language model may not look at pictures here. "
        "Please describe the picture yourself, or ask an administrator."
    )


class PictureNotCleared(Complaint):
    """Such a picture goes nowhere."""

    sentence = _(
        "Nothing was asked, because rights and consent of this picture are not cleared, so it does not leave the house. "
        "Please clear them first, or describe the picture yourself."
    )


class PictureNotSeen(Complaint):
    """Its file is gone or cannot be drawn."""

    sentence = _(
        "Nothing was asked, because the file of this picture cannot be shown. Please describe it yourself, or add it anew."
    )
