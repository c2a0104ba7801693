"""Reach, connections and headways of the North Road corridor, from its timetable and one observed day."""
