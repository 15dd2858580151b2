#!/usr/bin/env python3
"""Many inputs in one run: directories, records, threads, directories of outputs, interruptions.

    test_many.py PATH_OF_GOUJI [unittest arguments]
"""
import json
import os
import pty
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from command_test import LETTER, CommandTest, main
from made_report import report

MANY = 20000
MOST_MEMORY = 64 * 1024  # KiB


def sources(jsonl):
    return [json.loads(line)["source"] for line in jsonl.splitlines()]


def files_below(directory):
    """{path below it: content} of all files, hidden ones too."""
    found = {}
    for place, _, names in os.walk(directory):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, directory)] = file.read()
    return found


class ManyTest(CommandTest):
    def make(self, *paths, content=None):
        for path in paths:
            os.makedirs(os.path.dirname(self.path(path)), exist_ok=True)
            self.write(path, report() if content is None else content)

    def count_files(self, directory):
        return sum(len(names) for _, _, names in os.walk(self.path(directory)))

    def names(self, *arguments, status=0, **options):
        return sources(self.run_gouji("convert", "-fjsonl", *arguments, status=status, **options).stdout)


class Directories(ManyTest):
    def test_walked_in_the_order_of_names(self):
        self.make("in/b.txt", "in/a/z.txt", "in/a/y/x.txt", "in/c.txt", "in/.hidden", "in/.git/x.txt")
        self.assertEqual(self.names("in"), ["in/a/y/x.txt", "in/a/z.txt", "in/b.txt", "in/c.txt"])
        self.assertEqual(self.names("in/"), ["in/a/y/x.txt", "in/a/z.txt", "in/b.txt", "in/c.txt"])
        self.assertEqual(self.names("in/c.txt", "in/a"), ["in/c.txt", "in/a/y/x.txt", "in/a/z.txt"])

    def test_include(self):
        self.make("in/b.txt", "in/a/z.md", "in/a/z.txt", "in/picture.png")
        self.assertEqual(self.names("in", "--include", "*.txt"), ["in/a/z.txt", "in/b.txt"])
        self.assertEqual(self.names("in", "--include", "*.md", "--include=b*"), ["in/a/z.md", "in/b.txt"])
        self.assertEqual(self.names("in", "--include", "a/*"), ["in/a/z.md", "in/a/z.txt"])
        # A file that is named itself is read whatever it is called.
        self.assertEqual(self.names("in/picture.png", "--include", "*.txt"), ["in/picture.png"])
        none = self.run_gouji("convert", "in", "--include", "*.pdf", status=2)
        self.assertEqual(none.stderr,
                         "gouji: in: there is no file to read in this directory (see --include)\n")

    def test_loops_of_links_are_caught(self):
        self.make("in/a/b.txt")
        os.symlink("..", self.path("in/a/up"))
        os.symlink("self", self.path("in/self"))
        os.symlink("../good.txt", self.path("in/link.txt"))
        result = self.run_gouji("convert", "-fjsonl", "in", status=2)
        self.assertEqual(sources(result.stdout), ["in/a/b.txt", "in/link.txt"])
        self.assertEqual([line.split(":")[1] for line in result.stderr.splitlines()], [" in/a/up", " in/self"])
        self.assertIn("leads back", result.stderr)

    def test_what_cannot_be_read_is_told_in_its_turn_and_counted(self):
        self.make("in/a.txt", "in/c.txt")
        self.make("in/b.txt", content=b"abc\xff\xfe\xff")
        os.symlink("nowhere", self.path("in/d.txt"))
        result = self.run_gouji("check", "in", status=2)
        self.assertIn("2 reports: 2 consistent", result.stdout)
        self.assertIn("2 files could not be read", result.stdout)
        broken, missing = result.stderr.splitlines()
        self.assertIn("in/b.txt", broken)
        self.assertIn("in/d.txt", missing)

    def test_a_directory_that_cannot_be_read(self):
        self.make("in/a/x.txt", "in/b.txt")
        os.chmod(self.path("in/a"), 0)
        self.addCleanup(os.chmod, self.path("in/a"), 0o700)
        if os.access(self.path("in/a"), os.R_OK):
            self.skipTest("the superuser may read all directories")
        result = self.run_gouji("convert", "-fjsonl", "in", status=2)
        self.assertEqual(sources(result.stdout), ["in/b.txt"])
        self.assertEqual(result.stderr, "gouji: cannot read in/a: permission denied\n")

    def test_pipes_in_a_directory_are_passed_over(self):
        self.make("in/a.txt")
        os.mkfifo(self.path("in/pipe"))
        self.assertEqual(self.names("in"), ["in/a.txt"])

    def test_an_output_directory_is_no_input(self):
        self.make("a.txt")
        self.run_gouji("convert", "-fjsonl", "-o", "out/", ".", "--include", "*a*", status=0)
        again = self.run_gouji("convert", "-fjsonl", "-o", "out/", ".", "--include", "*a*", status=0)
        self.assertEqual(again.stderr, "")
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["a.jsonl"])

    def test_names_that_are_not_text(self):
        name = b"in/\xe5\x9d\x8f\xff\n\xe2\x80\xae.txt"
        self.make("in/a.txt")
        with open(os.path.join(self.directory.encode(), name), "wb") as file:
            file.write(report().encode())
        read = self.names("in")
        self.assertEqual(read, ["in/a.txt", "in/坏\ufffd\n\u202e.txt"])
        with open(os.path.join(self.directory.encode(), name), "wb") as file:
            file.write(b"abc\xff\xfe\xff")
        result = self.run_gouji("convert", "in", status=2)
        self.assertEqual(len(result.stderr.splitlines()), 1)
        self.assertIn("in/坏???.txt", result.stderr)


