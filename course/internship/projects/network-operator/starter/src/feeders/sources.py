"""Read the project's data. Nothing here is left to do."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
OUTPUTS = ROOT / "outputs"


@dataclass(frozen=True)
class Network:
    """
    A radial low-voltage network with one transformer.

    Attributes
    ----------
    nodes : pandas.DataFrame
        Indexed by node: `voltage_rated_v`. [V between two phases]
    lines : pandas.DataFrame
        Indexed by line: `from_node`, `to_node`, `length_m` [m], `resistance_ohm`, `reactance_ohm` [Ω per phase],
        `current_rated_a` [A].
    loads : pandas.DataFrame
        Indexed by load: `node`. One row is one building.
    transformer : pandas.Series
        `from_node`, `to_node`, `rated_kva` [kVA], `short_circuit_voltage_percent` [%], `copper_loss_kw` [kW], …
    source : pandas.Series
        `node` and `voltage_pu`. [per unit of the rated voltage]
    """

    nodes: pd.DataFrame
    lines: pd.DataFrame
    loads: pd.DataFrame
    transformer: pd.Series
    source: pd.Series


def homes_kw() -> pd.DataFrame:
    """Return the mean power of each home in each quarter hour, four winter weeks. [kW]"""
    return pd.read_csv(DATA / "homes_synthetic" / "load.csv.gz", index_col="time", parse_dates=True)


def network() -> Network:
    """Return the village's network."""
    folder = DATA / "lv_kerber"
    tables = {name: pd.read_csv(folder / f"{name}s.csv", index_col=name) for name in ("node", "line", "load")}
    transformer = pd.read_csv(folder / "transformers.csv").iloc[0]
    source = pd.read_csv(folder / "source.csv").iloc[0]
    return Network(tables["node"], tables["line"], tables["load"], transformer, source)


def assumptions() -> pd.DataFrame:
    """Return what is assumed, with unit and source, by its name."""
    return pd.read_csv(DATA / "assumptions.csv", index_col="quantity")


def scenarios() -> pd.DataFrame:
    """Return the host's scenarios: cars and heat pumps per home, by scenario and year."""
    return pd.read_csv(DATA / "uptake_scenarios.csv")


def buildings() -> pd.DataFrame:
    """Return how many homes each building of the village has; one building is one load of the network."""
    return pd.read_csv(DATA / "buildings.csv", index_col="load")


def dictionary(dataset: str) -> pd.DataFrame:
    """Return one row per column of a data set: table, type, unit and meaning, from its passport."""
    passport = json.loads((DATA / dataset / "datapackage.json").read_text(encoding="utf-8"))
    rows = [{"table": table["name"], **field} for table in passport["resources"] for field in table["schema"]["fields"]]
    return pd.DataFrame(rows)[["table", "name", "type", "unit", "description"]]
