"""Pages of HTML to PDF, and PDF to text by every reader that is there. What is not there is left out."""
import importlib
import importlib.metadata
import logging
import re
import shutil
import subprocess
import sys

PDF = "FILE.pdf"


class Program:
    def __init__(self, name, command, remedy):
        self.name = name
        self.command = command
        self.remedy = remedy

    def is_there(self):
        return shutil.which(self.command[0]) is not None

    def version(self):
        said = subprocess.run([self.command[0], "-v"], capture_output=True, text=True, check=False)
        found = re.search(r"\d+(\.\d+)+", said.stdout + said.stderr)
        return found.group() if found else ""

    def text(self, path):
        command = [path if word == PDF else word for word in self.command]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            sys.exit(f"{' '.join(command)}: {done.stderr.decode('utf-8', 'replace')}")
        return done.stdout.decode("utf-8", "replace")


class Module:
    def __init__(self, name, module, package, read=None):
        self.name = name
        self.module = module
        self.package = package
        self.read = read
        self.remedy = "pip install " + package

    def is_there(self):
        """Some are installed, but lack a library of the system."""
        try:
            return self.load() is not None
        except (ImportError, OSError):
            return False

    def version(self):
        return importlib.metadata.version(self.package)

    def load(self):
        """The module; what it logs of odd but harmless fonts stays away."""
        logging.getLogger(self.module.partition(".")[0]).setLevel(logging.ERROR)
        return importlib.import_module(self.module)

    def text(self, path):
        return self.read(self.load(), path)


def pypdf(module, path):
    return "\n".join(page.extract_text() for page in module.PdfReader(path).pages)


def pymupdf(module, path):
    with module.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def pymupdf_sorted(module, path):
    with module.open(path) as document:
        return "\n".join(page.get_text(sort=True) for page in document)


def pdfplumber(module, path):
    with module.open(path) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


def pypdfium2(module, path):
    with module.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def pdfminer(module, path):
    return module.extract_text(path)


READERS = [
    Program("pdftotext", ["pdftotext", PDF, "-"], "package poppler-utils"),
    Program("pdftotext-layout", ["pdftotext", "-layout", PDF, "-"], "package poppler-utils"),
    Program("mutool", ["mutool", "draw", "-q", "-F", "txt", PDF], "package mupdf-tools"),
    Module("pypdf", "pypdf", "pypdf", pypdf),
    Module("pymupdf", "pymupdf", "pymupdf", pymupdf),
    Module("pymupdf-sorted", "pymupdf", "pymupdf", pymupdf_sorted),
    Module("pdfplumber", "pdfplumber", "pdfplumber", pdfplumber),
    Module("pypdfium2", "pypdfium2", "pypdfium2", pypdfium2),
    Module("pdfminer", "pdfminer.high_level", "pdfminer.six", pdfminer),
]
PRINTER = Module("WeasyPrint", "weasyprint", "weasyprint")


def write_pdf(page, path):
    PRINTER.load().HTML(string=page).write_pdf(path)
