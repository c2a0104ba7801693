"""
Make `lv_rural_simbench` from the SimBench grid 1-LV-rural1--0-no_sw.

pandapower and simbench need pandas below 3, so this runs in an environment of its own:

    uv venv ENV --python 3.11
    uv pip install --python ENV pandapower==3.5.6 simbench==1.6.3 pandas==2.3.3
    PYTHONPATH=course ENV/bin/python datasets/lv_rural_simbench/make.py

Units and names change; profiles are rounded to five decimals. Nothing else does.
"""

from pathlib import Path

import pandas as pd
import simbench

from classroom.datapackages import write_package
from classroom.pandapower_tables import FIELDS, network_tables

CODE = "1-LV-rural1--0-no_sw"
DECIMALS = 5
META = {
    "name": "lv_rural_simbench",
    "title": "SimBench rural low-voltage grid 1, with a year of quarter hours",
    "description": (
        "A benchmark feeder of the SimBench project: 13 customers behind a 160 kVA transformer. "
        "The grid is synthetic, the profiles of 2016 rest on measurements. A load's power at a time "
        "is its p_kw times the value of its profile in `profiles`, and its q_kvar times the one in "
        "`profiles_reactive`. The four solar plants of the published grid are in `generators`, apart "
        "from the loads, so that the feeder starts without sun."
    ),
    "synthetic": True,
    "licenses": [
        {
            "name": "ODbL-1.0",
            "title": "Open Database License 1.0; contents: Database Contents License 1.0",
            "path": "https://opendatacommons.org/licenses/odbl/1-0/",
        }
    ],
    "sources": [
        {
            "title": "SimBench 1.6.3, grid 1-LV-rural1--0-no_sw, University of Kassel, "
            "Fraunhofer IEE, RWTH Aachen University, TU Dortmund",
            "path": "https://simbench.net",
        },
        {
            "title": "Meinecke et al., SimBench: a benchmark dataset of electric power systems, "
            "Energies 13 (2020) 3290",
            "path": "https://doi.org/10.3390/en13123290",
        },
    ],
    "period": "2016-01-01 to 2016-12-31, 35,136 quarter hours, German local time",
}
GENERATORS = {
    "generator": ("-", "Number of the generator"),
    "node": ("-", "Node it is connected to"),
    "name": ("-", "Name of the generator, as in the source"),
    "p_kw": ("kW", "Active power at the value 1 of its profile, positive for feeding in"),
    "q_kvar": ("kvar", "Reactive power, positive for feeding in"),
    "profile": ("-", "Name of its profile"),
}


def generators(net) -> pd.DataFrame:
    """Return the solar plants of the published grid."""
    return pd.DataFrame(
        {
            "generator": net.sgen.index,
            "node": net.sgen.bus,
            "name": net.sgen.name,
            "p_kw": (net.sgen.p_mw * 1000).round(6),
            "q_kvar": (net.sgen.q_mvar * 1000).round(6),
            "profile": net.sgen.profile,
        }
    ).reset_index(drop=True)


def profiles(table: pd.DataFrame, names: list[str], *, ending: str = "") -> pd.DataFrame:
    """Return the named profiles on German local time. [1]"""
    local = pd.to_datetime(table["time"], format="%d.%m.%Y %H:%M")
    # The clock jumps from 02:00 to 03:00 on 27 March and back on 30 October.
    time = pd.DatetimeIndex(local, name="time").tz_localize("Europe/Berlin", ambiguous="infer")
    columns = {name: table[name + ending].astype(float).round(DECIMALS).array for name in names}
    # Adding zero turns -0.0 into 0.0.
    return pd.DataFrame(columns, index=time) + 0.0


def main() -> None:
    """Write the tables and the passport."""
    net = simbench.get_simbench_net(CODE)
    tables = {**network_tables(net), "generators": generators(net)}
    of_loads, of_suns = (sorted(set(tables[t]["profile"])) for t in ("loads", "generators"))
    load, sun = net.profiles["load"], net.profiles["renewables"]
    tables["profiles"] = profiles(load, of_loads, ending="_pload")
    tables["profiles_reactive"] = profiles(load, of_loads, ending="_qload")
    tables["profiles_solar"] = profiles(sun, of_suns)
    time = {"time": ("-", "Start of the quarter hour")}
    fields = {
        **FIELDS,
        "nodes": FIELDS["nodes"] | {"x": ("°", "Longitude"), "y": ("°", "Latitude")},
        "generators": GENERATORS,
        "profiles": time | {n: ("1", f"Active power of {n}, per unit of p_kw") for n in of_loads},
        "profiles_reactive": time | {n: ("1", f"Reactive power of {n}, per unit of q_kvar") for n in of_loads},
        "profiles_solar": time | {n: ("1", f"Output of {n}, per unit of p_kw") for n in of_suns},
    }
    about = {name: {"fields": columns} for name, columns in fields.items()}
    write_package(Path(__file__).parent, META | {"tables": about}, tables)


if __name__ == "__main__":
    main()
