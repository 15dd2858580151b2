#!/usr/bin/env python3
"""Whether README.md tells the truth: its commands are run and its C is compiled.

    test_readme.py PATH_OF_GOUJI           compares what the commands print with what README.md shows
    test_readme.py PATH_OF_GOUJI --write   puts into README.md what they print
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
README = os.path.join(ROOT, "README.md")
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<shown>.*?)```\n", re.DOTALL)
CODE = re.compile(r"```c\n(.*?)```\n", re.DOTALL)


def printed(command, gouji):
    path = os.path.dirname(os.path.abspath(gouji)) + os.pathsep + os.environ["PATH"]
    result = subprocess.run(["sh", "-c", command], cwd=ROOT, stdout=subprocess.PIPE, check=False, timeout=60,
                            env={**os.environ, "PATH": path, "LC_ALL": "C"})
    return result.stdout.decode()


def compile_examples(text):
    examples = CODE.findall(text)
    for code in examples:
        subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only",
                        "-I", os.path.join(ROOT, "include"), "-x", "c", "-"], input=code.encode(), check=True)
    return len(examples)


def main(gouji, write):
    with open(README, encoding="utf-8") as file:
        text = file.read()
    blocks = list(BLOCK.finditer(text))
    if write:
        text = BLOCK.sub(lambda block: f"```console\n$ {block['command']}\n{printed(block['command'], gouji)}```\n",
                         text)
        with open(README, "w", encoding="utf-8") as file:
            file.write(text)
        return 0
    wrong = [block for block in blocks if printed(block["command"], gouji) != block["shown"]]
    for block in wrong:
        print(f"README.md shows for: {block['command']}\n{block['shown']}\nbut it prints:\n"
              f"{printed(block['command'], gouji)}")
    return 1 if wrong or len(blocks) < 3 or compile_examples(text) == 0 else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], "--write" in sys.argv[2:]))
