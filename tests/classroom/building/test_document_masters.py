"""Assignments of modules and documents of the internship are told apart by name."""

from pathlib import Path

from citylab.internship.documents import documents
from citylab.modules import modules
from classroom.building.targets import document_masters, is_document, masters, module_masters

REPOSITORY = Path(__file__).resolve().parents[3]


def test_every_assignment_is_one_or_the_other():
    both = {**module_masters(REPOSITORY), **document_masters(REPOSITORY)}
    assert dict(sorted(both.items())) == masters(REPOSITORY)
    assert not module_masters(REPOSITORY).keys() & document_masters(REPOSITORY).keys()


def test_no_module_has_the_name_of_a_document():
    assert not any(is_document(module.slug) for module in modules())
    assert all(is_document(one.assignment) for one in documents())
