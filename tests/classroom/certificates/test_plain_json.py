"""JSON that could be read in two ways is refused."""

import pytest

from classroom.certificates import plain_json
from classroom.certificates.errors import Refused


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"a": 1, "a": 2}', "'a' stands twice"),
        (b'{"b": {"a": 1, "\\u0061": 2}}', "'a' stands twice"),
        (b'{"a": 1.0}', "not read alike"),
        (b'{"a": 1e2}', "not read alike"),
        (b'{"a": -0}', "not read alike"),
        (b'{"a": 9007199254740992}', "not read alike"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not read alike"),
        (b'{"a": NaN}', "not read alike"),
        (b'{"a": Infinity}', "not read alike"),
        (b'{"a": "\\ud800"}', "no canonical form"),
        (b'\xef\xbb\xbf{"a": 1}', "byte order mark"),
        ('{"a": "ü"}'.encode("latin-1"), "not text in UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "not text in UTF-8"),
        (b"[1]", "no certificate"),
        (b'"text"', "no certificate"),
        (b'{"a": 1} x', "no JSON"),
        (b'{"a": "\n"}', "no JSON"),
        (b"{'a': 1}", "no JSON"),
        (b'{"a": ' * 100_000, "nested too deeply|no JSON"),
    ],
)
def test_text_with_two_meanings_is_refused(data, why):
    with pytest.raises(Refused, match=why):
        plain_json.read(data)


def test_ordinary_object_is_read():
    assert plain_json.read('{"a": [1, -9007199254740991, true, null, "ü"]}'.encode()) == {
        "a": [1, -9007199254740991, True, None, "ü"]
    }
