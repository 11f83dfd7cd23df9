import pytest

from unblame.evidence import cues
from unblame.model import Kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[FIRING:1] CheckoutErrorRateHigh", Kind.ALERT),
        ("PagerDuty pages the on-call", Kind.PAGE),
        ("three users report empty carts", Kind.CUSTOMER_REPORT),
        ("first pharmacy calls support", Kind.CUSTOMER_REPORT),
        ("on it, looking now", Kind.ACKNOWLEDGED),
        ("Team acknowledged and checked the state of the server", Kind.ACKNOWLEDGED),
        ("Incident declared", Kind.DECLARED),
        ("Declaring SEV2", Kind.DECLARED),
        ("deploy of 4.2 to production finished", Kind.CHANGE),
        ("checkout times out for everybody, 503s", Kind.SYMPTOM),
        ("restarting the pods one at a time", Kind.MITIGATION_TRIED),
        ("everything is back to normal", Kind.RECOVERY),
        ("Incident closed", Kind.RESOLVED),
        ("status page is updated", Kind.CUSTOMER_UPDATE),
        ("I suspect the certificate", Kind.HYPOTHESIS),
        ("is there a diff between the two?", Kind.QUESTION),
        ("lol", Kind.CHATTER),
        ("Hamish has the keys", Kind.NOTE),
        ("Add an alert for queue depth", Kind.NOTE),
        ("no page, no alert, nothing", Kind.NOTE),
        ("We have 9 mails to customers@ from Fjordlog, all the same", Kind.CUSTOMER_REPORT),
        ("three more customers call", Kind.CUSTOMER_REPORT),
        ("Status page was never updated", Kind.NOTE),
        ("nobody updated the status page", Kind.NOTE),
        ("deployment of checkout-web v311 to production requested", Kind.NOTE),
        ("deploy of v311 queued", Kind.NOTE),
        ("checkout-web v311 to production finished", Kind.CHANGE),
        ("we started the release, which did not go through", Kind.CHANGE),
        ("the deployment pipeline is described in the guide", Kind.NOTE),
        ("the queue was not reachable from two hosts", Kind.SYMPTOM),
        ("We suspect the network between the two halls", Kind.HYPOTHESIS),
        ("Fix the pipeline: add a check of the context", Kind.NOTE),
        ("the hotfix had not been applied to the cluster", Kind.NOTE),
        ("thx, checking", Kind.ACKNOWLEDGED),
        ("will take a look at what is going on there", Kind.ACKNOWLEDGED),
        ("can someone take a look at the gateway", Kind.NOTE),
        ("bot commands aren't responding at all", Kind.SYMPTOM),
        ("images don't load for me", Kind.SYMPTOM),
        ("ugh, this is not right", Kind.SYMPTOM),
        ("Triggered: #4471 AuthRefusedRatio on pay-gateway", Kind.ALERT),
        ("we are on `v20260208-c35c7e3` now", Kind.CHANGE),
        ("calling this an incident, SEV1, I lead", Kind.DECLARED),
        ("okay, manual rollback worked", Kind.MITIGATION_WORKED),
        ("customer Orbital says webhooks arrive twice", Kind.CUSTOMER_REPORT),
        ("halting the rollout", Kind.MITIGATION_TRIED),
        ("rolled the 10 % back", Kind.MITIGATION_TRIED),
        ("ok SEV2 over", Kind.RESOLVED),
        ("CRITICAL disk / on build-7 97 %", Kind.ALERT),
        ("OK: core-sw1 reachable", Kind.RECOVERY),
        ("recommendations look off, everybody gets the same", Kind.SYMPTOM),
    ],
)
def test_the_wording_tells_the_kind(text: str, kind: Kind):
    assert cues.kind(text) is kind


def test_a_denied_recovery_is_not_told_as_one():
    assert Kind.RECOVERY not in cues.kinds("the site has not recovered")
    assert Kind.DECLARED not in cues.kinds("incident declared over")


def test_whose_name_stands_in_a_line_does_not_change_its_kind():
    assert cues.kinds("Ola restarts mx2") == cues.kinds("Kim restarts mx2")
