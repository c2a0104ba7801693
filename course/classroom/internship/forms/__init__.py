"""
Forms for supervisors, who have no Jupyter: a page that works from a file, and the file that it saves.

>>> from classroom.internship import forms
>>> page = forms.write("supervisor-evaluation", folder, intern="ines", supervisor="Tomasz Hale", host="Northgate")
>>> filled = forms.read(saved)  # what the supervisor sent back
>>> forms.hand_in(filled, repository / "assignments")  # then `citylab grade` marks it like any submission
"""

from classroom.internship.forms.filled import Filled
from classroom.internship.forms.handing_in import hand_in
from classroom.internship.forms.reading import read, read_bytes
from classroom.internship.forms.writing import for_supervisors, write

__all__ = ["Filled", "for_supervisors", "hand_in", "read", "read_bytes", "write"]
