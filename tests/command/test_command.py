#!/usr/bin/env python3
"""The command from outside: what it writes where, what it says, how it exits.

    test_command.py PATH_OF_GOUJI [unittest arguments]
"""
import csv
import io
import json
import os
import pty
import re
import signal
import stat
import subprocess
import sys
import time

from command_test import CommandTest, main
from made_report import report

MANUAL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools", "gouji", "gouji.1")
HEADER = ("source,body,year,template,table,row,column,row_label,column_label,"
          "value,unit,raw,status,line,violations,proposed")


class ExitStatus(CommandTest):
    def test_consistent_is_0(self):
        for command in ("check", "convert"):
            result = self.run_gouji(command, "good.txt", status=0)
            self.assertEqual(result.stderr, "")

    def test_violated_is_1(self):
        for command in ("check", "convert"):
            self.run_gouji(command, "wrong.txt", status=1)

    def test_error_is_2(self):
        self.run_gouji("check", "nowhere.txt", status=2)
        self.run_gouji(status=2)
        self.run_gouji("check", status=2)

    def test_nothing_recognised_is_3(self):
        for command in ("check", "convert"):
            self.run_gouji(command, "letter.txt", status=3)

    def test_table_missing_is_3(self):
        self.write("short.txt", report(reviews=False))
        result = self.run_gouji("check", "short.txt", status=3)
        self.assertIn("review_litigation", result.stdout)

    def test_the_worst_file_counts(self):
        self.run_gouji("check", "good.txt", "letter.txt", status=3)
        self.run_gouji("check", "letter.txt", "wrong.txt", "good.txt", status=1)
        self.run_gouji("check", "wrong.txt", "nowhere.txt", "letter.txt", status=2)


class Reading(CommandTest):
    def test_a_bad_file_stops_no_other(self):
        os.mkdir(self.path("empty"))
        result = self.run_gouji("convert", "nowhere.txt", "empty", "broken.txt", "good.txt", status=2)
        self.assertEqual(len(result.stderr.splitlines()), 3)
        self.assertGreater(len(result.stdout.splitlines()), 100)

    def test_messages_name_the_file_and_the_reason(self):
        result = self.run_gouji("check", "nowhere.txt", "broken.txt", status=2)
        missing, broken = result.stderr.splitlines()
        self.assertEqual(missing, "gouji: cannot read nowhere.txt: there is no such file or directory")
        self.assertIn("broken.txt", broken)
        self.assertIn("3", broken)

    def test_standard_input(self):
        from_pipe = self.run_gouji("convert", "-", input=report(wrong_total=0).encode(), status=1).stdout
        from_file = self.run_gouji("convert", "wrong.txt", status=1).stdout
        self.assertEqual(from_pipe.replace("\n-,", "\nwrong.txt,"), from_file)

    def test_empty_input(self):
        self.write("empty.txt", "")
        self.run_gouji("check", "empty.txt", status=3)

    def test_no_control_characters_in_messages(self):
        result = self.run_gouji("check", "a\033[2J.txt", status=2)
        self.assertNotIn("\033", result.stderr)


