# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetches KERN and htmx in their pinned versions and lays the few files we serve into the design room.

What it writes is committed, so that nobody needs Node or a registry to run or to build Nahbar; run it only to
change a version. Every archive is compared with the SHA-512 written here before a file of it is used.
"""

import base64
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "nahbar" / "web" / "design" / "static" / "design" / "vendor"
FIRA = "package/dist/fonts/fira-sans/FiraSans-{}.woff2"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600}


@dataclass(frozen=True)
class Package:
    """One package: what npm calls it, what its archive must hash to, who holds the rights, which files we take."""

    spec: str
    sha512: str
    holder: str
    licence: str
    files: dict[str, str]
    font_holder: str = ""


PACKAGES = (
    Package(
        spec="@kern-ux/native@2.7.2",
        sha512="TN0Mqbasp7S1IOqurXickde8MDj5hIcgT4s3f1i33wyv2iVgA1dTO/FoQyi6rgM9KYTYkIthl9k72g7fBUUvHg==",
        holder="KERN-UX contributors",
        licence="EUPL-1.2",
        files={
            "package/dist/kern.min.css": "kern/kern.min.css",
            **{FIRA.format(name): f"kern/FiraSans-{name}.woff2" for name in WEIGHTS},
        },
        font_holder="2012-2018 The Mozilla Foundation and Telefonica S.A.",
    ),
    Package(
        spec="htmx.org@4.0.1",
        sha512="oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg==",
        holder="Big Sky Software and the htmx contributors",
        licence="0BSD",
        files={"package/dist/htmx.min.js": "htmx/htmx.min.js"},
    ),
)


def fetched(package: Package) -> bytes:
    """The archive as npm gives it; stops when it is not the one we pinned."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", folder, package.spec],  # noqa: S607
            check=True,
            stdout=subprocess.DEVNULL,
        )
        data = next(Path(folder).glob("*.tgz")).read_bytes()
    found = base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != package.sha512:
        sys.exit(f"{package.spec} is not the archive we pinned: its SHA-512 is {found}.")
    return data


def without_map(data: bytes) -> bytes:
    """The file without the line that asks for its source map, which we do not serve."""
    return b"\n".join(line for line in data.splitlines() if b"sourceMappingURL=" not in line) + b"\n"


def lay_down(package: Package) -> None:
    """Writes the package's files and their licence notes."""
    with tarfile.open(fileobj=io.BytesIO(fetched(package))) as archive:
        for inside, outside in package.files.items():
            member = archive.extractfile(inside)
            if member is None:
                sys.exit(f"{package.spec} has no file {inside}.")
            data = member.read()
            target = VENDOR / outside
            target.parent.mkdir(parents=True, exist_ok=True)
            is_font = target.suffix == ".woff2"
            target.write_bytes(data if is_font else without_map(data))
            holder, licence = (
                (package.font_holder, "OFL-1.1") if is_font else (package.holder, package.licence)
            )
            note = f"SPDX-FileCopyrightText: {holder}\n\nSPDX-License-Identifier: {licence}\n"
            target.with_name(target.name + ".license").write_text(note, encoding="utf-8")


def fonts() -> None:
    """The stylesheet that names the three weights we use, by addresses beside it."""
    rules = [
        "/* SPDX-FileCopyrightText: 2026 Nahbar contributors\n   SPDX-License-Identifier: EUPL-1.2\n   Written by tools/vendor_assets.py. */"
    ]
    rules += [
        f'@font-face {{\n  font-family: "Fira Sans";\n  src: url("FiraSans-{name}.woff2") format("woff2");\n'
        f"  font-weight: {weight};\n  font-style: normal;\n  font-display: swap;\n}}"
        for name, weight in WEIGHTS.items()
    ]
    (VENDOR / "kern" / "fira-sans.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for each in PACKAGES:
        lay_down(each)
        print(f"{each.spec}: {len(each.files)} files")
    fonts()
