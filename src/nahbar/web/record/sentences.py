# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""One plain sentence for every verb of the record. A room's new verb gets its sentence here."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from nahbar.approval.states import Answer, Door
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.topics.request_states import RequestVerdict

SENTENCES: Mapping[str, Any] = {
    "authority.found": _("%(by)s set up the authority “%(thing)s”."),
    "authority.describe": _("%(by)s changed the details of the authority “%(thing)s”."),
    "authority.invite": _("%(by)s invited %(thing)s as %(roles)s."),
    "authority.take_back_invitation": _("%(by)s took back the invitation of %(thing)s."),
    "authority.accept": _("%(by)s accepted the invitation and joined as %(roles)s."),
    "authority.join": _("%(by)s let %(thing)s in on the command line as %(roles)s."),
    "authority.add_signer": _("%(by)s added %(thing)s without a login as %(roles)s."),
    "authority.grant": _("%(by)s gave %(thing)s the role %(roles)s."),
    "authority.revoke": _("%(by)s took the role %(roles)s from %(thing)s."),
    "authority.introduce": _(
        "%(by)s changed their name or function; before it was %(old_name)s, %(old_function)s."
    ),
    "authority.begin_connecting": _("%(by)s began to connect the channel “%(thing)s”."),
    "authority.connect": _("%(by)s connected the channel “%(thing)s”."),
    "authority.finish_connecting": _("%(by)s connected the channel “%(thing)s”."),
    "authority.disconnect": _("%(by)s disconnected the channel “%(thing)s”."),
    "authority.mark_broken": _("%(by)s found that the channel “%(thing)s” must be connected again."),
    "authority.set_up_model": _("%(by)s set up the language model “%(thing)s”."),
    "authority.switch_model": _("%(by)s switched the language model “%(thing)s” on or off."),
    "authority.ask_model": _("%(by)s asked the language model %(model)s about “%(thing)s”."),
    "authority.ask_model_in_vain": _("%(by)s asked the language model %(model)s about “%(thing)s” in vain."),
    "topics.add_source": _("%(by)s added the source “%(thing)s”."),
    "topics.upload": _("%(by)s uploaded the source “%(thing)s”."),
    "topics.read": _("%(by)s read the source “%(thing)s”."),
    "topics.pause": _("%(by)s paused the source “%(thing)s”."),
    "topics.resume": _("%(by)s reads the source “%(thing)s” again."),
    "topics.remove": _("%(by)s removed the source “%(thing)s”."),
    "topics.fail": _("%(by)s could not read the source “%(thing)s”: %(why)s"),
    "topics.recover": _("%(by)s could read the source “%(thing)s” again."),
    "topics.shelve": _("%(by)s put the topic “%(thing)s” to the known ones."),
    "topics.notice": _("%(by)s noticed the topic “%(thing)s”."),
    "topics.update": _("%(by)s noticed that the topic “%(thing)s” was edited at its source."),
    "topics.assign": _("%(by)s said to which pillar and department the topic “%(thing)s” belongs."),
    "topics.keep": _("%(by)s kept the topic “%(thing)s”."),
    "topics.postpone": _("%(by)s put the topic “%(thing)s” off."),
    "topics.drop": _("%(by)s dropped the topic “%(thing)s”."),
    "topics.take_up": _("%(by)s took up the topic “%(thing)s” again."),
    "topics.expire": _("%(by)s put the topic “%(thing)s” away: its last day has passed."),
    "topics.join": _("%(by)s joined the topic “%(thing)s” with “%(title)s”: it is the same matter."),
    "topics.part": _("%(by)s parted the topic “%(thing)s” from “%(title)s”: it is a matter of its own."),
    "topics.mark_told": _("%(by)s marked the topic “%(thing)s” as told."),
    "topics.add_format": _("%(by)s added the story format “%(thing)s”."),
    "topics.change_format": _("%(by)s changed the story format “%(thing)s”."),
    "topics.switch_format": _("%(by)s switched the story format “%(thing)s” on or off."),
    "topics.restore_format": _("%(by)s took the story format “%(thing)s” back to the catalogue's."),
    "topics.forget": _("%(by)s had what was learned from decisions on topics put aside."),
    "topics.forget_senders": _(
        "%(by)s deleted the addresses of people who had sent in topics; their time was over."
    ),
    "variants.take_suggestion": _("%(by)s took words a language model had proposed into “%(thing)s”."),
    "variants.discard_suggestion": _("%(by)s put away what a language model had proposed for “%(thing)s”."),
    "consents.ask": _("%(by)s asked for a consent: “%(thing)s”."),
    "consents.except": _("%(by)s noted an exception instead of a consent: “%(thing)s”."),
    "consents.add_files": _("%(by)s added files to the consent “%(thing)s”."),
    "consents.note_shown": _("%(by)s noted how many people can be recognised in “%(thing)s”."),
    "consents.sign": _("The consent “%(thing)s” was signed."),
    "consents.sign_by_hand": _("%(by)s entered the consent “%(thing)s” by hand."),
    "consents.refuse": _("A person said no: “%(thing)s”."),
    "consents.withdraw": _("The consent “%(thing)s” was withdrawn."),
    "consents.settle": _("%(by)s ticked off a place after the withdrawal of “%(thing)s”."),
    "consents.finish": _("The withdrawal of “%(thing)s” is dealt with everywhere."),
    "consents.expire": _("The consent “%(thing)s” has ended."),
    "consents.forget": _("Name and signature of the consent “%(thing)s” were deleted."),
    "planning.take_back_for_consent": _(
        "A planned post was stopped, because somebody shown withdrew their consent: “%(thing)s”."
    ),
    "stories.brief": _("%(by)s changed the brief of “%(thing)s”."),
    "stories.tick": _("%(by)s ticked lines off the shooting sheet of “%(thing)s”."),
    "stories.take_tick_back": _("%(by)s took a tick on the shooting sheet of “%(thing)s” back."),
    "objections.note": _("%(by)s noted an objection: “%(thing)s”."),
    "objections.answer": _("%(by)s answered the objection “%(thing)s”."),
    "objections.escalate": _("%(by)s put the objection “%(thing)s” before %(put_to)s."),
    "objections.decide": _("%(by)s entered the decision on the objection “%(thing)s”."),
    "topics.confirm_phrasing": _("%(by)s confirmed an angle a language model had proposed for “%(thing)s”."),
    "topics.edit_phrasing": _("%(by)s changed an angle a language model had proposed for “%(thing)s”."),
    "topics.discard_phrasing": _("%(by)s discarded an angle a language model had proposed for “%(thing)s”."),
    "library.take_in": _("%(by)s took the file “%(thing)s” into the material."),
    "library.settle_rights": _("%(by)s said on what the use of the file “%(thing)s” rests."),
    "library.describe": _("%(by)s changed title or description of the file “%(thing)s”."),
    "library.subtitle": _("%(by)s changed what is known of the speech in the film “%(thing)s”."),
    "library.remove": _("%(by)s removed the file “%(thing)s” from the material."),
    "topics.ask": _("%(by)s had a request of %(department)s scored: “%(thing)s”."),
    "topics.revise_answer": _("%(by)s changed the answer to %(department)s on “%(thing)s”."),
    "topics.rewrite_answer": _("%(by)s had the answer to %(department)s on “%(thing)s” written anew."),
    "topics.answer": _("%(by)s settled the answer to %(department)s on “%(thing)s”: %(verdict)s."),
    "topics.discard_request": _("%(by)s discarded the request of %(department)s on “%(thing)s”."),
    "topics.mail_answer": _("%(by)s mailed the answer on “%(thing)s” to %(department)s."),
    "topics.take_back_up": _("%(by)s noted that %(department)s came back on “%(thing)s”."),
    "topics.overrule_answer": _(
        "%(by)s decided to tell “%(thing)s” of %(department)s all the same, because: %(reason)s"
    ),
    "topics.forget_request": _("%(by)s removed what %(department)s sent on “%(thing)s”: a year has passed."),
    "topics.write_topic_house": _("%(by)s changed the topic house of “%(thing)s”."),
    "contributions.invite": _("%(by)s made a link for contributions: “%(thing)s”."),
    "contributions.replace": _(
        "%(by)s replaced the link for contributions “%(thing)s”; the old one stopped."
    ),
    "contributions.receive": _("A contribution came by the link “%(by)s”: “%(thing)s”."),
    "contributions.forget": _(
        "%(by)s deleted name, contact or photos of the contribution “%(thing)s”, as promised."
    ),
    "contributions.erase": _(
        "%(by)s deleted name, contact or photos of the contribution “%(thing)s” on request."
    ),
    "contributions.assign": _("%(by)s gave the trainees the assignment “%(thing)s”."),
    "contributions.close_assignment": _("%(by)s closed the assignment “%(thing)s”."),
    "contributions.set_rules": _("%(by)s changed the rules of the trainees' studio."),
    "contributions.deliver": _(
        "A delivery came by the link “%(by)s” into the trainees' studio: “%(thing)s”."
    ),
    "contributions.take_back": _("A delivery by the link “%(by)s” was taken back: “%(thing)s”."),
    "contributions.take": _("%(by)s took the delivery “%(thing)s” of the trainees' studio."),
    "contributions.ask_back": _("%(by)s asked back about the delivery “%(thing)s”."),
    "contributions.discard": _("%(by)s did not take the delivery “%(thing)s”; its files were deleted."),
    "contributions.end_delivery": _(
        "%(by)s deleted the delivery “%(thing)s” and what nobody had taken of it, as promised."
    ),
    "stories.clear": _("%(by)s cleared rights and consent of a picture in the story “%(thing)s”."),
    "campaigns.launch": _("%(by)s launched the campaign “%(thing)s”."),
    "campaigns.change": _("%(by)s changed the campaign “%(thing)s”."),
    "campaigns.count": _("%(by)s noted for the campaign “%(thing)s”: %(reached)s."),
    "campaigns.close": _("%(by)s closed the campaign “%(thing)s”."),
    "stories.open": _("%(by)s opened the story “%(thing)s”."),
    "stories.describe": _("%(by)s changed the story “%(thing)s”."),
    "stories.collect": _("%(by)s added a picture: “%(thing)s”."),
    "stories.describe_material": _("%(by)s changed text or credit of the picture “%(thing)s”."),
    "stories.exchange_material": _("%(by)s replaced the picture “%(thing)s” by a new one."),
    "stories.remove_material": _("%(by)s removed the picture “%(thing)s”."),
    "stories.design": _("%(by)s designed a picture for the story “%(thing)s”."),
    "stories.redesign": _("%(by)s changed a designed picture of the story “%(thing)s”."),
    "stories.begin_film": _("%(by)s began a film for the story “%(thing)s”."),
    "stories.add_to_film": _("%(by)s added excerpts to a film of the story “%(thing)s”."),
    "stories.arrange_film": _("%(by)s changed a film of the story “%(thing)s”."),
    "stories.write_subtitles": _("%(by)s wrote subtitles for a film of the story “%(thing)s”."),
    "stories.ask_speech_model": _("%(by)s asked the speech model about a film of the story “%(thing)s”."),
    "stories.hear_subtitles": _(
        "%(by)s took the proposal of the speech model %(model)s for a film of the story “%(thing)s”."
    ),
    "stories.ask_for_film": _("%(by)s had a film of the story “%(thing)s” made."),
    "stories.cancel_film": _("%(by)s stopped the making of a film of the story “%(thing)s”."),
    "stories.finish_film": _("%(by)s made a film of the story “%(thing)s”."),
    "stories.fail_film": _("%(by)s could not make a film of the story “%(thing)s”."),
    "stories.remove_film": _("%(by)s threw away the draft of a film of the story “%(thing)s”."),
    "stories.set_embargo": _("%(by)s set or changed the embargo of the story “%(thing)s”."),
    "stories.close": _("%(by)s closed the story “%(thing)s”."),
    "stories.reopen": _("%(by)s opened the story “%(thing)s” again."),
    "variants.draft": _("%(by)s began the variant “%(thing)s”."),
    "variants.revise": _("%(by)s changed the text of the variant “%(thing)s”."),
    "variants.choose_pictures": _("%(by)s chose the pictures of the variant “%(thing)s”."),
    "variants.take_over": _("%(by)s took the text of %(source)s over for the variant “%(thing)s”."),
    "variants.note_handles": _("%(by)s noted the accounts of “%(thing)s”."),
    "variants.forget_handles": _("%(by)s removed the accounts of “%(thing)s”."),
    "variants.freeze": _("%(by)s froze a version of the variant “%(thing)s”."),
    "variants.overrule": _("%(by)s overruled a finding on the variant “%(thing)s”: %(reason)s"),
    "variants.remove": _("%(by)s removed the variant “%(thing)s”."),
    "approval.request": _("%(by)s asked for the signature on “%(thing)s”."),
    "approval.sign": _("%(by)s answered the round on “%(thing)s”: %(answer)s, %(door)s."),
    "approval.recall": _("%(by)s recalled the round on “%(thing)s”."),
    "approval.mail_again": _("%(by)s sent the mail link for “%(thing)s” again."),
    "planning.place": _("%(by)s placed “%(thing)s” in the calendar."),
    "planning.move": _("%(by)s moved “%(thing)s” in the calendar."),
    "planning.take_back": _("%(by)s took “%(thing)s” back from the calendar."),
    "planning.settle": _("%(by)s made the wish for “%(thing)s” a fixed time."),
    "planning.miss": _("%(by)s noticed that the signature on “%(thing)s” came too late for its time."),
    "publishing.enqueue": _("%(by)s planned the post “%(thing)s”."),
    "publishing.answer": _("%(by)s sent off the reply “%(thing)s”."),
    "publishing.move": _("%(by)s moved the post “%(thing)s” to another time."),
    "publishing.drop": _("%(by)s took the planned post “%(thing)s” back."),
    "publishing.published": _("%(by)s published “%(thing)s”."),
    "publishing.unclear": _("%(by)s cannot tell whether “%(thing)s” was published; a person must look."),
    "publishing.settle_unclear": _("%(by)s settled whether “%(thing)s” was published."),
    "publishing.look_again": _("%(by)s had it looked up again whether “%(thing)s” was published."),
    "publishing.decide_missed": _("%(by)s decided what becomes of the missed post “%(thing)s”."),
    "publishing.miss": _("%(by)s did not publish “%(thing)s” because its time had passed."),
    "publishing.missed": _("%(by)s did not publish “%(thing)s” because its time had passed."),
    "publishing.refused": _("%(by)s could not publish “%(thing)s”: it was refused."),
    "publishing.held": _("%(by)s held back “%(thing)s”."),
    "publishing.hold_all": _("%(by)s halted publishing: “%(thing)s”."),
    "publishing.lift": _("%(by)s let publishing go on: “%(thing)s”."),
    "publishing.hold_installation": _("%(by)s halted publishing for the whole installation."),
    "publishing.lift_installation": _("%(by)s let publishing go on for the whole installation."),
    "publishing.edit": _("%(by)s asked for the post “%(thing)s” to be corrected."),
    "publishing.edited": _("%(by)s corrected the post “%(thing)s” on the platform."),
    "publishing.edit_refused": _("%(by)s could not correct the post “%(thing)s” on the platform."),
    "publishing.withdraw": _("%(by)s asked for the post “%(thing)s” to be withdrawn."),
    "publishing.withdrawn": _("%(by)s withdrew the post “%(thing)s” from the platform."),
    "publishing.withdraw_refused": _("%(by)s could not withdraw the post “%(thing)s” from the platform."),
    "dialogue.receive": _("%(by)s received a comment from %(thing)s."),
    "dialogue.answer": _("%(by)s answered %(thing)s."),
    "dialogue.answered": _("%(by)s published the answer to %(thing)s."),
    "dialogue.edited": _("%(by)s noticed that the comment of %(thing)s was edited."),
    "dialogue.close": _("%(by)s closed the inquiry of %(thing)s."),
    "dialogue.reopen": _("%(by)s opened the inquiry of %(thing)s again."),
    "impact.measure": _("%(by)s measured the effect of “%(thing)s”."),
    "archive.backup": _("%(by)s wrote a backup."),
    "archive.restore": _("%(by)s restored a backup."),
}
UNKNOWN = _("%(by)s: %(verb)s “%(thing)s”")

# Details that are names of a table, as people read them.
WORDS: Mapping[str, Mapping[str, Any]] = {
    "answer": dict(Answer.choices),
    "door": dict(Door.choices),
    "verdict": dict(RequestVerdict.choices),
}


class _Values(dict[str, str]):
    """Gives an empty text where a line lacks a detail, so that old lines stay readable."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence(entry: Entry) -> str:
    """What happened, as one sentence with the names as they were then."""
    values = _Values((key, value) for key, value in entry.details.items() if isinstance(value, str) and value)
    roles = entry.details.get("roles", [])
    values["roles"] = ", ".join(_role(role) for role in roles) if isinstance(roles, list) else ""
    values |= {key: str(names[values[key]]) for key, names in WORDS.items() if values.get(key) in names}
    values |= {"by": entry.by_name, "thing": entry.thing_name or "–", "verb": entry.verb}
    return str(SENTENCES.get(entry.verb, UNKNOWN)) % values


def _role(value: str) -> str:
    # Roles of old lines may be gone from today's table; the record still names them.
    return str(Role(value).label) if value in Role.values else str(value)
