"""
Make `grid_carbon_synthetic` with the course's own simulator, seed 2025.

    python datasets/grid_carbon_synthetic/make.py

What is assumed and what is published stands in `citylab.grid.carbon`.
"""

from pathlib import Path

from citylab.grid.carbon import simulate_grid
from classroom.datapackages import write_package

FIELDS = {
    "time": ("-", "Start of the hour, UK time"),
    "demand_gw": ("GW", "Demand"),
    "wind_gw": ("GW", "Wind power, after spilling what nobody takes"),
    "solar_gw": ("GW", "Solar power"),
    "nuclear_gw": ("GW", "Nuclear power, flat"),
    "biomass_gw": ("GW", "Biomass power, flat"),
    "hydro_gw": ("GW", "Hydro power, flat"),
    "other_gw": ("GW", "Other sources such as waste, flat"),
    "imports_gw": ("GW", "Imports less exports"),
    "gas_gw": ("GW", "Gas power, which fills what is left"),
    "carbon_gkwh": ("g/kWh", "Carbon dioxide per energy generated and imported"),
    "price_gbp_mwh": ("£/MWh", "Price of the last source needed, as in a day-ahead market"),
}
META = {
    "name": "grid_carbon_synthetic",
    "title": "Synthetic: carbon intensity and price of a power system like Britain's",
    "description": (
        "One simulated year, hourly. The yearly energies are those published for 2025 and the "
        "emission factors are the system operator's; the hours are made up by a seeded "
        "simulator, and the price parameters are assumptions. No hour of it ever happened. Its mean carbon intensity, "
        "about 157 g/kWh, is above the 126 g/kWh published for Great Britain in 2025."
    ),
    "synthetic": True,
    "licenses": [
        {
            "name": "CC0-1.0",
            "title": "CC0 1.0 Universal",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ],
    "sources": [
        {
            "title": "Carbon Brief, Analysis: UK renewables enjoy record year in 2025, 2026",
            "path": "https://www.carbonbrief.org/",
        },
        {
            "title": "National Energy System Operator, Carbon Intensity API, factors",
            "path": "https://api.carbonintensity.org.uk/intensity/factors",
        },
    ],
    "period": "2025",
    "tables": {"hours": {"fields": FIELDS}},
}


def main() -> None:
    """Simulate the year and write the package."""
    table = simulate_grid(year=2025, seed=2025)
    decimals = {"carbon_gkwh": 1, "price_gbp_mwh": 2}
    table = table.round({column: decimals.get(column, 3) for column in table})
    write_package(Path(__file__).parent, META, {"hours": table[list(FIELDS)[1:]]})


if __name__ == "__main__":
    main()