class Options(CommandTest):
    def test_all_ways_to_write_an_option(self):
        expected = self.run_gouji("convert", "-f", "json", "good.txt", status=0).stdout
        for words in (["-fjson"], ["--format=json"], ["--format", "json"]):
            self.assertEqual(self.run_gouji("convert", *words, "good.txt", status=0).stdout, expected)
        self.assertEqual(self.run_gouji("convert", "good.txt", "-fjson", status=0).stdout, expected)

    def test_double_dash_ends_options(self):
        self.write("-f", report())
        self.assertIn("-f,", self.run_gouji("convert", "--", "-f", status=0).stdout)

    def test_what_is_unknown_is_named_with_a_suggestion(self):
        cases = [
            (["chek", "x"], ['"chek"', "convert, check, report, templates", 'did you mean "check"?']),
            (["convert", "--formt=json", "x"], ['"--formt"', "--output", 'did you mean "--format"?']),
            (["convert", "-f", "jsn", "x"], ['"jsn"', "tidy, csv, json, jsonl, html, xlsx", 'did you mean "json"?']),
            (["check", "--lang", "cn", "x"], ['"cn"', "zh, en"]),
            (["check", "-q", "x"], ['"-q"', "--grammar"]),
            (["check", "--template", "ogi-2012", "good.txt"], ['"ogi-2012"', "ogi-2019", "did you mean"]),
            (["templates", "ogi-20021"], ['"ogi-20021"', 'did you mean "ogi-2021"?']),
            (["check", "--encoding", "klingon", "good.txt"], ["klingon"]),
        ]
        for words, parts in cases:
            result = self.run_gouji(*words, status=2)
            self.assertEqual(result.stdout, "")
            for part in parts:
                self.assertIn(part, result.stderr)

    def test_values_that_lack_or_are_too_many(self):
        self.assertIn("needs a value", self.run_gouji("convert", "x", "-o", status=2).stderr)
        self.assertIn("takes no value", self.run_gouji("check", "--help=now", status=2).stderr)
        self.assertIn('"b" is too many', self.run_gouji("templates", "a", "b", status=2).stderr)
        self.assertIn("-o DIRECTORY", self.run_gouji("convert", "-f", "csv", "good.txt", status=2).stderr)

    def test_help_and_version(self):
        for words in (["--help"], ["-h"], ["convert", "--help"], ["check", "--help"], ["convert", "-h"]):
            result = self.run_gouji(*words, status=0)
            self.assertEqual(result.stderr, "")
            self.assertIn("Exit status: 0 all tables found", result.stdout)
            self.assertIn("Examples:\n  gouji ", result.stdout)
        self.assertIn("gouji templates ogi-2021", self.run_gouji("templates", "--help", status=0).stdout)
        for words in (["--version"], ["-V"], ["check", "--version"]):
            self.assertRegex(self.run_gouji(*words, status=0).stdout, r"^gouji \d+\.\d+\.\d+\n$")

    def test_help_and_manual_name_the_same_options(self):
        with open(MANUAL, encoding="utf-8") as file:
            manual = set(re.findall(r"Fl -([a-z]+)", file.read()))
        helps = {}
        for language in ("en", "zh"):
            text = "".join(self.run_gouji(*command, "--help", "--lang", language, status=0).stdout
                           for command in ((), ("convert",), ("check",), ("templates",)))
            helps[language] = set(re.findall(r"--([a-z]+)", text))
        self.assertEqual(helps["en"], manual)
        self.assertEqual(helps["zh"], manual)

    def test_language(self):
        chinese = "没有这个文件或目录"
        for environment in ({"LC_ALL": "zh_CN.UTF-8"}, {"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8"},
                            {"LC_ALL": "", "LANG": "zh_CN"}):
            result = self.run_gouji("check", "nowhere", status=2, environment=self.environment(**environment))
            self.assertIn(chinese, result.stderr)
            result = self.run_gouji("check", "nowhere", "--lang", "en", status=2,
                                    environment=self.environment(**environment))
            self.assertNotIn(chinese, result.stderr)
        self.assertIn(chinese, self.run_gouji("check", "nowhere", "--lang=zh", status=2).stderr)
        mixed = self.environment(LC_ALL="en_US.UTF-8", LANG="zh_CN.UTF-8")
        self.assertNotIn(chinese, self.run_gouji("check", "nowhere", status=2, environment=mixed).stderr)
        self.assertIn("退出状态", self.run_gouji("--help", "--lang", "zh", status=0).stdout)


