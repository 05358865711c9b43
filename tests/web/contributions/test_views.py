# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the list of sources to a link on paper, and from a contributed photo to a story in which it may be shown."""

import pytest
from django.conf import settings

from nahbar.authority.states import Role
from nahbar.contributions import queries
from nahbar.contributions.models import Contribution, Link, Photo
from nahbar.record.models import Entry
from nahbar.stories.models import Material, Story
from nahbar.topics.models import Source, Topic
from nahbar.variants import queries as variants
from nahbar.variants.outgoing import Along
from tests import factories
from tests.contributions.photos import photo

pytestmark = pytest.mark.django_db
SAID = {"title": "Azubis", "audience": "trainees", "keep_days": "14"}


def room(place, path=""):
    return f"/{place.slug}/beitragen-lassen/{path}"


def test_editor_sees_what_others_will_see_before_anything_is_saved(client, desk):
    assert room(desk, "neu/") in client.get(f"/{desk.slug}/themen/quellen/").content.decode()

    looked = client.post(room(desk, "neu/"), {**SAID, "step": "look"}).content.decode()

    for words in (
        "Azubis: Was gibt es zu erzählen?",
        "Was passiert gerade bei Ihnen?",
        "nach 14 Tagen gelöscht",
        "keine Anfragen nach außen",
    ):
        assert words in looked
    assert Link.objects.count() == 0
    changed = client.post(room(desk, "neu/"), {**SAID, "step": "change"}).content.decode()
    assert 'value="Azubis"' in changed
    assert Link.objects.count() == 0


def test_link_is_saved_shown_with_its_code_and_printed(client, desk):
    saved = client.post(room(desk, "neu/"), {**SAID, "step": "save"}, follow=True).content.decode()

    link = Link.objects.get()
    address = f"{settings.BASE_URL}/{desk.slug}/beitragen/{queries.token_of(link)}/"
    assert (link.source.title, link.audience, link.keep_days) == ("Azubis", "trainees", 14)
    for page in (
        saved,
        client.get(room(desk, f"{link.pk}/")).content.decode(),
        client.get(room(desk, f"{link.pk}/blatt/")).content.decode(),
    ):
        assert address in page
        assert room(desk, f"{link.pk}/code.svg") in page
    code = client.get(room(desk, f"{link.pk}/code.svg"))
    assert (code["Content-Type"], code["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert code.content.startswith(b"<svg")
    assert b"<style" not in code.content
    assert "Noch ist nichts gekommen." in client.get(f"/{desk.slug}/themen/quellen/").content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": ""}, "Dieses Feld ist zwingend erforderlich."),
        ({"keep_days": "0"}, "größer oder gleich 1"),
        ({"keep_days": "9999"}, "kleiner oder gleich 180"),
        ({"audience": "press"}, "press"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client, desk, said, sentence):
    answer = client.post(room(desk, "neu/"), {**SAID, **said, "step": "save"})

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert Link.objects.count() == 0


def test_second_link_of_the_same_name_is_refused_already_in_the_preview(client, desk, phone):
    answer = client.post(room(desk, "neu/"), {**SAID, "title": "Bauamt", "step": "look"})

    assert answer.status_code == 422
    assert "Für „Bauamt“ gibt es schon einen." in answer.content.decode()


def test_replaced_link_stops_at_once_and_the_new_one_works(client, desk, phone):
    page = client.post(room(desk, f"{phone.link.pk}/ersetzen/"), follow=True).content.decode()

    assert "Es gibt einen neuen Link." in page
    assert phone.get().status_code == 404
    link = Link.objects.get()
    assert phone.browser.get(f"/{desk.slug}/beitragen/{queries.token_of(link)}/").status_code == 200


def test_link_is_switched_off_and_on(client, desk, phone):
    off = client.post(room(desk, f"{phone.link.pk}/schalten/"), {"to": "off"}, follow=True).content.decode()
    assert "Der Link ist ausgeschaltet; wer ihn öffnet, erfährt das." in off
    assert phone.get().status_code == 410
    client.post(room(desk, f"{phone.link.pk}/schalten/"), {"to": "on"})
    assert phone.get().status_code == 200


def test_page_says_what_came_last(client, desk, phone, two_photos):
    phone.send(photos=two_photos)

    page = client.get(room(desk, f"{phone.link.pk}/")).content.decode()

    assert "1 Beitrag kam über diesen Link, am Di, 24. November" in page
    assert "Zuletzt kamen 2 Fotos mit." in page
    card = client.get(f"/{desk.slug}/themen/quellen/").content.decode()
    assert "nimmt Beiträge an" in card
    assert "Letzter Beitrag: Di, 24. November" in card
    assert "Jetzt lesen" not in card


def test_page_says_that_the_link_cannot_be_shown_when_the_key_is_another(client, desk, phone):
    phone.send()
    settings.VAULT_KEY_FILE.unlink()

    page = client.get(room(desk, f"{phone.link.pk}/"))

    assert (page.status_code, phone.get().status_code) == (200, 200)
    assert "Der Link lässt sich nicht anzeigen" in page.content.decode()
    assert client.get(room(desk, f"{phone.link.pk}/blatt/")).status_code == 422


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.COSIGNER, Role.COMMUNITY_MANAGER])
def test_link_is_shown_to_those_who_write_only(client, desk, phone, role):
    client.force_login(factories.person(desk, role))
    for path in ("", "blatt/", "code.svg"):
        assert client.get(room(desk, f"{phone.link.pk}/{path}")).status_code == 403
    for path in ("ersetzen/", "schalten/"):
        assert client.post(room(desk, f"{phone.link.pk}/{path}")).status_code == 403
    assert client.get(room(desk, "neu/")).status_code == 403
    assert "Link und Code" not in client.get(f"/{desk.slug}/themen/quellen/").content.decode()


