"""Interns and hosts: their lists as CSV, checked, each problem with its line and remedy."""

from classroom.internship.people.hosts import read_hosts
from classroom.internship.people.interns import read_interns
from classroom.internship.people.model import Host, Intern, Spot
from classroom.internship.people.problems import PeopleError, Problem
from classroom.internship.people.together import check_people, read_people

__all__ = [
    "Host",
    "Intern",
    "PeopleError",
    "Problem",
    "Spot",
    "check_people",
    "read_hosts",
    "read_interns",
    "read_people",
]
