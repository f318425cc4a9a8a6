"""Requests as fast as a server answers them, over connections that stay open.

A few processes, each with a few plain sockets: little of the machine goes into asking,
and there is nothing to install. Answers are read by their Content-Length.
"""

import multiprocessing
import selectors
import socket
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Load:
    requests_a_second: float
    median_ms: float
    p95_ms: float
    bytes_an_answer: int
    errors: int


def load(
    url: str,
    *,
    seconds: float = 5,
    connections: int = 8,
    processes: int = 1,
    headers: dict[str, str] | None = None,
) -> Load:
    """Ask for one address for a while, `connections` at a time in each process."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        asked = [(url, seconds, connections, headers or {})] * processes
        parts = pool.starmap(ask, asked)
    times = sorted(each for part in parts for each in part["times"])
    if not times:
        raise RuntimeError(f"{url} never answered")
    return Load(
        requests_a_second=sum(len(part["times"]) / part["took"] for part in parts),
        median_ms=statistics.median(times) * 1000,
        p95_ms=times[int(len(times) * 0.95)] * 1000,
        bytes_an_answer=max(part["bytes"] for part in parts),
        errors=sum(part["errors"] for part in parts),
    )


def request_for(url: str, headers: dict[str, str]) -> tuple[tuple[str, int], bytes]:
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    lines = [f"GET {path} HTTP/1.1", f"Host: {parts.netloc}", "Connection: keep-alive"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    request = "\r\n".join([*lines, "", ""]).encode()
    return (parts.hostname, parts.port or 80), request


def length_of(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError("an answer without Content-Length")


def ask(url: str, seconds: float, connections: int, headers: dict[str, str]) -> dict:
    address, request = request_for(url, headers)
    waiting = selectors.DefaultSelector()
    for _ in range(connections):
        connection = socket.create_connection(address, timeout=30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        state = {"sent": 0.0, "got": bytearray()}
        waiting.register(connection, selectors.EVENT_READ, state)
        send(connection, request, state)
    times, errors, size = [], 0, 0
    started = time.perf_counter()
    until = started + seconds
    while time.perf_counter() < until:
        for key, _ in waiting.select(timeout=1):
            connection, state = key.fileobj, key.data
            data = connection.recv(262_144)
            if not data:
                raise ConnectionError(
                    "the server closed a connection that was kept open"
                )
            state["got"] += data
            head, gap, body = bytes(state["got"]).partition(b"\r\n\r\n")
            if not gap or len(body) < length_of(head):
                continue
            times.append(time.perf_counter() - state["sent"])
            errors += not head.startswith(b"HTTP/1.1 200")
            size = len(state["got"])
            send(connection, request, state)
    took = time.perf_counter() - started
    for key in list(waiting.get_map().values()):
        key.fileobj.close()
    return {"times": times, "took": took, "errors": errors, "bytes": size}


def send(connection: socket.socket, request: bytes, state: dict) -> None:
    state["got"] = bytearray()
    state["sent"] = time.perf_counter()
    connection.sendall(request)
