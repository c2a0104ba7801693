"""Write a feed as a zip file."""

import io
import zipfile
from pathlib import Path

import pandas as pd

from citylab.transport.gtfs.feed import Feed
from citylab.transport.gtfs.standard import TIMES

__all__ = ["to_zip", "write"]


def to_zip(tables: dict[str, pd.DataFrame]) -> bytes:
    """
    Pack tables as a feed: same tables, same bytes.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        Tables by the name of their file, without ``.txt``.

    Returns
    -------
    bytes
        A zip file; UTF-8, lines end with CR LF.

    Examples
    --------
    >>> to_zip({"agency": pd.DataFrame({"agency_name": ["Trams"]})})[:2]
    b'PK'
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in sorted(tables.items()):
            entry = zipfile.ZipInfo(f"{name}.txt", (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.compress_type = 3, zipfile.ZIP_DEFLATED
            archive.writestr(entry, table.to_csv(index=False, lineterminator="\r\n").encode("utf-8"))
    return packed.getvalue()


def write(feed: Feed, path: Path | str) -> Path:
    """
    Write a feed to a zip file, to hand a changed timetable on.

    Parameters
    ----------
    feed : Feed
        The feed. Columns of seconds and empty tables are left out: the times as text count.
    path : pathlib.Path or str
        The zip file.

    Returns
    -------
    pathlib.Path
        The written file.

    Examples
    --------
    >>> write(feed, "tried.zip")  # doctest: +SKIP
    PosixPath('tried.zip')
    """
    tables = {
        name: table.drop(columns=[column for column in TIMES.get(name, {}).values() if column in table])
        for name, table in feed.tables.items()
        if name not in feed.absent
    }
    path = Path(path)
    path.write_bytes(to_zip(tables))
    return path
