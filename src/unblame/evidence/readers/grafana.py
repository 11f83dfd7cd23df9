"""Grafana alert webhooks; their stamps carry a local offset and `version` is "1"."""

from unblame.evidence.alerts import read_alerts
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, has_keys
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones


class GrafanaReader:
    """Reads each alert as it began and, where it ended, as it ended."""

    name = "grafana"

    def recognises(self, head: Sample) -> float:
        """Say whether this is a Grafana payload: alerts with `orgId`."""
        if not begins_as_json(head):
            return 0.0
        return 1.0 if has_keys(head, "orgId", "alerts", "startsAt") == 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the alerts as records."""
        return read_alerts(source, zones)
