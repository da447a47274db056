"""Who may do what in an association."""

from __future__ import annotations

from eventapp.accounts.enums import Role

_HOLDS = {
    Role.OWNER: frozenset(Role),
    Role.ORGANISER: frozenset({Role.ORGANISER, Role.DOOR_HOST}),
    Role.DOOR_HOST: frozenset({Role.DOOR_HOST}),
}


def may_act_as(role: Role, needed: Role) -> bool:
    """Tell whether somebody with one role may do what another is needed for."""
    return needed in _HOLDS[role]
