# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reasons and steps in plain words: one table of each, used by every page that shows them."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nahbar.channels.errors import Reason
from nahbar.publishing.models import JournalLine
from nahbar.publishing.states import HouseReason, Step

# Each in three parts: what happened, why, what now.
REASONS: dict[str, str | Promise] = {
    Reason.TEXT_REFUSED: gettext_lazy(
        "The platform did not take the post: it objects to the text. Please change the text and have it signed again."
    ),
    Reason.PICTURE_REFUSED: gettext_lazy(
        "The post did not go out: a picture is missing or the platform does not take it. "
        "Please choose another picture and have the version signed again."
    ),
    Reason.FILM_REFUSED: gettext_lazy(
        "The post did not go out: the film is missing or the platform does not take it. "
        "Please make the film anew within its limits and have the version signed again."
    ),
    Reason.SIGN_IN_AGAIN: gettext_lazy(
        "The platform no longer lets us in: the sign-in has expired or was withdrawn. "
        "Please have an administrator connect the channel again; the post goes on by itself then."
    ),
    Reason.RIGHT_MISSING: gettext_lazy(
        "The platform did not allow it: the connected account lacks a right. "
        "Please have an administrator connect the channel again and agree to all rights."
    ),
    Reason.ACCOUNT_RESTRICTED: gettext_lazy(
        "The platform did not take the post: it has restricted the account. "
        "Please sign in on the platform, look for its message there, and plan the post again."
    ),
    Reason.GONE: gettext_lazy(
        "The platform did not take the post: what it belongs to no longer exists there. "
        "Please look on the platform whether the post is still needed."
    ),
    Reason.NOT_AVAILABLE: gettext_lazy(
        "The platform did not take the post: it does not offer this. Please publish it on the platform itself."
    ),
    Reason.RATE_LIMITED: gettext_lazy(
        "The platform asks for patience: too much was sent in a short time. "
        "You need do nothing, the next try follows by itself."
    ),
    Reason.DAY_BUDGET_SPENT: gettext_lazy(
        "The post waits: the platform takes no more posts of this account today. "
        "You need do nothing, the next try follows by itself."
    ),
    Reason.UNREACHABLE: gettext_lazy(
        "The platform cannot be reached at the moment. You need do nothing, the next try follows by itself."
    ),
    Reason.NOT_READY: gettext_lazy(
        "The platform is still preparing the post. You need do nothing, the next try follows by itself."
    ),
    Reason.ODD_ANSWER: gettext_lazy(
        "The platform gave an answer that Nahbar does not understand. "
        "Please tell your technical support if this happens again."
    ),
    Reason.ANSWER_LOST: gettext_lazy(
        "The platform's answer was lost on the way: the post may be there or not. "
        "Nahbar looks on the platform before it sends again."
    ),
    Reason.ADDRESS_REFUSED: gettext_lazy(
        "The platform's address must not be reached from this machine: it lies in a private network. "
        "Please ask your technical support to allow it."
    ),
    Reason.WRONG_CREDENTIALS: gettext_lazy(
        "The platform no longer lets us in: name or password are not accepted. "
        "Please have an administrator connect the channel again; the post goes on by itself then."
    ),
    Reason.WRONG_ADDRESS: gettext_lazy(
        "The platform was not found at its address. Please have an administrator connect the channel again."
    ),
    HouseReason.HALTED: gettext_lazy(
        "The post is held: publishing is stopped at the moment. It goes on by itself when the stop is lifted."
    ),
    HouseReason.CHANNEL_NOT_CONNECTED: gettext_lazy(
        "The post is held: its channel is not connected. "
        "Please have an administrator connect it again; the post goes on by itself then."
    ),
    HouseReason.TOO_LATE: gettext_lazy(
        "The post did not go out in time: its date has passed by more than your authority allows. "
        "Please decide whether it is still to appear."
    ),
    HouseReason.EMBARGO: gettext_lazy(
        "The post did not go out: an embargo holds for its story, or the clock of this machine jumped and nobody has "
        "confirmed it. Please choose a date after the embargo, or ask your technical support about the clock."
    ),
    HouseReason.SIGNATURE_MISSING: gettext_lazy(
        "The post did not go out: nobody has signed it as it stands. Please ask for the signature and plan it again."
    ),
    HouseReason.SIGNATURE_EXPIRED: gettext_lazy(
        "Signature expired: the text was changed after the signature. The post does not go out like this. "
        "Please have the text signed anew, or put back the signed text; the post goes on by itself then."
    ),
    HouseReason.THREAD_BROKEN: gettext_lazy(
        "This post of the thread did not go out: an earlier one no longer stands on the platform, or Nahbar lacks its "
        "number there. Please look at the thread on the platform; then withdraw it, or take back what is left of it."
    ),
    HouseReason.RULE_STOP: gettext_lazy(
        "The post did not go out: a rule stops this text by now. "
        "Please look at the finding in the variant, and have it signed again."
    ),
    HouseReason.KEY: gettext_lazy(
        "Nothing was sent: the key file does not open the stored access of this channel. "
        "Please tell whoever runs Nahbar; the command “nahbar doctor” says what to do."
    ),
    HouseReason.FAULT: gettext_lazy(
        "Nahbar itself met a fault. You need do nothing, the next try follows by itself; "
        "please tell your technical support if this happens again."
    ),
    HouseReason.MATCH_TAKEN: gettext_lazy(
        "A post with the same words was found, but it belongs to an earlier publication. "
        "Please look on the platform whether there is a second one."
    ),
}
NOT_KNOWN = gettext_lazy("Something unexpected happened. Please tell your technical support.")

