# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

import pytest
from django.core import mail

from nahbar.approval import actions, links, queries
from nahbar.approval.models import Asked, Round, Signature
from nahbar.approval.states import Answer, Door, RoundState
from nahbar.authority.models import Membership
from nahbar.authority.permissions import NotAllowed
from nahbar.authority.states import Role
from nahbar.record.models import Entry
from nahbar.stories import actions as stories
from nahbar.variants import actions as variants
from nahbar.variants.models import Version
from tests import factories
from tests.approval.desk import TEXT, desk

pytestmark = pytest.mark.django_db


def test_request_freezes_asks_and_notes_when_an_editor_asks(at):
    place = desk()
    made = place.request(at, question="Stimmt das Datum?", answer_until=at + timedelta(days=2))
    version = made.versions.get()
    assert (version.text, version.author_ids, made.state) == (
        TEXT,
        [str(place.author.pk)],
        RoundState.REQUESTED,
    )
    assert [asked.person for asked in made.asked.all()] == [place.signer]
    assert made.question == "Stimmt das Datum?"
    assert Entry.objects.filter(verb="approval.request", by_name="Rita Redaktion").count() == 1


def test_request_keeps_only_the_digest_of_the_link_when_it_is_mailed(at, django_capture_on_commit_callbacks):
    place = desk()
    with django_capture_on_commit_callbacks(execute=True):
        made = place.request(at)
    asked = made.asked.get()
    token = mail.outbox[0].body.split("/zeichnen/")[1].split("/")[0]
    assert asked.token_digest == links.digest_of(token)
    assert token not in str(Asked.objects.values().get())
    assert (asked.mailed_at, asked.expires_at) == (at, at + timedelta(days=7))


def test_mail_says_who_asks_until_when_and_what_silence_means_when_it_is_sent(
    at, django_capture_on_commit_callbacks
):
    place = desk()
    with django_capture_on_commit_callbacks(execute=True):
        place.request(at, question="Stimmt das Datum?", answer_until=at + timedelta(days=2))
    letter = mail.outbox[0]
    assert letter.to == [place.signer.email]
    assert letter.subject == f"{place.authority.name} bittet um Mitzeichnung: Freibad öffnet"
    assert (
        f"{place.authority.name} bittet Sie um Mitzeichnung bis Do, 26. November, 10:00 Uhr." in letter.body
    )
    assert "Frage: Stimmt das Datum?" in letter.body
    assert "Wenn Sie nichts tun, wird nichts veröffentlicht." in letter.body
    assert "gilt bis Di, 1. Dezember, 10:00 Uhr" in letter.body


def test_mail_has_one_subject_line_when_the_title_has_several(at, django_capture_on_commit_callbacks):
    place = desk()
    place.story.title = "Freibad\r\nBcc: alle@musterau.example"
    place.story.save()
    with django_capture_on_commit_callbacks(execute=True):
        place.request(at)
    assert mail.outbox[0].subject.endswith("Freibad Bcc: alle@musterau.example")
    assert mail.outbox[0].recipients() == [place.signer.email]


def test_request_stays_when_the_mail_server_is_down(at, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    place = desk()
    with django_capture_on_commit_callbacks(execute=True):
        made = place.request(at)
    assert (Round.objects.get(pk=made.pk).state, made.asked.get().mailed_at) == (RoundState.REQUESTED, None)


def test_mail_again_ends_the_link_before_when_it_sends_a_new_one(at, django_capture_on_commit_callbacks):
    place = desk()
    with django_capture_on_commit_callbacks(execute=True):
        made = place.request(at)
    first = mail.outbox[0].body.split("/zeichnen/")[1].split("/")[0]
    with django_capture_on_commit_callbacks(execute=True):
        actions.mail_again(made.asked.get(), by=place.author, at=at + timedelta(hours=1))
    second = mail.outbox[1].body.split("/zeichnen/")[1].split("/")[0]
    assert queries.asked_by_token(first, at) is None
    assert queries.asked_by_token(second, at) == made.asked.get()


def test_request_recalls_the_older_round_when_the_same_variant_is_asked_again(at):
    place = desk()
    first = place.request(at)
    second = place.request(at + timedelta(hours=1))
    assert Round.objects.get(pk=first.pk).state == RoundState.RECALLED
    with pytest.raises(actions.AlreadyRecalled):
        actions.sign(first, answer="signed", by=place.signer, at=at)
    assert actions.sign(second, answer="signed", by=place.signer, at=at).state == RoundState.SIGNED


def test_request_leaves_other_rounds_open_when_another_variant_is_asked(at):
    place = desk()
    other = factories.variant(place.story, factories.channel(place.authority), place.author)
    first = place.request(at)
    place.request(at, variants=[other])
    assert Round.objects.get(pk=first.pk).state == RoundState.REQUESTED


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.COMMUNITY_MANAGER, Role.OFFICER, Role.LEADERSHIP])
def test_request_refuses_a_signer_when_their_role_does_not_sign(at, role):
    place = desk()
    with pytest.raises(actions.SignerHasNoRole):
        place.request(at, signers=[factories.person(place.authority, role)])
    assert Round.objects.count() == 0


