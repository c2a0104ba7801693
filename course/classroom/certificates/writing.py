"""Put a certificate and its page into a folder; what lies there is never overwritten."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from classroom.certificates import page, plain_json
from classroom.errors import CitylabError


def write(folder: Path, name: str, certificate: bytes) -> tuple[Path, Path]:
    """
    Write the JSON file and the page to print, under the name or the next free one.

    Raises
    ------
    CitylabError
        If the folder cannot be written.
    """
    html = page.render(certificate, plain_json.read(certificate))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = (name if number == 1 else f"{name}-{number}" for number in count(1))
        for stem in names:
            data, printed = folder / f"{stem}.json", folder / f"{stem}.html"
            if data.exists() or printed.exists():
                continue
            _put(data, certificate)
            _put(printed, html)
            return data, printed
    except OSError as error:
        raise CitylabError(f"{folder}: cannot be written ({error.strerror}); choose another with --folder") from error
    raise AssertionError("there is always a free name")


def _put(path: Path, content: bytes) -> None:
    """Write a new file, whole or not at all."""
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            path.unlink(missing_ok=True)
            raise


def keep_out_of_git(folder: Path) -> None:
    """Make a folder for personal data that git overlooks."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise CitylabError(f"{folder}: cannot be written ({error.strerror}); choose another with --folder") from error
