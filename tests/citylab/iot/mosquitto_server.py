"""Run Debian's mosquitto for the tests, with the users of a lesson."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

PROGRAM = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")
PASSWORDS = shutil.which("mosquitto_passwd")


@contextmanager
def mosquitto(folder, users, *, queue=0):
    """Yield host and port of a mosquitto that lets in only `users`; its queues hold any number of messages."""
    passwords, config = folder / "passwords", folder / "mosquitto.conf"
    passwords.touch(mode=0o600)
    for user, password in users.items():
        subprocess.run([PASSWORDS, "-b", passwords, user, password], check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    lines = [f"listener {port} 127.0.0.1", "allow_anonymous false", f"password_file {passwords}"]
    if queue is not None:
        lines.append(f"max_queued_messages {queue}")
    if os.name == "posix" and os.geteuid() == 0:
        lines.append("user root")  # else it gives up the right to read the file of passwords
    config.write_text("\n".join(lines) + "\n")
    server = subprocess.Popen([PROGRAM, "-c", config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port):
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("mosquitto did not answer within 5 s")
