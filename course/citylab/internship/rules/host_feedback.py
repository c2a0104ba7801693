"""Host's feedback: what must fit together between its fields."""

from citylab.internship.rules.signed import problems

__all__ = ["problems"]
