"""A changed character anywhere is noticed, unless it is white space between the parts."""

import json
import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classroom.certificates import page, verify

WHITE = b" \t\r\n"


def outside_strings(data: bytes, at: int) -> bool:
    """Say whether a place of a JSON text is not within quotation marks; the texts here have no escaped ones."""
    return data[:at].count(b'"') % 2 == 0


def test_each_character_of_a_certificate_counts(self_issued, at):
    data = self_issued
    for place, old in enumerate(data):
        for new in {old ^ 1, ord(" ") if place % 4 == 0 else old ^ 1} - {old}:
            changed = data[:place] + bytes([new]) + data[place + 1 :]
            if verify(changed, at=at).holds:
                assert {old, new} <= set(WHITE), place
                assert outside_strings(changed, place), place
                assert json.loads(changed) == json.loads(data)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_cut_and_paste_is_noticed(self_issued, at, data):
    start = data.draw(st.integers(0, len(self_issued) - 1))
    end = data.draw(st.integers(start, min(len(self_issued), start + 12)))
    put = data.draw(st.text(string.printable + "é\u202e", max_size=8)).encode()
    changed = self_issued[:start] + put + self_issued[end:]
    if verify(changed, at=at).holds:
        assert json.loads(changed) == json.loads(self_issued)


def test_characters_all_over_the_page_count(self_issued, at):
    whole = page.render(self_issued, json.loads(self_issued))
    assert verify(whole, at=at).holds
    for place in range(0, len(whole), 13):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        verdict = verify(changed, at=at)
        # White space of the JSON that the page carries is the page's one freedom.
        assert not verdict.holds or verdict.credential == json.loads(self_issued)
        if verdict.holds:
            assert changed.split(b"base64,")[0] == whole.split(b"base64,")[0]
