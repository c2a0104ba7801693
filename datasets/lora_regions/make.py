"""
Make `lora_regions`: what the radio rules and a data sheet say about LoRa.

    python datasets/lora_regions/make.py

Each row says where the figure comes from and with what it was checked (November 2026). A figure that
could not be checked in a second place is not in the tables. The payload limits of AS923 and US915 are
also checked by computation: each is the longest message whose time on air stays within 400 ms.
"""

from pathlib import Path

import pandas as pd

from classroom.datapackages import write_package

NONE = float("nan")
ETSI = (
    "ETSI EN 300 220-2 V3.2.1 and ERC Recommendation 70-03, annex 1",
    "The Things Network, duty cycle; two open network servers",
)
FCC = ("47 CFR 15.247 (a)(1)(i)", "text of the rule in four public repositories, all equal")
AS923 = (
    "LoRa Alliance, RP002 LoRaWAN Regional Parameters",
    "Semtech's LoRaMac-node, RegionAS923.h",
)
BANDS = [
    ("EU868", "g", 865.0, 868.0, 1.0, NONE, *ETSI),
    ("EU868", "g1", 868.0, 868.6, 1.0, NONE, *ETSI),
    ("EU868", "g2", 868.7, 869.2, 0.1, NONE, *ETSI),
    ("EU868", "g3", 869.4, 869.65, 10.0, NONE, *ETSI),
    ("EU868", "g4", 869.7, 870.0, 1.0, NONE, *ETSI),
    ("US915", "902-928", 902.0, 928.0, NONE, 400.0, *FCC),
    ("AS923", "default", 923.2, 923.4, NONE, 400.0, *AS923),
]
PAYLOADS = {
    "EU868": {12: 51, 11: 51, 10: 51, 9: 115, 8: 242, 7: 242},
    "AS923": {12: 0, 11: 0, 10: 11, 9: 53, 8: 125, 7: 242},
    "US915": {10: 11, 9: 53, 8: 125, 7: 242},
}
SENSITIVITY = {6: -118.0, 7: -123.0, 8: -126.0, 9: -129.0, 10: -132.0, 11: -133.0, 12: -136.0}
META = {
    "name": "lora_regions",
    "title": "LoRa: duty cycles, payload limits and receiver sensitivity",
    "description": (
        "Published limits for LoRaWAN uplinks in three regions (bands and their duty cycle or dwell time; longest "
        "application payload per data rate at 125 kHz, spreading factors 7 to 12), and the sensitivity of a Semtech "
        "SX1276 receiver."
    ),
    "synthetic": False,
    "licenses": [
        {
            "name": "CC0-1.0",
            "title": "Facts, collected here; no rights claimed",
            "path": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ],
    "sources": [
        {
            "title": "ETSI EN 300 220-2 V3.2.1 (2018-06)",
            "path": "https://www.etsi.org/deliver/etsi_en/300200_300299/30022002/03.02.01_60/en_30022002v030201p.pdf",
        },
        {"title": "47 CFR 15.247", "path": "https://www.ecfr.gov/current/title-47/section-15.247"},
        {
            "title": "LoRa Alliance, RP002 LoRaWAN Regional Parameters",
            "path": "https://resources.lora-alliance.org/technical-specifications",
        },
        {
            "title": "Semtech, SX1276/77/78/79 data sheet, revision 7 (May 2020), RFS_L125_HF",
            "path": "https://www.semtech.com/products/wireless-rf/lora-connect/sx1276",
        },
    ],
    "period": "as in force or published in November 2026",
    "tables": {
        "bands": {
            "fields": {
                "region": ("-", "Name of the region in LoRaWAN"),
                "band": ("-", "Name of the band as The Things Network uses it; EN 300 220-2 has letters instead"),
                "from_mhz": ("MHz", "Lower edge; for AS923 the lower of the two default channels"),
                "to_mhz": ("MHz", "Upper edge; for AS923 the upper of the two default channels"),
                "duty_cycle_percent": (
                    "%",
                    "Share of any hour a sender may be on; empty if no such rule was found for the whole region",
                ),
                "dwell_ms": (
                    "ms",
                    "Longest time on air of one uplink at 125 kHz; empty if none (AS923: a network may lift it)",
                ),
                "source": ("-", "Who says so"),
                "checked_with": ("-", "Second place in which it was looked up"),
            },
            "primaryKey": ["region", "band"],
        },
        "data_rates": {
            "fields": {
                "region": ("-", "Name of the region in LoRaWAN"),
                "spreading_factor": ("1", "Spreading factor, at a bandwidth of 125 kHz"),
                "payload_max_bytes": (
                    "byte",
                    "Longest application payload (N), no repeater; 0: not usable (AS923: under the dwell time)",
                ),
            },
            "primaryKey": ["region", "spreading_factor"],
        },
        "sensitivity": {
            "fields": {
                "spreading_factor": ("1", "Spreading factor"),
                "sensitivity_dbm": (
                    "dBm",
                    "Weakest signal received at 125 kHz, in the band around 868 MHz, at the highest gain",
                ),
            },
        },
    },
}

if __name__ == "__main__":
    rates = [
        (region, factor, longest) for region, limits in PAYLOADS.items() for factor, longest in sorted(limits.items())
    ]
    tables = META["tables"]
    write_package(
        Path(__file__).parent,
        META,
        {
            "bands": pd.DataFrame(BANDS, columns=list(tables["bands"]["fields"])),
            "data_rates": pd.DataFrame(rates, columns=list(tables["data_rates"]["fields"])),
            "sensitivity": pd.Series(SENSITIVITY, name="sensitivity_dbm").rename_axis("spreading_factor").to_frame(),
        },
    )
