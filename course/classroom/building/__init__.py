"""Make the committed notebooks from the hand-written percent files."""

from classroom.building.release import release
from classroom.building.targets import Report, build, build_assignment, outdated

__all__ = ["Report", "build", "build_assignment", "outdated", "release"]
