"""A process that runs commands one after the other, so that a kill hits it anywhere.

python worker.py add NAME COUNT    adds COUNT reports; every id on stdout is acknowledged
python worker.py read STOP PAUSE COMMAND…    reads, with a pause in seconds after each
                                  time, until the file STOP is there
python worker.py wait COMMAND…    runs the command when a line comes in on stdin
python worker.py fork COMMAND…    for each line on stdin: runs the command in a child, a day later
                                  each time, prints its process when it starts and its exit
                                  code when it ended
"""

import os
import sys
import time
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pilkada_cli.cli.main import run

NO_REGISTER_YET = 2


def add(name: str, count: str) -> int:
    for i in range(int(count)):
        code = run(["report", "add", f"{name} {i}", "-r", "63.72", "-c", "hoaks", "--quiet"])
        if code:
            return code
    return 0


def read(stop: str, pause: str, *command: str) -> int:
    """The first code that is no success; 0 if every run was one."""
    found = False
    while not Path(stop).exists():
        with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
            code = run([*command, "--quiet"] if command[0] != "check" else command)
        if code and (found or code != NO_REGISTER_YET):
            return code
        found = found or code == 0
        time.sleep(float(pause))
    return 0 if found else NO_REGISTER_YET


def wait(*command: str) -> int:
    from pilkada_cli.jobs import record  # noqa: F401 - what is imported now is not later

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    return run(command)


def fork(*command: str) -> int:
    from pilkada_cli.jobs import nightly  # noqa: F401 - what is imported now is not later

    for days, _ in enumerate(sys.stdin):
        now = datetime.now(UTC) + timedelta(days=days)
        child = os.fork()
        if not child:
            with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
                os._exit(run([*command, "--quiet"], now))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit({"add": add, "read": read, "wait": wait, "fork": fork}[sys.argv[1]](*sys.argv[2:]))
