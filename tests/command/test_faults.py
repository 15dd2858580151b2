#!/usr/bin/env python3
"""What goes wrong around the command: files that change while they are read, readers that leave, disks that are full,
writes cut short, interrupts that come twice.

    test_faults.py PATH_OF_GOUJI [unittest arguments]
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from command_test import CommandTest, main
from made_report import report

PIPE_HOLDS = 1 << 16
FORMATS = ("tidy", "json", "jsonl", "html", "xlsx")


class FaultsTest(CommandTest):
    def make_many(self, count):
        os.mkdir(self.path("in"))
        for number in range(count):
            self.write(f"in/{number:03}.txt", report(wrong_total=0 if number % 2 else None))

    def hidden(self, directory="."):
        return [name for name in os.listdir(self.path(directory)) if name.startswith(".")]

    def check_whole(self, directory):
        """How many files are below it: every one is whole, and none temporary."""
        count = 0
        for place, _, names in os.walk(directory):
            for name in names:
                self.assertFalse(name.startswith("."), name)
                with open(os.path.join(place, name), "rb") as file:
                    content = file.read()
                if name.endswith(".html"):
                    self.assertTrue(content.rstrip().endswith(b"</html>"), name)
                elif name.endswith(".xlsx"):
                    self.assertIn(b"PK\5\6", content[-64:], name)
                else:
                    self.assertTrue(content.endswith(b"\n"), name)
                count += 1
        return count

    def start(self, *words, **options):
        return subprocess.Popen([self.gouji, *words], cwd=self.directory, env=self.environment(),
                                stderr=subprocess.PIPE, **options)


class ChangingInput(FaultsTest):
    """A file is what read() gives of it: it is never mapped, so that no change of it can end the program."""

    def change_while(self, path, content, done):
        """Cuts the file anywhere and lets it grow again, over and over."""
        chance = random.Random(1)
        with open(path, "r+b", buffering=0) as file:
            while not done.is_set():
                os.ftruncate(file.fileno(), chance.randrange(len(content)))
                os.pwrite(file.fileno(), content, 0)

    def test_a_file_that_shrinks_and_grows(self):
        content = report().encode() + "本页无正文。\n".encode() * 50000
        self.write("changing.txt", content)
        done = threading.Event()
        changer = threading.Thread(target=self.change_while, args=(self.path("changing.txt"), content, done))
        changer.start()
        try:
            for number in range(10):
                result = self.run_gouji("check", *["changing.txt"] * 4)
                # Cut anywhere: in a character too, which is an error with a reason.
                self.assertIn(result.returncode, (0, 1, 2, 3), number)
                self.assertEqual(result.returncode == 2, "changing.txt" in result.stderr, result.stderr)
        finally:
            done.set()
            changer.join()

    def test_a_size_that_is_not_the_file_s(self):
        """Files of the kernel tell 0 or a whole page."""
        for path in ("/proc/self/environ", "/sys/kernel/mm/transparent_hugepage/enabled"):
            if not os.path.exists(path):
                self.skipTest("no such files here")
            with open(path, "rb") as file:
                self.assertNotEqual(os.stat(path).st_size, len(file.read()))
        environment = self.environment(REPORT="\n" + report())
        result = self.run_gouji("convert", "/proc/self/environ", environment=environment, status=0)
        self.assertIn(",applications,new_received,total,", result.stdout)
        result = self.run_gouji("check", "/sys/kernel/mm/transparent_hugepage/enabled", status=3)
        self.assertEqual(result.stderr, "")


class LargeInput(FaultsTest):
    """More than a megabyte is read piece by piece."""

    def test_what_stands_before_a_fault_has_gone_out(self):
        whole = report().encode() * (2_000_000 // len(report().encode()))
        self.write("large.txt", whole + b"\xff\n" + report().encode())
        result = self.run_gouji("convert", "-f", "jsonl", "large.txt", status=2)
        self.assertIn(f"byte {len(whole)}", result.stderr)
        self.assertIn("1 file", self.run_gouji("check", "large.txt", status=2).stdout.splitlines()[-1])
        reports = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertGreater(len(reports), 100)
        self.assertEqual(reports[100]["source"], "large.txt#101")

    def test_standard_input_is_the_same_as_the_file(self):
        content = report().encode() * (3_000_000 // len(report().encode()))
        self.write("large.txt", content)
        piped = self.run_gouji("convert", "-", input=content, status=0)
        named = self.run_gouji("convert", "large.txt", status=0)
        self.assertEqual(piped.stdout.replace("'-#", "large.txt#"), named.stdout)


class LeavingReaders(FaultsTest):
    def test_a_reader_that_leaves_after_one_line(self):
        self.make_many(60)
        for words in [["convert", "-f", name] for name in FORMATS] + [["check"], ["convert", "--explain"]]:
            with self.start(*words, "in", stdout=subprocess.PIPE) as process:
                process.stdout.readline()
                process.stdout.close()
                said = process.stderr.read().decode()
                self.assertEqual(process.wait(timeout=60), 2, words)
            self.assertEqual(said, "gouji: cannot write standard output: the reader has closed the pipe\n", words)


class FullDevice(FaultsTest):
    def test_every_format(self):
        message = "gouji: cannot write standard output: no space left on the device\n"
        commands = [["convert", "-f", name] for name in FORMATS] + [["check"], ["check", "--across"],
                                                                    ["convert", "--explain"], ["convert", "--excel"]]
        for words in commands:
            with open("/dev/full", "wb") as full:
                result = self.run_gouji(*words, "good.txt", "wrong.txt", status=2, stdout=full)
            self.assertEqual(result.stderr, message, words)

    def test_pages_and_tables_on_a_full_disk(self):
        with tempfile.TemporaryDirectory() as place:
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place],
                                     stderr=subprocess.DEVNULL, check=False)
            if mounted.returncode != 0:
                self.skipTest("a small disk cannot be mounted here")
            try:
                self.make_many(12)
                for words in [["report"]] + [["convert", "-f", name] for name in ("csv", "html", "xlsx")]:
                    target = os.path.join(place, words[-1])
                    os.mkdir(target)
                    result = self.run_gouji(*words, "-o", target, "in", status=2)
                    self.assertIn("no space left on the device", result.stderr)
                    self.check_whole(target)
            finally:
                subprocess.run(["umount", place], check=True)

class ShortWrites(FaultsTest):
    def test_a_pipe_that_takes_little_and_does_not_wait(self):
        self.make_many(20)
        for name in ("tidy", "jsonl", "html"):
            expected = subprocess.run([self.gouji, "convert", "-f", name, "in"], cwd=self.directory, check=False,
                                      env=self.environment(), stdout=subprocess.PIPE).stdout
            reader, writer = os.pipe()
            os.set_blocking(writer, False)
            with self.start("convert", "-f", name, "in", stdout=writer) as process:
                os.close(writer)
                taken = b""
                while block := os.read(reader, 3001):
                    taken += block
                os.close(reader)
                process.wait(timeout=60)
                self.assertEqual(process.stderr.read(), b"")
            self.assertGreater(len(expected), 2 * PIPE_HOLDS)
            self.assertTrue(taken == expected, name)


class Interrupts(FaultsTest):
    def wait_for(self, condition, process):
        end = time.monotonic() + 30
        while not condition():
            self.assertIsNone(process.poll(), "gouji ended before it was interrupted")
            self.assertLess(time.monotonic(), end)
            time.sleep(0.005)

    def test_a_second_one_changes_nothing(self):
        self.write("cells.csv", "old")
        os.mkfifo(self.path("endless"))
        for pause in (0, 0, 0, 0.0001, 0.0003, 0.001, 0.003) * 4:
            with self.start("convert", "-o", "cells.csv", "good.txt", "endless") as process:
                self.wait_for(self.hidden, process)
                process.send_signal(signal.SIGINT)
                time.sleep(pause)
                process.send_signal(signal.SIGINT)
                self.assertEqual(process.wait(timeout=60), -signal.SIGINT)
                self.assertEqual(process.stderr.read(), b"")
            self.assertEqual(self.read("cells.csv"), "old")
            self.assertEqual(self.hidden(), [])

    def test_a_shell_sees_130(self):
        os.mkfifo(self.path("endless"))
        inner = 'echo $$ >pid; exec "$0" convert -fjson -o out/ good.txt endless'
        with subprocess.Popen(["sh", "-c", 'sh -c "$1" "$0"; echo $?', self.gouji, inner], cwd=self.directory,
                              env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as shell:
            self.wait_for(lambda: os.path.exists(self.path("out/good.json")), shell)
            os.kill(int(self.read("pid")), signal.SIGINT)
            self.assertEqual(shell.communicate(timeout=60)[0], b"130\n")
        with open(self.path("out/good.json"), encoding="utf-8") as file:
            json.load(file)
        self.assertEqual(self.hidden("out"), [])

    def count_pages(self):
        return sum(len(names) for _, _, names in os.walk(self.path("out")))

    def test_pages_and_workbooks_stay_whole(self):
        count = 60 if self.is_instrumented() else 300
        self.make_many(count)
        for words in (["report"], ["convert", "-f", "xlsx"]):
            with self.start(*words, "-o", "out/", "in") as process:
                self.wait_for(lambda: self.count_pages() > 9, process)
                process.send_signal(signal.SIGINT)
                self.assertEqual(process.wait(timeout=60), -signal.SIGINT, words)
            self.assertFalse(os.path.exists(self.path("out/index.html")))
            self.assertIn(self.check_whole(self.path("out")), range(1, count))
            shutil.rmtree(self.path("out"))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main("__main__", sys.argv)
