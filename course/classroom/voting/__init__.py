"""The voting page of a class: ``citylab vote``."""

from classroom.voting.commands import delete, open_box, save, where
from classroom.voting.serving import serve

__all__ = ["delete", "open_box", "save", "serve", "where"]
