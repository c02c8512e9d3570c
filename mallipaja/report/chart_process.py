"""The one process beside the server that makes pictures, started when the first is asked for and kept.

The library that draws holds the interpreter of its process until a picture is there, for a large PNG more than a second, and
in the server everybody would wait for it. Why a process of our own: docs/decisions/0031_pictures_in_a_process.md.
"""

from __future__ import annotations

import atexit
import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.report.chart_program import LENGTH, MADE
from mallipaja.settings import ROOT

log = logging.getLogger("mallipaja")

COMMAND = (sys.executable, "-m", "mallipaja.report.chart_program")
LIMIT_S = 60.0
"""A large PNG takes one to two seconds; on a very busy machine tens of it."""
_WITHOUT_A_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows: no console of its own that opens, and none it shares, where Ctrl-C would reach it too."""


class PictureNotMade(ActionError):  # noqa: N818 - told to people in words, as the other action errors are
    """There is no picture; the message says why and what to do."""


class ChartProcess:
    """Makes pictures one after another; a process that has ended is replaced by the next picture.

    Parameters
    ----------
    command : what to start (a program that does as `chart_program`).
    limit_s : how long one picture may take, and how long one may wait for its turn.
    """

    def __init__(self, command: Sequence[str] = COMMAND, limit_s: float = LIMIT_S) -> None:
        self._command, self._limit_s = tuple(command), limit_s
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Of the process while there is one."""
        return self._process.pid if self._process else None

    def made(self, job: bytes) -> bytes:
        """The picture of a job (`chart_program.job`); other threads get on with theirs meanwhile.

        Raises
        ------
        PictureNotMade : it takes too long, the process ends twice, or the job cannot be drawn.
        """
        if not self._turn.acquire(timeout=self._limit_s):
            raise self._late()
        try:
            answer = self._asked(job) or self._asked(job)  # one that ended meanwhile is no reason to fail
        finally:
            self._turn.release()
        if answer is None or answer[:1] != MADE:
            raise _not_made("the process ended" if answer is None else "refused")
        return answer[1:]

    def close(self) -> None:
        """End the process; the next picture starts a new one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()  # it keeps nothing
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not written yet is for nobody
                pipe.close()  # type: ignore[union-attr]
        process.wait()

    def _asked(self, job: bytes) -> bytes | None:
        """The answer to a job, without its length; ``None`` when the process ended before it was whole."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()
        ending = threading.Timer(self._limit_s, _end, (process, late))
        ending.start()
        try:
            process.stdin.write(job)
            process.stdin.flush()
            head = process.stdout.read(1 + LENGTH)
            length = int.from_bytes(head[1:])
            made = process.stdout.read(length)
            whole = len(head) == 1 + LENGTH and len(made) == length
        except OSError:  # it does not listen any more
            whole = False
        except BaseException:
            self.close()  # an answer left unread would be the next one's picture
            raise
        finally:
            ending.cancel()
        if whole:
            return head[:1] + made
        self.close()
        if late.is_set():
            raise self._late()
        return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            try:
                self._process = self._started()
            except OSError as error:  # no memory, no handles, no program
                raise _not_made(error.strerror or "not started") from None
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own program
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library says of a picture may quote it
            cwd=ROOT,  # where the package is found, installed or not
            start_new_session=True,  # Ctrl-C in the server's terminal is not for it
            creationflags=_WITHOUT_A_WINDOW,
        )

    def _late(self) -> PictureNotMade:
        log.error("a picture was not ready in %g seconds", self._limit_s)
        return PictureNotMade(
            "PICTURE_LATE",
            N_("The picture was not ready in {seconds} seconds. Try again when the service has less to do; the table "
               "beside it has the same content."),
            seconds=round(self._limit_s),
        )  # fmt: skip


def _not_made(why: str) -> PictureNotMade:
    log.error("a picture could not be made: %s", why)
    return PictureNotMade(
        "PICTURE_NOT_MADE",
        N_("The picture could not be made. Try once more; the table beside it has the same content. "
           "If it goes on, tell the administrator."),
    )  # fmt: skip


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


PICTURES = ChartProcess()
"""Of this server, command or test run."""
atexit.register(PICTURES.close)
