# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dovecot: the mail server many authorities run, from Debian's packages, unpacked and run as whoever tests."""

import contextlib
import getpass
import grp
import itertools
import os
import pwd
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers import debian
from tests.servers.processes import free_port, running
from tests.wire.certificate import certificate

# Where Debian's programs look for their modules.
BUILT_IN = b"/usr/lib/dovecot/modules"
USER, PASSWORD = "social@musterau.example", "Grüße aus dem Rathaus"
_number = itertools.count(1)

CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {programs}/run
state_dir = {folder}/state
libexec_dir = {programs}
mail_plugin_dir = {programs}/modules
log_path = {folder}/dovecot.log
import_environment = LD_LIBRARY_PATH
default_internal_user = {who}
default_internal_group = {group}
default_login_user = {nobody}
first_valid_uid = 0
last_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{programs}/mail
ssl = {ssl}
ssl_cert = <{pem}
ssl_key = <{pem}
ssl_dh =
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_username_format = %Lu
stats_writer_socket_path =
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={programs}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
# A wrong password is answered at once, however many came before from this machine.
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running server with one mailbox: its ports, its certificate, and the folder of its mails."""

    tls: int
    plain: int
    pem: Path
    mails: Path

    def make(self, place: Path) -> None:
        """Makes a folder, the inbox if it is `mails` itself."""
        for made in (self.mails, place, *(place / name for name in ("cur", "new", "tmp"))):
            made.mkdir(exist_ok=True)
            _give(made)

    def deliver(self, mail: bytes, *, folder: str = "") -> None:
        """Lays a mail into a folder of the mailbox (Maildir++), as a mail program would."""
        place = self.mails / f".{folder}" if folder else self.mails
        self.make(place)
        # Dovecot numbers new mails by the order of these names.
        name = f"{time.time():.6f}.{next(_number):06d}.musterau"
        (place / "tmp" / name).write_bytes(mail)
        _give(place / "tmp" / name)
        (place / "tmp" / name).rename(place / "new" / name)

    def seen(self) -> int:
        """How many mails of the inbox are marked as read."""
        return sum("S" in one.name.rpartition(":2,")[2] for one in (self.mails / "cur").glob("*:2,*"))


def _owner() -> pwd.struct_passwd:
    """Whose mails they are: Dovecot serves none of root's."""
    return pwd.getpwuid(os.getuid()) if os.getuid() else pwd.getpwnam("nobody")


def _give(path: Path) -> None:
    if not os.getuid():
        os.chown(path, _owner().pw_uid, _owner().pw_gid)


@contextlib.contextmanager
def serving(folder: Path, *, name: str = "localhost", ssl: str = "required") -> Iterator[Dovecot]:
    """A server on two free ports of loopback, known by this name, with one mailbox."""
    root = debian.unpacked("dovecot-core", "dovecot-imapd")
    pem, tls, plain = certificate(folder, name), free_port(), free_port()
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", "utf-8")
    conf, owner = folder / "dovecot.conf", _owner()
    with _moved(root / "usr/lib/dovecot") as programs:
        values = {
            "folder": folder, "programs": programs, "pem": pem, "tls": tls, "plain": plain, "ssl": ssl,
            "who": getpass.getuser(), "group": grp.getgrgid(os.getgid()).gr_name,
            "nobody": owner.pw_name, "uid": owner.pw_uid, "gid": owner.pw_gid,
        }  # fmt: skip
        conf.write_text(CONFIG.format(**values), "utf-8")
        # dovecot looks for doveconf in /usr/bin; started by doveconf, it has its settings already.
        command = [f"{root}/usr/bin/doveconf", "-f", "service=master", "-c", f"{conf}", "-m", "master", "-e"]
        command += [f"{root}/usr/sbin/dovecot", "-F", "-c", f"{conf}"]
        libraries = {"LD_LIBRARY_PATH": f"{programs}:{programs}/modules"}
        with running(command, log=folder / "start.log", port=tls, environment=libraries):
            made = Dovecot(tls, plain, pem, programs / "mail")
            made.make(made.mails)
            yield made


@contextlib.contextmanager
def _moved(programs: Path) -> Iterator[Path]:
    """A copy of the programs that finds its modules where it is: the place is built in, so it is written over."""
    with tempfile.TemporaryDirectory(prefix="nb-", dir="/tmp") as place:
        there = str(Path(place) / "modules").encode()
        assert len(there) == len(BUILT_IN)
        shutil.copytree(programs, place, symlinks=True, dirs_exist_ok=True)
        Path(place).chmod(0o755)
        for file in Path(place).rglob("*"):
            if file.is_file() and not file.is_symlink() and BUILT_IN in (data := file.read_bytes()):
                file.write_bytes(data.replace(BUILT_IN, there))
        yield Path(place)
