"""The page of a certificate: opens without a network, prints on A4, can be read by all, and gives the file back."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from lab_session import open_browser

from citylab.modules import modules
from classroom.certificates import Achieved, course_facts, did_key, identity, issue, learner, page, verify

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AT = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)
A4_MM = (210, 297)


def certificates(repository: Path) -> dict[str, bytes]:
    """Return one that a learner signed and one of a school, with the longest texts that a module has."""
    longest = max(modules(), key=lambda module: sum(map(len, course_facts.outcomes_of(repository, module))))
    achieved = Achieved(
        key=longest.slug,
        name=f"Module {longest.number}: {longest.title}",
        description=course_facts.in_short(longest),
        requirement=learner.REQUIREMENT,
        outcomes=course_facts.outcomes_of(repository, longest),
        evidence=(
            ("Lessons", "4 of 4; 24 of 24 exercises solved"),
            ("Quiz", "at least 75% right in the best run"),
            ("Assignment", f"31 of 40 automatic points, marked on the learner's computer; SHA-256 {'0f' * 32}"),
        ),
        version="0.1.0",
    )
    key = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)
    did = did_key.from_public(key.public_key())
    known = (identity.from_email("ada@example.org"), identity.from_name("Augusta Ada King, Countess of Lovelace"))
    own = issue(
        achieved, key=key, issuer_name="A learner", holder=did, identities=known, at=AT, until=AT.replace(year=2030)
    )
    school = issue(achieved, key=key, issuer_name="School of Examples", holder=None, identities=known, at=AT)
    return {"self-issued": own, "school": school}


@pytest.fixture(scope="module", params=["self-issued", "school"])
def opened(request, repository, tmp_path_factory):
    """The page in a browser, with `certificate` and what it said on the console in `said`."""
    certificate = certificates(repository)[request.param]
    path = tmp_path_factory.mktemp("certificate") / "certificate.html"
    path.write_bytes(page.render(certificate, json.loads(certificate)))
    with open_browser() as window:
        window.said = []
        window.on("console", lambda message: window.said.append(message.text))
        window.route(path.as_uri(), lambda route: route.continue_())
        window.goto(path.as_uri())
        window.certificate = certificate
        yield window


def test_page_opens_without_a_complaint(opened):
    assert opened.locator("h1").inner_text().startswith("Module ")
    assert opened.said == []
    assert opened.outside == []


def test_page_has_no_finding_of_axe(opened):
    found = Axe().run(opened).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:80]) for one in found] == []


def test_link_gives_the_file_back(opened):
    with opened.expect_download() as download:
        opened.get_by_role("link", name="Save the certificate as JSON").click()
    assert Path(download.value.path()).read_bytes() == opened.certificate
    assert verify(opened.certificate, at=AT).holds


def test_page_of_a_module_is_one_sheet_of_a4(opened):
    sheet = opened.pdf(prefer_css_page_size=True)
    points = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheet)
    assert tuple(round(float(one) * 25.4 / 72) for one in points.groups()) == A4_MM
    assert re.search(rb"/Type /Pages\s*/Count (\d+)|/Count (\d+)", sheet)[0].endswith(b"1")


@pytest.mark.parametrize("width_px", [320, 390, 1200])
def test_page_fits_the_screen(opened, width_px):
    opened.set_viewport_size({"width": width_px, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width_px


def test_page_stays_light(opened):
    opened.emulate_media(color_scheme="dark")
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    opened.emulate_media(color_scheme="light")


def test_link_can_be_reached_and_seen_by_keyboard(opened):
    opened.reload()
    opened.keyboard.press("Tab")
    focused = "[document.activeElement.textContent, getComputedStyle(document.activeElement).outlineStyle]"
    assert opened.evaluate(focused) == ["Save the certificate as JSON", "solid"]
