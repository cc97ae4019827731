#!/usr/bin/env python3
"""Checks that docs/RELIABILITY.md names tests that there are.

A name in backticks is `Suite.Test` or `Suite` of GoogleTest, `e2e.case`, or
`fuzz.replay.target`; other words in backticks (flags, scripts, variables, one word
in lower case) are no names of tests.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "RELIABILITY.md"
DEFINED = re.compile(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)", re.MULTILINE)
NAME = re.compile(r"`([A-Z]\w*(?:\.[A-Z]\w*)?|(?:e2e|fuzz\.replay)\.[\w-]+)`")


def known_tests():
    names = set()
    for path in (ROOT / "tests").rglob("*_test.cc"):
        for suite, test in DEFINED.findall(path.read_text(encoding="utf-8")):
            names |= {suite, f"{suite}.{test}"}
    for case in (ROOT / "tests/e2e/cases").iterdir():
        names.add(f"e2e.{case.name}")
    for target in (ROOT / "tests/fuzz/corpus").iterdir():
        names.add(f"fuzz.replay.{target.name}")
    return names


def main():
    named = NAME.findall(PAGE.read_text(encoding="utf-8"))
    # Variables of the environment are no tests.
    named = [name for name in named if not re.fullmatch(r"[A-Z0-9_]+", name)]
    missing = sorted(set(named) - known_tests())
    for name in missing:
        print(f"docs/RELIABILITY.md names {name}, which no test is called")
    if len(named) < 10:
        print("docs/RELIABILITY.md names hardly any tests")
    return 1 if missing or len(named) < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