class Records(ManyTest):
    def records(self, *records):
        return "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records) + "\n"

    def test_each_line_is_a_report(self):
        lines = self.records({"id": "first", "text": report()}, {"id": 7, "text": report(wrong_total=0)})
        self.assertEqual(self.names("--input", "jsonl", "-", input=lines.encode(), status=1), ["first", "7"])
        self.write("in.jsonl", lines)
        self.assertEqual(self.names("--input=jsonl", "in.jsonl", status=1), ["first", "7"])
        alone = self.run_gouji("convert", "-fjson", "wrong.txt", status=1).stdout
        same = self.run_gouji("convert", "-fjsonl", "--input=jsonl", "in.jsonl", status=1).stdout.splitlines()[1]
        self.assertEqual({**json.loads(same), "source": 0}, {**json.loads(alone), "source": 0})

    def test_bad_lines_are_named_and_passed_over(self):
        lines = self.records({"id": "a", "text": report()}, "{not json", "", {"id": "b"}, "[1]", '{"text": 5}',
                             {"id": "c", "text": report()}, {"text": report()}, '{"id": "d", "text": "x"} y')
        self.write("in.jsonl", lines)
        result = self.run_gouji("convert", "-fjsonl", "--input=jsonl", "in.jsonl", status=2)
        self.assertEqual(sources(result.stdout), ["a", "c", "in.jsonl:8"])
        self.assertEqual([line.split(": ")[1] for line in result.stderr.splitlines()],
                         [f"in.jsonl:{number}" for number in (2, 4, 5, 6, 9)])
        self.assertIn("not a line of JSON (near character", result.stderr.splitlines()[0])
        self.assertIn('"text"', result.stderr.splitlines()[1])

    def test_text_that_is_not_utf8(self):
        self.write("in.jsonl", b'{"id": "a", "text": "abc\xff\xfe"}\n' +
                   json.dumps({"id": "b", "text": "NUL \0" + report()}).encode())
        result = self.run_gouji("convert", "-fjsonl", "--input=jsonl", "in.jsonl", status=2)
        self.assertEqual(sources(result.stdout), ["b"])
        self.assertIn("a: byte 3", result.stderr)

    def test_nothing_to_read(self):
        result = self.run_gouji("convert", "--input=jsonl", "-", status=3)
        self.assertEqual((result.stdout, result.stderr), ("", "gouji: there was no report to read\n"))

    def test_a_pipe_that_waits_holds_nothing_up(self):
        with subprocess.Popen([self.gouji, "convert", "-fjsonl", "--input=jsonl", "-"], env=self.environment(),
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for name in ("a", "b"):
                process.stdin.write(self.records({"id": name, "text": report()}).encode())
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["source"], name)
            process.stdin.close()
            self.assertEqual(process.wait(timeout=60), 0)

    def test_outputs_are_called_by_the_id(self):
        self.write("in.jsonl", self.records({"id": "../a b", "text": report()}, {"id": ".x.y", "text": report()}))
        self.run_gouji("convert", "-fjson", "--input=jsonl", "in.jsonl", "-o", "out/", status=0)
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["_._a b.json", "_x.y.json"])


