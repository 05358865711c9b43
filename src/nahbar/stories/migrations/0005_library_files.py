"""Every picture a story has is a file of its authority's library from now on; equal bytes are one file."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from nahbar.foundation.german import folded
from nahbar.foundation.ids import new_id


def file_all(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    Material = apps.get_model("stories", "Material")
    MediaFile = apps.get_model("library", "MediaFile")
    Rights = apps.get_model("library", "Rights")
    rows = Material.objects.filter(file=None).select_related("story").order_by("added_at", "id")
    for row in rows.iterator(chunk_size=500):
        file, is_new = MediaFile.objects.get_or_create(
            authority_id=row.story.authority_id,
            digest=row.digest,
            defaults={
                "id": new_id(),
                "kind": "picture",
                "mime_type": row.mime_type,
                "width": row.width,
                "height": row.height,
                "size": row.size,
                "file_name": row.file_name,
                "description": row.alt,
                "search": folded(f"{row.file_name} {row.alt} {row.credit}"),
                "way": "contribution" if row.is_uncleared else "upload",
                "added_at": row.added_at,
                "added_by_id": row.added_by_id,
            },
        )
        if is_new:
            Rights.objects.create(file=file, credit_line=row.credit, source=row.origin[:300])
        Material.objects.filter(pk=row.pk).update(file=file)


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0002_uploads'),
        ('stories', '0004_library'),
    ]

    operations = [
        # Backwards nothing is lost: the story's own rows still say everything they said before.
        migrations.RunPython(file_all, migrations.RunPython.noop),
    ]
