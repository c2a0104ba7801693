"""
Make `weather_greensboro` from the TMY3 file that pvlib 0.16.1 installs.

    python datasets/weather_greensboro/make.py

TMY3 names an hour by its end, in standard time, and gives the mean of that hour. Here an hour
is named by its start, in the nominal year 2025.
"""

from pathlib import Path

import pandas as pd
import pvlib

from classroom.datapackages import write_package

COLUMNS = {
    "ghi": "ghi_wm2",
    "dni": "dni_wm2",
    "dhi": "dhi_wm2",
    "temp_air": "temp_air_c",
    "wind_speed": "wind_speed_ms",
}
FIELDS = {
    "time": ("-", "Start of the hour, local time, in the nominal year 2025"),
    "ghi_wm2": ("W/m²", "Global irradiance on a horizontal plane, mean of the hour"),
    "dni_wm2": ("W/m²", "Beam irradiance on a plane normal to the sun, mean of the hour"),
    "dhi_wm2": ("W/m²", "Diffuse irradiance on a horizontal plane, mean of the hour"),
    "temp_air_c": ("°C", "Air temperature"),
    "wind_speed_ms": ("m/s", "Wind speed"),
}
META = {
    "name": "weather_greensboro",
    "title": "Typical weather of a year in Greensboro, North Carolina",
    "description": (
        "Typical meteorological year TMY3 of station 723170 (Piedmont Triad airport, 36.100° N, "
        "79.950° W, 273 m), hourly: twelve real months chosen from the station's record."
    ),
    "synthetic": False,
    "licenses": [
        {
            "name": "BSD-3-Clause",
            "title": "BSD 3-Clause, as distributed with pvlib; data by NREL",
            "path": "https://github.com/pvlib/pvlib-python/blob/v0.16.1/LICENSE",
        }
    ],
    "sources": [
        {
            "title": "NREL, National Solar Radiation Data Base 1991-2005 update: TMY3, 723170",
            "path": "https://www.nrel.gov/docs/fy08osti/43156.pdf",
        },
        {
            "title": "pvlib 0.16.1, data/723170TYA.CSV",
            "path": "https://github.com/pvlib/pvlib-python",
        },
    ],
    "period": "typical year from the TMY3 record, dated 2025",
    "place": {
        "latitude_deg": 36.1,
        "longitude_deg": -79.95,
        "altitude_m": 273.0,
        "sample_minute": 30.0,
    },
    "tables": {"hours": {"fields": FIELDS}},
}


def main() -> None:
    """Write the package from pvlib's installed file."""
    path = Path(pvlib.__file__).parent / "data" / "723170TYA.CSV"
    table, _ = pvlib.iotools.read_tmy3(path, map_variables=True)
    table = table[list(COLUMNS)].rename(columns=COLUMNS).astype("float64")
    table.index = pd.date_range("2025-01-01 05:00", periods=8760, freq="h", tz="UTC", name="time").tz_convert(
        "America/New_York"
    )
    write_package(Path(__file__).parent, META, {"hours": table})


if __name__ == "__main__":
    main()