class Threads(ManyTest):
    def test_any_number_gives_the_same(self):
        self.make(*(f"in/{number}.txt" for number in range(30)))
        self.make("in/5.txt", content=b"abc\xff\xfe\xff")
        self.make("in/7.txt", content=LETTER)
        for words in (["check", "in"], ["convert", "in"], ["convert", "-fjson", "in"]):
            runs = [self.run_gouji(*words, "-j", jobs, status=2) for jobs in ("1", "2", "7")]
            self.assertEqual(len({(run.stdout, run.stderr) for run in runs}), 1)
        array = json.loads(self.run_gouji("convert", "-fjson", "in", status=2).stdout)
        self.assertEqual(len(array), 29)

    def test_a_number_is_wanted(self):
        for given in ("0", "-1", "two", "1x", "", "99999999999999999999"):
            result = self.run_gouji("check", "-j", given, "good.txt", status=2)
            self.assertIn("a number from 1 to 256", result.stderr)


class OutputDirectory(ManyTest):
    def test_one_file_an_input(self):
        self.make("in/a.txt", "in/sub/b.txt")
        self.make("in/c.txt", content=report() + "\f" + report(wrong_total=0))
        self.run_gouji("convert", "-fjson", "-o", "out/", "in", "good.txt", "-", input=report().encode(), status=1)
        outputs = files_below(self.path("out"))
        self.assertEqual(sorted(outputs), ["a.json", "c.json", "good.json", "stdin.json", "sub/b.json"])
        alone = self.run_gouji("convert", "-fjson", "in/sub/b.txt", status=0).stdout
        self.assertEqual(outputs["sub/b.json"].decode(), alone)
        self.assertEqual([entry["source"] for entry in json.loads(outputs["c.json"])], ["in/c.txt#1", "in/c.txt#2"])

    def test_every_format(self):
        for name, extension in (("tidy", "csv"), ("jsonl", "jsonl")):
            self.run_gouji("convert", "-f", name, "-o", "out/", "good.txt", "wrong.txt", status=1)
            alone = self.run_gouji("convert", "-f", name, "wrong.txt", status=1).stdout
            self.assertEqual(self.read(f"out/wrong.{extension}"), alone)

    def test_two_inputs_of_one_name(self):
        self.make("other/good.txt")
        result = self.run_gouji("convert", "-o", "out/", "good.txt", "other/good.txt", "wrong.txt", status=2)
        self.assertIn("other/good.txt: an earlier file was already written to out/good", result.stderr)
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["good.csv", "wrong.csv"])

    def test_an_output_directory_that_is_a_file(self):
        for output in ("wrong.txt/", "wrong.txt/sub/"):
            result = self.run_gouji("convert", "-o", output, "good.txt", status=2)
            self.assertEqual(len(result.stderr.splitlines()), 1)
            self.assertIn("directory", result.stderr)
        result = self.run_gouji("convert", "--resume", "-o", "wrong.txt", "good.txt", status=2)
        self.assertEqual(result.stderr, "gouji: wrong.txt is not a directory; name another one with -o\n")

    def test_one_that_cannot_be_written_stops_no_other(self):
        os.makedirs(self.path("out/good.json"))
        result = self.run_gouji("convert", "-fjson", "-o", "out", "good.txt", "wrong.txt", status=2)
        self.assertIn("out/good.json is a directory", result.stderr)
        self.assertTrue(os.path.isfile(self.path("out/wrong.json")))


