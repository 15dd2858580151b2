#!/usr/bin/env python3
"""gouji convert --explain: how reports were read, in words and under "regions" of the JSON.

    test_explain.py PATH_OF_GOUJI [unittest arguments]
"""
import glob
import json
import os
import sys

from command_test import CommandTest, main
from made_report import REVIEWS, report

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "corpus")


class Words(CommandTest):
    def test_each_row_with_its_label_its_values_and_their_lines(self):
        text = self.run_gouji("convert", "--explain", "good.txt", status=0).stdout
        lines = report().splitlines()
        at = lines.index("(一)予以公开 |") + 1
        self.assertIn("read by the template ogi-2019; numbers in [brackets] are lines of the text", text)
        self.assertIn("cells divided by |; 32 rows. Each row was the one that was expected next (fast\npath).", text)
        self.assertIn(f"    “(一)予以公开”\n      label: 三、本年度办理结果 [{at - 1}], (一)予以公开 [{at}]\n"
                      f"      values: 自然人 5 [{at + 1}], 商业企业 0 [{at + 2}],", text)
        self.assertIn("“行政复议” to “复议后起诉”, side by side", text)

    def test_in_chinese_and_for_several(self):
        text = self.run_gouji("convert", "--explain", "--lang", "zh", "good.txt", "letter.txt", status=3).stdout
        for part in ("以 | 分格", "快速路径", "数值：自然人 5 [", "letter.txt\n没有识别出任何已知模板的表格"):
            self.assertIn(part, text)

    def test_the_weighted_path_tells_its_cost_and_what_it_left_open(self):
        text = self.run_gouji("convert", "--explain", os.path.join(CORPUS, "short-2-open.txt"), status=3).stdout
        self.assertIn("the cheapest was taken, at a cost of 129 (weighted path).", text.replace("\n", " "))
        self.assertIn("“(一)予以公开”, cost 100; 7 ways to place its values are left, this is the first", text)

    def test_what_was_left_over(self):
        self.write("more.txt", report().replace("(七)总计 |\n", "外来文字 |\n(七)总计 |\n"))
        text = self.run_gouji("convert", "--explain", "more.txt").stdout
        self.assertIn("Left over between the tables\n    line ", text)
        self.assertIn(": 外来文字\n", text)

    def test_no_tables_beside_it(self):
        refused = self.run_gouji("convert", "--explain", "-fjson", "good.txt", status=2)
        self.assertIn('JSON says the same under "regions"', refused.stderr)
        self.run_gouji("convert", "--explain", "-o", "out/", "good.txt", status=0)
        self.assertEqual(self.read("out/good.txt"), self.run_gouji("convert", "--explain", "good.txt").stdout)


class Regions(CommandTest):
    def regions(self, *paths):
        done = self.run_gouji("convert", "-fjsonl", *paths)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_one_for_each_stretch_of_one_layout(self):
        reviews = REVIEWS.replace(" |", "") + "\n".join("1 0 0 0 1 0 1 0 1 2 0 0 0 0 0".split()) + "\n"
        self.write("two.txt", report(reviews=False).replace("五、存在", reviews + "五、存在"))
        read, = self.regions("two.txt")
        self.assertEqual([(region["layout"], len(region["rows"])) for region in read["regions"]],
                         [("pipes", 31), ("bare", 1)])
        first, second = read["regions"]
        self.assertLess(first["last_line"], second["first_line"])
        self.assertEqual(second["rows"][0]["table"], "review_litigation")

    def test_every_placed_cell_was_made_of_a_piece_with_its_text_and_line(self):
        compared = 0
        for read in self.regions(*sorted(glob.glob(os.path.join(CORPUS, "*.txt")))):
            path = read["source"]
            pieces = {(piece["cell"], piece["text"], piece["line"]) for region in read["regions"]
                      for row in region["rows"] for piece in row["pieces"]}
            for table in read["tables"]:
                for cell in table["cells"]:
                    if cell["status"] == "placed" and cell.get("placed_by") != "prose":
                        self.assertTrue((cell["id"], cell["raw"], cell["line"]) in pieces, (path, cell["id"]))
                        compared += 1
            for region in read["regions"]:
                lines = [piece["line"] for row in region["rows"] for piece in row["pieces"]]
                self.assertEqual((min(lines), max(lines)), (region["first_line"], region["last_line"]), path)
                self.assertEqual(region["cost"], sum(row["cost"] for row in region["rows"]), path)
        self.assertGreater(compared, 5000)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main("__main__", sys.argv)
