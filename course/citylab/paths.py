"""Where the course lives on this computer."""

import os
from pathlib import Path

__all__ = ["root"]


def root() -> Path:
    """
    Return the folder of the course, the one that holds `datasets/`.

    The environment variable ``CITYLAB_HOME`` is asked first, then the place of
    this package, then the working directory and the folders above it. So a
    notebook finds its data from any folder, nbgrader's included.

    Returns
    -------
    pathlib.Path
        Absolute path of the course's folder.

    Raises
    ------
    FileNotFoundError
        If none of these places holds a `datasets` folder.
    """
    home = os.environ.get("CITYLAB_HOME")
    if home:
        if not (Path(home) / "datasets").is_dir():
            raise FileNotFoundError(
                f"CITYLAB_HOME must name the course's folder, the one that holds datasets/; "
                f"{home} holds none: correct the variable or unset it"
            )
        return Path(home).resolve()
    package_home = Path(__file__).resolve().parents[2]
    here = Path.cwd()
    for folder in (package_home, here, *here.parents):
        if (folder / "datasets").is_dir():
            return folder
    raise FileNotFoundError(
        f"found no datasets/ folder beside the package or above {here}; set CITYLAB_HOME to the course's folder"
    )
