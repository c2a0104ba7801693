"""
Make `carshare_montreal` from the file that plotly 7.1.0 ships, which is no part of the course's environment.

    PYTHONPATH=course python datasets/carshare_montreal/make.py PATH/TO/plotly/package_data/datasets/carshare.csv.gz

Coordinates are rounded to five decimals, car-hours to two. The distance is added here: along a
straight line from the zone with the most car-hours, which lies in the centre of the city.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from classroom.datapackages import write_package

EARTH_KM = 6371.0
META = {
    "name": "carshare_montreal",
    "title": "Where shared cars stood in Montreal, by zone",
    "description": (
        "Availability of car-sharing near the centres of 249 zones of Montreal over a month: the hours that cars stood "
        "available, added up, and the hour of the day with most of them. The library that publishes it does not say "
        "which month, which company, or whether the hours are local time. If they are UTC, 9 to 17 in Montreal is 13 "
        "to 21 in summer and 14 to 22 in winter. It counts cars that wait, not journeys, and says nothing about who "
        "uses them or what else they could have used. Zones are neighbours, so they are not independent."
    ),
    "synthetic": False,
    "licenses": [
        {
            "name": "MIT",
            "title": "MIT, as distributed with plotly",
            "path": "https://github.com/plotly/plotly.py/blob/main/LICENSE.txt",
        }
    ],
    "sources": [
        {
            "title": "plotly 7.1.0, plotly.data.carshare",
            "path": "https://plotly.com/python-api-reference/generated/plotly.data.html",
        }
    ],
    "period": "one month, not named",
    "place": {"latitude_deg": 45.504, "longitude_deg": -73.565},
    "tables": {
        "zones": {
            "fields": {
                "zone": ("-", "Number of the zone"),
                "lat_deg": ("°", "Centre of the zone, latitude (WGS 84)"),
                "lon_deg": ("°", "Centre of the zone, longitude (WGS 84)"),
                "car_hours": ("h", "Hours that cars stood available, added up over cars and the month"),
                "peak_hour": ("h", "Hour of the day with most available cars, 0 to 23"),
                "distance_km": ("km", "Straight line to the zone with the most car-hours"),
            }
        }
    },
}


def zones(path: Path) -> pd.DataFrame:
    """Return the zones with their distance from the one with the most car-hours."""
    raw = pd.read_csv(path)
    middle = raw.loc[raw["car_hours"].idxmax()]
    lat, lon = np.radians(raw["centroid_lat"]), np.radians(raw["centroid_lon"])
    lat_0, lon_0 = np.radians(middle["centroid_lat"]), np.radians(middle["centroid_lon"])
    half = np.sin((lat - lat_0) / 2) ** 2 + np.cos(lat) * np.cos(lat_0) * np.sin((lon - lon_0) / 2) ** 2
    return pd.DataFrame(
        {
            "lat_deg": raw["centroid_lat"].round(5),
            "lon_deg": raw["centroid_lon"].round(5),
            "car_hours": raw["car_hours"].round(2),
            "peak_hour": raw["peak_hour"],
            "distance_km": (2 * EARTH_KM * np.arcsin(np.sqrt(half))).round(3),
        }
    ).rename_axis("zone")


if __name__ == "__main__":
    write_package(Path(__file__).parent, META, {"zones": zones(Path(sys.argv[1]))})
