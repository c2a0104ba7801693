"""The page carries the certificate and shows what it says, and nothing else."""

import json
import re

import pytest

from classroom.certificates import container, page, verify


@pytest.fixture
def html(from_school):
    return page.render(from_school, json.loads(from_school)).decode()


def test_page_carries_the_file_as_it_is(html, from_school):
    assert container.unpack(html.encode()) == from_school


def test_page_alone_is_verified(html, at, school_did):
    verdict = verify(html.encode(), at=at, trusted={school_did})
    assert (verdict.holds, verdict.kind, verdict.is_page) == (True, "trusted", True)


def test_page_with_another_name_on_it_does_not_hold(html, at):
    lie = html.replace("Module 2: Smart grids", "Module 2: Smart everything")
    verdict = verify(lie.encode(), at=at)
    assert not verdict.holds
    assert "ask for the JSON file" in verdict.problems[0]


def test_page_with_two_certificates_does_not_hold(html, at):
    link = re.search(r'href="data:[^"]+"', html)[0]
    assert "carries 2" in verify(html.replace("</footer>", f"<a {link}></a></footer>").encode(), at=at).problems[0]


def test_page_without_a_certificate_does_not_hold(at):
    assert "carries 0" in verify(b"<!DOCTYPE html><p>Ada has passed.</p>", at=at).problems[0]


def test_page_says_who_vouches(html, self_issued):
    own = page.render(self_issued, json.loads(self_issued)).decode()
    assert "Self-issued: nobody but the learner vouches." in own
    assert "Self-issued" not in html
    assert "Signed in the name of School of Examples." in html
    assert "A name proves nothing" in html


def test_page_runs_and_loads_nothing(html):
    assert "default-src 'none'" in html
    assert not re.search(r"<(script|img|link|iframe|object)|https?://|\son\w+=", html)


def test_markup_in_a_certificate_is_only_text(from_school, resign, at, school_did):
    evil = "<script>alert(1)</script><a href='x'>"
    lie = resign(from_school, lambda document: document["credentialSubject"]["achievement"].update(name=evil))
    shown = page.render(lie, json.loads(lie)).decode()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert verify(shown.encode(), at=at, trusted={school_did}).holds


def test_json_that_a_browser_would_show_as_a_page_does_not_hold(from_school, resign, at):
    shown = "<style>body{font-size:0}</style><div>Certificate of Medicine</div>"
    lie = resign(from_school, lambda document: document.update(note=shown))
    assert b"<" not in lie
    assert verify(lie, at=at).holds
    verdict = verify(lie.replace(b"\\u003c", b"<"), at=at)
    assert not verdict.holds
    assert "holds the sign <" in verdict.problems[0]


def test_file_that_we_write_is_never_a_page(from_school):
    assert b"<" not in from_school
    assert "<20 kW>" in json.loads(from_school)["description"]


def test_page_around_json_that_a_browser_would_show_does_not_hold(from_school, at):
    raw = from_school.replace(b"\\u003c", b"<")
    assert raw != from_school
    assert not verify(page.render(raw, json.loads(raw)), at=at).holds


def test_address_is_not_on_the_page(html):
    assert "ada@example.org" not in html


def test_release_hash_is_set_small(from_school, resign):
    digest = "0f" * 32
    made = resign(from_school, lambda document: document["evidence"][0].update(description=f"SHA-256 {digest}"))
    assert f'SHA-256 <code class="hash">{digest}</code>' in page.render(made, json.loads(made)).decode()