def test_photo_is_shown_to_members_only(client, desk, phone):
    phone.send(photos=[photo()])
    path = room(desk, f"fotos/{Photo.objects.get().pk}/")
    seen = client.get(path)
    assert (seen.status_code, seen["Cache-Control"]) == (200, "private, max-age=3600")
    assert client.get(path, headers={"If-None-Match": seen["ETag"]}).status_code == 304

    assert phone.browser.get(path).status_code == 302
    other = factories.authority()
    client.force_login(factories.person(other, *Role))
    assert client.get(path).status_code == 404
    assert client.get(path.replace(desk.slug, other.slug)).status_code == 404


def test_photo_goes_into_the_story_and_waits_until_its_rights_are_cleared(client, desk, phone):
    phone.send(photos=[photo()], shown="unsure", name="Bernd Bauer")
    client.post(f"/{desk.slug}/geschichten/eroeffnen/", {"topic": Topic.objects.get().pk})
    story = Story.objects.get()
    page = client.get(f"/{desk.slug}/geschichten/{story.pk}/").content.decode()
    assert "Fotos aus Beiträgen" in page

    client.post(f"/{desk.slug}/geschichten/{story.pk}/fotos-uebernehmen/", {"photo": Photo.objects.get().pk})

    material = Material.objects.get()
    assert (material.is_uncleared, "Bernd" in material.origin) == (True, False)
    page = client.get(f"/{desk.slug}/geschichten/{story.pk}/").content.decode()
    assert "Rechte und Einwilligung klären:" in page
    assert "Noch nicht alle sind gefragt" in page
    assert "Fotos aus Beiträgen" not in page
    variant = factories.variant(story, factories.channel(desk), desk.memberships.get().person)
    found = {one.rule for one in variants.findings(variant, [Along(material)], at=factories.AT)}
    client.post(f"/{desk.slug}/geschichten/bilder/{material.pk}/geklaert/")
    material.refresh_from_db()
    after = {one.rule for one in variants.findings(variant, [Along(material)], at=factories.AT)}
    assert found - after == {"UR-NUTZER-12"}
    assert Entry.objects.get(verb="stories.clear").by_name == "Rita Redlich"
    assert (
        "Rechte und Einwilligung sind geklärt."
        in client.get(f"/{desk.slug}/geschichten/{story.pk}/").content.decode()
    )


def test_photo_of_another_authority_does_not_come_into_a_story(client, desk, phone):
    phone.send(photos=[photo()])
    other = factories.authority()
    editor = factories.person(other, Role.EDITOR)
    client.force_login(editor)
    story = factories.story(other, editor)

    answer = client.post(
        f"/{other.slug}/geschichten/{story.pk}/fotos-uebernehmen/", {"photo": Photo.objects.get().pk}
    )

    assert (answer.status_code, Material.objects.count()) == (404, 0)


def test_removed_link_does_not_work_and_its_topics_stay(client, desk, phone):
    phone.send()
    client.post(f"/{desk.slug}/themen/quellen/{Source.objects.get().pk}/entfernen/")

    assert (phone.get().status_code, Topic.objects.count(), Link.objects.count()) == (404, 1, 0)


def test_names_and_photos_are_deleted_at_once_when_somebody_asks(client, desk, phone):
    phone.send(photos=[photo()], name="Bernd Bauer")
    one = Contribution.objects.get()
    path = room(desk, f"beitrag/{one.pk}/loeschen/")

    named = client.post(path, {"what": "names"}, follow=True).content.decode()
    assert "Name und Kontakt sind gelöscht." in named
    assert "Bernd" not in named
    bare = client.post(path, {"what": "photos"}, follow=True).content.decode()

    assert "Die Fotos sind gelöscht." in bare
    assert not [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]
    assert [one.details for one in Entry.objects.filter(verb="contributions.erase")] == [
        {"gone": ["name"]},
        {"gone": ["photos"]},
    ]
    client.force_login(factories.person(desk, Role.COSIGNER))
    assert client.post(path, {"what": "names"}).status_code == 403
    assert client.post(path, {"what": "all"}).status_code == 404
