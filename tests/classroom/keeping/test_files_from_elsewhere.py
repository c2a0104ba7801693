"""A saved file that citylab save did not make so: it takes no memory, no work and no names that are not its own."""

import hashlib
import io
import json
import tracemalloc
import zipfile
import zlib

import pytest

from citylab import progress
from classroom.errors import CitylabError
from classroom.keeping import owner
from classroom.keeping.archive import unpack
from classroom.keeping.names import BACKUP, is_safe
from classroom.keeping.saving import save_with_report
from classroom.keeping.taking import why_not


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def packed(
    files: dict[str, bytes], /, *, book: bytes | None = None, packing: int = zipfile.ZIP_DEFLATED, **fields: object
) -> bytes:
    """Return a saved file with these files of a learner; `fields` go into its list."""
    entries = [{"path": path, "sha256": sha256(data), "shipped": None} for path, data in files.items()]
    listed = {"format": 1, "version": "1", "time": "2026-11-21T12:00:00+00:00", "owner": "", "files": entries}
    listed["progress"] = "" if book is None else sha256(book)
    members = {"manifest.json": json.dumps(listed | fields).encode()}
    members |= {f"files/{path}": data for path, data in files.items()}
    members |= {} if book is None else {"progress.json": book}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as bundle:
        for name, data in members.items():
            bundle.writestr(name, data)
    return made.getvalue()


def notebook(text: str, **metadata: object) -> bytes:
    cell = {
        "cell_type": "code",
        "id": "a",
        "source": text,
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
    }
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def nested(depth: int) -> list:
    made: list = []
    for _ in range(depth):
        made = [made]
    return made


def test_member_that_unpacks_to_more_than_it_says_takes_no_memory():
    large = 60_000_000
    data = packed({"course/my-work/a.txt": b"0" * large})
    says, lies = large.to_bytes(4, "little"), (100).to_bytes(4, "little")
    assert data.count(says) == 2
    data = data.replace(says, lies)
    data = data.replace(zlib.crc32(b"0" * large).to_bytes(4, "little"), zlib.crc32(b"0" * 100).to_bytes(4, "little"))
    tracemalloc.start()
    try:
        with pytest.raises(CitylabError, match="nothing was changed"):
            unpack(data)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_refused(packing):
    with pytest.raises(CitylabError, match="no file that citylab save has made"):
        unpack(packed({"course/my-work/a.txt": b"a"}, packing=packing))


def test_one_file_that_is_too_large_is_refused():
    with pytest.raises(CitylabError, match="citylab save makes none so large"):
        unpack(packed({"course/my-work/a.txt": b"0" * 5_000_001}))


def test_entry_with_the_name_of_a_backup_does_not_replace_it(learner):
    path, mine = learner.place.as_posix(), notebook("only here")
    (learner.root / learner.place).write_bytes(mine)
    stem = f"{BACKUP}/{path.removesuffix('.ipynb')}-{sha256(mine)[:8]}"
    base = [{"id": "a", "kind": "code", "digest": "0", "is_answer": False}]
    files = {path: notebook("theirs"), f"{stem}.ipynb": notebook("in place of the backup")}
    entries = [{"path": name, "sha256": sha256(data), "shipped": base} for name, data in files.items()]
    restored = learner.restore(packed(files, files=entries))
    assert restored.backups == [f"{stem}.ipynb"]
    assert (learner.root / f"{stem}.ipynb").read_bytes() == mine
    assert any(line.startswith(f"left out: {stem}.ipynb: ") for line in restored.lines)


def test_backup_whose_name_is_taken_by_other_content_gets_another(learner):
    place = learner.root / "course/my-work/data.csv"
    place.parent.mkdir(parents=True)
    place.write_text("only here")
    taken = learner.root / BACKUP / f"course/my-work/data-{sha256(b'only here')[:8]}.csv"
    taken.parent.mkdir(parents=True)
    taken.write_text("something else")
    (backup,) = learner.restore(packed({"course/my-work/data.csv": b"saved"})).backups
    assert backup.endswith("-2.csv")
    assert (learner.root / backup).read_text() == "only here"
    assert taken.read_text() == "something else"


def test_two_entries_that_come_to_one_name_are_both_kept(learner):
    folder = "course/notebooks/01-buses"
    gone, beside = f"{folder}/01_gone.ipynb", f"{folder}/01_gone-saved-work.ipynb"
    base = [{"id": "a", "kind": "code", "digest": "0", "is_answer": False}]
    files = {beside: notebook("first"), gone: notebook("second")}
    entries = [
        {"path": path, "sha256": sha256(data), "shipped": base if path == gone else None}
        for path, data in files.items()
    ]
    data = packed(files, files=entries)
    for _ in range(2):
        assert not learner.restore(data).backups
        assert (learner.root / beside).read_bytes() == files[beside]
        assert (learner.root / folder / "01_gone-saved-work-2.ipynb").read_bytes() == files[gone]


