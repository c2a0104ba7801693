"""
Make `lv_cigre` from the CIGRE European low-voltage benchmark that pandapower carries.

pandapower needs pandas below 3, so this runs in an environment of its own:

    uv venv ENV --python 3.11
    uv pip install --python ENV pandapower==3.5.6 pandas==2.3.3
    PYTHONPATH=course ENV/bin/python datasets/lv_cigre/make.py

The buses R0, I0 and C0 hang on bus 0 by closed switches and become one node with it.
"""

from pathlib import Path

import pandapower.networks

from classroom.datapackages import write_package
from classroom.pandapower_tables import FIELDS, network_tables

KINDS = {"R": "residential", "I": "industrial", "C": "commercial"}
META = {
    "name": "lv_cigre",
    "title": "CIGRE European low-voltage benchmark network",
    "description": (
        "Three feeders behind three transformers: residential, industrial, commercial, with one "
        "set of loads near the peak and no profiles. 41 nodes: the four medium-voltage buses of "
        "the source, joined by closed switches, are one node here. The source gives no rated "
        "currents of the lines. x and y are positions on the drawing, y grows downwards along "
        "the feeder."
    ),
    "synthetic": True,
    "licenses": [
        {
            "name": "BSD-3-Clause",
            "title": "BSD 3-Clause License, as distributed with pandapower",
            "path": "https://github.com/e2nIEE/pandapower/blob/develop/LICENSE",
        }
    ],
    "sources": [
        {
            "title": "pandapower 3.5.6, create_cigre_network_lv",
            "path": "https://pandapower.readthedocs.io/en/latest/networks/cigre.html",
        },
        {
            "title": "CIGRE Task Force C6.04.02, Benchmark systems for network integration of "
            "renewable and distributed energy resources, 2014",
            "path": "https://www.e-cigre.org",
        },
    ],
    "period": "one state, no time",
    "tables": {name: {"fields": columns} for name, columns in FIELDS.items()},
}


def main() -> None:
    """Write the tables and the passport."""
    tables = network_tables(pandapower.networks.create_cigre_network_lv(), current_rated_known=False)
    # Loads are named after their bus: "Load R11" is in the residential feeder.
    tables["loads"]["profile"] = tables["loads"]["name"].str[5].map(KINDS)
    write_package(Path(__file__).parent, META, tables)


if __name__ == "__main__":
    main()
