"""The sample site: what its pages show, and that building it again gives the same."""

import re

import pytest

from classroom.errors import CitylabError


@pytest.fixture(scope="module")
def lesson(site):
    return (site / "01-lamps/01_count_lamps.html").read_text(encoding="utf-8")


def bytes_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_start_page_names_ready_and_planned_modules(site):
    start = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="01-lamps/00_overview.html"' in start
    assert "<strong>Planned:</strong> 02 Trams." in start


def test_slider_shows_its_figure_at_the_start_and_says_so(lesson, site):
    choices = "a slider (Lamps, from 1 to 20) and a choice (street: Quay, Mole)"
    assert f"In the notebook, this figure has {choices}. Here they stand at 7 and Quay." in lesson
    picture = re.search(r'<img alt="Bar chart: 7 lamps are on in Quay\."[^>]*src="\.\./(figures/\w+\.png)"', lesson)
    assert (site / picture[1]).read_bytes().startswith(b"\x89PNG")


def test_map_is_a_small_page_that_shares_leaflet_and_has_a_picture_without_scripts(lesson, site):
    frame = re.search(
        r'<iframe title="Map of a quay with one lamp &amp; a cable\." src="\.\./(maps/\w+\.html)"', lesson
    )
    page = (site / frame[1]).read_text(encoding="utf-8")
    assert len(page) < 20_000
    assert '<script src="leaflet.js"></script>' in page
    picture = re.search(r'<noscript><img src="(\w+\.svg)" alt="Map of a quay with one lamp &amp; a cable\."', page)
    drawn = (site / "maps" / picture[1]).read_text(encoding="utf-8")
    assert (drawn.count("<path"), drawn.count("<circle")) == (2, 1)


def test_quiz_is_text_with_explanations_folded_away(lesson):
    assert "Who needs light on a &lt; b streets? <span>(one answer)</span>" in lesson
    assert lesson.count("<details><summary>Answer and explanations of question") == 2
    assert "<b>✗ Nobody</b> (wrong). People walk at night." in lesson


def test_formula_is_mathml(lesson):
    assert re.search(r'<div class="course-formula"><math [^>]*display="block">', lesson)
    assert "\\sum" not in lesson


def test_links_between_notebooks_lead_to_pages(lesson):
    assert 'href="00_overview.html"' in lesson
    assert 'href="../index.html"' in lesson
    assert "ipynb" not in re.sub(r'href="\.\./notebooks/01-lamps/01_count_lamps\.ipynb" download', "", lesson)


def test_downloaded_notebook_is_the_built_one(site, course):
    name = "notebooks/01-lamps/01_count_lamps.ipynb"
    assert (site / name).read_bytes() == (course / "course" / name).read_bytes()


def test_search_knows_words_of_lessons_quizzes_and_guide_but_no_sample_answers(site):
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert all(f'"{word}"' in index for word in ("kerb", "lux", "plan"))
    assert "secretword" not in index
    assert not (site / "guide/01-lamps-written-answers.html").exists()


def test_no_page_links_to_binder_if_the_repository_is_unknown(site):
    assert not [path for path in site.rglob("*.html") if "binder" in path.read_text(encoding="utf-8").lower()]


def test_clean_build_gives_the_same_bytes(site, make):
    assert bytes_of(make("again").folder) == bytes_of(site)


def test_second_build_runs_and_sets_nothing(site, make):
    built = make("site")
    assert not built.is_new
    assert make.said == []


def test_folder_with_something_else_is_not_replaced(make, course):
    (course / "precious").mkdir()
    (course / "precious/thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CitylabError, match="holds something else than a site"):
        make("precious")
    assert (course / "precious/thesis.txt").exists()