@pytest.mark.parametrize(
    ("path", "is_left_out"),
    [
        ("course/notebooks/01-buses/numpy.py", True),
        ("course/notebooks/01-buses/random.cpython-312-x86_64-linux-gnu.so", True),
        ("assignments/release/x/citylab/__init__.py", True),
        ("assignments/release/x/json.pyc", True),
        ("course/notebooks/01-buses/my_buses.py", False),
        ("course/notebooks/01-buses/numpy.csv", False),
        ("course/notebooks/01-buses/my-own.py", False),
        ("course/my-work/backup/numpy.csv", True),
        ("course/my-work/Backup/x.csv", True),
    ],
)
def test_code_that_would_run_in_place_of_a_package_is_left_out(path, is_left_out):
    assert bool(why_not(path, from_another=False)) == is_left_out


def test_code_that_is_left_out_is_named_and_not_written(learner):
    path = "course/notebooks/01-buses/numpy.py"
    restored = learner.restore(packed({path: b"print('x')"}))
    assert not (learner.root / path).exists()
    assert any(path in line and "'numpy'" in line for line in restored.lines)
    assert "every notebook and file was here already" not in restored.lines


def test_code_that_restore_will_leave_out_is_named_when_it_is_saved(learner):
    (learner.root / learner.place).with_name("random.py").write_text("x = 1")
    (line,) = (line for line in save_with_report(learner.root).lines if "random.py" in line)
    assert "is saved, but restore leaves it out" in line


def test_of_another_person_only_notebooks_are_taken(learner):
    files = {"course/my-work/a.ipynb": notebook("x"), "course/my-work/b.py": b"", "course/my-work/c.csv": b""}
    restored = learner.restore(packed(files), from_another=True)
    assert restored.written == ["course/my-work/a.ipynb"]
    assert "course/my-work/a.ipynb: a file of that person, back" in restored.lines
    assert sum(line.startswith("left out: course/my-work/") for line in restored.lines) == 2


def test_file_without_an_owner_is_not_taken_for_ones_own(learner):
    assert owner.known_or_new()
    progress.record_try("a", fingerprint="1")
    with pytest.raises(CitylabError, match="another person"):
        learner.restore(packed({}))


@pytest.mark.parametrize("depth", [300, 900])
def test_cell_that_is_nested_too_deep_is_refused_before_anything_is_written(learner, depth):
    path = learner.place.as_posix()
    files = {"course/my-work/first.txt": b"1", path: notebook("deep", odd=nested(depth))}
    base = [{"id": "a", "kind": "code", "digest": "0", "is_answer": False}]
    entries = [{"path": name, "sha256": sha256(data), "shipped": base} for name, data in files.items()]
    with pytest.raises(CitylabError, match="too deep to be written; nothing was changed") as caught:
        learner.restore(packed(files, files=entries))
    assert path in str(caught.value)
    assert not (learner.root / "course/my-work/first.txt").exists()


def test_notebook_that_is_nested_deep_is_still_saved(learner):
    (learner.root / learner.place).write_bytes(notebook("deep", odd=nested(900)))
    assert learner.place.as_posix() in unpack(learner.save()).files


@pytest.mark.parametrize("version", [2, 99])
@pytest.mark.parametrize("depth", [40, 900, 20_000])
def test_progress_that_is_nested_too_deep_is_left_out_and_said(learner, version, depth):
    deep = "[" * depth + "]" * depth
    book = f'{{"version": {version}, "exercises": {{"a": {{"odd": {deep}}}}}, "odd": {deep}}}'.encode()
    progress.record_try("a", fingerprint="1")
    before = progress.location().read_bytes()
    restored = learner.restore(packed({"course/my-work/first.txt": b"1"}, book=book))
    assert any("nothing of the progress was brought back; the notebooks were" in line for line in restored.lines)
    assert progress.location().read_bytes() == before
    assert (learner.root / "course/my-work/first.txt").exists()


@pytest.mark.parametrize("letter", ["\x1b", "\x9b", "\u202e", "\u2028"])
def test_letters_that_steer_a_terminal_are_not_shown(learner, letter):
    with pytest.raises(CitylabError, match="newer version") as caught:
        learner.restore(packed({}, format=2, version=f"9{letter}[2J"))
    assert str(caught.value).isprintable()
    assert not is_safe(f"course/my-work/a{letter}b.txt")
    with pytest.raises(CitylabError) as caught:
        learner.restore(packed({f"course/my-work/a{letter}b.txt": b"x"}))
    assert str(caught.value).isprintable()


def test_backups_are_not_saved_and_odd_names_are_shown_replaced(learner):
    for name in (f"{BACKUP}/old.csv", "course/my-work/kept.csv", "course/my-work/a\u202eb.csv"):
        (learner.root / name).parent.mkdir(parents=True, exist_ok=True)
        (learner.root / name).write_text("x")
    saved = save_with_report(learner.root)
    assert list(unpack(saved.data).files) == ["course/my-work/kept.csv"]
    assert all(line.isprintable() for line in saved.lines)
    assert any("rename it" in line for line in saved.lines)
