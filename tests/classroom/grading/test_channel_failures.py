"""A student's process that says what it was not asked, and looks for what it was not given."""

import platform
from dataclasses import replace

import pytest

from .conftest import LIMITS, SEED, WRONG

# A process whose messages are not what was asked for.
MESSAGES = {
    "no-head": "end.sendall(message(b'[]') * 3)",
    "damaged": "end.sendall(b'\\0' * 8 + b'x' * 100)",
    "too-long": "end.sendall((1 << 60).to_bytes(8, 'big'))",
    "as-long-as-allowed": "end.sendall((250 << 20).to_bytes(8, 'big') + b'[' * (250 << 20))",
    "asks-for-ever": "while True: end.sendall(message(b'{\"call\": 0}') + message(pack([[], {}]))); end.recv(9999)",
    "calls-backwards": "end.sendall(message(b'{\"call\": -1}') + message(pack([[], {}])))",
    "tasks": 'end.sendall(message(b\'{"task": "cell"}\') + message(pack(0)))',
    "many-answers": "end.sendall((message(b'{}') + message(pack(6))) * 1000)",
    "changes": "end.sendall(message(b'{\"changed\": 1}') + message(pack(7)) + message(pack([[1, 'a'], {'b': 3}])))",
    "raises": "end.sendall(message(b'{\"raised\": [\"classroom.wire.message:DamagedError\", 3]}') + message(b''))",
    "drips": "while True: end.sendall(b'\\0'); time.sleep(0.2)",
    "closes": "end.shutdown(2)",
}
FORGE = """
import gc, socket, threading, time
from classroom.wire import Channel, pack
def message(content): return len(content).to_bytes(8, "big") + content
end = next(one for one in gc.get_objects() if type(one) is Channel)._end
def work():
    {forged}
"""


@pytest.mark.parametrize("name", MESSAGES)
def test_forged_messages_earn_nothing(outside, name):
    answers = {**WRONG, "lamps": "def lamps(length_m, spacing_m):\n    work()\n    return 7"}
    marked = outside.of(answers, first=FORGE.format(forged=MESSAGES[name]))
    assert marked.total <= 1
    assert outside.of().total == 10


def test_forged_messages_from_another_thread_earn_nothing(outside):
    forged = FORGE.format(forged=MESSAGES["many-answers"] + "\nthreading.Thread(target=work, daemon=True).start()")
    assert outside.of(WRONG, first=forged).total <= 1


def test_the_class_seed_cannot_be_found_where_the_student_s_code_runs(outside, monkeypatch):
    monkeypatch.setattr(outside.engine._runner, "limits", replace(LIMITS, cell_s=30.0))
    search = """
import re
found = 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
    for line in maps:
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        if "r" in line.split()[1] and end - start < 1 << 28 and (len(line.split()) < 6 or "[heap]" in line):
            try:
                memory.seek(start)
                found += len(re.findall(b"73409182655437[7]|{mark}", memory.read(end - start)))
            except OSError:
                pass
found
"""
    search = search.replace("{mark}", "left-by-some[b]ody-else")
    outside.of(last="word = 'left-by-somebody-else'")
    marked = outside.of(last=search)
    assert marked.notebook.cells[-1].outputs[0]["data"]["text/plain"] == "0"
    found = outside.of(first="word = 'left-by-' + 'somebody-else'", last=search)
    assert int(found.notebook.cells[-1].outputs[0]["data"]["text/plain"]) > 0, "the search finds what is there"
    assert outside.engine._runner.judge_environment == {"CITYLAB_CLASS_SEED": str(SEED)}


@pytest.mark.skipif(platform.machine() != "x86_64", reason="numbers of system calls")
def test_no_memory_can_be_held_that_belongs_to_no_process(outside):
    first = "import ctypes\ncall = ctypes.CDLL(None).syscall\ncall(29, 0, 1 << 20, 0o1600), call(319, b'held', 0)"
    shown = outside.of(first=first).notebook.cells[0].outputs
    assert shown[0]["data"]["text/plain"] == "(-1, -1)"


def test_the_working_folder_is_no_place_to_import_from(outside):
    first = "import sys\nfor name in ('numpy', 'nothing_else'): open(name + '.py', 'w').write('broken')\n"
    first += "sorted({path for path in sys.path if path in ('', '.', '/scratch')})"
    marked = outside.of(first=first, last="import nothing_else")
    assert marked.notebook.cells[0].outputs[0]["data"]["text/plain"] == "[]"
    assert marked.notebook.cells[-1].outputs[0]["ename"] == "ModuleNotFoundError"


def test_an_answer_that_cannot_be_read_fails_its_test_only(outside):
    record = (
        "import dataclasses\n@dataclasses.dataclass\nclass Own:\n    kept: int = 1\nOwn.__module__ = 'citylab.forms'\n"
    )
    marked = outside.of({"energy": record + "def energy_kwh(power_w, hours):\n    return Own()"})
    assert (marked.total, "cannot be read" in marked.messages["test-energy-2"]) == (7, True)
