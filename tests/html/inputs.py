"""What the tests of pages make pages of."""
import json
import os

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
CORPUS = os.path.join(ROOT, "corpus")


def corpus_text(entry):
    with open(os.path.join(CORPUS, entry + ".txt"), encoding="utf-8") as file:
        return file.read()


def readable_entries():
    """The paths of all entries but the one that is in no encoding."""
    return sorted(os.path.join(CORPUS, name) for name in os.listdir(CORPUS)
                  if name.endswith(".txt") and name != "two-encodings.txt")


def indicators():
    """A report by the form of 2014, one cell a line; its values count up, so that its sums fail."""
    with open(os.path.join(ROOT, "grammars", "ogi-2014.json"), encoding="utf-8") as file:
        [table] = json.load(file)["tables"]
    lines = ["河西县人民政府2017年政府信息公开工作年度报告", table["title"], "统计指标", "单位", "统计数"]

    def add(rows):
        for row in rows:
            lines.append(row["label"])
            if "rows" in row:
                add(row["rows"])
            else:
                lines.extend((row["unit"], str(len(lines))))
    add(table["rows"])
    return "\n".join(lines) + "\n"
