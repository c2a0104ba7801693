"""A filled-in form, as a page saves it."""

import copy
import json

import pytest

from classroom.assignment import open_assignment

EVALUATION = {
    "intern": "Ines Calder",
    "host": "Northgate Networks (fictional)",
    "supervisor_name": "Tomasz Hale",
    "supervisor_email": "tomasz.hale@example.org",
    "how_often_met": "every week",
    "has_conflict": False,
    "reliability": "3",
    "understanding": "2",
    "quality": "2",
    "care_with_data": "3",
    "independence": "1",
    "communication": "2",
    "working_together": "not seen",
    "usefulness": "2",
    "strength": "In week 4 Ines found that three meters reported in local time,\nand showed it to the metering team.",
    "to_work_on": "She waited three days for an answer before she told me;\tI would like to hear of it 'on the day'.",
    "overall_level": "good",
    "work_again": "yes",
    "discussed": "yes",
    "signed_name": "tomasz  hale",
    "signed_on": "2027-04-23",
}


@pytest.fixture
def sent():
    """What the file holds, free to be changed."""
    answers = copy.deepcopy(EVALUATION)
    return {"citylab_form": 1, "document": "supervisor-evaluation", "intern": "ines-calder", "answers": answers}


@pytest.fixture
def save(tmp_path):
    """Write a file as the page does, and return its path."""

    def write(content):
        path = tmp_path / "sent.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode("utf-8"))
        return path

    return write


@pytest.fixture
def evaluation(repository):
    """The assignment as built."""
    return open_assignment(repository, "internship-supervisor-evaluation")
