# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a file is not taken: one sentence each, with the way out. What is refused here never reaches a page."""

from nahbar.foundation.complaint import Complaint


class FileRefused(Complaint):
    """The file cannot be taken; the subclasses say why."""

    sentence = (
        "Die Datei wurde nicht übernommen, weil sie nicht gelesen werden kann; "
        "bitte speichern Sie sie neu und laden Sie sie noch einmal hoch."
    )


class FileEmpty(FileRefused):
    """No bytes."""

    sentence = "Die Datei wurde nicht übernommen, weil sie leer ist; bitte wählen Sie sie noch einmal aus."


class FileKindUnknown(FileRefused):
    """None of the kinds that are taken."""

    sentence = (
        "Die Datei wurde nicht übernommen, weil nur Bilder (JPEG, PNG, WebP, AVIF, GIF), Filme (MP4, MOV, WebM), "
        "Ton (MP3, M4A, WAV, OGG) und PDF angenommen werden; bitte speichern Sie sie in einem dieser Formate."
    )


class FileIsHeif(FileRefused):
    """What iPhones keep; nothing here decodes it."""

    sentence = (
        "Das Bild wurde nicht übernommen, weil es im Format HEIC gespeichert ist, das hier nicht gelesen werden kann; "
        "bitte wählen Sie es mit dem iPhone direkt auf dieser Seite aus (es kommt dann als JPEG), "
        "oder speichern Sie es als JPEG."
    )


class FileTooHeavy(FileRefused):
    """More bytes than its kind may have: `what`, `most`."""

    sentence = (
        "Die Datei wurde nicht übernommen, weil %(what)s höchstens %(most)s groß sein darf; "
        "bitte verkleinern oder kürzen Sie die Datei."
    )


class ClipBroken(FileRefused):
    """A film or sound that does not play."""

    sentence = (
        "Die Datei wurde nicht übernommen, weil sie sich nicht abspielen lässt; "
        "bitte speichern Sie sie neu als MP4 oder MP3."
    )


class ClipCodecUnknown(FileRefused):
    """Written in a way that is not taken: `codec`."""

    sentence = (
        "Die Datei wurde nicht übernommen, weil sie mit %(codec)s aufgezeichnet ist; angenommen werden Filme in H.264, "
        "H.265, VP9 und AV1 und Ton in AAC, MP3 und Opus. Bitte speichern Sie sie neu als MP4 oder MP3."
    )


class ClipTooLong(FileRefused):
    """Plays for more than four hours."""

    sentence = (
        "Die Datei wurde nicht übernommen, weil sie länger als vier Stunden dauert; bitte kürzen Sie sie."
    )


class ClipTooLarge(FileRefused):
    """More pixels than any channel or phone knows."""

    sentence = (
        "Die Datei wurde nicht übernommen, weil das Bild des Films größer als 8K ist; "
        "bitte speichern Sie ihn kleiner, am besten in Full HD."
    )


class ClipTooHard(FileRefused):
    """Took more time or memory than it may."""

    sentence = (
        "Die Datei wurde nicht übernommen, weil sie beim Lesen zu viel Zeit oder Speicher braucht; "
        "bitte speichern Sie sie neu als MP4 in Full HD."
    )


class ProgramMissing(FileRefused):
    """No ffmpeg on this machine."""

    sentence = (
        "Die Datei wurde nicht übernommen, weil auf diesem Rechner das Programm ffmpeg für Filme und Ton fehlt; "
        "bitte lassen Sie es vom Betrieb einrichten. Bilder und PDF gehen weiterhin."
    )


class DocumentBroken(FileRefused):
    """Begins like a PDF, and does not end like one."""

    sentence = (
        "Das Dokument wurde nicht übernommen, weil die PDF-Datei unvollständig ist; "
        "bitte speichern Sie sie neu und laden Sie sie noch einmal hoch."
    )
