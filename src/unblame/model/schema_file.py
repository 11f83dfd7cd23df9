"""The checked-in JSON Schema: written by `python -m unblame.model.schema_file`, held by `--check`."""

import json
import sys
from pathlib import Path

from unblame.model.exchange import json_schema

PLACE = Path("schema/unblame.postmortem-1.json")


def schema_text() -> str:
    """Return the JSON Schema of the record as the file holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str], root: Path) -> int:
    """Write the schema below `root`, or with `--check` say whether the file there is current."""
    place = root / PLACE
    if "--check" not in arguments:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(schema_text(), encoding="utf-8")
        return 0
    if place.exists() and place.read_text(encoding="utf-8") == schema_text():
        return 0
    sys.stderr.write(f"{PLACE} is stale: run `python -m unblame.model.schema_file`\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
