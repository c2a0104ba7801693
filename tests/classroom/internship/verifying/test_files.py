"""Licence texts, locks, tests and secrets are recognised in the files."""

import time

import pytest

from classroom.internship.verifying import licence, lock, tidy
from classroom.internship.verifying.folder import Folder
from classroom.internship.verifying.markdown import sections
from classroom.internship.verifying.notebooks import Cell, Notebook
from classroom.internship.verifying.written import written_tests

HASH = "--hash=sha256:" + "a" * 64


def folder(tmp_path, **files):
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_py", ".py")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Folder(tmp_path, tuple(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")))


def test_the_course_s_own_licences_are_recognised(repository):
    assert licence.recognise((repository / "LICENSE").read_text(encoding="utf-8")) == "BSD-3-Clause"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Apache License\nVersion 2.0, January 2004\nTERMS AND CONDITIONS FOR USE, REPRODUCTION", "Apache-2.0"),
        ("Creative Commons Attribution 4.0 International Public License", "CC-BY-4.0"),
        ("Creative Commons Attribution-ShareAlike 4.0 International Public License", "CC-BY-SA-4.0"),
        ("GNU AFFERO GENERAL PUBLIC LICENSE\n   Version 3, 19 November 2007", "AGPL-3.0"),
        ("Do what you like.", ""),
    ],
)
def test_a_licence_is_told_from_the_others(text, name):
    assert licence.recognise(text) == name


def test_a_lock_is_read_with_its_conditions_extras_and_comments():
    pins = lock.parse(
        f"# made for a test\nOne.Two==1.0 \\\n    {HASH} \\\n    {HASH[:-1]}b\n    # via pyproject\n"
        f"three[x,y]==2.0rc1 ; python_version >= '3' {HASH}\nfour==1 ; python_version < '3' {HASH}\n"
        f"four==2 ; python_version >= '3' {HASH}\n"
    )
    assert [(pin.name, pin.version, sorted(pin.extras), len(pin.hashes)) for pin in pins] == [
        ("one-two", "1.0", [], 2),
        ("three", "2.0rc1", ["x", "y"], 1),
        ("four", "2", [], 1),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("one>=1.0 " + HASH, "fixes no package: one>=1.0"),
        ("one==1.* " + HASH, "fixes no package"),
        ("-e . ", "fixes no package: -e ."),
        ("one @ https://example.org/one.whl " + HASH, "fixes no package"),
        ("--find-links https://example.org\n", "fixes no package"),
        ("one==1.0", "no SHA-256 hash for one==1.0"),
        ("one==1.0 --hash=md5:0123", "no SHA-256 hash for one==1.0"),
        (f"one==1.0 {HASH}\nOne==1.1 {HASH}", "fixes one twice"),
        (f"one==not.a.version {HASH}", "nobody can read"),
        (f"one==1.0 ; python_version ~ 3 {HASH}", "nobody can read"),
        (f"one==1.0 ; nothing == 'x' {HASH}", "nobody can read"),
        ("\0" * 100, "fixes no package"),
    ],
)
def test_a_line_that_fixes_nothing_is_refused_with_the_remedy(text, says):
    with pytest.raises(lock.LockError, match=says) as caught:
        lock.parse(text)
    assert caught.value.args[1]


def test_the_tests_in_the_files_are_counted_as_pytest_does(tmp_path):
    source = (
        "import pytest\ndef test_a(): ...\nasync def test_b(): ...\ndef helper(): ...\n"
        "@pytest.fixture\ndef test_data(): ...\n"
        "class TestC:\n    def test_d(self): ...\nclass Other:\n    def test_e(self): ...\n"
    )
    found = written_tests(folder(tmp_path, tests__test_x_py=source, tests__helpers_py="def test_f(): ..."))
    assert set(found) == {("tests/test_x.py", name) for name in ("test_a", "test_b", "test_d")}


def test_a_test_that_never_comes_to_be_is_counted_all_the_same(tmp_path):
    source = "if False:\n    def test_a(): ...\ntry:\n    x = 1\nexcept ValueError:\n    def test_b(): ...\n"
    found = written_tests(folder(tmp_path, tests__test_x_py=source))
    assert set(found) == {("tests/test_x.py", "test_a"), ("tests/test_x.py", "test_b")}


@pytest.mark.parametrize(
    ("body", "asks"),
    [
        ("assert f() == 2", True),
        ("with pytest.raises(ValueError): f()", True),
        ("np.testing.assert_allclose(f(), 2)", True),
        ("pass", False),
        ("assert True", False),
        ("return 1 == 2", False),
    ],
)
def test_a_test_asks_something_or_nothing(tmp_path, body, asks):
    (found,) = written_tests(folder(tmp_path, tests__test_x_py=f"def test_a():\n    {body}\n")).values()
    assert found == asks


