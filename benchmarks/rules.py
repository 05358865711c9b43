# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much processor time do all rules take on one post of 500 characters? The last line is JSON; the target is 10 ms."""

import json
import statistics
import time

from nahbar.rulebook.check import check, rules
from nahbar.rulebook.draft import Context, Draft, PictureDraft
from nahbar.rulebook.rule import EXAMPLE_CHANNEL

POSTS = (
    (
        "Ab Montag, 30. November, sperren wir die Brückenstraße zwischen Markt und Bahnhof. Die Straße wird neu gebaut, und die "
        "Leitungen für Wasser und Strom kommen unter die Erde. Zu Fuß und mit dem Rad kommen Sie immer durch. Busse der Linie 3 "
        "halten am Ring. Die Arbeiten dauern bis zum 18. Dezember, wenn das Wetter mitspielt. Haben Sie Fragen? Rufen Sie uns "
        "unter 06151 13-2000 an, oder schreiben Sie an info@musterau.de. Pläne: https://www.musterau.de/bruecke 🚧 #Musterau"
    ),
    (
        "Im Rahmen der Maßnahme erfolgt gemäß § 3 BauGB die Durchführung der Beteiligung der TÖB zum FNP. Die Unterlagen sind "
        "unverzüglich einzureichen, der Personalausweis ist mitzuführen. Bürger*innen werden gebeten, sich zeitnah mit der "
        "Verwaltung in Verbindung zu setzen und die Lichtsignalanlage zu beachten 🔥 🎉🎉🎉 𝗪𝗶𝗰𝗵𝘁𝗶𝗴: ACHTUNG BITTE SOFORT LESEN "
        "******* Klick hier: bit.ly/3xYz, Tel. 0171 1234567, Az. 32-118/25, HG-AB 123, bewirb dich jetzt!!! Wir freuen uns auf "
        "Ihre Nachricht #tagderoffenentür #wirsuchendich"
    ),
)
CONTEXT = Context(level="kommune", land="DE-HE", own_contacts=("06151 13-0", "info@musterau.de"))
PICTURES = (PictureDraft("Bauarbeiter heben mit dem Bagger eine Grube aus."), PictureDraft(""))
ROUNDS = 100


def milliseconds(text: str) -> float:
    """The median of many rounds."""
    draft = Draft(text, PICTURES)
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        check(draft, EXAMPLE_CHANNEL, CONTEXT)
        rounds.append((time.process_time() - begun) * 1000)
    return statistics.median(rounds)


def main() -> None:
    for text in POSTS:
        found = check(Draft(text, PICTURES), EXAMPLE_CHANNEL, CONTEXT)
        print(f"{len(text)} characters, {len(found)} findings")
    slowest = max(milliseconds(text) for text in POSTS)
    print(json.dumps({"rules": len(rules()), "ms_per_post": round(slowest, 2)}))


if __name__ == "__main__":
    main()
