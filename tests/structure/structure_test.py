#!/usr/bin/env python3
"""Checks that the sources keep the plan of the house.

    structure_test.py              checks the tree that this file is in
    structure_test.py --self-test  checks that each rule can fail

The rules, by the names under which they are reported:

  circle     no two units (x.h with x.cc), and no two folders, need each other
  order      includes point downwards in order.txt, and no program includes
             another; what has nothing to do with gRPC does not see it
  folder     a folder has at most 16 units: more are no longer seen at a glance
  length     a source has at most 400 lines: most longer ones hold two things
  guard      the guard of a header is its path
  namespace  all that extractor/ has is in nianbao::extractor, and so on; what
             common/ offers is in nianbao
  friend     no class lets another one into its private parts (operators and
             AbslHashValue, which have no other way, are no classes)
  name       no two sources of a library declare the same in their anonymous
             namespaces, so that several can be compiled as one

exceptions.txt lists what may break a rule, and why: "RULE SUBJECT REASON". An
entry that nothing needs any more is an error, too.
"""

import argparse
import collections
import pathlib
import re
import sys
import tempfile

MAX_UNITS = 16
MAX_LINES = 400
PROGRAMS = ("common", "extractor", "aggregator", "client")

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.MULTILINE)
GRPC = re.compile(r"grpcpp/|.*\.grpc\.pb\.h$")
GUARD = re.compile(r"^#ifndef (\S+)\n#define (\S+)$", re.MULTILINE)
NAMESPACE = re.compile(r"^(?:inline )?namespace (nianbao[\w:]*) \{$",
                       re.MULTILINE)
FRIEND = re.compile(r"^\s*friend\s+(?!.*\b(?:operator|AbslHashValue)\b).*$",
                    re.MULTILINE)
# What a line at the level of a namespace declares: a type, a constant or a
# function whose definition begins on the line.
DECLARED = re.compile(
    r"^(?:template <.*> )?(?:"
    r"(?:class|struct|enum class|enum|using) (?P<type>\w+)(?= final| :| \{| =)"
    r"|(?:static )?(?:inline )?const(?:expr)? [^(=]*?\b(?P<constant>k[A-Z]\w*)\b"
    r"|(?!using|namespace|class|struct|enum)\w[\w:<>,&*\s]*?[\s&*]"
    r"(?P<function>[A-Z]\w*\([^)]*\)))", re.MULTILINE)
# nianbao_library(NAME SOURCES x.cc y.cc DEPENDS ...
LIBRARY = re.compile(r"^nianbao_library\((\w+)\s+SOURCES\s+([^)]*?)"
                     r"(?:\s+(?:DEPENDS|PRIVATE)|\))", re.MULTILINE)


class Order:
    """order.txt: the level of each folder, and what it may see besides."""

    def __init__(self, text):
        self.level, self.grpc, self.besides = {}, set(), {}
        for number, line in enumerate(text.splitlines()):
            names, _, also = line.partition("#")[0].partition(":")
            for name in names.split():
                self.level[name] = number
                self.besides[name] = also.split()
                if "grpc" in also.split():
                    self.grpc.add(name)

    def place(self, path):
        """The entry that `path` belongs to; None when there is none."""
        if path in self.level:
            return path
        folder = str(pathlib.PurePosixPath(path).parent)
        return folder if folder in self.level else None

    def allows(self, source, target):
        """Whether a file of the place `source` may include one of `target`."""
        if source == target or target in self.besides[source]:
            return True
        program = target.split("/")[0]
        return (program in ("common", source.split("/")[0])
                and self.level[target] < self.level[source])


def without_comments(text):
    """`text` without comments and the content of strings; lines stay."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"', re.DOTALL)
    return pattern.sub(
        lambda m: '""' if m.group(0)[0] != "/" else
        "\n" * m.group(0).count("\n"), text)


def anonymous_names(text):
    """What anonymous namespaces declare; functions with their parameters."""
    names = set()
    for block in re.findall(r"^namespace \{$(.*?)^\}  // namespace$", text,
                            re.MULTILINE | re.DOTALL):
        # Formatted code begins what stands in a namespace at the margin.
        for match in DECLARED.finditer(without_comments(block)):
            names.add(match.group("type") or match.group("constant")
                      or "".join(match.group("function").split()))
    return names


def circle(arrows):
    """One circle of `arrows`, node -> nodes, as a list; empty if none."""
    done, path = set(), []

    def visit(node):
        if node in path:
            return path[path.index(node):] + [node]
        if node in done:
            return []
        path.append(node)
        for target in sorted(arrows.get(node, ())):
            found = visit(target)
            if found:
                return found
        path.pop()
        done.add(node)
        return []

    for node in sorted(arrows):
        found = visit(node)
        if found:
            return found
    return []


def circles(arrows):
    """Circles that remain after each one's first arrow is taken away."""
    arrows = {node: set(targets) for node, targets in arrows.items()}
    while found := circle(arrows):
        # The circle is told from its smallest node on, always the same.
        start = found.index(min(found[:-1]))
        turned = found[start:-1] + found[:start] + [found[start]]
        yield turned
        arrows[turned[0]].discard(turned[1])


