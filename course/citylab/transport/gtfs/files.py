"""Find the files of a feed in a zip file or a folder."""

import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from citylab.transport.gtfs.feed import GtfsError
from citylab.transport.gtfs.standard import COLUMNS

__all__ = ["file_contents"]


def file_contents(path: Path) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """
    Return the files of a feed by name, and problems of their places.

    Parameters
    ----------
    path : pathlib.Path
        A zip file or a folder; the files may lie in a folder inside it.

    Returns
    -------
    tuple of dict of str to bytes, and list of dict
        Contents by name without ``.txt``; listed problems.

    Raises
    ------
    GtfsError
        If there is nothing at the path, no feed in it, or two feeds in two folders.
    """
    if path.is_dir():
        return _chosen(path.name, [*_in_folder(path)], lambda name: (path / name).read_bytes())
    if not path.is_file():
        raise GtfsError(f"there is no file or folder {path}")
    try:
        with zipfile.ZipFile(path) as archive:
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
            return _chosen(path.name, names, archive.read)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as problem:
        hint = "give the folder it lies in" if path.suffix == ".txt" else "download it again, or unpack it yourself"
        raise GtfsError(f"{path.name} is no readable zip file ({problem}); {hint}") from None


def _in_folder(path: Path) -> list[str]:
    """Return the files in a folder and in the folders directly inside it."""
    return sorted(file.relative_to(path).as_posix() for file in [*path.glob("*"), *path.glob("*/*")] if file.is_file())


def _chosen(place: str, names: list[str], content_of: Any) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Read the tables of the folder that holds most files of the standard."""
    folders: dict[str, dict[str, str]] = {}
    for name in names:
        where = PurePosixPath(name.replace("\\", "/"))
        hidden = any(part.startswith((".", "__MACOSX")) for part in where.parts)
        if where.suffix.lower() == ".txt" and not hidden:
            folders.setdefault(where.parent.as_posix(), {}).setdefault(where.stem.lower(), name)
    if not folders:
        zips = [name for name in names if name.lower().endswith(".zip")]
        remedy = f"it holds other zip files ({zips[0]}): unpack it and read one of those" if zips else "is it a feed?"
        raise GtfsError(f"{place} holds no .txt file of a GTFS feed; {remedy}")
    best = max(folders, key=lambda folder: (len(set(folders[folder]) & set(COLUMNS)), -len(folder)))
    problems = _other_feeds(place, best, folders)
    if best != ".":
        message = f"the files lie in the folder {best}; the standard wants them at the root"
        problems.append({"severity": "error", "file": place, "row": None, "field": "", "message": message})
    found = folders[best]
    kept = {stem: found[stem] for stem in [*COLUMNS, *sorted(set(found) - set(COLUMNS))] if stem in found}
    return {stem: content_of(name) for stem, name in kept.items() if stem in COLUMNS}, problems


def _other_feeds(place: str, best: str, folders: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """Refuse a choice between feeds in folders; list those that lie beside one at the root."""
    feeds = [folder for folder in sorted(folders) if {"trips", "stop_times"} <= set(folders[folder])]
    others = [folder for folder in feeds if folder != best]
    if not others:
        return []
    if best != ".":
        raise GtfsError(f"{place} holds {len(feeds)} feeds, in {' and in '.join(feeds)}; read one folder by itself")
    message = f"another feed lies in the folder {' and '.join(others)}; it is not read"
    return [{"severity": "error", "file": place, "row": None, "field": "", "message": message}]