class Formats(CommandTest):
    def test_tidy(self):
        result = self.run_gouji("convert", "good.txt", "wrong.txt", status=1)
        self.assertEqual(result.stdout.splitlines()[0], HEADER)
        self.assertEqual(result.stdout.count(HEADER), 1)
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        self.assertEqual(len(rows), 2 * 198)
        cells = {(row["source"], row["table"], row["row"], row["column"]): row for row in rows}
        cell = cells["wrong.txt", "applications", "granted", "total"]
        self.assertEqual((cell["raw"], cell["value"], cell["proposed"]), ("0", "0", "5"))
        self.assertEqual(set(cell["violations"].split()),
                         {"applications/sum/granted", "applications/outcomes/total"})
        self.assertEqual(cells["good.txt", "art20_5", "licensing", "change"]["raw"], "-3")
        amount = cells["good.txt", "art20_9", "procurement", "procurement_amount"]
        self.assertEqual((amount["value"], amount["unit"], amount["raw"]), ("27.41", "万元", "27.41万元"))

    def test_json(self):
        one = json.loads(self.run_gouji("convert", "-fjson", "wrong.txt", status=1).stdout)
        self.assertEqual((one["source"], one["template"], one["year"]), ("wrong.txt", "ogi-2019", 2020))
        self.assertEqual(one["suspects"][0]["cell"], "applications/granted/total")
        self.assertEqual(one["suspects"][0]["certainty"], "certain")
        several = json.loads(self.run_gouji("convert", "-fjson", "wrong.txt", "letter.txt", status=1).stdout)
        self.assertEqual([entry["template"] for entry in several], ["ogi-2019", None])
        survivor = json.loads(self.run_gouji("convert", "-fjson", "nowhere", "good.txt", status=2).stdout)
        self.assertEqual(len(survivor), 1)

    def test_jsonl(self):
        lines = self.run_gouji("convert", "-fjsonl", "wrong.txt", "letter.txt", status=1).stdout.splitlines()
        self.assertEqual([json.loads(line)["source"] for line in lines], ["wrong.txt", "letter.txt"])
        whole = json.loads(self.run_gouji("convert", "-fjson", "wrong.txt", status=1).stdout)
        self.assertEqual(json.loads(lines[0]), whole)

    def test_csv(self):
        self.run_gouji("convert", "-fcsv", "-o", "tables", "wrong.txt", "letter.txt", status=1)
        self.assertEqual(sorted(os.listdir(self.path("tables"))),
                         [f"wrong.{table}.csv" for table in ("applications", "art20_1", "art20_5", "art20_6",
                                                             "art20_8", "art20_9", "review_litigation")])
        rows = list(csv.reader(io.StringIO(self.read("tables/wrong.applications.csv"))))
        self.assertEqual({len(row) for row in rows}, {10})
        granted = [row for row in rows if "(一)予以公开" in row]
        self.assertEqual([row[3:] for row in granted], [["5", "0", "0", "0", "0", "0", "0"]])
        self.assertEqual(self.read("tables/wrong.art20_9.csv"),
                         "第二十条第(九)项,,\n信息内容,采购项目数量,采购总金额\n政府集中采购,7,27.41万元\n")

    def test_excel(self):
        plain = self.run_gouji("convert", "good.txt", "wrong.txt", status=1).stdout
        excel = self.run_gouji("convert", "--excel", "good.txt", "wrong.txt", status=1).stdout
        self.assertEqual(excel, "\ufeff" + plain.replace("\n", "\r\n"))
        self.run_gouji("convert", "--excel", "-fcsv", "-o", "tables", "wrong.txt", status=1)
        self.assertEqual(self.read("tables/wrong.art20_9.csv"), "\ufeff第二十条第(九)项,,\r\n信息内容,采购项目数量,"
                         "采购总金额\r\n政府集中采购,7,27.41万元\r\n")
        refused = self.run_gouji("convert", "--excel", "-fjson", "wrong.txt", status=2)
        self.assertIn("--excel is for CSV", refused.stderr)

    def test_csv_overwrites_nothing_of_this_run(self):
        os.mkdir(self.path("other"))
        self.write("other/wrong.txt", report())
        result = self.run_gouji("convert", "-fcsv", "-o", "tables", "wrong.txt", "other/wrong.txt", status=2)
        self.assertIn("other/wrong.txt", result.stderr)
        rows = list(csv.reader(io.StringIO(self.read("tables/wrong.applications.csv"))))
        self.assertEqual([row[9] for row in rows if "(一)予以公开" in row], ["0"])

    def test_csv_needs_a_directory(self):
        result = self.run_gouji("convert", "-fcsv", "-o", "good.txt", "wrong.txt", status=2)
        self.assertIn("good.txt is not a directory", result.stderr)

    def test_check_tells_and_draws(self):
        result = self.run_gouji("check", "wrong.txt", status=1)
        for part in ("applications/sum/granted", "applications/outcomes/total", "0 → 5", "│(一)予以公开"):
            self.assertIn(part, result.stdout)
        self.assertNotIn("\033", result.stdout)
        several = self.run_gouji("check", "wrong.txt", "good.txt", "letter.txt", "nowhere", status=2).stdout
        self.assertIn("3 reports: 1 consistent, 1 with violations, 1 incomplete or not recognised; "
                      "1 files could not be read", several)


