"""
Create the course's environment from its lock. Run it with any Python; it needs nothing else.

    python3 course/classroom/environment.py          what the course needs
    python3 course/classroom/environment.py --dev    and what the tests need

A second call sees from a stamp that nothing changed, and ends at once.
"""

# An old Python must be able to read this file, to be told that it is too old: no annotations.
# mypy: allow-untyped-defs

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SUPPORTED = ((3, 11), (3, 12), (3, 13))
WINDOWS = os.name == "nt"


class Problem(Exception):
    """Something the person can mend."""


def check_python(version):
    """Refuse a Python that the lock was not made for."""
    if tuple(version[:2]) not in SUPPORTED:
        raise Problem(
            f"Python {version[0]}.{version[1]} is not supported; install 3.11, 3.12 or 3.13 and name it: "
            "make lab PYTHON=python3.12"
        )


def find_python():
    """Return this Python if it is supported, else the first supported one on PATH."""
    if tuple(sys.version_info[:2]) in SUPPORTED:
        return sys.executable
    for _, minor in reversed(SUPPORTED):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    check_python(sys.version_info)
    return None


def python_of(folder):
    """Return the interpreter inside a virtual environment."""
    return os.path.join(folder, "Scripts", "python.exe") if WINDOWS else os.path.join(folder, "bin", "python")


def stamp_text(lock):
    """Return what must be unchanged for the environment to be reused: the place, the lock, our packages."""
    digest = hashlib.sha256(ROOT.encode("utf-8"))
    for name in (lock, "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def is_ready(folder, dev):
    """Tell whether an earlier call finished with the same lock; the tests' lock serves the course too."""
    if not os.path.exists(python_of(folder)):
        return False
    for lock in ("requirements-dev.lock",) if dev else ("requirements.lock", "requirements-dev.lock"):
        stamp = os.path.join(folder, "." + lock)
        if os.path.exists(stamp):
            with open(stamp) as file:
                if file.read() == stamp_text(lock):
                    return True
    return False


def run(command, remedy):
    """Run a command; where it fails, say what to do."""
    if subprocess.call(command, cwd=ROOT):
        step = " ".join(command[1:5])
        raise Problem(f"'{step}' failed (its own words are above); {remedy}")


def install(python, what):
    """Install with uv, ten times as fast; where it fails, with pip, which knows the mirrors of a campus."""
    # Compiled now, every kernel starts faster; where Python may not write bytecode, several times faster.
    uv = [python, "-m", "uv", "pip", "install", "--quiet", "--compile-bytecode", "--python", python]
    if bring_uv(python) and not subprocess.call([*uv, *what], cwd=ROOT):
        return
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, *what], "check the network and the room on the disk, then start again")


def bring_uv(python):
    """Install the uv that the tests' lock names; tell whether it is there."""
    if not subprocess.call([python, "-c", "import uv"], stderr=subprocess.DEVNULL):
        return True
    with open(os.path.join(ROOT, "requirements-dev.lock")) as file:
        entry = re.search(r"^uv==(.|\n )+", file.read(), flags=re.MULTILINE)
    handle, path = tempfile.mkstemp(suffix=".txt")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(entry.group() + "\n")
        pip = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            path,
        ]
        return not subprocess.call(pip, cwd=ROOT, stderr=subprocess.DEVNULL)
    finally:
        os.remove(path)


def create(folder, python, dev):
    """Create or renew the environment."""
    lock = "requirements-dev.lock" if dev else "requirements.lock"
    if not os.access(ROOT, os.W_OK):
        raise Problem("cannot write to this folder; copy the course to a folder of your own and start again there")
    if not os.path.exists(python_of(folder)):
        print(f"Creating the environment with {python} ...", flush=True)
        remedy = "on Debian or Ubuntu install python3-venv (sudo apt install python3-venv), then start again"
        run([python, "-m", "venv", folder], remedy)
    print("Installing what the lock names; this takes a minute the first time ...", flush=True)
    install(python_of(folder), ["--require-hashes", "-r", lock])
    install(python_of(folder), ["--no-deps", "--no-build-isolation", "-e", "."])
    with open(os.path.join(folder, "." + lock), "w") as file:
        file.write(stamp_text(lock))


def main(arguments):
    """Make the environment in .venv, or in the folder that CITYLAB_VENV names."""
    dev = "--dev" in arguments
    folder = os.path.join(ROOT, os.environ.get("CITYLAB_VENV") or ".venv")
    try:
        if not is_ready(folder, dev):
            create(folder, find_python(), dev)
    except Problem as problem:
        sys.stderr.write(f"citylab: {problem}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"citylab: {error}; check that the folder is yours and the disk has room\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
