"""
Record power flows of pandapower, as an independent truth for the tests.

pandapower and simbench need pandas below 3, so this runs in an environment of its own:

    uv venv ENV --python 3.11
    uv pip install --python ENV pandapower==3.5.6 simbench==1.6.3 pandas==2.3.3
    ENV/bin/python tests/citylab/grid/reference/make.py

It reads the networks from pandapower and simbench, never from our own tables. The
transformer is the pi model, loading is by power: the same definitions as in ours.
"""

import json
import random
from pathlib import Path

import pandapower
import pandapower.networks
import simbench

QUARTER_HOURS = (0, 50, 8_000, 16_000, 17_521, 24_000, 35_135)
# The village network draws the lengths of its service cables; see datasets/lv_kerber/make.py.
SEED_KERBER = 2011


def run(net, **options) -> dict:
    """Return voltages, currents, loading and losses of one power flow."""
    pandapower.runpp(net, trafo_model="pi", trafo_loading="power", tolerance_mva=1e-12, numba=False, **options)
    return {
        "voltage_pu": {str(bus): round(v, 12) for bus, v in net.res_bus.vm_pu.items()},
        "line_current_a": [round(1000 * i, 9) for i in net.res_line.i_ka],
        "line_loading_percent": [round(v, 9) for v in net.res_line.loading_percent],
        "transformer_loading_percent": [round(v, 9) for v in net.res_trafo.loading_percent],
        "source_kw": round(1000 * net.res_ext_grid.p_mw.sum(), 9),
        "source_kvar": round(1000 * net.res_ext_grid.q_mvar.sum(), 9),
        "losses_kw": round(1000 * (net.res_line.pl_mw.sum() + net.res_trafo.pl_mw.sum()), 9),
    }


def rural() -> dict:
    """Return states of the SimBench grid: rated loads, taps, source, solar plants, a year."""
    net = simbench.get_simbench_net("1-LV-rural1--0-no_sw")
    net.sgen["in_service"] = False
    states = {"rated": run(net)}
    # SimBench names no kind of tap changer, and pandapower 3 then ignores the position.
    net.trafo["tap_changer_type"] = "Ratio"
    for tap in (-2, 2):
        net.trafo["tap_pos"] = tap
        states[f"tap {tap}"] = run(net)
    net.trafo["tap_pos"] = 0
    net.ext_grid["vm_pu"] = 0.97
    states["source 0.97"] = run(net)
    net.ext_grid["vm_pu"] = 1.025
    net.sgen["in_service"] = True
    states["solar plants"] = run(net)
    net.sgen["in_service"] = False
    return states | {f"quarter hour {step}": quarter_hour(net, step) for step in QUARTER_HOURS}


def quarter_hour(net, step: int) -> dict:
    """Return the state of one quarter hour, with the profiles as published."""
    profiles, rated = net.profiles["load"].iloc[step], net.load.copy()
    for load in rated.itertuples():
        net.load.loc[load.Index, "p_mw"] = load.p_mw * float(profiles[f"{load.profile}_pload"])
        net.load.loc[load.Index, "q_mvar"] = load.q_mvar * float(profiles[f"{load.profile}_qload"])
    state = run(net)
    net.load[["p_mw", "q_mvar"]] = rated[["p_mw", "q_mvar"]]
    return state


def kerber() -> dict:
    """Return states of the village network."""
    random.seed(SEED_KERBER)
    net = pandapower.networks.create_kerber_dorfnetz()
    states = {"rated": run(net)}
    net.load["p_mw"] = -0.004
    return states | {"every customer feeds in 4 kW": run(net)}


def main() -> None:
    """Write one file per network."""
    folder = Path(__file__).parent
    recorded = {
        "lv_rural_simbench": rural(),
        "lv_cigre": {"rated": run(pandapower.networks.create_cigre_network_lv())},
        "lv_kerber": kerber(),
    }
    for name, states in recorded.items():
        about = {"made_by": f"pandapower {pandapower.__version__}", "states": states}
        text = json.dumps(about, indent=1) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