class Writing(CommandTest):
    def test_full_disk(self):
        for words in (["convert", "good.txt"], ["check", "good.txt"], ["--help"], ["templates"],
                      ["templates", "ogi-2019"], ["convert", "-fjsonl"] + ["good.txt"] * 9):
            with open("/dev/full", "wb") as full:
                result = self.run_gouji(*words, status=2, stdout=full)
            self.assertEqual(result.stderr, "gouji: cannot write standard output: no space left on the device\n")
        result = self.run_gouji("convert", "-o", "/dev/full", "good.txt", status=2)
        self.assertEqual(result.stderr, "gouji: cannot write /dev/full: no space left on the device\n")

    def test_closed_pipe(self):
        reader, writer = os.pipe()
        os.close(reader)
        result = self.run_gouji("convert", "good.txt", status=2, stdout=writer)
        os.close(writer)
        self.assertEqual(result.stderr, "gouji: cannot write standard output: the reader has closed the pipe\n")

    def test_output_replaces_a_file(self):
        self.write("cells.csv", "old")
        os.chmod(self.path("cells.csv"), 0o640)
        self.assertEqual(self.run_gouji("convert", "-o", "cells.csv", "good.txt", status=0).stdout, "")
        self.assertEqual(self.read("cells.csv"), self.run_gouji("convert", "good.txt", status=0).stdout)
        self.assertEqual(stat.S_IMODE(os.stat(self.path("cells.csv")).st_mode), 0o640)

    def test_output_behind_a_link(self):
        self.write("real.csv", "old")
        os.symlink("real.csv", self.path("link.csv"))
        self.run_gouji("convert", "-o", "link.csv", "good.txt", status=0)
        self.assertTrue(os.path.islink(self.path("link.csv")))
        self.assertIn(HEADER, self.read("real.csv"))

    def test_an_output_among_the_inputs_is_not_read(self):
        os.mkdir(self.path("reports"))
        self.write("reports/a.txt", report())
        first = self.run_gouji("convert", "-o", "reports/all.csv", "reports", status=0) and self.read("reports/all.csv")
        self.run_gouji("convert", "-o", "reports/all.csv", "reports", status=0)
        self.assertEqual(self.read("reports/all.csv"), first)

    def test_nothing_read_leaves_the_old_file(self):
        self.write("cells.csv", "old")
        self.run_gouji("convert", "-o", "cells.csv", "nowhere", "broken.txt", status=2)
        self.assertEqual(self.read("cells.csv"), "old")

    def test_output_that_cannot_be_made(self):
        result = self.run_gouji("convert", "-o", "no/such/place.csv", "good.txt", status=2)
        self.assertIn("cannot write no/such/place.csv", result.stderr)
        os.mkdir(self.path("taken"))
        os.mkdir(self.path("taken/good.csv"))
        result = self.run_gouji("convert", "-o", "taken", "good.txt", status=2)
        self.assertIn("taken/good.csv is a directory", result.stderr)

    def test_interrupt_leaves_the_old_file_and_nothing_else(self):
        self.write("cells.csv", "old")
        os.mkfifo(self.path("endless"))
        for number in (signal.SIGTERM, signal.SIGINT):
            with subprocess.Popen([self.gouji, "convert", "-o", "cells.csv", "good.txt", "endless"],
                                  cwd=self.directory, env=self.environment()) as process:
                self.wait_for_temporary(process)
                process.send_signal(number)
                self.assertEqual(process.wait(timeout=60), -number)
            self.assertEqual(self.read("cells.csv"), "old")
            self.assertEqual([name for name in os.listdir(self.directory) if name.startswith(".")], [])

    def wait_for_temporary(self, process):
        end = time.monotonic() + 30
        while not any(name.startswith(".cells.csv.") for name in os.listdir(self.directory)):
            self.assertIsNone(process.poll(), "gouji ended before it was interrupted")
            self.assertLess(time.monotonic(), end, "no temporary file came to be")
            time.sleep(0.01)


