"""Every lesson has the frame that CONTRIBUTING.md describes."""

import ast
import re
import statistics
from itertools import pairwise

import pytest

LABELS = ("**You will be able to**", "**You need**", "**Time**", "**Data**")
VAGUE = ("understand", "know", "learn", "appreciate", "be aware", "be familiar")


def bullets_after(label, text):
    rows = text.split(label, 1)[1].strip().splitlines()
    found = []
    for row in rows:
        if row.startswith("* "):
            found.append(row[2:])
        elif found and not row.startswith(" "):
            break
    return found


def section_texts(page):
    """Return the source of each section, code included, by heading."""
    whole = "\n".join(cell.source if cell.cell_type == "markdown" else "`code`\n" + cell.source for cell in page.cells)
    parts = re.split(r"^## (.+)$", whole, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_first_cell_says_why_what_needs_time_and_data(lesson):
    first = lesson.cells[0].source
    assert [label for label in LABELS if label not in first] == []


def test_title_starts_with_a_verb_and_objectives_can_be_seen(lesson):
    goals = bullets_after(LABELS[0], lesson.cells[0].source)
    assert 2 <= len(goals) <= 4
    assert [goal for goal in goals if goal.lower().startswith(VAGUE)] == []


def test_time_is_given_for_reading_and_doing(lesson):
    assert re.search(r"\*\*Time\*\* \d+ min reading, \d+ min doing", lesson.cells[0].source)


def test_all_imports_stand_in_the_second_cell(lesson):
    importing = [
        number
        for number, cell in enumerate(lesson.cells)
        if cell.cell_type == "code" and re.search(r"^(import|from) ", cell.source, flags=re.MULTILINE)
    ]
    assert importing == [1]


def test_no_star_import_no_address_no_path_upwards_in_code(page):
    code = "\n".join(cell.source for cell in page.code)
    assert not re.search(r"import \*|https?://|\.\./", code)


def test_cells_are_short(lesson):
    lengths = [len([row for row in cell.source.splitlines() if row.strip()]) for cell in lesson.code]
    assert max(lengths) <= 25
    assert statistics.median(lengths) <= 5
    assert statistics.quantiles(lengths, n=10)[-1] <= 15


def test_at_most_two_code_cells_in_a_row(lesson):
    kinds = "".join(cell.cell_type[0] for cell in lesson.cells)
    assert "ccc" not in kinds


def test_words_and_cells_fit_the_time(lesson):
    prose = lesson.text.split("## Further reading")[0]
    prose = re.sub(r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`", " ", prose, flags=re.DOTALL)
    words = len(re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", prose))
    assert 700 <= words <= 1500, f"{words} words"
    assert 10 <= len(lesson.code) <= 26, f"{len(lesson.code)} code cells"


def test_closing_sections_come_last(lesson, headings):
    assert headings(lesson)[-2:] == ["What to take away", "Further reading"]


def test_take_away_has_three_lines(lesson):
    text = section_texts(lesson)["What to take away"]
    assert len(re.findall(r"^\* ", text, flags=re.MULTILINE)) == 3


def test_every_section_has_one_turn_with_a_check(lesson):
    sections = section_texts(lesson)
    closing = ("What to take away", "Further reading", "Think")
    for title, text in sections.items():
        if not title.startswith(closing):
            assert text.count("**Your turn") == 1, f"section {title!r}"
            assert re.search(r"^check\(", text, flags=re.MULTILINE), f"section {title!r} has no check"


def test_lesson_asks_who_gains_or_loses(lesson):
    assert "**Think" in lesson.text


def test_lesson_has_a_slider_or_a_map(lesson):
    code = "\n".join(cell.source for cell in lesson.code)
    assert re.search(r"\binteract\(|maps\.", code)


def test_figures_are_shown_with_alternative_text(page):
    for cell in page.code:
        assert "plt.show" not in cell.source
        for call in [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]:
            if isinstance(call.func, ast.Name) and call.func.id == "show":
                assert "alt" in [keyword.arg for keyword in call.keywords]


def test_images_in_text_have_alternative_text(built):
    for cell in built.cells:
        if cell.cell_type == "markdown":
            assert not re.search(r"!\[\s*\]\(|<img(?![^>]*\balt=)", cell.source)


def test_a_quote_ends_with_an_empty_line(built):
    swallowed = [
        following
        for cell in built.cells
        if cell.cell_type == "markdown"
        for row, following in pairwise(cell.source.splitlines())
        if row.startswith(">") and following.strip() and not following.startswith(">")
    ]
    assert swallowed == []


def test_random_numbers_are_seeded(page):
    code = "\n".join(cell.source for cell in page.code)
    assert "default_rng()" not in code
    assert not re.search(r"np\.random\.(?!default_rng\(\w)", code)
    assert not re.search(r"^\s*import random|^\s*from random", code, flags=re.MULTILINE)


def test_no_output_is_stored(built):
    assert [cell.id for cell in built.cells if cell.cell_type == "code" and cell.outputs] == []


def test_cell_ids_are_unique(built):
    ids = [cell.id for cell in built.cells]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("word", ["simply", "obviously", "of course", "just ", "easy", "easily", "trivial"])
def test_no_word_that_makes_a_beginner_feel_slow(page, word):
    assert not re.search(rf"\b{word.strip()}\b", page.text, flags=re.IGNORECASE)
