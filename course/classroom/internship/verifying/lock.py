"""Read requirements.lock, and check that it fixes everything that the project needs."""

from __future__ import annotations

import platform
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from packaging.markers import Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.verdict import Finding, failed

__all__ = ["LockError", "Pin", "check_closure", "check_direct", "direct_dependencies", "of", "parse"]

NAME = "requirements.lock"
_PIN = re.compile(r"([A-Za-z0-9][\w.-]*)(?:\[([\w., -]*)\])?\s*==\s*([\w.!+-]+)\s*(?:;\s*(.+))?")
_HASH = "--hash="
_LONGEST = 2_000_000  # characters
_AGAIN = "Make the lock again, for example with: uv pip compile --generate-hashes pyproject.toml -o requirements.lock"


@dataclass(frozen=True)
class Pin:
    """
    A package, fixed to one version and to the files of that version.

    Attributes
    ----------
    name, version : str
        The name in its normal form.
    extras : frozenset of str
        Optional parts that are asked for.
    hashes : frozenset of str
        Such as ``sha256:…``, in hexadecimal.
    """

    name: NormalizedName
    version: str
    extras: frozenset[str]
    hashes: frozenset[str]

    def __str__(self) -> str:
        extras = f"[{','.join(sorted(self.extras))}]" if self.extras else ""
        hashes = "".join(f" \\\n    --hash={one}" for one in sorted(self.hashes))
        return f"{self.name}{extras}=={self.version}{hashes}\n"


class LockError(ValueError):
    """What is wrong with a lock, and the remedy."""


def of(folder: Folder) -> tuple[Pin, ...]:
    """
    Return what the lock of a project fixes; see `parse`.

    Raises
    ------
    LockError
        If there is none, or it cannot be used.
    """
    if not folder.has(NAME):
        raise LockError("there is no requirements.lock", _AGAIN)
    return parse(folder.text(NAME))


def parse(text: str) -> tuple[Pin, ...]:
    """
    Return the packages that a lock fixes for this system and this Python.

    Raises
    ------
    LockError
        If a line is anything but ``name==version`` with hashes, or a package stands there twice.
    """
    if len(text) > _LONGEST:
        raise LockError("requirements.lock is too long for a lock", _AGAIN)
    pins: dict[str, Pin] = {}
    for line in _joined(text):
        pin = _pin(line)
        if pin is None:
            continue
        if pin.name in pins:
            raise LockError(f"requirements.lock fixes {pin.name} twice", _AGAIN)
        pins[pin.name] = pin
    return tuple(pins.values())


def _joined(text: str) -> Iterable[str]:
    """Yield the entries: lines without comments, with the lines that a backslash adds to them."""
    whole = ""
    for line in text.splitlines():
        line = re.sub(r"(^|\s)#.*$", "", line).rstrip()
        whole += line.removesuffix("\\") + " "
        if not line.endswith("\\"):
            if whole.strip():
                yield whole.strip()
            whole = ""
    if whole.strip():
        yield whole.strip()


def _pin(entry: str) -> Pin | None:
    """Return what an entry fixes, or None if it is for other systems."""
    words = entry.split()
    hashes = frozenset(word.removeprefix(_HASH) for word in words[1:] if word.startswith(_HASH))
    match = _PIN.fullmatch(" ".join(word for word in words if not word.startswith(_HASH)))
    if not match:
        shown = re.sub(r"//[^/@]*@", "//…@", " ".join(words))[:80]  # an address may hold a password
        says = f"requirements.lock has a line that fixes no package: {shown}"
        raise LockError(says, f"Each line is name==version with its hashes. {_AGAIN}")
    name, extras, version, condition = match.groups()
    if not hashes or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes):
        raise LockError(f"requirements.lock has no SHA-256 hash for {name}=={version}", _AGAIN)
    try:
        Version(version)
        if condition and not Marker(condition).evaluate():
            return None
    except Exception:  # a strange condition makes the library raise many kinds of errors
        raise LockError(f"requirements.lock has a line that nobody can read: {entry[:80]}", _AGAIN) from None
    wanted = frozenset(one.strip() for one in (extras or "").split(",") if one.strip())
    return Pin(canonicalize_name(name), version, wanted, hashes)


