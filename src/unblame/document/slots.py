"""The named slots of a document and the headings under which people know them."""

SLOTS = (
    "facts",
    "summary",
    "impact",
    "timeline",
    "milestones",
    "factors",
    "went_well",
    "lucky",
    "surprised",
    "actions",
    "ideas",
    "six_months",
    "distribution",
    "questions",
    "evidence",
    "public",
)
PUBLIC_PROMPT = "What customers may read; checked before it is published."

HEADINGS = {
    "summary": "Summary",
    "impact": "Customer impact",
    "timeline": "Timeline",
    "milestones": "Milestones and durations",
    "factors": "Contributing factors",
    "went_well": "What went well",
    "lucky": "Where we got lucky",
    "surprised": "Why we were surprised",
    "actions": "Action items",
    "ideas": "Parked ideas",
    "six_months": "One action six months ago",
    "distribution": "Distribution",
    "questions": "Open questions",
    "evidence": "Evidence",
    "public": "Public",
}

ALIASES = {
    "summary": ("executive summary", "overview", "incident summary", "abstract", "tl;dr", "what"),
    "impact": ("impact", "customer impact", "user impact", "business impact", "impact analysis"),
    "timeline": ("incident timeline", "timeline of events", "chronology", "what happened"),
    "milestones": ("metrics", "key times", "durations", "milestones", "time metrics", "detection"),
    "factors": (
        "root cause",
        "root causes",
        "root cause analysis",
        "causes",
        "cause",
        "analysis",
        "root causes and trigger",
        "trigger",
    ),
    "went_well": ("what worked", "what worked well", "went well", "good"),
    "lucky": ("got lucky", "where we were lucky", "luck"),
    "surprised": ("surprises", "what surprised us", "what went wrong", "what went poorly"),
    "actions": (
        "actions",
        "action item",
        "corrective actions",
        "corrective and preventative measures",
        "corrective and preventive actions",
        "follow-up actions",
        "follow-ups",
        "follow up",
        "next steps",
        "remediation",
        "remediation items",
        "preventive measures",
    ),
    "ideas": ("ideas", "parking lot", "parked"),
    "six_months": ("six months ago", "one action, six months ago", "prevention six months ago"),
    "distribution": ("publication", "communication plan", "messaging"),
    "questions": ("questions", "unknowns", "to be answered"),
    "evidence": ("sources", "references", "supporting information"),
    "public": ("public text", "public statement", "external message"),
}


def slot_of(heading: str, headings: dict[str, str]) -> str | None:
    """Return the slot that a heading stands for, by the document's own headings first."""
    plain = _plain(heading)
    for slot, own in headings.items():
        if _plain(own) == plain:
            return slot
    for slot, usual in HEADINGS.items():
        if _plain(usual) == plain and slot not in headings:
            return slot
    return next((slot for slot, names in ALIASES.items() if plain in names), None)


def _plain(heading: str) -> str:
    return heading.strip().strip("*_:# ").casefold()
