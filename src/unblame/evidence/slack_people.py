"""The people of a Slack workspace, as `users.json` and the messages themselves name them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from unblame.evidence.form import OpenSource
from unblame.evidence.json_source import dict_of, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity
from unblame.evidence.workspaces import UNSTATED


class Members:
    """Who is behind an id, and what each is called in a text."""

    def __init__(
        self, users: Iterable[dict[str, Any]], messages: Iterable[dict[str, Any]] = ()
    ) -> None:
        users = list(users)
        self.workspace = _workspace(users, messages)
        self.identities = tuple(one for user in users for one in identities_of(user))
        self.by_id: dict[str, Identity] = {}
        for one in self.identities:
            if one.id is not None:
                self.by_id.setdefault(one.id, one)
        self.names = {
            ident: one.name or one.handle or "someone" for ident, one in self.by_id.items()
        }

    def author(self, message: dict[str, Any]) -> Identity | None:
        """Return who wrote a message: a member, a bot, or an id that no list explains."""
        if is_bot(message):
            profile = dict_of(message.get("bot_profile"))
            named = said(message.get("username")) or said(profile.get("name")) or "bot"
            return Identity(name=named, id=said(message.get("bot_id")) or None, bot=True)
        user = said(message.get("user"))
        if user in self.by_id:
            return self.by_id[user]
        name = said(message.get("user_name")) or said(message.get("username")) or None
        if not user and not name:
            return None
        is_id = user[:1] in ("U", "W") and user.isalnum() and user.upper() == user
        return Identity(
            id=user if is_id else None,
            handle=name or user,
            home=said(message.get("user_team")) or said(message.get("team")) or None,
        )


def _workspace(users: list[dict[str, Any]], messages: Iterable[dict[str, Any]]) -> str | None:
    """Return the team of most users, else of most messages, else a digest of who the users are."""
    teams = Counter(said(user.get("team_id")) for user in users if user.get("team_id"))
    teams = teams or Counter(said(one.get("team")) for one in messages if one.get("team"))
    if teams:
        return min(teams, key=lambda team: (-teams[team], team))
    listed = sorted(f"{said(user.get('id'))}={said(user.get('name'))}" for user in users)
    return (
        f"{UNSTATED}{sha256(' '.join(listed).encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
        if listed
        else None
    )


def is_bot(message: dict[str, Any]) -> bool:
    """Say whether a message was posted by a bot."""
    return bool(message.get("bot_id")) or message.get("subtype") == "bot_message"


def members(source: OpenSource, messages: Iterable[dict[str, Any]]) -> Members:
    """Return the members named in `users.json` beside the source and in its messages.

    The messages are walked through twice.
    """
    beside = source.sibling("users.json")
    users = [] if beside is None else users_in(open_json(OpenSource(path="", data=beside)).values)
    known = {user["id"]: user for user in users if isinstance(user.get("id"), str)}
    for one in messages:
        if isinstance(one.get("user"), str) and isinstance(one.get("user_profile"), dict):
            profile = {"id": one["user"], "profile": one["user_profile"]}
            known.setdefault(one["user"], profile)
    return Members(known.values(), messages)


def users_in(values: object) -> list[dict[str, Any]]:
    """Return the users of a list of users, in any of its forms."""
    return objects_of(values, "members", "users")


def are_users(path: str, values: tuple[Any, ...]) -> bool:
    """Say whether a source is a list of users and not one of messages."""
    users = users_in(values)
    named = PurePosixPath(path).name in {"users.json", "org_users.json"}
    return named or (bool(users) and all("profile" in one and "ts" not in one for one in users))


def identities_of(user: dict[str, Any]) -> Iterator[Identity]:
    """Yield a user as an identity, and once more where the shown name is yet another."""
    profile = dict_of(user.get("profile"))
    display = said(profile.get("display_name")) or None
    real = said(profile.get("real_name")) or said(user.get("real_name")) or None
    handle = said(user.get("name")) or display
    bot = user.get("is_bot") is True or user.get("id") == "USLACKBOT"
    email = said(profile.get("email")) or None
    ident = said(user.get("id")) or None
    home = said(user.get("team_id")) or None
    yield Identity(name=real or display, handle=handle, email=email, id=ident, bot=bot, home=home)
    if display and real and display not in (real, handle):
        yield Identity(handle=display, id=ident, name=real, bot=bot, home=home)
