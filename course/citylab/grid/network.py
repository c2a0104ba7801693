"""A low-voltage network: nodes, lines, transformers, loads and the source that feeds it."""

from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from citylab import data
from citylab.grid._checks import NetworkError
from citylab.grid._tables import checked_loads, checked_tables, distances_m

__all__ = ["Network", "NetworkError", "network"]

# IEC 60038: low voltage reaches up to 1,000 V of alternating current.
LOW_VOLTAGE_MAX_V = 1_000
_TABLES = ("nodes", "lines", "transformers", "loads", "source")


def _no_transformers() -> pd.DataFrame:
    columns = "from_node to_node rated_kva voltage_from_v voltage_to_v"
    others = "short_circuit_voltage_percent copper_loss_kw"
    return pd.DataFrame(columns=f"{columns} {others}".split(), dtype=float)


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """
    A checked network; every change returns a new one.

    Parameters
    ----------
    name : str
        Name for messages and pictures.
    nodes : pandas.DataFrame
        Column `voltage_rated_v` [V, between two phases]; optional `name`, `x`,
        `y`. The index, or a column `node`, holds the numbers.
    lines : pandas.DataFrame
        `from_node`, `to_node`, `length_m` [m], `resistance_ohm` and
        `reactance_ohm` of one phase over the whole length [Ω]; optional
        `capacitance_nf` [nF], `current_rated_a` [A].
    loads : pandas.DataFrame
        `node`, `p_kw` [kW, positive for consumption]; optional `q_kvar` [kvar],
        `name`, `profile`.
    source : pandas.DataFrame
        One row: `node` and `voltage_pu` [per unit of the rated voltage].
    transformers : pandas.DataFrame, optional
        `from_node` (high-voltage side), `to_node`, `rated_kva` [kVA],
        `voltage_from_v`, `voltage_to_v` [V], `short_circuit_voltage_percent`
        [%], `copper_loss_kw` [kW]; optional losses without load and taps.
    profiles, profiles_reactive : pandas.DataFrame, optional
        One column per profile, per unit of `p_kw` and `q_kvar`. [1]

    Raises
    ------
    NetworkError
        If the tables are not a network; the message names the element.

    Examples
    --------
    >>> street = network("lv_cigre").only_transformer(0)
    >>> len(street.nodes), round(street.distance_from_transformer_m.max())
    (19, 345)
    """

    name: str
    nodes: pd.DataFrame
    lines: pd.DataFrame
    loads: pd.DataFrame
    source: pd.DataFrame
    transformers: pd.DataFrame = field(default_factory=_no_transformers)
    profiles: pd.DataFrame | None = None
    profiles_reactive: pd.DataFrame | None = None

    def __post_init__(self) -> None:
        tables, away_m = checked_tables(self.tables)
        for name, table in tables.items():
            object.__setattr__(self, name, table)
        self.__dict__["_away_m"] = away_m

    def __repr__(self) -> str:
        return (
            f"Network {self.name}: {len(self.nodes)} nodes, {len(self.lines)} lines, "
            f"{len(self.transformers)} transformer(s), {len(self.loads)} loads "
            f"({self.loads['p_kw'].sum():.1f} kW)"
        )

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The five tables by name."""
        return {name: getattr(self, name) for name in _TABLES}

    @property
    def distance_from_transformer_m(self) -> pd.Series:
        """Length of line between each node and the transformer. [m]"""
        return self._away_m.copy()

    @cached_property
    def _away_m(self) -> pd.Series:
        return distances_m(self.tables)

    @property
    def low_voltage_nodes(self) -> pd.Index:
        """Nodes of customers' voltage, up to 1 kV."""
        return self.nodes.index[self.nodes["voltage_rated_v"] <= LOW_VOLTAGE_MAX_V]

    @property
    def customers(self) -> pd.DataFrame:
        """Loads that consume, nearest first: node, name, p_kw [kW], profile, distance_m [m]."""
        own = self.loads.loc[self.loads["p_kw"] > 0, ["node", "name", "p_kw", "profile"]]
        distance_m = self.distance_from_transformer_m.reindex(own["node"]).to_numpy()
        return own.assign(distance_m=distance_m).sort_values("distance_m", kind="stable")

    def year_kw(self) -> pd.DataFrame:
        """Return active power per time and load, from the profiles. [kW]"""
        return self._year(self.profiles, "p_kw")

    def year_kvar(self) -> pd.DataFrame:
        """Return reactive power per time and load, from the profiles. [kvar]"""
        return self._year(self.profiles_reactive, "q_kvar")

    def with_loads(self, p_kw: Any, q_kvar: Any = 0.0) -> "Network":
        """Return the network with other active [kW] and reactive power [kvar] of its loads."""
        return self._with_loads_table(self.loads.assign(p_kw=p_kw, q_kvar=q_kvar))

    def with_load(self, node: int, p_kw: float, *, q_kvar: float = 0.0, name: str = "added") -> "Network":
        """Return the network with one more load at `node`: p_kw [kW], q_kvar [kvar]."""
        number = int(self.loads.index.max()) + 1 if len(self.loads) else 0
        row = {"node": node, "name": name, "p_kw": p_kw, "q_kvar": q_kvar, "profile": "constant"}
        added = pd.DataFrame(row, index=pd.Index([number], name="load"))
        return self._with_loads_table(pd.concat([self.loads, added]) if len(self.loads) else added)

    def with_generator(self, node: int, p_kw: float, *, q_kvar: float = 0.0) -> "Network":
        """Return the network with a generator at `node` that feeds in p_kw [kW], q_kvar [kvar]."""
        return self.with_load(node, -p_kw, q_kvar=-q_kvar, name="generator")

    def with_source_voltage(self, voltage_pu: float) -> "Network":
        """Return the network fed at another voltage. [per unit]"""
        return replace(self, source=self.source.assign(voltage_pu=float(voltage_pu)))

    def with_tap(self, position: int) -> "Network":
        """Return the network with the taps at `position`; on the "from" side, higher lowers volts."""
        return replace(self, transformers=self.transformers.assign(tap_position=position))

    def with_second_cable(self, line: int) -> "Network":
        """Return the network with a second, equal cable laid beside `line`."""
        if line not in self.lines.index:
            raise NetworkError(f"{self.name} has no line {line}; see network.lines")
        lines = self.lines.copy()
        lines.loc[line, ["resistance_ohm", "reactance_ohm"]] /= 2
        lines.loc[line, ["capacitance_nf", "current_rated_a"]] *= 2
        return replace(self, lines=lines)

    def only_transformer(self, transformer: int) -> "Network":
        """Return the part of a radial network that one transformer feeds."""
        if transformer not in self.transformers.index:
            raise NetworkError(
                f"{self.name} has no transformer {transformer}; "
                f"there are: {', '.join(map(str, self.transformers.index))}"
            )
        unit = self.transformers.loc[[transformer]]
        kept = {*self.source["node"], *unit["from_node"], *unit["to_node"]}
        size = 0
        while len(kept) > size:
            size = len(kept)
            for ends in self.lines[["from_node", "to_node"]].itertuples(index=False):
                if kept & set(ends):
                    kept |= set(ends)
        return replace(
            self,
            nodes=self.nodes[self.nodes.index.isin(kept)],
            lines=self.lines[self.lines["from_node"].isin(kept)],
            loads=self.loads[self.loads["node"].isin(kept)],
            transformers=unit,
        )

    def _with_loads_table(self, loads: pd.DataFrame) -> "Network":
        """Return the network with other loads: the rest has been checked, and is only copied."""
        made = copy(self)  # with the distances
        for name, table in self.tables.items():
            changed = checked_loads(loads, self.nodes.index) if name == "loads" else table.copy()
            object.__setattr__(made, name, changed)
        return made

    def _year(self, profiles: pd.DataFrame | None, column: str) -> pd.DataFrame:
        if profiles is None:
            raise NetworkError(
                f"{self.name} carries no profiles; make a table of power per time and load, "
                "for example from the data set bdew_2025"
            )
        values = profiles[self.loads["profile"]].to_numpy() * self.loads[column].to_numpy()
        return pd.DataFrame(values, index=profiles.index, columns=self.loads.index)


def network(name: str) -> Network:
    """
    Load a network of the course.

    Parameters
    ----------
    name : str
        `lv_rural_simbench`, `lv_cigre` or `lv_kerber`.

    Returns
    -------
    Network
        The network with its loads, and its profiles if it has some.

    Raises
    ------
    citylab.data.DataError
        If there is no data set of this name.
    NetworkError
        If the data set is not a network.

    Examples
    --------
    >>> network("lv_rural_simbench")
    Network lv_rural_simbench: 15 nodes, 13 lines, 1 transformer(s), 13 loads (80.0 kW)
    """
    tables = data.load(name)
    if not isinstance(tables, dict) or not set(_TABLES) <= set(tables):
        raise NetworkError(f"{name} is a data set but not a network; try lv_rural_simbench")
    extra = {key: tables.get(key) for key in ("profiles", "profiles_reactive")}
    return Network(name=name, **{key: tables[key] for key in _TABLES}, **extra)