def test_request_refuses_a_signer_when_they_belong_to_another_authority(at):
    place = desk()
    stranger = factories.person(factories.authority(), Role.APPROVER)
    with pytest.raises(actions.SignerHasNoRole):
        place.request(at, signers=[stranger])
    assert mail.outbox == []


def test_request_refuses_the_asker_and_a_co_author_when_they_shall_sign(at):
    place = desk()
    helper = factories.person(place.authority, Role.EDITOR, name="Hanna Hilfe")
    place.revise(TEXT + " Der Eintritt ist frei.", helper, at)
    for person in (place.author, helper):
        with pytest.raises(actions.SignerCannotSign, match=person.name):
            place.request(at, signers=[person])
    assert Round.objects.count() == 0


def test_request_refuses_a_signer_when_they_read_an_authors_mailbox(at):
    place = desk()
    double = factories.person(place.authority, Role.APPROVER, email=place.author.email.upper())
    with pytest.raises(actions.SignerCannotSign):
        place.request(at, signers=[double])
    assert Round.objects.count() == 0


def test_request_refuses_when_nothing_or_nobody_is_chosen_or_time_is_over(at):
    place = desk()
    with pytest.raises(actions.NothingToSign):
        place.request(at, variants=[])
    with pytest.raises(actions.NobodyAsked):
        place.request(at, signers=[])
    with pytest.raises(actions.AnswerTimePast):
        place.request(at, answer_until=at)
    assert (Round.objects.count(), Version.objects.count()) == (0, 0)


def test_request_takes_no_variant_of_another_story_when_one_is_slipped_in(at):
    place, other = desk(), desk()
    with pytest.raises(actions.NothingToSign):
        place.request(at, variants=[other.variant])


def test_request_refuses_when_the_asker_may_not_write(at):
    place = desk()
    with pytest.raises(NotAllowed):
        place.request(at, by=place.signer)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer.SIGNED, RoundState.SIGNED),
        (Answer.NOTED, RoundState.SIGNED),
        (Answer.OBJECTED, RoundState.RETURNED),
        (Answer.REFUSED, RoundState.RETURNED),
    ],
)
def test_sign_settles_the_round_when_each_of_the_four_answers_is_given(at, answer, state):
    place = desk()
    made = actions.sign(place.request(at), answer=answer, reason="Siehe Absatz 2.", by=place.signer, at=at)
    assert (made.state, made.settled_at) == (state, at)
    assert queries.is_signed(made.versions.get()) is (state == RoundState.SIGNED)


@pytest.mark.parametrize("answer", [Answer.NOTED, Answer.OBJECTED, Answer.REFUSED])
def test_sign_asks_for_words_when_the_answer_is_no_plain_yes(at, answer):
    place = desk()
    made = place.request(at)
    with pytest.raises(actions.ReasonMissing):
        actions.sign(made, answer=answer, reason="  ", by=place.signer, at=at)
    assert Signature.objects.count() == 0


def test_sign_refuses_when_the_answer_is_none_of_the_four(at):
    place = desk()
    with pytest.raises(actions.AnswerUnknown):
        actions.sign(place.request(at), answer="maybe", by=place.signer, at=at)


def test_sign_keeps_name_and_function_as_given_when_they_differ(at):
    place = desk()
    made = place.request(at)
    actions.sign(made, answer="signed", name="S. Leitung", function="i. V.", by=place.signer, at=at)
    row = Signature.objects.get()
    assert (row.name, row.function, row.person) == ("S. Leitung", "i. V.", place.signer)
    assert row.fingerprint == made.versions.get().fingerprint


def test_sign_refuses_somebody_who_was_not_asked_when_their_role_signs(at):
    place = desk()
    made = place.request(at)
    with pytest.raises(actions.NotAsked):
        actions.sign(made, answer="signed", by=factories.person(place.authority, Role.APPROVER), at=at)


