"""Match interns to hosts: stable or fair, explained, reproducible."""

from classroom.internship.matching.making import match, rematch, resume
from classroom.internship.matching.pairs import read_pairs
from classroom.internship.matching.result import Matching
from classroom.internship.matching.writing import as_json, refuse_earlier, write

__all__ = ["Matching", "as_json", "match", "read_pairs", "refuse_earlier", "rematch", "resume", "write"]
