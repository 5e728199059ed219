"""A CUPS of the test's own, with one queue that prints into PDF files; the system's stays as it is."""

import json
import os
import re
import shutil
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
FILTER = Path("/usr/lib/cups/filter/pdftopdf")
LPADMIN = Path("/usr/sbin/lpadmin")
QUEUE = "Handouts"
HOME = Path.home() / "PDF"
LOG = Path(f"/var/log/cups/cups-pdf-{QUEUE}_log")
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
FileDevice Yes
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
_AS_PDF = '*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"\n*cupsManualCopies: True\n'
TESTS = Path(__file__).resolve().parent.parent
SCREEN = f"offscreen:configfile={TESTS / 'screens.json'}"


@dataclass(frozen=True)
class Printer:
    """`folder` is CUPS's, with `out`, to which goes what was printed. `is_file`: one file of the last job,
    where cups-pdf can't print; it wants to be root and lays each job into root's own folder.
    """

    folder: Path
    is_file: bool

    @property
    def server(self) -> str:
        return str(self.folder / "cups.sock")

    def print(self, data: Path, **asked: object) -> str:
        """What the program says as it prints; `data`: its folder, whose name is the job's title.

        The pages that it had to print are `pages.pdf` there.
        """
        answers = {"queue": QUEUE, "copies": 1, "pages": "", "sides": "none", **asked}
        script = Path(__file__).with_name("prints.py")
        around = {
            "CUPS_SERVER": self.server,
            "QT_QPA_PLATFORM": SCREEN,
            "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}",
        }
        return run(sys.executable, script, data, json.dumps(answers), **around)

    def arrived(self, title: str) -> Path:
        """The file of the job, once the queue is done with it."""
        end = monotonic() + PATIENCE
        while run(tool("lpstat"), "-h", self.server, "-W", "not-completed", "-o"):
            assert monotonic() < end, f"The job does not end.\n{self._told()}"
        found = [self.folder / "printed.pdf"] if self.is_file else list(HOME.glob(f"{title}*.pdf"))
        assert len(found) == 1, f"{found} of {title}\n{self._told()}"
        return Path(shutil.move(found[0], self.folder / "out" / f"{title}.pdf"))

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
    """CUPS on a socket of its own, gone afterwards; skips where it is not installed."""
    for needed in (CUPSD, LPADMIN, BACKEND, PPD, FILTER):
        if not needed.exists():
            pytest.skip(f"{needed} is not installed; `make test-outside` installs it")
    # Not in pytest's folder: CUPS's filters run as another user, who must get there.
    with tempfile.TemporaryDirectory(prefix="cups-", dir="/tmp") as made:
        folder = Path(made)
        folder.chmod(0o755)
        for name in ("etc/ppd", "run", "cache", "spool", "tmp", "out"):
            (folder / name).mkdir(parents=True)
        (folder / "tmp").chmod(0o1777)
        shown = Printer(folder, is_file=os.getuid() != 0)
        with _own_traces(), _cups(shown):
            yield shown


@contextmanager
def _own_traces() -> Iterator[None]:
    """The folder and the log that cups-pdf makes where they were not there before."""
    before = [path for path in (HOME, LOG) if path.exists()]
    try:
        yield
    finally:
        _erase(before)


def _erase(before: list[Path]) -> None:
    if HOME not in before and HOME.exists():
        shutil.rmtree(HOME)
    if LOG not in before:
        LOG.unlink(missing_ok=True)


@contextmanager
def _cups(shown: Printer) -> Iterator[None]:
    folder = shown.folder
    server, files, ppd = folder / "cupsd.conf", folder / "cups-files.conf", folder / "queue.ppd"
    server.write_text(_SERVER.format(folder=folder))
    files.write_text(_FILES.format(folder=folder))
    device = f"file://{folder}/printed.pdf" if shown.is_file else "cups-pdf:/"
    ppd.write_text(
        PPD.read_text(encoding="latin-1") + _TWO_SIDES + (_AS_PDF if shown.is_file else ""),
        encoding="latin-1",
    )
    command = [str(CUPSD), "-f", "-c", str(server), "-s", str(files)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as cupsd:
        try:
            _wait(folder / "cups.sock", cupsd)
            run(LPADMIN, "-h", shown.server, "-p", QUEUE, "-v", device, "-P", ppd, "-E")
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