class Resume(ManyTest):
    def test_only_what_is_not_done(self):
        self.make("in/a.txt", "in/sub/b.txt")
        self.run_gouji("convert", "-fjson", "-o", "out", "--resume", "in", status=0)
        whole = files_below(self.path("out"))
        os.unlink(self.path("out/sub/b.json"))
        self.write("out/a.json", "done by another")
        self.run_gouji("convert", "-fjson", "-o", "out", "--resume", "in", status=0)
        self.assertEqual(files_below(self.path("out")), {**whole, "a.json": b"done by another"})

    def test_tables_of_one_input_belong_together(self):
        self.make("in/a.txt", "in/sub/b.v1.txt")
        self.run_gouji("convert", "-fcsv", "-o", "out", "in", status=0)
        whole = files_below(self.path("out"))
        self.assertIn("sub/b.v1.applications.csv", whole)
        self.write("out/sub/b.v1.applications.csv", "kept")
        self.run_gouji("convert", "-fcsv", "-o", "out", "--resume", "in", status=0)
        self.assertEqual(self.read("out/sub/b.v1.applications.csv"), "kept")
        # The machine went down while they were put in place.
        self.write("out/sub/b.v1.unfinished", "")
        self.run_gouji("convert", "-fcsv", "-o", "out", "--resume", "in", status=0)
        self.assertEqual(files_below(self.path("out")), whole)

    def test_needs_a_directory(self):
        self.assertIn("-o DIRECTORY", self.run_gouji("convert", "--resume", "good.txt", status=2).stderr)

    def test_an_interrupted_run_ends_with_the_same_bytes(self):
        self.make(*(f"in/{number:03}.txt" for number in range(60 if self.is_instrumented() else 400)))
        for name in ("json", "csv"):
            self.run_gouji("convert", "-f", name, "-o", "whole/", "in", status=0)
            number = signal.SIGINT
            with subprocess.Popen([self.gouji, "convert", "-f", name, "-o", "out", "--resume", "in"],
                                  cwd=self.directory, env=self.environment()) as process:
                while process.poll() is None and self.count_files("out") < 20:
                    time.sleep(0.005)
                process.send_signal(number)
                self.assertEqual(process.wait(timeout=60), -number)
            whole, part = files_below(self.path("whole")), files_below(self.path("out"))
            self.assertLess(len(part), len(whole))
            # Nothing half-written, nothing temporary.
            self.assertEqual(part, {path: whole[path] for path in part})
            self.run_gouji("convert", "-f", name, "-o", "out", "--resume", "in", status=0)
            self.assertEqual(files_below(self.path("out")), whole)
            shutil.rmtree(self.path("out"))
            shutil.rmtree(self.path("whole"))

    def test_a_shell_sees_143(self):
        os.mkfifo(self.path("endless"))
        script = ('"$0" convert -fjson -o out/ good.txt endless & '
                  'until [ -e out/good.json ]; do sleep 0.05; done; kill -TERM $!; wait $!; echo $?')
        result = subprocess.run(["sh", "-c", script, self.gouji], cwd=self.directory, env=self.environment(),
                                stdout=subprocess.PIPE, check=True, timeout=60)
        self.assertEqual(result.stdout, b"143\n")
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["good.json"])