class Complaints(CommandTest):
    """Bad input of every kind: one clear line that names the place and what would help, and no output."""

    def refused(self, *words, lines=1, **options):
        result = self.run_gouji(*words, status=2, **options)
        self.assertEqual(result.stdout, "", words)
        self.assertEqual(len(result.stderr.splitlines()), lines, result.stderr)
        return result.stderr

    def test_inputs(self):
        self.write("gb.txt", report().encode("gb18030"))
        for words, parts in (
                (["broken.txt"], ["broken.txt: byte 3:", "convert the file, or name its encoding with --encoding"]),
                ([""], ['cannot read "": there is no such file']),
                (["good.txt/x"], ["cannot read good.txt/x: a part of the path is a file"]),
                (["x" * 300], ["the name is too long"]),
                (["gb.txt", "--encoding", "utf-8"], ["gb.txt: byte 0 is not utf-8", "leave --encoding out"]),
                (["good.txt", "--encoding", "klingon"], ["--encoding: there is no encoding klingon", "utf-16le"]),
                (["good.txt", "--template", "ogi-2020"], ['no template "ogi-2020"', "ogi-2014, ogi-2019, ogi-2021"])):
            message = self.refused("convert", *words)
            for part in parts:
                self.assertIn(part, message)

    def test_grammars(self):
        table = {"id": "t", "title": "t", "headings": ["t"], "columns": [{"id": "n", "label": 5}], "rows": []}
        whole = {"format": 1, "id": "x", "title": "t", "titles": ["t"], "source": "s", "tables": [table]}
        for text, parts in (('{"format": 1,', ["bad.json: line 1, column 14:"]),
                            (json.dumps(whole), ["bad.json: $.tables[0].columns[0].label:", "write a string"]),
                            (json.dumps({**whole, "format": 9}), ["bad.json: $.format"])):
            self.write("bad.json", text)
            message = self.refused("convert", "--grammar", "bad.json", "good.txt")
            for part in parts:
                self.assertIn(part, message)

    def test_outputs(self):
        for words, parts in (
                (["-o", "no/such/place.csv"], ["cannot write no/such/place.csv: its directory does not exist"]),
                (["-o", "good.txt/x.csv"], ["cannot write good.txt/x.csv: a part of the path is a file"]),
                (["-o", "good.txt/"], ["good.txt/ is not a directory"]),
                (["-o", ""], ['cannot write "": its directory does not exist'])):
            message = self.refused("convert", *words, "wrong.txt")
            for part in parts:
                self.assertIn(part, message)
        self.assertEqual(self.read("good.txt"), report())

    def test_no_output_takes_the_place_of_an_input(self):
        os.symlink("good.txt", self.path("link.txt"))
        os.mkdir(self.path("pages"))
        self.write("pages/page.html", report())
        for words in (["-o", "good.txt", "good.txt"], ["-o", "link.txt", "wrong.txt", "good.txt"],
                      ["-f", "json", "-o", "good.txt", "link.txt"],
                      ["-f", "html", "-o", "pages", "pages/page.html"]):
            self.assertIn("is an input, and would be overwritten", self.refused("convert", *words))
        with open(self.path("good.txt"), encoding="utf-8") as file:
            self.assertIn("good.txt is an input", self.refused("convert", "-o", "good.txt", "-", input=None, stdin=file))
        self.assertEqual(self.read("good.txt"), report())
        for words in (["convert", "good.txt"], ["check", "wrong.txt", "link.txt"]):
            with open(self.path("good.txt"), "a", encoding="utf-8") as file:
                result = self.run_gouji(*words, status=2, stdout=file)
            self.assertIn("is an input, and would be overwritten", result.stderr)
        self.assertEqual(self.read("good.txt"), report())
        self.assertEqual(self.read("pages/page.html"), report())

    def test_standard_output_in_a_directory_is_not_read(self):
        os.mkdir(self.path("in"))
        self.write("in/a.txt", report())
        self.write("in/z.txt", report())
        with open(self.path("in/b.jsonl"), "w+", encoding="utf-8") as file:
            self.run_gouji("convert", "-f", "jsonl", "in", status=0, stdout=file)
            file.seek(0)
            self.assertEqual([json.loads(line)["source"] for line in file], ["in/a.txt", "in/z.txt"])

    def test_chinese(self):
        for words, part in ((["broken.txt"], "broken.txt：编码有误"), (["good.txt/x"], "路径中有一段是文件而非目录"),
                            (["-o", "good.txt/x", "wrong.txt"], "无法写入 good.txt/x：路径中有一段")):
            self.assertIn(part, self.refused("convert", "--lang", "zh", *words))

    def test_options(self):
        for words, parts in ((["-f", "xls"], ["the formats are tidy, csv"]), (["--exel"], ['did you mean "--excel"?']),
                             (["--input", "csv"], ["the input formats are text, jsonl"]),
                             (["-j", "many"], ["a number from 1 to 256"]), (["--repair", "all"], ["certain, likely"])):
            message = self.refused("convert", *words, "good.txt", lines=2)
            for part in parts + ['"gouji convert --help" shows how to use it.']:
                self.assertIn(part, message)