class Tree:
    """The product's sources below `root`."""

    def __init__(self, root):
        self.text = {}
        for program in PROGRAMS:
            for path in sorted((root / program).rglob("*")):
                if path.name.endswith((".h", ".cc", ".h.in")):
                    name = str(path.relative_to(root)).removesuffix(".in")
                    self.text[name] = path.read_text(encoding="utf-8")
        # The sources of each library.
        self.libraries = {}
        for program in PROGRAMS:
            for path in sorted((root / program).rglob("CMakeLists.txt")):
                for name, sources in LIBRARY.findall(path.read_text()):
                    place = path.parent.relative_to(root)
                    self.libraries[name] = [
                        str(place / source) for source in sources.split()]
        self.order = Order((root / "tests/structure/order.txt").read_text())
        # Of each file: those of the tree that it includes, and other headers.
        self.own, self.foreign = {}, {}
        for path, text in self.text.items():
            included = [name for _, name in INCLUDE.findall(text)]
            self.own[path] = {n for n in included if n in self.text}
            self.foreign[path] = {n for n in included if n not in self.text}

    def check(self):
        """Yields (rule, subject, what is wrong)."""
        yield from self.check_circles()
        yield from self.check_order()
        yield from self.check_grpc()
        yield from self.check_sizes()
        for path, text in self.text.items():
            yield from check_file(path, text)
        yield from self.check_names()

    def check_circles(self):
        units, folders = (collections.defaultdict(set) for _ in range(2))
        for path, included in self.own.items():
            for target in included:
                for arrows, name in ((units, unit), (folders, self.place)):
                    if name(path) != name(target):
                        arrows[name(path)].add(name(target))
        for arrows in (units, folders):
            for found in circles(arrows):
                yield "circle", "->".join(found), ""

    def place(self, path):
        """The entry of order.txt, or the folder where there is none."""
        return self.order.place(path) or folder(path)

    def check_order(self):
        for path in self.text:
            if self.order.place(path) is None:
                yield "order", path, "its folder is not in order.txt"
        for path, included in self.own.items():
            for target in sorted(included):
                source, below = map(self.order.place, (path, target))
                if (source is not None and below is not None
                        and not self.order.allows(source, below)):
                    yield "order", f"{path}->{target}", ""

    def check_grpc(self):
        for path in self.text:
            place = self.order.place(path)
            if place is None or place in self.order.grpc:
                continue
            chain = self.chain_to_grpc(path)
            if chain:
                yield "order", path, "sees gRPC: " + "->".join(chain)

    def chain_to_grpc(self, path):
        """The shortest way by includes from `path` to a header of gRPC."""
        chains, seen = collections.deque([[path]]), {path}
        while chains:
            chain = chains.popleft()
            for name in sorted(self.foreign[chain[-1]]):
                if GRPC.match(name):
                    return chain + [name]
            for name in sorted(self.own[chain[-1]] - seen):
                seen.add(name)
                chains.append(chain + [name])
        return []

    def check_sizes(self):
        units = collections.defaultdict(set)
        for path, text in self.text.items():
            units[folder(path)].add(unit(path))
            lines = text.count("\n")
            if lines > MAX_LINES:
                yield "length", path, f"has {lines} lines"
        for name, inside in units.items():
            if len(inside) > MAX_UNITS:
                yield "folder", name, f"has {len(inside)} units"

    def check_names(self):
        for library, paths in self.libraries.items():
            holders = collections.defaultdict(list)
            for path in paths:
                for name in anonymous_names(self.text.get(path, "")):
                    holders[name].append(path)
            for name, them in sorted(holders.items()):
                if len(them) > 1:
                    yield "name", f"{library}:{name}", "in " + ", ".join(them)


def folder(path):
    return str(pathlib.PurePosixPath(path).parent)


def unit(path):
    return path.rsplit(".", 1)[0]


