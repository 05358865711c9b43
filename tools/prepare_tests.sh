#!/bin/sh
# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Installs the Debian packages the tests need, when it may; says what is missing when it may not.
set -eu

missing=""
need() { # command-or-file package
  command -v "$1" >/dev/null 2>&1 || [ -e "$1" ] || missing="$missing $2"
}

need chromium chromium
need node nodejs
need npm npm
need cc build-essential
need redis-server redis-server
need xgettext gettext
need ffmpeg ffmpeg
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "Für alle Prüfungen fehlen:$missing. Bitte: sudo apt install$missing"
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "Für alle Prüfungen fehlen:$missing (kein apt-get auf diesem Rechner)."
  exit 0
fi
echo "Installiere Debian-Pakete für die Prüfungen:$missing"
$as_root apt-get update -qq || true
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 ||
  echo "Nicht alles ließ sich installieren:$missing. Was nicht laufen konnte, steht am Ende."