STEPS: dict[str, str | Promise] = {
    Step.ORDERED: gettext_lazy("The post was planned."),
    Step.CLAIMED: gettext_lazy("The dispatch took up the post."),
    Step.PREPARE_INTENT: gettext_lazy("Nahbar begins to prepare the post (pictures, for instance)."),
    Step.PREPARED: gettext_lazy("Everything is prepared; nothing is visible yet."),
    Step.PUBLISH_INTENT: gettext_lazy("The post is handed to the platform now."),
    Step.RECEIPT: gettext_lazy("The platform confirmed: the post has been published."),
    Step.NOT_SENT: gettext_lazy("It is certain: the post is not on the platform."),
    Step.UNKNOWN: gettext_lazy(
        "No clear answer came. Nahbar will look on the platform before it sends again."
    ),
    Step.ABSENT: gettext_lazy("Looked on the platform: the post is not there so far. Nahbar looks again."),
    Step.CANNOT_TELL: gettext_lazy("Looked on the platform: it cannot be told whether the post is there."),
    Step.UNCLEAR: gettext_lazy("Nahbar cannot find out what happened. A person has to look."),
    Step.REFUSED: gettext_lazy("The platform or a check said no."),
    Step.POSTPONED: gettext_lazy("This try did not work; another one follows."),
    Step.HELD: gettext_lazy("The post is held."),
    Step.MISSED: gettext_lazy("The date has passed; the post was not sent."),
    Step.EDIT_INTENT: gettext_lazy("The post is to be corrected."),
    Step.EDITED: gettext_lazy("Looked on the platform: the corrected version stands there."),
    Step.WITHDRAW_INTENT: gettext_lazy("The post is to be withdrawn."),
    Step.WITHDRAWN: gettext_lazy("Looked on the platform: the post is no longer there."),
}
DECISIONS: dict[str, str | Promise] = {
    "move": gettext_lazy("A new date was set."),
    "drop": gettext_lazy("The post was taken back before it went out."),
    "look_again": gettext_lazy("Nahbar is to look on the platform once more."),
    "released": gettext_lazy("What held the post is over; it is planned again."),
}
SPECIAL: dict[tuple[str, str], str | Promise] = {
    (Step.ORDERED, "thread"): gettext_lazy(
        "The post before it in the thread is published; this one follows."
    ),
    (Step.RECEIPT, "adopted"): gettext_lazy(
        "Found on the platform: the post is there. It was not sent again."
    ),
    (Step.RECEIPT, "person"): gettext_lazy("Confirmed by a person: the post is on the platform."),
    (Step.NOT_SENT, "person"): gettext_lazy(
        "Confirmed by a person: the post did not appear. It is sent again."
    ),
    (Step.NOT_SENT, "absent"): gettext_lazy("Looked on the platform: the post is certainly not there."),
}
WARNINGS = frozenset({Step.UNKNOWN, Step.ABSENT, Step.CANNOT_TELL, Step.POSTPONED, Step.HELD})
DANGERS = frozenset({Step.UNCLEAR, Step.REFUSED, Step.MISSED})


# Why the posts of an account cannot be shown beside an unclear one.
SILENCE: dict[str, str | Promise] = {
    **dict.fromkeys(
        (Reason.SIGN_IN_AGAIN, Reason.WRONG_CREDENTIALS, Reason.RIGHT_MISSING),
        gettext_lazy(
            "Nahbar cannot show what stands there: the platform no longer lets us in. "
            "Please have an administrator connect the channel again."
        ),
    ),
    **dict.fromkeys(
        (Reason.RATE_LIMITED, Reason.DAY_BUDGET_SPENT),
        gettext_lazy("Nahbar cannot show what stands there now: the platform asks for patience."),
    ),
    HouseReason.CHANNEL_NOT_CONNECTED: gettext_lazy(
        "Nahbar cannot show what stands there: the channel is not connected."
    ),
    HouseReason.KEY: gettext_lazy(
        "Nahbar cannot show what stands there: the key file does not open the stored access of this channel. "
        "Please tell your technical support."
    ),
}
NO_ANSWER = gettext_lazy("Nahbar cannot show what stands there now: the platform gives no usable answer.")


def silence(value: str) -> str:
    """Why the posts of an account cannot be shown; empty where they can."""
    return str(SILENCE.get(value, NO_ANSWER)) if value else ""


def reason(value: str) -> str:
    """The sentence to a reason; empty where there is none."""
    return str(REASONS.get(value, NOT_KNOWN)) if value else ""


def step(line: JournalLine) -> str:
    """What a journal line says in plain words."""
    if line.step == Step.DECIDED:
        return str(DECISIONS.get(line.reason, _("Decided by a person.")))
    special = SPECIAL.get((line.step, line.reason))
    return str(special or STEPS.get(line.step, line.get_step_display()))


def kind(line: JournalLine) -> str:
    """How a line is marked: danger, warning or nothing."""
    if line.step in DANGERS:
        return "danger"
    return "warning" if line.step in WARNINGS else ""


def why(line: JournalLine) -> str:
    """The sentence to the line's reason, where it adds something."""
    known = line.reason in REASONS and line.step not in {Step.NOT_SENT, Step.RECEIPT}
    if line.reason == Reason.ANSWER_LOST and line.step != Step.UNKNOWN:
        return ""  # said once, where the answer was lost
    return str(REASONS[line.reason]) if known else ""
