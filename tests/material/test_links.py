"""Links between pages lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
TEXTS = sorted([*ROOT.glob("*.md"), *(ROOT / "course").rglob("*.md"), *(ROOT / "assignments").glob("*.md")])


def local(text):
    return [link.split("#")[0] for link in LINK.findall(text) if not re.match(r"[a-z]+:|#", link)]


def test_links_of_a_notebook_lead_to_files(built):
    missing = [link for link in local("\n".join(cell.source for cell in built.cells if cell.cell_type == "markdown"))
               if not (built.path.parent / link).exists()]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_of_a_text_lead_to_files(path):
    missing = [link for link in local(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_images_of_a_text_have_alternative_text(path):
    assert not re.search(r"!\[\s*\]\(|<img(?![^>]*\balt=)", path.read_text(encoding="utf-8"))


def test_every_page_of_a_module_is_linked_from_its_overview(page):
    if page.path.stem == "start" or page.path.stem.endswith("overview"):
        return
    overview = next(page.path.parent.glob("00_overview.ipynb"))
    assert f"({page.path.name})" in overview.read_text(encoding="utf-8")
