"""
Make `weather_piedmont` from a typical year that PVGIS published.

The file `tmy_45.000_8.000_2005_2023.csv` lies in `tests/data` of pvlib's source
distribution, version 0.16.1 (`pip download --no-deps --no-binary :all: pvlib==0.16.1`):

    python datasets/weather_piedmont/make.py .../tests/data/tmy_45.000_8.000_2005_2023.csv

The months come from different years. All get the year 2025 here, so that the hours run on,
and the year starts at local midnight: the last hour in UTC becomes the first.
"""

import sys
from pathlib import Path

import pandas as pd

from classroom.datapackages import write_package

COLUMNS = {
    "G(h)": "ghi_wm2",
    "Gb(n)": "dni_wm2",
    "Gd(h)": "dhi_wm2",
    "T2m": "temp_air_c",
    "WS10m": "wind_speed_ms",
}
FIELDS = {
    "time": ("-", "Start of the hour, local time, in the nominal year 2025"),
    "ghi_wm2": ("W/m²", "Global irradiance on a horizontal plane, at 10.6 min past the hour"),
    "dni_wm2": ("W/m²", "Beam irradiance on a plane normal to the sun, at 10.6 min past the hour"),
    "dhi_wm2": ("W/m²", "Diffuse irradiance on a horizontal plane, at 10.6 min past the hour"),
    "temp_air_c": ("°C", "Air temperature at 2 m"),
    "wind_speed_ms": ("m/s", "Wind speed at 10 m"),
}
META = {
    "name": "weather_piedmont",
    "title": "Typical weather of a year in Piedmont, Italy",
    "description": (
        "Typical meteorological year at 45.000° N, 8.000° E, 250 m: twelve real months chosen "
        "from 2005-2023, hourly, for solar energy (radiation PVGIS-SARAH3, other values ERA5)."
    ),
    "synthetic": False,
    "licenses": [
        {
            "name": "EC-reuse-2011-833-EU",
            "title": (
                "PVGIS © European Union, 2001-2025. Reuse is authorised provided the source is "
                "acknowledged (Commission Decision 2011/833/EU)."
            ),
            "path": "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32011D0833",
        }
    ],
    "sources": [
        {
            "title": "PVGIS 5.3 typical meteorological year, European Commission JRC",
            "path": "https://joint-research-centre.ec.europa.eu/photovoltaic-geographical-information-system-pvgis_en",
        },
        {
            "title": "pvlib 0.16.1, tests/data/tmy_45.000_8.000_2005_2023.csv",
            "path": "https://github.com/pvlib/pvlib-python",
        },
    ],
    "period": "typical year from 2005-2023, dated 2025",
    "place": {
        "latitude_deg": 45.0,
        "longitude_deg": 8.0,
        "altitude_m": 250.0,
        "sample_minute": 10.6,
    },
    "tables": {"hours": {"fields": FIELDS}},
}


def main(path: Path) -> None:
    """Write the package from the published file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("time(UTC)"))
    table = pd.read_csv(path, skiprows=start, nrows=8760)
    # Adding zero turns the file's -0.0 into 0.0.
    table = table[list(COLUMNS)].rename(columns=COLUMNS) + 0.0
    table = pd.concat([table.iloc[-1:], table.iloc[:-1]])
    table.index = pd.date_range("2025-01-01", periods=8760, freq="h", tz="Europe/Rome", name="time")
    write_package(Path(__file__).parent, META, {"hours": table})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
