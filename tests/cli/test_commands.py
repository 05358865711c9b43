# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shell does what the pages do, by the same actions and with the same rights."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from nahbar.authority.states import Role
from nahbar.cli import commands, demo, demo_texts
from nahbar.cli.main import main
from nahbar.dialogue.models import Inquiry
from nahbar.foundation import clock
from nahbar.planning.models import Slot
from nahbar.planning.states import SlotState
from nahbar.publishing.models import Halt, Publication
from nahbar.record import queries as record
from nahbar.stories.models import Story
from nahbar.topics.models import Topic
from nahbar.topics.states import TopicState
from tests import factories


@pytest.fixture
def feed_file(tmp_path: Path) -> Path:
    path = tmp_path / "musterau.xml"
    path.write_bytes(demo_texts.feed(clock.now()))
    return path


@pytest.mark.django_db
def test_sources_add_makes_topics_of_a_feed_file(feed_file: Path) -> None:
    place = factories.authority()
    anna = factories.person(place, Role.EDITOR)

    assert commands.run(["sources", "add", str(feed_file), "--by", anna.email]) == 0

    assert Topic.objects.filter(authority=place).count() == len(demo_texts.NEWS)


@pytest.mark.django_db
def test_sources_add_is_refused_when_the_person_only_reads(feed_file: Path, capsys: Any) -> None:
    place = factories.authority()
    officer = factories.person(place, Role.OFFICER)

    assert main(["sources", "add", str(feed_file), "--by", officer.email]) == 1

    assert "Keine Ihrer Rollen" in capsys.readouterr().err or Topic.objects.count() == 0
    assert Topic.objects.count() == 0


@pytest.mark.django_db
def test_command_asks_who_acts_when_nobody_of_the_authority_is_named(feed_file: Path, capsys: Any) -> None:
    factories.authority()
    stranger = factories.person()

    assert main(["sources", "add", str(feed_file), "--by", stranger.email]) == 1

    assert capsys.readouterr().err == (
        "Nahbar braucht eine Person, in deren Namen das geschieht. "
        "Bitte geben Sie --by MAILADRESSE einer Person dieser Behörde an.\n"
    )


@pytest.mark.django_db
def test_command_asks_for_the_authority_when_there_are_two(capsys: Any) -> None:
    factories.authority(slug="ahausen")
    factories.authority(slug="bedorf")

    assert main(["topics"]) == 1

    assert "Bekannt sind: ahausen, bedorf." in capsys.readouterr().err


@pytest.mark.django_db
def test_stories_open_makes_a_story_of_a_topic() -> None:
    place = factories.authority()
    anna = factories.person(place, Role.EDITOR)
    topic = factories.topic(place)

    assert commands.run(["stories", "--open", str(topic.pk), "--by", anna.email]) == 0

    assert Story.objects.get().topic == topic


@pytest.mark.django_db
def test_stories_open_is_refused_when_the_topic_is_another_authoritys(capsys: Any) -> None:
    place, other = factories.authority(), factories.authority()
    anna = factories.person(place, Role.EDITOR)
    topic = factories.topic(other)

    assert main(["stories", "--open", str(topic.pk), "--by", anna.email, "--authority", place.slug]) == 1

    assert Story.objects.count() == 0
    assert capsys.readouterr().err.startswith(f"Ein Thema {topic.pk} gibt es in dieser Behörde nicht.")


@pytest.mark.django_db
def test_publish_places_every_variant_of_the_story() -> None:
    place = factories.authority()
    anna = factories.person(place, Role.EDITOR)
    variant = factories.variant(factories.story(place, anna), factories.channel(place), anna)
    when = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%d 17:30")

    assert commands.run(["publish", str(variant.story.pk), "--when", when, "--by", anna.email]) == 0

    assert [slot.state for slot in Slot.objects.all()] == [SlotState.WISHED]


@pytest.mark.django_db
def test_publish_says_how_a_time_is_written_when_it_cannot_read_it(capsys: Any) -> None:
    place = factories.authority()
    anna = factories.person(place, Role.EDITOR)
    story = factories.story(place, anna)

    assert main(["publish", str(story.pk), "--when", "morgen früh", "--by", anna.email]) == 1

    assert 'Die Zeit "morgen früh" ist nicht lesbar.' in capsys.readouterr().err


