"""What the tests of the command share: a directory with reports in it, and gouji run there."""
import os
import subprocess
import tempfile
import unittest

from made_report import report

LETTER = "各位同事:\n请查收附件。\n"


class CommandTest(unittest.TestCase):
    gouji = None  # its path

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.write("good.txt", report())
        self.write("wrong.txt", report(wrong_total=0))
        self.write("letter.txt", LETTER)
        self.write("broken.txt", b"abc\xff\xfe\xff" + report().encode())

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())

    def read(self, name):
        with open(self.path(name), encoding="utf-8", newline="") as file:
            return file.read()

    def environment(self, **changes):
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith("LC_") and name not in ("LANG", "LANGUAGE", "NO_COLOR")}
        return {**kept, "LC_ALL": "C", **changes}

    def run_gouji(self, *arguments, status=None, input=b"", environment=None, **options):
        options.setdefault("stdout", subprocess.PIPE)
        result = subprocess.run([self.gouji, *arguments], input=input, stderr=subprocess.PIPE, cwd=self.directory,
                                env=environment or self.environment(), timeout=300, check=False, **options)
        result.stderr = result.stderr.decode()
        if result.stdout is not None:
            result.stdout = result.stdout.decode()
        if status is not None:
            self.assertEqual(result.returncode, status, result.stderr)
        return result

    def is_instrumented(self):
        """Whether sanitizers make gouji slow and large."""
        with open(self.gouji, "rb") as file:
            program = file.read()
        return b"__asan_init" in program or b"__tsan_init" in program


def main(module, arguments):
    """Runs the tests of a module; the first argument is the path of gouji."""
    CommandTest.gouji = os.path.abspath(arguments[1])
    unittest.main(module=module, argv=arguments[:1] + arguments[2:])
