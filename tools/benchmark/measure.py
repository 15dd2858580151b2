"""Runs programs and tells what they cost."""
import os
import subprocess
import tempfile
import threading
import time


class Cost:
    def __init__(self, seconds, wall, memory, status):
        self.seconds = seconds  # of processor, user and system together
        self.wall = wall
        self.memory = memory  # most bytes at any time
        self.status = status


def run(command, one_core=True, stops_early=False):
    """The cost of one run, bound to one processor unless told otherwise. What it writes goes to /dev/null: no pipe holds
    it up, and whoever would read there takes no time of it. One that stops at its first find where nobody would see the
    next, as grep does there, writes to a file."""
    with tempfile.TemporaryFile() if stops_early else open(os.devnull, "wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL,
                                   preexec_fn=bind if one_core else None)
        with Watch(process.pid) as watch:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, wall, watch.memory or usage.ru_maxrss * 1024, process.returncode)


class Watch:
    """Asks beside the process, every hundredth of a second, how much memory it has."""

    def __init__(self, pid):
        self.pid = pid
        self.memory = resident(pid)
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.ask)

    def ask(self):
        while not self.ended.wait(0.01):
            self.memory = max(self.memory, resident(self.pid))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()


def resident(pid):
    """The most memory the process has had so far. What the system tells in the end counts what this script had when
    the process was split off from it, so it is asked while the process runs; 0 where that cannot be."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            return next((int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


def bind():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def best(command, rounds, one_core=True, stops_early=False):
    """The cheapest of several runs: what others do on the machine only ever adds."""
    costs = [run(command, one_core, stops_early) for _ in range(rounds)]
    cheapest = min(costs, key=lambda cost: cost.seconds if one_core else cost.wall)
    cheapest.memory = max(cost.memory for cost in costs)
    return cheapest


def instructions(command):
    """How many instructions the command executes, counted by valgrind; None where that is not installed."""
    try:
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
                              capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    for line in done.stderr.splitlines():
        if "Collected" in line:
            return int(line.split(":")[1].split()[0])
    return None
