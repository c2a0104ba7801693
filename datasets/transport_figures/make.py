"""
Make `transport_figures`: the emission factors and figures that lesson 3 of green transport teaches.

    PYTHONPATH=course python datasets/transport_figures/make.py

Each row says where the figure comes from and in what it was looked up (November 2026). A figure
that could not be looked up is not in the table.
"""

from pathlib import Path

import pandas as pd

from classroom.datapackages import write_package

COLUMNS = ("quantity", "value", "unit", "meaning", "source", "edition", "checked_with")
LAND = "UK Government (DESNZ), Greenhouse gas conversion factors for company reporting, sheet Business travel - land"
TWO_COPIES = "two public copies of the whole 2025 table (a database dump and a CSV file), equal to the last digit"
DESNZ_CAR = (LAND, "2025", TWO_COPIES)
DESNZ_BUS = (LAND, "2025", TWO_COPIES + "; constants of two transport projects")
NTS = (
    "Department for Transport, National Travel Survey, England, table NTS0905",
    "2023",
    "a register of figures of an English bus study; three traffic models that quote the same table; "
    "the notice quoted for car_occupancy_work, which gives 1.55 for all trips of 2023 and 2024",
)
NTS_WORK = (
    "Department for Transport, TAG forthcoming change: occupancy and journey purpose split updates, 16 April 2026, "
    "table car occupancy per trip (National Travel Survey)",
    "2023 and 2024",
    "the notice on gov.uk (1.06 to 1.08 by time of day); Scottish Household Survey 2007, table 12: 69.0 % of those who "
    "work go by car, 62.8 % as its driver, which is 1.10",
)
TAG = (
    "Department for Transport, TAG Data Book v2.03fc (forthcoming change), sheet Source VoT, prices of 2014",
    "December 2025",
    "not seen in a definitive version of the book (v2.02 of December 2025 is one); a register of figures extracted "
    "from the data book; R. Batley et al., Transportation 46 (2019) 583-621, abstract "
    "(commuting about 50 % above earlier guidance, which was 5.04 pounds in prices of 2002)",
)
HKL = (
    "Helsinki City Transport (HKL), HKL and the environment: electricity of tram traffic",
    "2013",
    "the operator's page; 0.23 for 2005, quoted from its statistics by A. Alku, jlf.fi",
)
TRAM = (
    "BERNMOBIL, Der Tramlink ist energieeffizient, 23 April 2021: traction 63 %, air conditioning 35 %, rest 2 %",
    "2021",
    "the operator's page; Dresden's fleet: 51 GWh a year (DVB, 27 September 2019) over 185 trams of 85,000 km (dpa, "
    "January 2018) is 3.2; J. Deiters (2009) has 3.9, an operator's norm for shorter old cars is 2.5 (Odesa, 2026)",
)
ROWS = [
    ("car_average", 167.25, "g/km", "Average car, fuel unknown, CO2e per vehicle-km, on the road only", *DESNZ_CAR),
    ("car_petrol", 162.72, "g/km", "Average petrol car, CO2e per vehicle-km, on the road only", *DESNZ_CAR),
    ("car_diesel", 173.04, "g/km", "Average diesel car, CO2e per vehicle-km, on the road only", *DESNZ_BUS),
    ("car_electric", 40.47, "g/km", "Average battery-electric car, CO2e per vehicle-km, its electricity", *DESNZ_CAR),
    ("bus_local", 103.85, "g/passenger-km", "Average local bus, CO2e", *DESNZ_BUS),
    ("bus_not_london", 125.25, "g/passenger-km", "Local bus outside London, CO2e", *DESNZ_CAR),
    ("tram", 28.60, "g/passenger-km", "Light rail and tram, CO2e, electricity of the United Kingdom", *DESNZ_CAR),
    ("car_occupancy", 1.55, "1", "People in a car, all purposes, England", *NTS),
    ("car_occupancy_work", 1.07, "1", "People in a car on the way to work, England", *NTS_WORK),
    ("value_of_time_commute", 11.21, "£/h", "What a commuter gives to save an hour, Great Britain", *TAG),
    ("tram_electricity_person", 0.24, "kWh/passenger-km", "Electricity of Helsinki's trams", *HKL),
    ("tram_electricity_vehicle", 3.7, "kWh/km", "Electricity of a tram for 260 people per vehicle-km", *TRAM),
]
META = {
    "name": "transport_figures",
    "title": "Emission factors, occupancy and value of time, with their sources",
    "description": (
        "Figures of green transport that the lessons use, each with its source and with what it was checked against. "
        "The factors per passenger-km already contain the occupancy of the country and year they come from. They are "
        "of one year: use the set of the year you count. Electricity is an average of the country; an extra kWh may "
        "emit more."
    ),
    "synthetic": False,
    "licenses": [
        {
            "name": "CC0-1.0",
            "title": "CC0 1.0 Universal; single figures are facts, each source is named",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ],
    "sources": [{"title": "The column source names one for each figure", "path": "figures.csv"}],
    "period": "2013 to 2025, see the column edition",
    "tables": {
        "figures": {
            "fields": {
                "quantity": ("-", "Name of the figure"),
                "value": ("see unit", "Its value, in the unit of the column unit"),
                "unit": ("-", "Unit of the value"),
                "meaning": ("-", "What is meant"),
                "source": ("-", "Who says so"),
                "edition": ("-", "Edition, year or time for which it holds"),
                "checked_with": ("-", "Where the figure was looked up"),
            }
        }
    },
}


def main() -> None:
    """Write the package."""
    table = pd.DataFrame(ROWS, columns=COLUMNS).set_index("quantity")
    write_package(Path(__file__).parent, META, {"figures": table})


if __name__ == "__main__":
    main()
