"""Where the page is found: host, port and the address to write on the board."""

from __future__ import annotations

import ipaddress
import socket

from classroom.errors import CitylabError

__all__ = ["EVERYWHERE", "FIRST_PORT", "choose_port", "page_address"]

FIRST_PORT = 8866
EVERYWHERE = ("0.0.0.0", "::")


def choose_port(wanted: int | None, host: str) -> int:
    """
    Return the port to serve on.

    Raises
    ------
    CitylabError
        If the host is none of this computer, the wanted port is taken or out of range, or none is free.
    """
    if not _can_listen(host, 0):
        raise CitylabError(
            f"this computer has no address {host}; take --host 127.0.0.1, or 0.0.0.0 for the class's network"
        )
    if wanted is None:
        free = next((port for port in range(FIRST_PORT, FIRST_PORT + 100) if _can_listen(host, port)), None)
        if free is None:
            raise CitylabError(f"no free port from {FIRST_PORT} on; stop another voting page or name one with --port")
        return free
    if not 1024 <= wanted <= 65535:
        raise CitylabError(f"port must be within 1024..65535, got {wanted}")
    if not _can_listen(host, wanted):
        other = choose_port(None, host)
        raise CitylabError(f"port {wanted} is in use; stop what uses it, or take another: citylab vote --port {other}")
    return wanted


def page_address(host: str, port: int) -> str:
    """Return the address that the class types in."""
    shown = _own_address() if host in EVERYWHERE else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def _can_listen(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError:
        return False
    return True


def _own_address() -> str:
    """Return this computer's address in its network; nothing is sent to find out."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # an address for documents; only the way to it is looked up
            found = str(probe.getsockname()[0])
    except OSError:
        return "127.0.0.1"
    return found if not ipaddress.ip_address(found).is_unspecified else "127.0.0.1"
