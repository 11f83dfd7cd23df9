"""Grafana alert webhooks; their stamps carry a local offset and `version` is "1"."""

from unblame.evidence.about import About
from unblame.evidence.alerts import read_alerts
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, has_keys
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones


class GrafanaReader:
    """Reads each alert as it began and, where it ended, as it ended."""

    name = "grafana"
    about = About(
        title="Grafana alerting: alert webhooks, alert by alert",
        export=("keep the bodies that a webhook contact point sends, one a line"),
        zone="RFC 3339 with the server's own offset; an end in year 1 means not ended",
        edits="as Alertmanager: a repeated delivery adds nothing",
        built_from="documentation alone: grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether this is a Grafana payload: alerts with `orgId`."""
        if not begins_as_json(head):
            return 0.0
        return 1.0 if has_keys(head, "orgId", "alerts", "startsAt") == 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the alerts as records."""
        return read_alerts(source, zones)
