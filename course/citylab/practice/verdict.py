"""What a check has to say about an answer."""

from dataclasses import dataclass

__all__ = ["RIGHT", "Verdict"]


@dataclass(frozen=True)
class Verdict:
    """
    The judgement of one answer.

    Attributes
    ----------
    kind : str
        ``right``, ``unanswered``, or what is wrong: ``type``, ``shape``, ``columns``,
        ``index``, ``nan``, ``infinite``, ``sign``, ``factor``, ``order``, ``rounding``,
        ``close``, ``values``, ``error`` or ``mistake``.
    say : str
        Whole sentences for the learner; never the right value.
    """

    kind: str
    say: str = ""

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self.kind == "right"


RIGHT = Verdict("right")
