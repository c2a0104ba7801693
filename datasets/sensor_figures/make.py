"""
Make `sensor_figures`: what datasheets say about the parts of a street sensor.

    python datasets/sensor_figures/make.py

Each figure says which document it comes from and what it was checked against (November 2026). A
figure that could not be looked up is not in the table.
"""

from pathlib import Path

import pandas as pd

from classroom.datapackages import write_package

COLUMNS = ("quantity", "value", "unit", "meaning", "source", "edition", "checked_with")
MURATA = (
    "Murata, product data sheet NCP18XH103F03RB",
    "4 December 2015",
    "a list of parts that cites it, and three that name its B values; these follow from the table within 1 K",
)
MICROCHIP = (
    "Microchip, ATmega809/1609/3209/4809 48-pin data sheet, DS40002016",
    "Revision B, 2019",
    "pages 12, 24, 27 and 28 of the data sheet",
)
SENSIRION = (
    "Sensirion, Datasheet SPS30 Particulate Matter Sensor",
    "Version 2.0, D1, June 2023",
    "text of the data sheet in two copies; currents also in a driver for this sensor",
)
SEMTECH = (
    "Semtech, SX1276/77/78/79 datasheet, Table 6",
    "numbering of Rev. 1, September 2013",
    "four drivers that quote the table, all equal; overview of the data sheet (200 nA)",
)
SAFT = (
    "Saft, LS 33600 primary lithium-thionyl chloride cell, data sheet",
    "not named where it was looked up",
    "three lists of cells (17 Ah at 5 mA, 20 °C, to 2.0 V; 61.2 Wh = 17 Ah x 3.6 V)",
)
SAFT_LOSS = (
    "Saft, LS 26500, data sheet of the same series: less than 1 % after 1 year at 20 °C",
    "not named where it was looked up",
    "the data sheet's text; Varta's handbook of Li-SOCl2 cells says less than 1 % per year, too",
)
BARKJOHN = (
    "Barkjohn, Gantt, Clements, Atmospheric Measurement Techniques 14, 4617-4637",
    "2021",
    "the equation in PurpleAir's forum, in AirGradient's issue tracker and in a program that names the paper",
)
CRILLEY = (
    "Crilley et al., Atmospheric Measurement Techniques 11, 709-720",
    "2018",
    "three programs that name the paper and give the equation; follows from kappa-Koehler theory and densities",
)
PETTERS = (
    "Petters, Kreidenweis, Atmospheric Chemistry and Physics 7, 1961-1971",
    "2007",
    "the paper's abstract",
)
FIGURES = [
    ("thermistor_r25", 10_000.0, "Ω", "Thermistor at 25 °C", *MURATA),
    ("thermistor_r25_limit", 1.0, "%", "Limit of the resistance at 25 °C, up and down", *MURATA),
    ("thermistor_b25_50", 3380.0, "K", "B value between 25 and 50 °C", *MURATA),
    ("thermistor_b_limit", 1.0, "%", "Limit of the B value, up and down", *MURATA),
    ("thermistor_b25_85", 3434.0, "K", "B value between 25 and 85 °C, for reference", *MURATA),
    ("thermistor_b25_100", 3455.0, "K", "B value between 25 and 100 °C, for reference", *MURATA),
    ("controller_bits", 10.0, "bit", "Resolution of the converter", *MICROCHIP),
    ("controller_accuracy", 2.5, "counts", "Absolute accuracy, the supply as reference, typical", *MICROCHIP),
    ("controller_reference_limit", 3.0, "%", "Limit of the internal 2.5 V reference, 0 to 105 °C", *MICROCHIP),
    ("controller_reference_limit_cold", 5.0, "%", "The same limit, -40 to 125 °C", *MICROCHIP),
    ("controller_reference_supply", 3.0, "V", "Least supply for the internal 2.5 V reference", *MICROCHIP),
    ("controller_active", 1.2, "mA", "Running at 5 MHz, 3 V, typical", *MICROCHIP),
    ("controller_standby", 0.7, "µA", "Standby with its clock, 3 V, 25 °C, typical", *MICROCHIP),
    (
        "particles_limit_fixed",
        5.0,
        "µg/m³",
        "Fixed part of the precision for PM2.5 from 0 to 100 µg/m³, 25 °C",
        *SENSIRION,
    ),
    ("particles_limit_share", 5.0, "%", "Part of the reading in the precision, same range", *SENSIRION),
    ("particles_voltage", 5.0, "V", "Supply, typical", *SENSIRION),
    ("particles_measuring", 55.0, "mA", "Fan and laser on, typical", *SENSIRION),
    ("particles_sleep", 38.0, "µA", "Asleep, typical", *SENSIRION),
    ("particles_start", 30.0, "s", "Typical start-up time in clean air, 50 to 100 particles/cm³", *SENSIRION),
    ("radio_sending", 29.0, "mA", "Sending at 13 dBm", *SEMTECH),
    ("radio_sleep", 0.2, "µA", "Asleep, typical", *SEMTECH),
    ("cell_capacity", 17.0, "Ah", "Rated capacity, size D, at 5 mA and 20 °C", *SAFT),
    ("cell_voltage", 3.6, "V", "Nominal voltage", *SAFT),
    ("cell_loss", 1.0, "%", "Most a stored cell loses in a year", *SAFT_LOSS),
    ("epa_slope", 0.524, "1", "Factor of the raw reading (CF=1, 24-hour mean)", *BARKJOHN),
    ("epa_humidity", -0.0862, "µg/m³", "Added per percent of relative humidity", *BARKJOHN),
    ("epa_offset", 5.75, "µg/m³", "Added always", *BARKJOHN),
    ("dry_density", 1.65, "1", "Density of dry particles over that of water", *CRILLEY),
    ("kappa_low", 0.1, "1", "Typical hygroscopicity of particles in air, lower end", *PETTERS),
    ("kappa_high", 0.9, "1", "Typical hygroscopicity of particles in air, upper end", *PETTERS),
]
# Murata, NTC Thermistors, Cat. No. R44E (3 August 2018), p. 15, column NC...XH103, centre values.
# Looked up in two collections that copy the column; they agree in every row.
RESISTANCE_OHM = [
    195652, 148171, 113347, 87559, 68237, 53650, 42506, 33892, 27219, 22021, 17926, 14674,
    12081, 10000, 8315, 6948, 5834, 4917, 4161, 3535, 3014, 2586, 2228, 1925, 1669, 1452,
    1268, 1110, 974, 858, 758, 672, 596, 531,
]  # fmt: skip
META = {
    "name": "sensor_figures",
    "title": "Figures of the parts of a street sensor, with their data sheets",
    "description": (
        "Limits, currents and capacities of a thermistor, a controller, a particle sensor, a radio and a cell, "
        "and the constants of two published corrections; each with its source and with what it was checked "
        "against. The second table is the maker's resistance of the thermistor from -40 to 125 °C."
    ),
    "synthetic": False,
    "licenses": [
        {
            "name": "CC0-1.0",
            "title": "CC0 1.0 Universal; single figures are facts, each source is named",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ],
    "sources": [
        {"title": "The column source names one for each figure", "path": "figures.csv"},
        {
            "title": "Murata, NTC Thermistors, Cat. No. R44E, 3 August 2018, p. 15, column NC...XH103",
            "path": "thermistor.csv",
        },
    ],
    "period": "2007 to 2023, see the column edition; looked up in November 2026",
    "tables": {
        "figures": {
            "fields": {
                "quantity": ("-", "Name of the figure"),
                "value": ("see unit", "Its value, in the unit of the column unit"),
                "unit": ("-", "Unit of the value"),
                "meaning": ("-", "What is meant"),
                "source": ("-", "Who says so"),
                "edition": ("-", "Edition or year"),
                "checked_with": ("-", "What the figure was checked against"),
            }
        },
        "thermistor": {
            "description": "Murata NCP18XH103 (10 kΩ at 25 °C): centre values of the maker's table",
            "fields": {
                "temperature_degc": ("°C", "Temperature of the thermistor"),
                "resistance_ohm": ("Ω", "Its resistance"),
            },
        },
    },
}


def main() -> None:
    """Write the package."""
    figures = pd.DataFrame(FIGURES, columns=COLUMNS).set_index("quantity")
    curve = pd.DataFrame(
        {"temperature_degc": range(-40, 130, 5), "resistance_ohm": [float(ohm) for ohm in RESISTANCE_OHM]}
    )
    write_package(Path(__file__).parent, META, {"figures": figures, "thermistor": curve})


if __name__ == "__main__":
    main()
