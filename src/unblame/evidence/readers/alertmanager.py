"""Alertmanager webhooks, version 4: https://prometheus.io/docs/alerting/latest/configuration/."""

from unblame.evidence.about import About
from unblame.evidence.alerts import read_alerts
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, has_keys
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones


class AlertmanagerReader:
    """Reads each alert as it began and, where it ended, as it ended."""

    name = "alertmanager"
    about = About(
        title="Prometheus Alertmanager: webhook payloads of version 4, alert by alert",
        export=(
            "keep the bodies that a webhook receiver gets, one a line\n"
            "amtool alert query -o json > alerts.json"
        ),
        zone="RFC 3339 with an offset; an end in year 1 means not ended",
        edits="firing and resolved deliveries of one alert share its fingerprint and start, so a repeated delivery adds nothing",
        built_from="documentation alone: prometheus.io/docs/alerting/latest/configuration/#webhook_config",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether this is an Alertmanager payload (Grafana's has `orgId`)."""
        if not begins_as_json(head) or has_keys(head, "orgId"):
            return 0.0
        keys = has_keys(head, "startsAt", "labels", "groupKey", "receiver", "fingerprint", "alerts")
        return 1.0 if keys >= 4 else 0.8 if has_keys(head, "startsAt", "labels") == 2 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the alerts as records."""
        return read_alerts(source, zones)
