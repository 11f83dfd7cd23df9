"""Alertmanager webhooks, version 4: https://prometheus.io/docs/alerting/latest/configuration/."""

from unblame.evidence.alerts import read_alerts
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, has_keys
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones


class AlertmanagerReader:
    """Reads each alert as it began and, where it ended, as it ended."""

    name = "alertmanager"

    def recognises(self, head: Sample) -> float:
        """Say whether this is an Alertmanager payload (Grafana's has `orgId`)."""
        if not begins_as_json(head) or has_keys(head, "orgId"):
            return 0.0
        keys = has_keys(head, "startsAt", "labels", "groupKey", "receiver", "fingerprint", "alerts")
        return 1.0 if keys >= 4 else 0.8 if has_keys(head, "startsAt", "labels") == 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the alerts as records."""
        return read_alerts(source, zones)
