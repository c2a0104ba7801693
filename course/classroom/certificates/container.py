"""The two files that carry a certificate: JSON, or a page to print with the JSON inside."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from classroom.certificates.errors import Refused
from classroom.errors import CitylabError

LARGEST = 300_000  # bytes; a certificate has about 5,000, its page 20,000
_LINK = re.compile(rb'href="data:application/json;base64,([A-Za-z0-9+/=]*)"')


def read(path: Path) -> bytes:
    """
    Return a file's bytes, but not many more than a certificate has.

    Raises
    ------
    CitylabError
        If it cannot be read.
    """
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise CitylabError(f"{path}: cannot be read ({error.strerror}); name the JSON file or the page") from error


def unpack(data: bytes) -> bytes:
    """
    Return the JSON of a certificate: the file itself, or what a page carries.

    Raises
    ------
    Refused
        If the file is empty or too large, a page that carries none or several, or JSON that a browser could show.
    """
    if len(data) > LARGEST:
        raise Refused(f"the file has more than {LARGEST:,} bytes, so it is no certificate of this kind")
    if not data.strip():
        raise Refused("the file is empty")
    carried = _carried(data) if data.lstrip().startswith(b"<") else data
    if b"<" in carried:
        # Named .html, such a file would show its reader a page that nobody compares with what was signed.
        raise Refused(
            "the JSON holds the sign <, with which a browser could show it as a page that says something else; "
            "ask the issuer for a file in which it is written \\u003c, the signature stays the same"
        )
    return carried


def _carried(data: bytes) -> bytes:
    links = _LINK.findall(data)
    if len(links) != 1:
        raise Refused(f"the page must carry one certificate, it carries {len(links)}; ask for the JSON file")
    try:
        return base64.b64decode(links[0], validate=True)
    except ValueError:
        raise Refused("the certificate that the page carries is damaged; ask for the JSON file") from None