class Colour(CommandTest):
    def on_terminal(self, **environment):
        primary, secondary = pty.openpty()
        with subprocess.Popen([self.gouji, "check", "wrong.txt"], cwd=self.directory, stdout=secondary,
                              env=self.environment(TERM="xterm", **environment)) as process:
            os.close(secondary)
            text = b""
            try:
                while block := os.read(primary, 65536):
                    text += block
            except OSError:
                pass  # how Linux tells that the other end of a terminal was closed
            self.assertEqual(process.wait(timeout=60), 1)
        os.close(primary)
        return text.decode()

    def test_colour_on_a_terminal_only(self):
        self.assertIn("\033[31m", self.on_terminal())
        self.assertNotIn("\033", self.run_gouji("check", "wrong.txt", status=1).stdout)

    def test_no_color_and_dumb_terminals(self):
        self.assertNotIn("\033", self.on_terminal(NO_COLOR="1"))
        primary = self.on_terminal(NO_COLOR="")
        self.assertIn("\033[31m", primary)


class Repair(CommandTest):
    def cells(self, *options):
        rows = csv.DictReader(io.StringIO(self.run_gouji("convert", *options, "wrong.txt", status=1).stdout))
        return {(row["table"], row["row"], row["column"]): row for row in rows}

    def test_never_unasked(self):
        self.assertNotIn("repaired", {cell["status"] for cell in self.cells().values()})

    def test_proposed_values_are_written_and_printed_ones_kept(self):
        cell = self.cells("--repair", "certain")["applications", "granted", "total"]
        self.assertEqual((cell["value"], cell["raw"], cell["status"]), ("5", "0", "repaired"))
        self.assertEqual(cell["violations"], "applications/sum/granted applications/outcomes/total")
        plain, repaired = self.cells(), self.cells("--repair=likely")
        changed = [place for place in plain if plain[place] != repaired[place]]
        self.assertEqual(changed, [("applications", "granted", "total")])

    def test_in_every_format(self):
        done = self.run_gouji("convert", "-fjson", "--repair=certain", "wrong.txt", status=1)
        repaired = [cell for table in json.loads(done.stdout)["tables"] for cell in table["cells"]
                    if cell["status"] == "repaired"]
        self.assertEqual([(cell["value"], cell["raw"]) for cell in repaired], [(5, "0")])
        self.run_gouji("convert", "-fcsv", "--repair=certain", "-o", "tables", "wrong.txt", status=1)
        rows = list(csv.reader(io.StringIO(self.read("tables/wrong.applications.csv"))))
        self.assertEqual([row[9] for row in rows if "(一)予以公开" in row], ["5"])

    def test_only_what_is_sure_enough(self):
        result = self.run_gouji("convert", "--repair", "possible", "wrong.txt", status=2)
        self.assertIn("--repair: \"possible\" is not sure enough; it takes certain, likely", result.stderr)
        self.assertIn("--repair", self.run_gouji("check", "--repair=certain", "wrong.txt", status=2).stderr)


