"""What a team chose: which rules run, at which level, and the words of its own house."""

from typing import Any

from msgspec import Struct

from unblame.language.finding import Level
from unblame.language.form import Hit, Rule
from unblame.language.registry import find

EDITION_LEVELS: dict[str, dict[str, Level]] = {
    "team": {},
    "readout": {"UB102": Level.WARN},
    "public": {"UB102": Level.WARN, "UB124": Level.BLOCK},
}


class Settings(Struct, frozen=True, kw_only=True):
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    levels: dict[str, Level] = {}
    services: frozenset[str] = frozenset()

    @classmethod
    def of(cls, config: dict[str, Any] | None, edition: str) -> "Settings":
        """Return the settings of a configuration. Raises UnknownRule for a code that is none."""
        given = config or {}
        levels = dict(EDITION_LEVELS.get(edition, {}))
        levels |= {find(code).code: Level(level) for code, level in given.get("levels", {}).items()}
        return cls(
            select=frozenset(find(code).code for code in given.get("select", ())),
            ignore=frozenset(find(code).code for code in given.get("ignore", ())),
            levels=levels,
            services=frozenset(name.lower() for name in given.get("services", ())),
        )

    def wants(self, rule: Rule) -> bool:
        """Whether a rule runs."""
        return rule.code not in self.ignore and (not self.select or rule.code in self.select)

    def level(self, rule: Rule, hit: Hit) -> Level:
        """Return the level of a hit: as chosen, else its own, else its rule's."""
        return self.levels.get(rule.code, hit.level or rule.level)
