"""
Make `lv_kerber` from the village network of Georg Kerber that pandapower carries.

pandapower needs pandas below 3, so this runs in an environment of its own:

    uv venv ENV --python 3.11
    uv pip install --python ENV pandapower==3.5.6 pandas==2.3.3
    PYTHONPATH=course ENV/bin/python datasets/lv_kerber/make.py
"""

import random
from pathlib import Path

import pandapower.networks

from classroom.datapackages import write_package
from classroom.pandapower_tables import FIELDS, network_tables

SEED = 2011
META = {
    "name": "lv_kerber",
    "title": "Kerber village network (Dorfnetz)",
    "description": (
        "57 customers on six branches behind a 400 kVA transformer, each with 6 kW and no "
        "profile; no positions. A reference network built from statistics of German networks; "
        "each service cable is 15 m or 31 m long, drawn at random once with a fixed seed."
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
            "title": "pandapower 3.5.6, create_kerber_dorfnetz",
            "path": "https://pandapower.readthedocs.io/en/latest/networks/kerber.html",
        },
        {
            "title": "Kerber, Aufnahmefähigkeit von Niederspannungsverteilnetzen für die "
            "Einspeisung aus Photovoltaikkleinanlagen, dissertation",
            "path": "https://mediatum.ub.tum.de/doc/998003/998003.pdf",
        },
    ],
    "period": "one state, no time",
    "tables": {name: {"fields": columns} for name, columns in FIELDS.items()},
}


def main() -> None:
    """Write the tables and the passport."""
    random.seed(SEED)
    tables = network_tables(pandapower.networks.create_kerber_dorfnetz())
    tables["loads"]["profile"] = "village"
    tables["loads"]["name"] = [f"Customer {number}" for number in tables["loads"]["load"]]
    write_package(Path(__file__).parent, META, tables)


if __name__ == "__main__":
    main()
