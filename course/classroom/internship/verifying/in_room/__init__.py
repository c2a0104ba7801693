"""
Programs that run behind the walls, on the project's own Python.

They are given to it as files and import nothing of the course: its packages are not to be found there.
"""
