"""Runs programs and tells what they cost."""
import os
import subprocess
import time


class Cost:
    def __init__(self, seconds, wall, memory, status):
        self.seconds = seconds  # of processor, user and system together
        self.wall = wall
        self.memory = memory  # most bytes at any time
        self.status = status


def run(command, one_core=True):
    """The cost of one run, its output thrown away; bound to one processor unless told otherwise."""
    begun = time.perf_counter()
    # A pipe, as grep stops at its first find where nobody would see the next one.
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               preexec_fn=bind if one_core else None)
    while os.read(process.stdout.fileno(), 1 << 20):
        pass
    _, status, usage = os.wait4(process.pid, 0)
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024, process.returncode)


def bind():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def best(command, rounds, one_core=True):
    """The cheapest of several runs: what others do on the machine only ever adds."""
    costs = [run(command, one_core) for _ in range(rounds)]
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
