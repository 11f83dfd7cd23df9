"""Reads who looks after what: CODEOWNERS, `catalog-info.yaml`, or YAML from service to team."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from unblame.evidence.form import decode
from unblame.model import Warning

_TEAM = ("team", "owner", "owned_by", "squad", "group")


def read_owners(path: Path | None) -> tuple[dict[str, str], list[Warning]]:
    """Return the map from service or path to its owner as written, and what could not be read."""
    if path is None:
        return {}, []
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        return {}, [Warning(where=path.name, what=f"could not be opened: {error.strerror}")]
    if path.name.upper().startswith("CODEOWNERS"):
        return _codeowners(text), []
    try:
        documents = list(YAML(typ="safe", pure=True).load_all(text))
    except (YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:160]
        return {}, [Warning(where=path.name, what=f"no YAML that names owners ({reason})")]
    owners: dict[str, str] = {}
    for document in documents:
        owners |= _from_yaml(document)
    if not owners:
        return {}, [Warning(where=path.name, what="names no owner; expected `service: team`")]
    return owners, []


def _codeowners(text: str) -> dict[str, str]:
    owners: dict[str, str] = {}
    for line in text.splitlines():
        parts = line.split("#", 1)[0].split()
        if len(parts) >= 2 and not parts[0].startswith(("[", "^[")):
            owners[parts[0]] = " ".join(parts[1:])
    return owners


def _from_yaml(document: object) -> dict[str, str]:
    if isinstance(document, list):
        return {k: v for one in document for k, v in _from_yaml(one).items()}
    if not isinstance(document, Mapping):
        return {}
    if "metadata" in document and "spec" in document:
        return _component(document)
    name = next((document[key] for key in ("service", "name", "path") if key in document), None)
    if isinstance(name, str) and (team := _team(document)) is not None:
        return {name: team}
    owners: dict[str, str] = {}
    for key, value in document.items():
        if (team := _team(value)) is not None:
            owners[str(key)] = team
        else:
            owners |= _from_yaml(value)
    return owners


def _component(document: Mapping[str, Any]) -> dict[str, str]:
    """Read one Backstage entity: https://backstage.io/docs/features/software-catalog/."""
    metadata, spec = document["metadata"], document["spec"]
    if not isinstance(metadata, Mapping) or not isinstance(spec, Mapping):
        return {}
    name, owner = metadata.get("name"), spec.get("owner")
    if not isinstance(name, str) or not isinstance(owner, str):
        return {}
    return {name: owner.rpartition("/")[2].removeprefix("group:")}


def _team(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        found = next((value[key] for key in _TEAM if isinstance(value.get(key), str)), None)
        return found if isinstance(found, str) else None
    return None
