"""
Record NREL's own PVWatts results as a reference for `citylab.grid.solar`.

The two files lie in `tests/data` of pvlib's source distribution, version 0.16.1 (BSD-3-Clause):
4 kW at Golden, Colorado (39.73° N, 105.18° W, 1,820 m), tilt 20°, south, losses 14.08 %, inverter
96 %, ratio 1.2; once on an open rack, once on a roof, with the same weather.

    python tests/citylab/grid/reference/record_pvwatts.py .../pvlib-0.16.1/tests/data
"""

import gzip
import sys
from pathlib import Path

import pandas as pd

COLUMNS = {
    "Beam Irradiance (W/m^2)": "dni_wm2",
    "Diffuse Irradiance (W/m^2)": "dhi_wm2",
    "Ambient Temperature (C)": "temp_air_c",
    "Wind Speed (m/s)": "wind_speed_ms",
    "AC System Output (W)": "ac_w",
}


def read(path: Path) -> pd.DataFrame:
    """Return the hours of one PVWatts file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("Month,"))
    return pd.read_csv(path, skiprows=start, nrows=8760)[list(COLUMNS)].rename(columns=COLUMNS)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    rack, roof = (read(folder / f"pvwatts_8760_{kind}mount.csv") for kind in ("rack", "roof"))
    assert rack.iloc[:, :4].equals(roof.iloc[:, :4])
    table = rack.rename(columns={"ac_w": "open_w"}).assign(roof_w=roof["ac_w"]).round(1)
    content = table.to_csv(index=False, lineterminator="\n").encode()
    target = Path(__file__).with_name("pvwatts_golden.csv.gz")
    target.write_bytes(gzip.compress(content, 9, mtime=0))