class Templates(CommandTest):
    def test_how_far_the_relations_see(self):
        text = self.run_gouji("templates", "ogi-2019", status=0).stdout
        applications = text[text.index("applications/balance"):]
        self.assertIn("noticed for certain: up to 3; that are located too: up to 1.", applications)
        reviews = text[text.index("review_litigation/sum"):]
        self.assertIn("noticed for certain: up to 1; that are located too: up to 0.", reviews)
        self.assertEqual(text.count("None: a wrong cell is not noticed."), 5)
        self.assertIn("for some cells are in no relation", self.run_gouji("templates", "ogi-2014", status=0).stdout)

    def test_list(self):
        lines = self.run_gouji("templates", status=0).stdout.splitlines()
        self.assertEqual([line.split("\t")[0] for line in lines], ["ogi-2014", "ogi-2019", "ogi-2021"])

    def test_one(self):
        text = self.run_gouji("templates", "ogi-2019", status=0).stdout
        for part in ("国办公开办函〔2019〕60号", "denied_state_secret", "applications/balance/natural_person", "┌"):
            self.assertIn(part, text)

    def test_grammar_of_ones_own(self):
        self.write("own.json", json.dumps({
            "format": 1, "id": "own", "title": "自制表", "titles": ["自制表"], "source": "本单位",
            "tables": [{"id": "t", "title": "自制表", "headings": ["自制表"], "corner": ["项目"],
                        "columns": [{"id": "n", "label": "数量"}], "rows": [{"id": "r", "label": "桌子"}]}]}))
        self.assertIn("own\t自制表", self.run_gouji("templates", "--grammar", "own.json", status=0).stdout)
        self.assertIn("桌子", self.run_gouji("templates", "own", "--grammar=own.json", status=0).stdout)

    def test_bad_grammar(self):
        self.write("bad.json", '{"format": 1, "id": "x y"}')
        for words in (["templates"], ["check", "good.txt"], ["convert", "good.txt"]):
            result = self.run_gouji(*words, "--grammar", "bad.json", status=2)
            self.assertEqual(result.stdout, "")
            self.assertIn("bad.json", result.stderr)
        result = self.run_gouji("templates", "--grammar", ".", status=2)
        self.assertEqual(result.stderr, "gouji: . is a directory; a file was expected\n")
        result = self.run_gouji("templates", "--grammar", "nowhere.json", status=2)
        self.assertIn("cannot read nowhere.json", result.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main("__main__", sys.argv)
