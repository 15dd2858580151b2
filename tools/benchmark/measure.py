"""Runs programs and tells what they cost."""
import os
import select
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
    memory, output = resident(process.pid), process.stdout.fileno()
    while not select.select([output], [], [], 0.01)[0] or os.read(output, 1 << 20):
        memory = max(memory, resident(process.pid))
    _, status, usage = os.wait4(process.pid, 0)
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    return Cost(usage.ru_utime + usage.ru_stime, wall, memory or usage.ru_maxrss * 1024, process.returncode)


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