def direct_dependencies(folder: Folder) -> tuple[Requirement, ...]:
    """
    Return the dependencies that pyproject.toml names, those for this system.

    Raises
    ------
    LockError
        If there is none, it cannot be read, or it is for another Python.
    """
    if not folder.has("pyproject.toml"):
        remedy = "Add it, with [project], name, requires-python and dependencies."
        raise LockError("there is no pyproject.toml", remedy)
    try:
        project = tomllib.loads(folder.text("pyproject.toml"))["project"]
        listed, python = project["dependencies"], project["requires-python"]
        if not isinstance(python, str) or not isinstance(listed, list):
            raise ValueError("requires-python is a text in quotation marks, and dependencies a list of such texts")
        wanted = [Requirement(one) for one in listed]
        fits = SpecifierSet(python).contains(platform.python_version(), prereleases=True)
        applying = tuple(one for one in wanted if one.marker is None or one.marker.evaluate())
    except KeyError as error:
        remedy = "Below [project], give requires-python, and dependencies: the packages that the project imports."
        raise LockError(f"pyproject.toml lacks {error}", remedy) from None
    except Exception as error:  # strange texts make the libraries raise many kinds of errors
        says = f"pyproject.toml cannot be read: {str(error)[:300]}"
        raise LockError(says, "Mend the line that is named.") from None
    if not fits:
        says = f"pyproject.toml asks for Python {python[:50]}, and this is {platform.python_version()}"
        raise LockError(says, "Verify it with a Python that it allows, or let it allow this one.")
    return applying


def check_closure(
    direct: Iterable[Requirement], pins: Iterable[Pin], needs_of: Callable[[str], Iterable[str]]
) -> list[Finding]:
    """
    Return what a lock lacks: direct dependencies, and what the packages in it need.

    Parameters
    ----------
    direct : iterable of Requirement
        Direct dependencies of the project.
    pins : iterable of Pin
        What the lock fixes.
    needs_of : callable
        Gives the requirements of a package by its name, as its metadata states them.
    """
    fixed = {pin.name: pin for pin in pins}
    problems = check_direct(direct, fixed.values())
    for pin in fixed.values():
        extras = {
            *pin.extras,
            *(extra for one in direct if canonicalize_name(one.name) == pin.name for extra in one.extras),
        }
        gaps = [_gap(one, pin.name, fixed) for one in _applying(needs_of(pin.name), extras)]
        problems += [one for one in gaps if one is not None]
    return list(dict.fromkeys(problems))


def check_direct(direct: Iterable[Requirement], pins: Iterable[Pin]) -> list[Finding]:
    """Return which direct dependencies a lock lacks, or fixes to a version that pyproject.toml does not allow."""
    fixed = {pin.name: pin for pin in pins}
    gaps = [_gap(one, "pyproject.toml", fixed) for one in direct]
    return [one for one in gaps if one is not None]


def _applying(listed: Iterable[str], extras: Iterable[str]) -> Iterable[Requirement]:
    for text in listed:
        try:
            one = Requirement(text)
        except InvalidRequirement:
            continue  # old metadata that pip does not read either
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield one


def _gap(wanted: Requirement, who: str, fixed: dict[NormalizedName, Pin]) -> Finding | None:
    pin = fixed.get(canonicalize_name(wanted.name))
    if pin is None:
        return failed("lock", f"requirements.lock lacks {wanted.name}, which {who} needs", _AGAIN)
    if not wanted.specifier.contains(pin.version, prereleases=True):
        says = f"requirements.lock fixes {pin.name} {pin.version}, and {who} needs {wanted.name}{wanted.specifier}"
        return failed("lock", says, _AGAIN)
    return None
