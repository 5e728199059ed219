"""A CUPS of the test's own, with one queue that prints into PDF files; the system's stays as it is."""

import os
import pwd
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest
from programs import run, tool

CUPSD = Path("/usr/sbin/cupsd")
BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")
QUEUE = "Handouts"
PATIENCE = 60.0

_SERVER = """\
LogLevel debug
MaxLogSize 0
Listen {folder}/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """\
ServerRoot {folder}/etc
StateDir {folder}/run
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/tmp
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
SystemGroup root
"""
# cups-pdf's own description knows no two sides; a printer of an office does.
_TWO_SIDES = """\
*OpenUI *Duplex/Two-Sided: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long Edge: ""
*Duplex DuplexTumble/Short Edge: ""
*CloseUI: *Duplex
"""


@dataclass(frozen=True)
class Printer:
    """`folder` is CUPS's, `out` where cups-pdf puts what was printed, by the job's title."""

    folder: Path
    out: Path

    @property
    def server(self) -> str:
        return str(self.folder / "cups.sock")

    def print(self, data: Path, *asked: str | int) -> str:
        """What the program says as it prints; `data`: its folder, whose name is the job's title."""
        script = Path(__file__).with_name("prints.py")
        command = [sys.executable, str(script), str(data), QUEUE, *map(str, asked)]
        return run(*command, CUPS_SERVER=self.server, QT_QPA_PLATFORM="offscreen")

    def arrived(self, title: str) -> Path:
        """The file of the job, once the queue is done with it."""
        end = monotonic() + PATIENCE
        while run(tool("lpstat"), "-h", self.server, "-W", "not-completed", "-o"):
            assert monotonic() < end, f"The job does not end.\n{self._told()}"
        found = list(self.out.glob(f"{title}*.pdf"))
        assert len(found) == 1, f"{found} of {title}\n{self._told()}"
        return found[0]

    def job(self) -> tuple[int, dict[str, str]]:
        """Copies and options of the last job, as CUPS hands them to its filters."""
        log = (self.folder / "error_log").read_text()
        copies = re.findall(r'argv\[4\]="(\d+)"', log)[-1]
        options = re.findall(r'argv\[5\]="(.*)"', log)[-1].split()
        return int(copies), dict(option.split("=", 1) for option in options if "=" in option)

    def _told(self) -> str:
        return "\n".join((self.folder / "error_log").read_text().splitlines()[-60:])


@contextmanager
def printer() -> Iterator[Printer]:
    """CUPS on a socket of its own, gone afterwards; skips where it is not installed, or can't be started."""
    for needed in (CUPSD, BACKEND, PPD):
        if not needed.exists():
            pytest.skip(f"{needed} is not installed; `make test-outside` installs it")
    if os.getuid() != 0:
        pytest.skip("cups-pdf prints for root alone; run it as root")
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    before = set((home / "PDF").glob("*")) if (home / "PDF").exists() else None
    # Not in pytest's folder: CUPS's filters run as another user, who must get there.
    with tempfile.TemporaryDirectory(prefix="cups-", dir="/tmp") as made:
        folder = Path(made)
        folder.chmod(0o755)
        for name in ("etc/ppd", "run", "cache", "spool", "tmp"):
            (folder / name).mkdir(parents=True)
        (folder / "tmp").chmod(0o1777)
        with _cups(folder):
            yield Printer(folder, home / "PDF")
    if before is None and (home / "PDF").exists():
        for path in (home / "PDF").glob("*"):
            path.unlink()
        (home / "PDF").rmdir()
    elif before is not None:
        for path in set((home / "PDF").glob("*")) - before:
            path.unlink()


@contextmanager
def _cups(folder: Path) -> Iterator[None]:
    server, files, ppd = folder / "cupsd.conf", folder / "cups-files.conf", folder / "queue.ppd"
    server.write_text(_SERVER.format(folder=folder))
    files.write_text(_FILES.format(folder=folder))
    ppd.write_text(PPD.read_text(encoding="latin-1") + _TWO_SIDES, encoding="latin-1")
    command = [str(CUPSD), "-f", "-c", str(server), "-s", str(files)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as cupsd:
        try:
            _wait(folder / "cups.sock", cupsd)
            admin = [tool("lpadmin") if Path("/usr/bin/lpadmin").exists() else "/usr/sbin/lpadmin"]
            run(*admin, "-h", str(folder / "cups.sock"), "-p", QUEUE, "-v", "cups-pdf:/", "-P", ppd, "-E")
            yield
        finally:
            cupsd.terminate()
            cupsd.communicate(timeout=10)


def _wait(socket: Path, cupsd: "subprocess.Popen[str]") -> None:
    end = monotonic() + PATIENCE
    while (
        subprocess.run([tool("lpstat"), "-h", str(socket), "-r"], capture_output=True, check=False).stdout
        != b"scheduler is running\n"
    ):
        assert cupsd.poll() is None, f"cupsd has ended\n{cupsd.stderr and cupsd.stderr.read()}"
        assert monotonic() < end, "cupsd does not answer"
