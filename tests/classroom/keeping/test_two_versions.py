"""Work that was saved in one version of a lesson comes back into the next, and no cell is lost."""

from pathlib import Path

import nbformat

ANSWER = "hour_min = 60\ngap_min = 6.0  # mine"


def test_what_the_learner_did_not_touch_is_the_newer_course(learner):
    learner.add("x = 1", after="import math")
    found = learner.upgrade()
    learner.ship(learner.newer)
    assert [source for source in found if source != "x = 1"] == learner.sources()


def test_own_cell_stands_after_the_same_neighbour(learner):
    learner.add("x = 1", after="import math")
    found = learner.upgrade()
    assert found[found.index("import math") + 1] == "x = 1"


def test_cell_that_only_the_learner_changed_is_theirs_though_its_number_moved(learner):
    learner.rewrite("import math", "import math  # mine")
    found = learner.upgrade()
    assert found[2] == "import math  # mine"
    assert "import math" not in found


def test_cell_that_both_changed_is_there_twice_under_a_note(learner):
    learner.rewrite("buses = 10", "buses = 11")
    found = learner.upgrade()
    at = found.index("buses = 12")
    assert found[at + 1].startswith("> **Changed in the course.**")
    assert "\n" not in found[at + 1]
    assert found[at + 2] == "buses = 11"


def test_changed_cell_that_the_course_removed_stays_at_its_place_under_a_note(learner):
    learner.rewrite("Ten buses", "Ten *red* buses pass.")
    found = learner.upgrade()
    at = found.index("Ten *red* buses pass.")
    assert found[at - 1].startswith("> **No longer in the course.**")
    assert found.index("import math") < at < found.index("buses = 12")


def test_answer_stays_in_the_exercise_and_the_new_text_is_shown_without_running(learner):
    learner.rewrite("# Your code here.", ANSWER)
    found = learner.upgrade()
    at = found.index(ANSWER)
    assert "hour_min = 60  # minutes\n# Your code here." in found[at + 1]
    notebook = nbformat.read(learner.root / learner.place, as_version=4)
    assert notebook.cells[at].id == "buses-1-gap"
    assert [cell.cell_type for cell in notebook.cells if "gap_min" in cell.source] == ["code", "markdown", "code"]


def test_cell_that_the_learner_took_out_stays_out_unless_the_course_changed_it(learner):
    def take_out(cells):
        cells[:] = [cell for cell in cells if cell.source not in ("import math", "buses = 10")]

    learner.edit(take_out)
    found = learner.upgrade()
    assert "import math" not in found
    assert "buses = 12" in found


def test_order_of_the_learner_is_kept_where_the_course_kept_its_own(learner):
    learner.edit(lambda cells: cells.insert(1, cells.pop(5)))
    before = learner.sources()
    saved = learner.save()
    learner.ship(learner.lesson)
    learner.restore(saved)
    assert learner.sources() == before


def test_the_course_moves_a_cell_and_the_learners_change_goes_with_it(learner):
    learner.rewrite("print(gap_min)", "print(gap_min, 'min')")
    found = learner.upgrade()
    assert found.index("What to take away.") < found.index("print(gap_min, 'min')")


def test_twice_is_once_and_makes_no_backup(learner):
    learner.rewrite("buses = 10", "buses = 11")
    learner.add("x = 1", after="import math")
    saved = learner.save()
    learner.ship(learner.newer)
    learner.restore(saved)
    once = learner.sources()
    again = learner.restore(saved)
    assert learner.sources() == once
    assert again.written == []
    assert not (learner.root / "course" / "my-work").exists()


def test_merged_notebook_survives_the_next_save(learner):
    learner.rewrite("buses = 10", "buses = 11")
    learner.rewrite("# Your code here.", ANSWER)
    found = learner.upgrade()
    saved = learner.save()
    learner.ship(learner.newer)
    learner.restore(saved)
    assert learner.sources() == found


def test_renamed_lesson_keeps_the_learners_notebook_beside(learner):
    learner.rewrite("buses = 10", "buses = 11")
    saved = learner.save()
    learner.ship(learner.newer, name="01_count_all")
    lines = learner.restore(saved).lines
    kept = Path("course/notebooks/01-buses/01_count-saved-work.ipynb")
    assert "buses = 11" in learner.sources(kept)
    assert any("no longer in the course, or has another name there" in line for line in lines)
    learner.restore(saved)
    assert len(list((learner.root / kept).parent.glob("*.ipynb"))) == 2


def test_ids_that_another_program_replaced_do_not_double_the_lesson(learner):
    def number_anew(cells):
        for n, cell in enumerate(cells):
            cell.id = f"new{n}"
        cells[3].source = "buses = 11"

    learner.edit(number_anew)
    before = learner.sources()
    saved = learner.save()
    learner.ship(learner.lesson)
    learner.restore(saved)
    assert learner.sources() == before
    learner.ship(learner.newer)
    learner.restore(saved)
    found = learner.sources()
    assert len(set(found)) == len(found)
    assert "buses = 11" in found
    assert "Ten buses pass in an hour." not in found  # the course took it out, and so it goes
