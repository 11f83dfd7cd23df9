"""Two voices on a sentence that may state a cause: the cues of the taxonomy and the recogniser."""

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from unblame.factors.taxonomy import Hit, subtypes

if TYPE_CHECKING:
    from unblame.recognise import Reader

#: What a subtype gains by what the recogniser says of its sentence, times how likely that is.
AGREED: Final = 0.5
ALONE: Final = 1.0
#: From here on the recogniser may name a factor where no cue does. Below, on 61 labelled documents, it named too
#: many: the sentences of a review state more conditions than contributed. So it does where a cue names another.
SURE: Final = 0.99


class Voiced(Struct, frozen=True, kw_only=True):
    """A subtype that a sentence may state; `agreed` says whether both voices name its category.

    It is None where only one was asked.
    """

    hit: Hit
    gain: float = 0.0
    agreed: bool | None = None


def voiced(text: str, cued: list[Hit], reader: "Reader | None") -> list[Voiced]:
    """Return the subtypes that the cues name, the one that both voices name first.

    The recogniser names one alone only where no cue does and it is sure.
    """
    reading = reader.read(text) if reader is not None else None
    if reading is None:
        return [Voiced(hit=hit) for hit in cued]
    said, doubted = reading.factor, [Voiced(hit=hit, agreed=False) for hit in cued]
    if said is None or said.subtype not in subtypes():
        return doubted
    heard = subtypes()[said.subtype]
    same = [hit for hit in cued if hit.subtype.category is heard.category]
    if not same and (cued or said.score < SURE):
        return doubted
    chief = Voiced(
        hit=Hit(subtype=heard, cues=tuple(cue for hit in same for cue in hit.cues)),
        gain=(AGREED if same else ALONE) * said.score,
        agreed=True if same else None,
    )
    return [chief, *(one for one in doubted if one.hit not in same)]