def check_file(path, text):
    if path.endswith(".h"):
        wanted = "NIANBAO_" + re.sub(r"[/.]", "_", path).upper() + "_"
        guard = GUARD.search(text)
        if guard is None or set(guard.groups()) != {wanted}:
            yield "guard", path, f"is not guarded by {wanted}"
    program = path.split("/")[0]
    wanted = "nianbao" if program == "common" else "nianbao::" + program
    spaces = set(NAMESPACE.findall(text))
    for space in sorted(spaces - {wanted}):
        if not space.startswith(wanted + "::"):
            yield "namespace", path, f"opens {space}, not {wanted}"
    if not spaces and not path.endswith("main.cc"):
        yield "namespace", path, f"does not open {wanted}"
    for match in FRIEND.finditer(without_comments(text)):
        yield "friend", path, match.group(0).strip()


def read_exceptions(text):
    """{(rule, subject): reason} of lines "rule subject reason"."""
    exceptions = {}
    for line in text.splitlines():
        words = line.partition("#")[0].split(maxsplit=2)
        if not words:
            continue
        if len(words) < 3:
            sys.exit(f"exceptions.txt: no reason is given: {line}")
        exceptions[words[0], words[1]] = words[2]
    return exceptions


def problems(root):
    """What is wrong below `root`, a line each."""
    file = root / "tests/structure/exceptions.txt"
    exceptions = read_exceptions(file.read_text() if file.exists() else "")
    used = set()
    for rule, subject, what in Tree(root).check():
        if (rule, subject) in exceptions:
            used.add((rule, subject))
        else:
            yield f"{rule} {subject} {what}".rstrip()
    for rule, subject in sorted(set(exceptions) - used):
        yield f"exceptions.txt: nothing needs \"{rule} {subject}\" any more"


# ---- The test of the rules: small trees, each of which breaks one rule.


def header(path, *lines):
    guard = "NIANBAO_" + re.sub(r"[/.]", "_", path).upper() + "_"
    program = path.split("/")[0]
    space = "nianbao" if program == "common" else "nianbao::" + program
    includes = [l for l in lines if l.startswith("#")]
    rest = [l for l in lines if not l.startswith("#")]
    return "\n".join([f"#ifndef {guard}", f"#define {guard}", *includes,
                      f"namespace {space} {{", *rest,
                      f"}}  // namespace {space}", "#endif", ""])


def source(*names, path="extractor/text/a.cc"):
    program = path.split("/")[0]
    return "\n".join([f"namespace nianbao::{program} {{", "namespace {", *names,
                      "}  // namespace", f"}}  // namespace nianbao::{program}",
                      ""])


ORDER = """common/base
common/rpc : grpc
extractor/text
extractor/links
extractor/service : grpc
aggregator/query aggregator/rank
client/review : extractor/text
"""

# Trees without faults; each of what follows is added to this one.
SOUND = {
    "common/base/status.h": header("common/base/status.h"),
    "common/rpc/server.h": header("common/rpc/server.h",
                                  "#include <grpcpp/server.h>",
                                  '#include "common/base/status.h"'),
    "extractor/text/a.h": header(
        "extractor/text/a.h", '#include "common/base/status.h"',
        "struct A { friend bool operator==(A, A) = default; };"),
    "extractor/text/CMakeLists.txt":
        "nianbao_library(extractor_text\n  SOURCES a.cc b.cc\n  DEPENDS x)\n",
    "extractor/text/a.cc": source("constexpr int kOne = 1;", "int F() {", "}"),
    "extractor/service/s.h": header("extractor/service/s.h",
                                    '#include "common/rpc/server.h"'),
    "client/review/r.h": header("client/review/r.h",
                                '#include "extractor/text/a.h"'),
}

