"""
Make `smart_grid_figures`: the limits and figures that the smart-grid lessons teach.

    python datasets/smart_grid_figures/make.py

Each row says where the figure comes from and in what it was looked up (November 2026). A figure
that could not be looked up is not in the table.
"""

from pathlib import Path

import pandas as pd

from classroom.datapackages import write_package

COLUMNS = ("quantity", "value", "unit", "meaning", "source", "edition", "checked_with")
EN50160 = (
    "EN 50160, Voltage characteristics of electricity supplied by public networks",
    "2010",
    "Schneider Electric technical note 7EN72-0197-01 on EN 50160:2010",
)
ESQCR = (
    "Electricity Safety, Quality and Continuity Regulations 2002, Great Britain",
    "SI 2002/2665",
    "a maker of voltage regulators on harmonisation (216.2 to 253 V); "
    "note of the predecessor SI 1994/3021 on legislation.gov.uk",
)
CLNR = (
    "Customer-Led Network Revolution, After Diversity Maximum Demand Report",
    "CLNR-L217, 2015",
    "the report's summary on networkrevolution.co.uk",
)
LOVE = (
    "J. Love et al., The addition of heat pump electricity load profiles to GB electricity demand, Applied Energy 204",
    "2017",
    "the paper's abstract",
)
CHARGER = (
    "32 A or 16 A at 230 V and 400 V, the common sizes of mode-3 chargers (IEC 61851-1)",
    "-",
    "computed here; squotipedia.co.uk on three-phase supply; elmtronics.co.uk",
)
TDCV_2023 = (
    "Ofgem, Typical Domestic Consumption Values",
    "October 2023 to June 2026",
    "Shell Energy, 9 October 2023; Energy UK Explains",
)
TDCV_2026 = (
    "Ofgem, Typical Domestic Consumption Values",
    "from July 2026",
    "Ofgem's decision page (date); Outfox Energy help page (value)",
)
NESO = (
    "National Energy System Operator, Carbon Intensity API, /intensity/factors",
    "as served 2018-2026",
    "answers of the interface recorded in eight public repositories, all equal",
)
DESNZ = (
    "UK Government, Greenhouse gas conversion factors for company reporting",
    "2025",
    "climateessentials.com and nzcportal.com, both 2025",
)
CAP_2023 = (
    "Ofgem price cap, electricity, direct debit, Great Britain average",
    "October to December 2023",
    "Energy Saving Trust; The Herald, 25 August 2023",
)
CAP_2024 = (
    "Ofgem price cap, electricity, direct debit, Great Britain average",
    "July to September 2024",
    "Age UK",
)
ATB = (
    "NREL, Annual Technology Baseline, Residential Battery Storage",
    "2024",
    "atb.nrel.gov, editions 2022, 2023 and 2024 agree",
)
HOMER = (
    "HOMER Grid manual, Battery Roundtrip Efficiency",
    "1.4",
    "homerenergy.com",
)
PVWATTS = (
    "A. P. Dobos, PVWatts Version 5 Manual, NREL/TP-6A20-62641",
    "2014",
    "header and hourly values of NREL's own PVWatts output, which they reproduce",
)
GB_2025 = (
    "Carbon Brief, Analysis: UK renewables enjoy record year in 2025",
    "2026",
    "theindustryexpert.com and nation.cymru, January 2026",
)
CENSUS = (
    "Office for National Statistics, Census 2021, England and Wales",
    "November 2022",
    "the office's own summary of 2 November 2022",
)
ROWS = [
    ("voltage_nominal", 230.0, "V", "Nominal voltage between phase and neutral", *ESQCR),
    (
        "voltage_band_en50160",
        10.0,
        "%",
        "Allowed deviation up and down of the 10-minute mean in 95 % of a week",
        *EN50160,
    ),
    ("voltage_share_en50160", 95.0, "%", "Share of a week's 10-minute means in the band", *EN50160),
    ("voltage_floor_en50160", 15.0, "%", "Deviation down that no 10-minute mean passes", *EN50160),
    ("voltage_high_uk", 10.0, "%", "Allowed deviation up in Great Britain", *ESQCR),
    ("voltage_low_uk", 6.0, "%", "Allowed deviation down in Great Britain", *ESQCR),
    ("charger_single_32a", 7.4, "kW", "Home charger, 32 A, one phase (230 V)", *CHARGER),
    ("charger_three_16a", 11.0, "kW", "Home charger, 16 A, three phases (400 V)", *CHARGER),
    ("charger_three_32a", 22.0, "kW", "Charger, 32 A, three phases (400 V)", *CHARGER),
    ("heat_pump_admd", 1.7, "kW", "Peak per heat pump among nearly 700 in Britain, in the morning", *LOVE),
    ("home_admd_design", 2.0, "kW", "Peak per home planners take, no electric heating", *CLNR),
    ("home_admd_measured", 1.5, "kW", "Peak per home at which measured homes settle", *CLNR),
    ("home_energy_2023", 2700.0, "kWh", "Typical British home, a year, medium user", *TDCV_2023),
    ("home_energy_2026", 2500.0, "kWh", "Typical British home, a year, medium user", *TDCV_2026),
    ("carbon_gas", 394.0, "g/kWh", "Combined-cycle gas turbine", *NESO),
    ("carbon_gas_open", 651.0, "g/kWh", "Open-cycle gas turbine", *NESO),
    ("carbon_coal", 937.0, "g/kWh", "Coal power station", *NESO),
    ("carbon_biomass", 120.0, "g/kWh", "Biomass power station", *NESO),
    ("carbon_import_france", 53.0, "g/kWh", "Import from France", *NESO),
    ("carbon_import_netherlands", 474.0, "g/kWh", "Import from the Netherlands", *NESO),
    ("carbon_uk_2025", 177.0, "g/kWh", "Average UK electricity for company reports, generation only, as CO2e", *DESNZ),
    ("price_unit_2023", 27.35, "p/kWh", "Highest unit rate of a default tariff", *CAP_2023),
    ("price_standing_2023", 53.37, "p/day", "Highest standing charge", *CAP_2023),
    ("price_unit_2024", 22.36, "p/kWh", "Highest unit rate of a default tariff", *CAP_2024),
    ("price_standing_2024", 60.12, "p/day", "Highest standing charge", *CAP_2024),
    ("battery_energy", 12.5, "kWh", "Representative home battery", *ATB),
    ("battery_power", 5.0, "kW", "Representative home battery", *ATB),
    ("battery_round_trip", 80.0, "%", "Typical energy out per energy in, both as direct current", *HOMER),
    ("pv_losses", 14.08, "%", "Default losses: dirt, wiring, mismatch, standstill", *PVWATTS),
    ("pv_inverter", 96.0, "%", "Default rated efficiency of the inverter", *PVWATTS),
    ("pv_cell_open", 45.0, "°C", "Nominal cell temperature on an open rack", *PVWATTS),
    ("pv_cell_roof", 49.0, "°C", "Nominal cell temperature close to a roof", *PVWATTS),
    ("uk_demand_2025", 322.0, "TWh", "Electricity demand of the United Kingdom", *GB_2025),
    ("uk_gas_share_2025", 28.0, "%", "Share of gas in the United Kingdom", *GB_2025),
    ("uk_wind_record_2025", 23.8, "GW", "Highest half hour of wind, 5 December 2025", *GB_2025),
    ("uk_solar_record_2025", 14.0, "GW", "Highest half hour of solar, 8 July 2025", *GB_2025),
    ("household_size", 2.4, "1", "People in an average household", *CENSUS),
    ("household_single", 30.2, "%", "Households of one person", *CENSUS),
]
META = {
    "name": "smart_grid_figures",
    "title": "Limits and figures of smart grids, with their sources",
    "description": (
        "Voltage limits, ratings, typical demand, carbon factors and tariffs that the lessons "
        "use, each with its source and with what it was checked against."
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
    "period": "2010 to 2026, see the column edition",
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