@pytest.mark.django_db
def test_publish_delivers_nothing_when_a_time_is_given_without_a_story(capsys: Any) -> None:
    assert main(["publish", "--when", "2026-12-01 17:30"]) == 1

    assert capsys.readouterr().err.startswith("Eine Zeit allein plant nichts ein")


@pytest.mark.django_db(transaction=True)
def test_demo_leaves_no_page_of_musterau_empty(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    town = demo.fill(clock.now())

    published = Publication.objects.filter(authority=town.place, version__isnull=False, state="published")
    assert published.count() == 3
    assert (
        Publication.objects.filter(authority=town.place, version__isnull=False, state="planned").count() == 1
    )
    # The stack is worth sorting: each pillar but the crisis, and the wind told by two sources is one topic.
    fresh = Topic.objects.filter(authority=town.place, state=TopicState.NOTICED, part_of=None)
    assert fresh.count() >= 10
    assert set(fresh.values_list("pillar", flat=True)) == {"service", "recruiting", "participation", "image"}
    assert Topic.objects.get(title__startswith="Bekanntmachung").part_of.title.endswith("Windenergie")
    assert Inquiry.objects.filter(authority=town.place).count() == 3
    assert Inquiry.objects.get(text__contains="Rampe").state == "answered"
    assert sum(row.likes or 0 for p in published for row in p.measurements.all()) == 2 + 3 + 4
    assert record.verify(town.place.pk) is None


def test_command_names_the_folder_when_there_is_no_database_yet(tmp_path: Path) -> None:
    folder = tmp_path / "leer"
    environment = {**os.environ, "NAHBAR_DATA_DIR": str(folder), "NAHBAR_DATABASE_URL": ""}

    done = subprocess.run(
        [sys.executable, "-m", "nahbar.cli", "topics"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"In {folder} ist noch keine Datenbank auf dem Stand dieser Fassung. Bitte prüfen Sie NAHBAR_DATA_DIR "
        "(es gilt auch der Ordner, in dem Sie stehen), oder legen Sie sie an: nahbar migrate\n"
    )


@pytest.mark.django_db
def test_backup_is_refused_when_there_is_nothing_to_keep(tmp_path: Path, capsys: Any) -> None:
    target = tmp_path / "leer.nahbar"

    assert main(["backup", str(target)]) == 1

    assert capsys.readouterr().err.startswith("Es wurde keine Sicherung geschrieben: In ")
    assert not target.exists()


@pytest.mark.django_db
def test_backup_says_so_when_the_target_is_a_folder(tmp_path: Path, capsys: Any) -> None:
    factories.authority()

    assert main(["backup", str(tmp_path)]) == 1

    assert capsys.readouterr().err == (
        f"Die Sicherung wurde nicht geschrieben: {tmp_path} ist ein Ordner oder lässt sich nicht beschreiben. "
        "Bitte nennen Sie eine Datei in einem Ordner, in den Sie schreiben dürfen.\n"
    )


@pytest.mark.django_db
def test_halt_and_lift_stop_one_channel_an_authority_or_everything(
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = factories.authority()
    anna, channel = factories.person(place, Role.EDITOR), factories.channel(place)
    who = ["--authority", place.slug, "--by", anna.email, "--channel", channel.handle]
    assert commands.run(["halt", *who, "--reason", "Fehlalarm"]) == 0
    assert [(one.channel, one.by_name) for one in Halt.objects.filter(lifted_at=None)] == [
        (channel, anna.name)
    ]
    assert commands.run(["lift", *who]) == 0
    assert commands.run(["halt", "--everything", "--reason", "Wartung"]) == 0
    assert [(one.authority, one.reason) for one in Halt.objects.filter(lifted_at=None)] == [(None, "Wartung")]
    assert commands.run(["lift", "--everything"]) == 0
    assert commands.run(["lift", "--everything"]) == 0
    said = capsys.readouterr().out
    assert "Angehalten: die ganze Installation. Von jetzt an geht nichts mehr hinaus." in said
    assert said.splitlines()[-1] == "Hier war nichts angehalten."
    assert not Halt.objects.filter(lifted_at=None).exists()