def test_a_decorator_of_thousands_of_dots_is_read(tmp_path):
    source = f"@a{'.a' * 5000}\ndef test_a(): ...\n"
    assert written_tests(folder(tmp_path, tests__test_x_py=source))


BLANKS = " " * 40_000


def test_long_runs_of_blanks_take_no_longer_than_other_text():
    began = time.process_time()
    assert list(sections(f"# a{BLANKS}b\ntext\n")) == [f"a{BLANKS}b"]
    with pytest.raises(lock.LockError, match="fixes no package: numpy x"):
        lock.parse(f"numpy{BLANKS}x")
    assert time.process_time() - began < 2


def test_headings_are_found_without_their_signs():
    text = "## The question ##\nWhy?\n```\n# no heading\n```\n#tag\n###\nmore\n"
    assert sections(text) == {"the question": "Why?\n```\n# no heading\n```\n#tag\n###\nmore\n"}


@pytest.mark.parametrize("condition", ["'x' in extras", "'3' < '4'", "(" * 5000 + "'a' == 'a'" + ")" * 5000])
def test_a_strange_condition_in_a_lock_is_refused_with_the_line(condition):
    with pytest.raises(lock.LockError, match="nobody can read"):
        lock.parse(f"one==1.0 ; {condition} {HASH}")


@pytest.mark.parametrize(
    ("project", "says"),
    [
        ("requires-python = [1]\ndependencies = []", "requires-python is a text"),
        ("requires-python = '>=3.11'\ndependencies = 'numpy'", "dependencies a list"),
        ("requires-python = '>=3.11'\ndependencies = [1]", "cannot be read"),
        ("requires-python = '>=3.11'\ndependencies = [\"one; 'x' in extras and nothing\"]", "cannot be read"),
    ],
)
def test_a_pyproject_of_another_shape_is_refused_with_the_remedy(tmp_path, project, says):
    (tmp_path / "pyproject.toml").write_text(f"[project]\n{project}\n", encoding="utf-8")
    with pytest.raises(lock.LockError, match=says) as caught:
        lock.direct_dependencies(Folder(tmp_path, ("pyproject.toml",)))
    assert caught.value.args[1]


@pytest.mark.parametrize(
    "line",
    [
        "open('/home/anna/x.csv')",
        r'open("C:\\Users\\anna")',
        "open(r'D:\\data\\x')",
        "p = '~/x'",
        'p = "C:/data/x"',
        "a='/tmp/x'",
    ],
)
def test_a_path_of_one_computer_is_seen(tmp_path, line):
    (found,) = tidy.check_paths(folder(tmp_path), [Notebook("notebooks/a.ipynb", (Cell(3, "x = 1\n" + line),))])
    assert not found.ok
    assert found.says.startswith("notebooks/a.ipynb, cell 3, names a path of one computer")


@pytest.mark.parametrize(
    "line",
    [
        "open('data/x.csv')", "u = 'https://example.org/home/x'", "print('a:\\nb')", "x = a[b:c]", "f'{x:/>8}'",
        "s = 'km/home/year'", "t = 'data/home/x'", "lambda a:a/2", "d = {'a':1}", "x = y/2",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_path_is_left_alone(tmp_path, line):
    assert tidy.check_paths(folder(tmp_path), [Notebook("notebooks/a.ipynb", (Cell(1, line),))])[0].ok


@pytest.mark.parametrize(
    "line",
    [
        "password = 'hunter22'", 'API_KEY="0123456789"', "{'token': 'abcdefgh'}", "-----BEGIN RSA PRIVATE KEY-----",
        "u = 'https://anna:geheim1@example.org'", "AKIAABCDEFGHIJKLMNOP", "ghp_" + "a" * 36,
    ],
)  # fmt: skip
def test_what_looks_like_a_secret_is_seen_and_not_shown(tmp_path, line):
    (found,) = tidy.check_secrets(folder(tmp_path, a_py="x = 1\n" + line + "\n"))
    assert found.says.startswith("a.py, line 2 looks like")
    assert not any(part in found.says for part in ("hunter22", "0123456789", "abcdefgh", "geheim1", "AKIA", "ghp_a"))


@pytest.mark.parametrize(
    "line",
    ["token = os.environ['TOKEN']", "tokens = ['a']", "password: str", "secret = ''", "u = 'https://example.org/a@b'"],
)
def test_what_is_no_secret_is_left_alone(tmp_path, line):
    assert tidy.check_secrets(folder(tmp_path, a_py=line))[0].ok
