"""The metrics that the services' code declares."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]

_NAME = r'"(?P<name>(?:nianbao|grpc|process)_\w+)"'
_HELP = r'"(?P<help>(?:[^"]|"\s*")*)"'
_DECLARATIONS = (
    # prometheus::BuildCounter().Name("…").Help("…")
    re.compile(rf"Build(?P<type>\w+)\(\)\s*\.Name\({_NAME}\)\s*"
               rf"\.Help\({_HELP}"),
    # AddCounter(registry, "…", "…"), add("…", "…", …)
    re.compile(r"\b[aA]dd(?P<type>Counter)?\(\s*(?:[\w*]+,\s*)?"
               rf"{_NAME},\s*{_HELP}"),
    # {.name = "…", .help = "…", .type = prometheus::MetricType::Counter
    re.compile(rf"\.name = {_NAME},\s*\.help = {_HELP}"
               r"(?:,\s*\.type = prometheus::MetricType::(?P<type>\w+))?"),
)


def metrics_of_code():
    """Type ("counter", "gauge", "histogram") and help of each, by name."""
    metrics = {}
    for folder in ("common", "extractor", "aggregator"):
        for source in sorted((ROOT / folder).rglob("*.cc")):
            text = source.read_text()
            for declaration in _DECLARATIONS:
                for match in declaration.finditer(text):
                    kind = (match["type"] or "gauge").lower()
                    description = re.sub(r'"\s*"', "", match["help"])
                    metrics[match["name"]] = (kind, description)
    return metrics