# What a tree has besides, and how the fault that it has begins.
BROKEN = [
    ({"extractor/text/b.h": header("extractor/text/b.h",
                                   '#include "extractor/text/c.h"'),
      "extractor/text/c.cc": '#include "extractor/text/b.h"\n' + source(),
      "extractor/text/c.h": header("extractor/text/c.h")},
     ["circle extractor/text/b->extractor/text/c->extractor/text/b"]),
    ({"extractor/text/b.h": header("extractor/text/b.h",
                                   '#include "extractor/links/c.h"'),
      "extractor/links/c.h": header("extractor/links/c.h",
                                    '#include "extractor/text/a.h"')},
     ["circle extractor/links->extractor/text->extractor/links",
      "order extractor/text/b.h->extractor/links/c.h"]),
    ({"extractor/text/b.h": header("extractor/text/b.h",
                                   '#include "extractor/links/c.h"'),
      "extractor/links/c.h": header("extractor/links/c.h")},
     ["order extractor/text/b.h->extractor/links/c.h"]),
    ({"common/base/b.h": header("common/base/b.h",
                                '#include "extractor/text/a.h"')},
     ["circle common/base->extractor/text->common/base",
      "order common/base/b.h->extractor/text/a.h"]),
    ({"aggregator/query/b.h": header("aggregator/query/b.h",
                                     '#include "extractor/text/a.h"')},
     ["order aggregator/query/b.h->extractor/text/a.h"]),
    ({"aggregator/query/b.h": header("aggregator/query/b.h"),
      "aggregator/rank/c.h": header("aggregator/rank/c.h",
                                    '#include "aggregator/query/b.h"')},
     ["order aggregator/rank/c.h->aggregator/query/b.h"]),
    ({"client/review/b.h": header("client/review/b.h",
                                  '#include "extractor/service/s.h"')},
     ["order client/review/b.h sees gRPC",
      "order client/review/b.h->extractor/service/s.h"]),
    ({"extractor/checks/b.h": header("extractor/checks/b.h")},
     ["order extractor/checks/b.h its folder is not in order.txt"]),
    ({"extractor/links/b.h": header("extractor/links/b.h",
                                    "#include <grpcpp/grpcpp.h>")},
     ["order extractor/links/b.h sees gRPC: extractor/links/b.h->"
      "grpcpp/grpcpp.h"]),
    ({"extractor/links/b.h": header(
        "extractor/links/b.h",
        '#include "nianbao/v1/extractor_service.grpc.pb.h"')},
     ["order extractor/links/b.h sees gRPC"]),
    ({"extractor/links/b.h": header("extractor/links/b.h",
                                    '#include "common/rpc/server.h"')},
     ["order extractor/links/b.h sees gRPC: extractor/links/b.h->"
      "common/rpc/server.h->grpcpp/server.h"]),
    ({f"common/base/u{i}.h": header(f"common/base/u{i}.h")
      for i in range(MAX_UNITS)},
     [f"folder common/base has {MAX_UNITS + 1} units"]),
    ({"extractor/text/b.cc": source() + "\n" * MAX_LINES},
     ["length extractor/text/b.cc has"]),
    ({"extractor/text/b.h": header("extractor/text/c.h")},
     ["guard extractor/text/b.h"]),
    ({"extractor/text/b.h": header("common/base/b.h").replace(
        "COMMON_BASE", "EXTRACTOR_TEXT")},
     ["namespace extractor/text/b.h opens nianbao, not nianbao::extractor"]),
    ({"extractor/text/b.cc": "int i;\n"},
     ["namespace extractor/text/b.cc does not open nianbao::extractor"]),
    ({"extractor/text/b.h": header("extractor/text/b.h", "class B {",
                                   "  friend class C;", "};")},
     ["friend extractor/text/b.h friend class C;"]),
    ({"extractor/text/b.cc": source("const char kOne[] = \"\";")},
     ["name extractor_text:kOne in extractor/text/a.cc, "
      "extractor/text/b.cc"]),
    ({"extractor/text/b.cc": source("std::vector<int> F() {", "}")},
     ["name extractor_text:F() in"]),
    ({"extractor/text/b.cc": source("std::vector<int> F(int x) {",
                                    "  return F();", "}")}, []),
    ({"tests/structure/exceptions.txt": "length extractor/text/a.cc too long"},
     ["exceptions.txt: nothing needs \"length extractor/text/a.cc\""]),
    ({"tests/structure/exceptions.txt": "length extractor/text/b.cc long",
      "extractor/text/b.cc": source() + "\n" * MAX_LINES}, []),
]


def self_test():
    failures = 0
    for added, wanted in [({}, [])] + BROKEN:
        with tempfile.TemporaryDirectory() as folder_name:
            root = pathlib.Path(folder_name)
            files = SOUND | {"tests/structure/order.txt": ORDER} | added
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            found = sorted(problems(root))
        if (len(found) != len(wanted) or not all(
                line.startswith(start)
                for line, start in zip(found, sorted(wanted)))):
            failures += 1
            print("With", *added, "\nwanted:", *wanted, "\nfound:", *found,
                  sep="\n  ")
    return failures


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--self-test", action="store_true")
    if parser.parse_args().self_test:
        sys.exit(min(self_test(), 1))
    found = list(problems(pathlib.Path(__file__).resolve().parents[2]))
    print(*found, sep="\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