class FullDisk(ManyTest):
    def test_finished_outputs_stay_and_no_half_one(self):
        with tempfile.TemporaryDirectory() as place:
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place],
                                     stderr=subprocess.DEVNULL, check=False)
            if mounted.returncode != 0:
                self.skipTest("a small disk cannot be mounted here")
            try:
                self.make(*(f"in/{number:02}.txt" for number in range(60)))
                result = self.run_gouji("convert", "-fjson", "-o", place, "in", status=2)
                self.assertIn("no space left on the device", result.stderr)
                outputs = files_below(place)
                self.assertGreater(len(outputs), 3)
                for path, content in outputs.items():
                    self.assertTrue(path.endswith(".json"), path)
                    json.loads(content)
            finally:
                subprocess.run(["umount", place], check=True)

    def test_a_file_that_may_not_grow(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        self.make(*(f"in/{number}.txt" for number in range(9)))
        for words in (["-o", "cells.csv"], ["-o", "out/"], ["-fcsv", "-o", "out"]):
            result = self.run_gouji("convert", *words, "in", status=2, preexec_fn=limit)
            self.assertIn("the file may not grow so large", result.stderr)
        # Of the tables of one input some would have found room.
        self.assertEqual(files_below(self.path("out")), {})
        self.assertFalse(os.path.exists(self.path("cells.csv")))
        self.assertEqual([name for name in os.listdir(self.directory) if name.startswith(".")], [])


class Progress(ManyTest):
    def on_terminal(self, *words, before_reading=None):
        """What the command writes to a terminal; before_reading is called while it runs."""
        primary, secondary = pty.openpty()
        with subprocess.Popen([self.gouji, *words], cwd=self.directory, stdout=subprocess.DEVNULL, stderr=secondary,
                              env=self.environment(TERM="xterm")) as process:
            os.close(secondary)
            if before_reading:
                before_reading()
            text = b""
            try:
                while block := os.read(primary, 65536):
                    text += block
            except OSError:
                pass  # how Linux tells that the other end of a terminal was closed
            process.wait(timeout=60)
        os.close(primary)
        return text.decode()

    def late(self):
        time.sleep(1.6)
        with open(self.path("late"), "w", encoding="utf-8") as file:
            file.write(report())

    def test_shown_after_a_second(self):
        os.mkfifo(self.path("late"))
        text = self.on_terminal("convert", "wrong.txt", "good.txt", "nowhere", "late", before_reading=self.late)
        message = "gouji: cannot read nowhere: there is no such file or directory\r\n"
        self.assertRegex(text, r"\r\x1b\[K3 of 4 files, \d+\.\d MB/s, 2 violations, 1 failed, 0:00 left")
        self.assertIn(message, text)
        # At the end nothing of it is left.
        self.assertTrue(text.endswith("\r\x1b[K"), text)
        chinese = self.on_terminal("convert", "--lang=zh", "wrong.txt", "late", before_reading=self.late)
        self.assertIn("1/2 个文件", chinese)

    def test_none_where_it_takes_no_time(self):
        self.assertEqual(self.on_terminal("convert", "good.txt", "wrong.txt"), "")

    def test_none_without_a_terminal(self):
        os.mkfifo(self.path("late"))
        with subprocess.Popen([self.gouji, "convert", "good.txt", "late"], cwd=self.directory,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self.environment()) as process:
            self.late()
            self.assertEqual(process.stderr.read(), b"")


class Memory(ManyTest):
    def test_stays_small_however_many_files(self):
        # Sanitizers take memory of their own: there the run is short, and the limit far.
        count, most = (600, 4 * MOST_MEMORY) if self.is_instrumented() else (MANY, MOST_MEMORY)
        os.mkdir(self.path("in"))
        self.write("one.txt", report()[-2400:])
        for number in range(count):
            os.link(self.path("one.txt"), self.path(f"in/{number:05}.txt"))
        with subprocess.Popen([self.gouji, "convert", "-fjsonl", "in"], cwd=self.directory, stdout=subprocess.DEVNULL,
                              env=self.environment(ASAN_OPTIONS="quarantine_size_mb=1")) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.assertIn(process.returncode, (0, 1, 3))
        self.assertLess(usage.ru_maxrss, most)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main("__main__", sys.argv)
