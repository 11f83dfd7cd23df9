"""The words in which pages name the record's closed lists."""

from unblame.model import (
    DetectedBy,
    DistributionStatus,
    EditionName,
    EvidenceClass,
    FactorCategory,
    FactorRole,
    Kind,
    Milestone,
    MilestoneName,
    MilestoneStatus,
    WhyNot,
)

NOT_IN_THE_RECORD = "not in the record"

MILESTONES = {
    MilestoneName.TRIGGER: "Trigger",
    MilestoneName.IMPACT_START: "Impact began",
    MilestoneName.SIGNALLED: "First signal",
    MilestoneName.DETECTED: "Detected",
    MilestoneName.ACKNOWLEDGED: "Acknowledged",
    MilestoneName.DECLARED: "Declared",
    MilestoneName.DIAGNOSED: "Diagnosed",
    MilestoneName.MITIGATED: "Mitigated",
    MilestoneName.RESOLVED: "Resolved",
    MilestoneName.ALL_CLEAR: "All clear",
}

DURATIONS = {
    "ttd": "Time to detect",
    "tta": "Time to acknowledge",
    "ttm": "Time to mitigate",
    "ttr": "Time to resolve",
}

KINDS = {kind: kind.value.replace("_", " ") for kind in Kind} | {
    Kind.MITIGATION_WORKED: "mitigation",
    Kind.LOG_CHANGE: "log",
    Kind.CHATTER: "chat",
}

ROLES = {
    FactorRole.TRIGGER: "set it in motion",
    FactorRole.ENABLING: "let it through",
    FactorRole.AMPLIFYING: "made it larger",
    FactorRole.DELAYED_DETECTION: "delayed detection",
    FactorRole.DELAYED_RESPONSE: "delayed the response",
    FactorRole.LIMITED_IMPACT: "limited the impact",
}

CATEGORIES = {
    FactorCategory.CODE: "A defect in our software.",
    FactorCategory.CONFIG: "A setting of our systems.",
    FactorCategory.PROCESS: "The way in which changes and work are arranged.",
    FactorCategory.TOOLING: "The tools with which we watch and run the service.",
    FactorCategory.COMMUNICATION: "The way in which information reached those who could act.",
}

EDITIONS = {
    EditionName.TEAM: "Team draft",
    EditionName.READOUT: "Cross-team readout",
    EditionName.PUBLIC: "Public write-up",
}

DETECTED_BY = {
    DetectedBy.MONITOR: "by monitoring",
    DetectedBy.CUSTOMER: "by a customer",
    DetectedBy.STAFF: "by staff",
    DetectedBy.VENDOR: "by a vendor",
}

DISTRIBUTION = {status: status.value.replace("_", " ") for status in DistributionStatus}

EVIDENCE_CLASSES = {
    EvidenceClass.A: "A: proposed then and deferred",
    EvidenceClass.B: "B: a signal was there and was not linked",
    EvidenceClass.C: "C: known elsewhere in the organisation",
    EvidenceClass.D: "D: not knowable then",
}

WHY_NOT = {
    WhyNot.CAPACITY: "capacity was committed elsewhere",
    WhyNot.RATED_LOW: "the risk was rated low",
    WhyNot.PAST_SUCCESS: "it had gone well before",
    WhyNot.NO_OWNER: "it had no owner",
    WhyNot.MANY_SIGNALS: "it was one signal among many",
    WhyNot.COST: "the cost exceeded the loss expected then",
    WhyNot.BLOCKED: "a dependency was blocked",
    WhyNot.NO_VISIBILITY: "it could not be seen",
    WhyNot.INCENTIVE: "the roadmap pointed elsewhere",
    WhyNot.POLICY: "a policy or compliance limit",
    WhyNot.CLOSED_UNCHECKED: "an earlier action was closed without a check of its effect",
    WhyNot.KNOWLEDGE_IN_ONE_PLACE: "the knowledge was held in one place",
}

LEARNT_PROMPTS = {
    "went_well": ("What went well", "Which tool, habit or call made this shorter or smaller?"),
    "lucky": (
        "Where we got lucky",
        "What would have made this worse, and was only absent by chance?",
    ),
    "surprised": ("Why we were surprised", "What did the system do that nobody expected of it?"),
}


def known_by(milestone: Milestone) -> str:
    """Return how a milestone is known, such as `inferred, medium confidence`."""
    if milestone.status is MilestoneStatus.MISSING:
        return NOT_IN_THE_RECORD
    if milestone.status is MilestoneStatus.NOT_APPLICABLE:
        return "does not apply"
    if milestone.status is MilestoneStatus.PENDING:
        return "not yet"
    words = {
        MilestoneStatus.STATED: "stated",
        MilestoneStatus.INFERRED: "inferred",
        MilestoneStatus.CONFIRMED: "confirmed",
        MilestoneStatus.CONFLICT: "sources differ",
    }[milestone.status]
    if milestone.basis == "told":
        words += ", told in the review"
    if milestone.confidence and milestone.status is not MilestoneStatus.CONFIRMED:
        words += f", {milestone.confidence.value} confidence"
    return words
