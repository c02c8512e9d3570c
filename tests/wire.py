"""A connection that can be cut and mended: a port that passes everything on to another address."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PIECE = 65536


class Wire:
    """Passes on what comes to ``port`` of this machine.

    Parameters
    ----------
    target : host and port, or the path of a Unix socket.
    """

    def __init__(self, target: tuple[str, int] | str) -> None:
        self.target = target
        self._whole = True
        self._ends: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._admit, daemon=True).start()

    def cut(self) -> None:
        """Break what is under way and let nothing through."""
        self._whole = False
        for end in list(self._ends):
            _shut(end)

    def mend(self) -> None:
        self._whole = True

    def close(self) -> None:
        self.cut()
        _shut(self._door)

    def _admit(self) -> None:
        while True:
            try:
                near, _address = self._door.accept()
            except OSError:
                return
            try:
                far = self._reach() if self._whole else None
            except OSError:
                far = None
            if far is None:
                _shut(near)
                continue
            self._ends |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _reach(self) -> socket.socket:
        if isinstance(self.target, tuple):
            return socket.create_connection(self.target, timeout=None)
        far = socket.socket(socket.AF_UNIX)
        far.connect(self.target)
        return far

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(PIECE):
                other.sendall(piece)
        for end in (one, other):
            _shut(end)
            self._ends.discard(end)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def wire(target: tuple[str, int] | str) -> Iterator[Wire]:
    """A wire while the block lasts."""
    made = Wire(target)
    try:
        yield made
    finally:
        made.close()
