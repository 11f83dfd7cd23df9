"""What happened enters a document without the judgement in it; what stands there already is a person's."""

from msgspec.structs import replace

from unblame.document import number
from unblame.testing.builders import an_event, an_incident

JUDGED = an_event("Ops failed to notice the lag.", minutes=-9)


def test_an_event_is_said_without_judgement_when_it_gets_its_number():
    drafted = an_incident(events=(JUDGED,))

    (event,) = number(drafted).events

    assert event.id
    assert "failed to notice" not in event.text


def test_an_event_that_has_a_number_stays_as_a_person_worded_it():
    (event,) = number(an_incident(events=(JUDGED,))).events
    worded = an_incident(events=(replace(event, text=JUDGED.text),))

    (again,) = number(worded, worded).events

    assert again.text == JUDGED.text
