"""Kinds of need, and the well-known ones that can be ticked."""

from __future__ import annotations

from enum import StrEnum


class NeedKind(StrEnum):
    """What a need is about."""

    ACCESS = "access"
    FOOD = "food"


class Access(StrEnum):
    """What makes the day possible to take part in."""

    WHEELCHAIR = "wheelchair"
    NO_STAIRS = "no_stairs"
    HEARING_LOOP = "hearing_loop"
    SIGN_LANGUAGE = "sign_language"
    INTERPRETER = "interpreter"
    LARGE_PRINT = "large_print"
    QUIET_ROOM = "quiet_room"
    NEAR_THE_DOOR = "near_the_door"
    COMPANION = "companion"
    ASSISTANCE_DOG = "assistance_dog"


class Food(StrEnum):
    """What somebody eats, or cannot eat."""

    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    GLUTEN_FREE = "gluten_free"
    LACTOSE_FREE = "lactose_free"
    NO_PORK = "no_pork"
    NO_NUTS = "no_nuts"