def test_sign_refuses_when_the_role_was_taken_meanwhile(at):
    place = desk()
    made = place.request(at)
    Membership.objects.filter(person=place.signer).delete()
    with pytest.raises(NotAllowed):
        actions.sign(made, answer="signed", by=place.signer, at=at)


def test_sign_refuses_somebody_asked_when_they_have_written_meanwhile(at):
    place = desk()
    Membership.objects.create(authority=place.authority, person=place.signer, role=Role.EDITOR, granted_at=at)
    made = place.request(at)
    place.revise(TEXT + " Bis bald.", place.signer, at)
    with pytest.raises(actions.AuthorCannotSign):
        actions.sign(made, answer="signed", by=place.signer, at=at)


def test_second_answer_is_refused_when_two_open_the_round_at_once(at):
    place = desk()
    second = factories.person(place.authority, Role.COSIGNER)
    made = place.request(at, signers=[place.signer, second])
    one, other = Round.objects.get(pk=made.pk), Round.objects.get(pk=made.pk)
    actions.sign(one, answer="signed", by=place.signer, at=at)
    with pytest.raises(actions.AlreadyAnswered):
        actions.sign(other, answer="refused", reason="Nein.", by=second, at=at)
    assert Round.objects.get(pk=made.pk).state == RoundState.SIGNED
    assert [row.person for row in Signature.objects.all()] == [place.signer]


def test_recall_ends_the_round_when_it_is_open_and_refuses_when_not(at):
    place = desk()
    made = actions.recall(place.request(at), by=place.author, at=at)
    assert made.state == RoundState.RECALLED
    with pytest.raises(actions.RoundOver):
        actions.recall(made, by=place.author, at=at)
    with pytest.raises(actions.RoundOver):
        actions.mail_again(made.asked.get(), by=place.author, at=at)


def test_link_door_needs_the_secret_when_somebody_signs_by_mail(at, django_capture_on_commit_callbacks):
    place = desk()
    second = factories.person(place.authority, Role.COSIGNER)
    with django_capture_on_commit_callbacks(execute=True):
        made = place.request(at, signers=[place.signer, second])
    tokens = {letter.to[0]: letter.body.split("/zeichnen/")[1].split("/")[0] for letter in mail.outbox}
    own, foreign = tokens[place.signer.email], tokens[second.email]
    for token, when in (("", at), ("x", at), (foreign, at), (own, at + timedelta(days=7))):
        with pytest.raises(actions.LinkEnded):
            actions.sign(made, answer="signed", by=place.signer, at=when, door=Door.MAIL_LINK, token=token)
    signed = actions.sign(made, answer="signed", by=place.signer, at=at, door=Door.MAIL_LINK, token=own)
    assert (signed.state, Signature.objects.get().door) == (RoundState.SIGNED, Door.MAIL_LINK)


def test_link_of_another_round_signs_nothing_when_it_is_used_here(at, django_capture_on_commit_callbacks):
    place = desk()
    other = factories.variant(place.story, factories.channel(place.authority), place.author)
    with django_capture_on_commit_callbacks(execute=True):
        place.request(at, variants=[other])
    token = mail.outbox[0].body.split("/zeichnen/")[1].split("/")[0]
    made = place.request(at)
    with pytest.raises(actions.LinkEnded):
        actions.sign(made, answer="signed", by=place.signer, at=at, door=Door.MAIL_LINK, token=token)


def test_sign_refuses_who_wrote_the_facts_when_somebody_else_drafts_from_them(at):
    place = desk()
    other = factories.channel(place.authority)
    told = stories.open_story(None, authority=place.authority, title="Bad", by=place.author, at=at)
    writer = factories.person(place.authority, Role.EDITOR, name="Wilma Wort")
    second = factories.person(place.authority, Role.APPROVER, name="Zoe Zweite")
    words = {"title": "Bad", "facts": "Das Bad schließt am Freitag.", "link": ""}
    told = stories.describe(told, **words, revision=1, by=writer, at=at)
    drafted = variants.draft(told, channel=other, by=place.author, at=at)
    assert "Das Bad schließt am Freitag." in drafted.text
    with pytest.raises(actions.SignerCannotSign):
        actions.request(told, variants=[drafted], signers=[writer], by=place.author, at=at)
    made = actions.request(told, variants=[drafted], signers=[second], by=place.author, at=at)
    assert actions.sign(made, answer=Answer.SIGNED, by=second, at=at).state == RoundState.SIGNED
