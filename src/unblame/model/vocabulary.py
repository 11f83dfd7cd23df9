"""The closed lists of values that a post-mortem record uses.

Lists may grow inside one schema number; values are never removed or given another meaning.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What an event on the timeline is."""

    CHANGE = "change"
    SYMPTOM = "symptom"
    ALERT = "alert"
    PAGE = "page"
    ACKNOWLEDGED = "acknowledged"
    DECLARED = "declared"
    HYPOTHESIS = "hypothesis"
    MITIGATION_TRIED = "mitigation_tried"
    MITIGATION_WORKED = "mitigation_worked"
    RECOVERY = "recovery"
    ALL_CLEAR = "all_clear"
    CUSTOMER_REPORT = "customer_report"
    CUSTOMER_UPDATE = "customer_update"
    LOG_CHANGE = "log_change"
    SILENCE = "silence"
    FINDING = "finding"
    RESOLVED = "resolved"
    QUESTION = "question"
    CHATTER = "chatter"
    NOTE = "note"


class Precision(StrEnum):
    """How sharply an instant is known; `exact` is a stamp with fractions of a second."""

    EXACT = "exact"
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    APPROXIMATE = "approximate"
    RANGE = "range"
    NONE = "none"


class MilestoneName(StrEnum):
    """The milestones of an incident, in the order in which they usually come."""

    TRIGGER = "trigger"
    IMPACT_START = "impact_start"
    SIGNALLED = "signalled"
    DETECTED = "detected"
    ACKNOWLEDGED = "acknowledged"
    DECLARED = "declared"
    DIAGNOSED = "diagnosed"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"
    ALL_CLEAR = "all_clear"


CORE_MILESTONES = (
    MilestoneName.IMPACT_START,
    MilestoneName.DETECTED,
    MilestoneName.ACKNOWLEDGED,
    MilestoneName.MITIGATED,
    MilestoneName.RESOLVED,
)


class MilestoneStatus(StrEnum):
    STATED = "stated"
    INFERRED = "inferred"
    CONFIRMED = "confirmed"
    MISSING = "missing"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"
    CONFLICT = "conflict"


class Basis(StrEnum):
    """Where a value rests: on the record, or on what was told in the review."""

    RECORD = "record"
    TOLD = "told"


class DetectedBy(StrEnum):
    MONITOR = "monitor"
    CUSTOMER = "customer"
    STAFF = "staff"
    VENDOR = "vendor"


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class FactorCategory(StrEnum):
    CODE = "Code"
    CONFIG = "Config"
    PROCESS = "Process"
    TOOLING = "Tooling"
    COMMUNICATION = "Communication"


class FactorRole(StrEnum):
    TRIGGER = "trigger"
    ENABLING = "enabling"
    AMPLIFYING = "amplifying"
    DELAYED_DETECTION = "delayed_detection"
    DELAYED_RESPONSE = "delayed_response"
    LIMITED_IMPACT = "limited_impact"


class FactorStatus(StrEnum):
    HYPOTHESIS = "hypothesis"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class ActionCategory(StrEnum):
    PREVENTION = "Prevention"
    DETECTION = "Detection"
    MITIGATION = "Mitigation"
    PROCESS = "Process"


class ActionStatus(StrEnum):
    IDEA = "idea"
    PROPOSED = "proposed"
    OPEN = "open"
    DONE = "done"
    VERIFIED = "verified"
    DECLINED = "declined"
    REOPENED = "reopened"


class Strength(StrEnum):
    STRONGER = "stronger"
    INTERMEDIATE = "intermediate"
    WEAKER = "weaker"


class OwnerKind(StrEnum):
    TEAM = "team"
    ROLE = "role"
    PERSON = "person"


class OwnerStatus(StrEnum):
    MISSING = "missing"
    PROPOSED = "proposed"
    STATED = "stated"
    CONFIRMED = "confirmed"


class MeasureState(StrEnum):
    MEASURABLE = "measurable"
    PARTIAL = "partial"
    NOT_MEASURABLE = "not_measurable"


class EvidenceClass(StrEnum):
    """What could have been known at the date of the six-months question.

    A proposed and deferred, B signal seen but not linked, C knowable elsewhere, D not knowable.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class WhyNot(StrEnum):
    CAPACITY = "capacity"
    RATED_LOW = "rated_low"
    PAST_SUCCESS = "past_success"
    NO_OWNER = "no_owner"
    MANY_SIGNALS = "many_signals"
    COST = "cost"
    BLOCKED = "blocked"
    NO_VISIBILITY = "no_visibility"
    INCENTIVE = "incentive"
    POLICY = "policy"
    CLOSED_UNCHECKED = "closed_unchecked"
    KNOWLEDGE_IN_ONE_PLACE = "knowledge_in_one_place"


class Would(StrEnum):
    PREVENT = "prevent"
    SHORTEN = "shorten"
    DETECT = "detect"


class SixMonthsStatus(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class EditionName(StrEnum):
    TEAM = "team"
    READOUT = "readout"
    PUBLIC = "public"


class DistributionStatus(StrEnum):
    NOT_STARTED = "not_started"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    LATE = "late"
    NOT_APPLICABLE = "not_applicable"


class QuestionStatus(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"
