"""Where SUMO is installed, another engine is asked: does a lone junction wait there as it does here?"""

import shutil
import subprocess
import xml.etree.ElementTree as ET

import pytest

from citylab.transport import simulation
from citylab.transport.simulation._demand import draw_trips

pytestmark = pytest.mark.skipif(
    not (shutil.which("sumo") and shutil.which("netconvert")), reason="SUMO is not installed on this computer"
)

NODES = """<nodes>
 <node id="J" x="0" y="0" type="traffic_light"/> <node id="north" x="0" y="500"/> <node id="south" x="0" y="-500"/>
 <node id="west" x="-500" y="0"/> <node id="east" x="500" y="0"/>
</nodes>"""
ARMS = ("north", "south", "west", "east")
AHEAD = {"north": "south", "south": "north", "west": "east", "east": "west"}


def network(folder, greens_s, red_s):
    """Write one junction whose cars go straight on, with these greens and an all-red after each. [s]"""
    edges = "".join(
        f'<edge id="{arm}_in" from="{arm}" to="J" numLanes="1" speed="13.89"/>'
        f'<edge id="{arm}_out" from="J" to="{arm}" numLanes="1" speed="13.89"/>'
        for arm in ARMS
    )
    straight = "".join(f'<connection from="{arm}_in" to="{AHEAD[arm]}_out"/>' for arm in ARMS)
    (folder / "j.nod.xml").write_text(NODES, encoding="utf-8")
    (folder / "j.edg.xml").write_text(f"<edges>{edges}</edges>", encoding="utf-8")
    (folder / "j.con.xml").write_text(f"<connections>{straight}</connections>", encoding="utf-8")
    files = [
        f"--{kind}-files=j.{short}.xml" for kind, short in (("node", "nod"), ("edge", "edg"), ("connection", "con"))
    ]
    subprocess.run(["netconvert", *files, "-o", "j.net.xml"], cwd=folder, check=True, capture_output=True)
    tree = ET.parse(folder / "j.net.xml")
    order = {int(c.get("linkIndex")): c.get("from") for c in tree.iter("connection") if c.get("tl")}
    road = ["north_in", "south_in"]
    phases = ""
    for mine, green_s in (([True, False], greens_s[0]), ([False, True], greens_s[1])):
        states = {"G": "", "r": ""}
        for index in sorted(order):
            states["G"] += "G" if mine[0 if order[index] in road else 1] else "r"
            states["r"] += "r"
        phases += (
            f'<phase duration="{green_s}" state="{states["G"]}"/><phase duration="{red_s}" state="{states["r"]}"/>'
        )
    logic = f'<tlLogic id="J" type="static" programID="w" offset="0">{phases}</tlLogic>'
    (folder / "j.add.xml").write_text(f"<additional>{logic}</additional>", encoding="utf-8")


def sumo_delay_s(folder, corridor, plan, seed):
    """Return SUMO's mean time lost by the cars that leave between 300 and 2100 s. [s]"""
    # SUMO's drivers need about two seconds to start: the green shown is that much longer than the effective one.
    network(folder, [green + 2 for green in plan.greens_s(corridor, "J")], plan.lost_s / 2 - 2)
    place = {f"J {arm}": arm for arm in ARMS} | {"north": "north", "south": "south"}
    cars = "".join(
        f'<trip id="{number}" depart="{trip.depart_s:.2f}" departSpeed="max" from="{place[trip.origin]}_in" '
        f'to="{place[trip.destination]}_out"/>'
        for number, trip in enumerate(draw_trips(corridor, until_s=2700, seed=seed))
    )
    kind = '<vType id="DEFAULT_VEHTYPE" tau="1.0" sigma="0.2" speedDev="0"/>'
    (folder / "j.rou.xml").write_text(f"<routes>{kind}{cars}</routes>", encoding="utf-8")
    files = ["-n", "j.net.xml", "-r", "j.rou.xml", "-a", "j.add.xml", "--tripinfo-output", "t.xml"]
    options = ["--no-step-log", "--seed", str(seed), "--end", "3600"]
    subprocess.run(["sumo", *files, *options], cwd=folder, check=True, capture_output=True)
    trips = [trip.attrib for trip in ET.parse(folder / "t.xml").iter("tripinfo")]
    waits = [
        float(trip["timeLoss"]) + float(trip["departDelay"])
        for trip in trips
        if 300 <= float(trip["depart"]) - float(trip["departDelay"]) < 2100
    ]
    return sum(waits) / len(waits)


@pytest.mark.parametrize("cycle_s", [45, 60, 90])
def test_lone_junction_waits_about_as_long_in_sumo(tmp_path, cycle_s):
    corridor = simulation.junction(southbound_vehh=600, northbound_vehh=500, cross_vehh=400)
    plan = simulation.fixed(cycle_s)
    ours = simulation.compare(corridor, {"p": plan}, seeds=[1])["car_s"].iloc[0]
    assert sumo_delay_s(tmp_path, corridor, plan, seed=1) == pytest.approx(ours, rel=0.15)


def test_longer_cycle_costs_more_in_both_engines(tmp_path):
    corridor = simulation.junction(southbound_vehh=600, northbound_vehh=500, cross_vehh=400)
    short, long = simulation.fixed(60), simulation.fixed(120)
    table = simulation.compare(corridor, {"short": short, "long": long}, seeds=[1])["car_s"]
    delays = []
    for name, plan in (("a", short), ("b", long)):
        (tmp_path / name).mkdir()
        delays.append(sumo_delay_s(tmp_path / name, corridor, plan, seed=1))
    grown = table["long", 1] - table["short", 1]
    assert delays[1] - delays[0] == pytest.approx(grown, rel=0.25)
