"""A path to the real object store on which things go wrong, as told."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_PIECE = 16 * 1024
_HEAD_ENDS = b"\r\n\r\n"

Spoil = Callable[[Iterator[bytes]], Iterator[bytes]]
"""From what was sent in one direction to what arrives; the connection is cut where it ends early."""


def whole(sent: Iterator[bytes]) -> Iterator[bytes]:
    """Everything arrives."""
    yield from sent


def cut(sent: Iterator[bytes]) -> Iterator[bytes]:
    """The head arrives, and a little of the body."""
    seen = b""
    for piece in sent:
        seen += piece
        if len(seen) - (seen.find(_HEAD_ENDS) + 4) > 200 and _HEAD_ENDS in seen:
            yield seen[: seen.find(_HEAD_ENDS) + 4 + 100]
            return


def flipped(sent: Iterator[bytes]) -> Iterator[bytes]:
    """One bit of the body changes on the way."""
    seen, done = b"", False
    for piece in sent:
        if done:
            yield piece
            continue
        seen += piece
        place = seen.find(_HEAD_ENDS) + 4 + 60
        if _HEAD_ENDS in seen and len(seen) > place:
            yield seen[:place] + bytes([seen[place] ^ 1]) + seen[place + 1 :]
            done = True


def lost(sent: Iterator[bytes]) -> Iterator[bytes]:
    """Nothing arrives, and the connection ends when something should have."""
    next(sent, None)
    return
    yield b""


@dataclass
class Path:
    """What happens to requests and to answers; `says` answers in the store's place, `patience` is slowness."""

    upwards: Spoil = whole
    downwards: Spoil = whole
    says: bytes | None = None
    silent: bool = False
    slow: bool = False
    stopping: threading.Event = field(default_factory=threading.Event)


@contextmanager
def failing(store: str, path: Path) -> Iterator[str]:
    """The address (host:port) of a store that is `store`, reached by `path`."""
    host, _, port = store.partition(":")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_serve, args=(listening, (host, int(port)), path), daemon=True).start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            path.stopping.set()


def _serve(listening: socket.socket, store: tuple[str, int], path: Path) -> None:
    with suppress(OSError):
        while True:
            client, _ = listening.accept()
            threading.Thread(target=_connect, args=(client, store, path), daemon=True).start()


def _connect(client: socket.socket, store: tuple[str, int], path: Path) -> None:
    with client, socket.create_connection(store) as server, suppress(OSError):
        if path.silent:
            path.stopping.wait()
            return
        if path.says is not None:
            client.recv(_PIECE)
            client.sendall(path.says)
            return
        upwards = threading.Thread(target=_carry, args=(client, server, path.upwards, path), daemon=True)
        upwards.start()
        _carry(server, client, path.downwards, path)


def _carry(source: socket.socket, target: socket.socket, spoil: Spoil, path: Path) -> None:
    with suppress(OSError):
        for piece in spoil(_received(source)):
            for start in range(0, len(piece), 200 if path.slow else _PIECE):
                target.sendall(piece[start : start + (200 if path.slow else _PIECE)])
                if path.slow and path.stopping.wait(0.3):
                    return
    for end in (target, source):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _received(source: socket.socket) -> Iterator[bytes]:
    while piece := source.recv(_PIECE):
        yield piece
