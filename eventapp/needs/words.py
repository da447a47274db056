"""What people read for each need: first the person who has it, then those who count."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from eventapp.needs.enums import Access, Food, NeedKind

ACCESS_WORDS = [
    (Access.WHEELCHAIR.value, _l("Room for a wheelchair")),
    (Access.NO_STAIRS.value, _l("A way in without stairs")),
    (Access.HEARING_LOOP.value, _l("A hearing loop")),
    (Access.SIGN_LANGUAGE.value, _l("A sign language interpreter")),
    (Access.INTERPRETER.value, _l("An interpreter for another language")),
    (Access.LARGE_PRINT.value, _l("Large print")),
    (Access.QUIET_ROOM.value, _l("A quiet room for a break")),
    (Access.NEAR_THE_DOOR.value, _l("A seat near the door")),
    (Access.COMPANION.value, _l("Room for somebody who helps me")),
    (Access.ASSISTANCE_DOG.value, _l("Room for an assistance dog")),
]
FOOD_WORDS = [
    (Food.VEGETARIAN.value, _l("Vegetarian")),
    (Food.VEGAN.value, _l("Vegan")),
    (Food.GLUTEN_FREE.value, _l("Without gluten")),
    (Food.LACTOSE_FREE.value, _l("Without lactose")),
    (Food.NO_PORK.value, _l("Without pork")),
    (Food.NO_NUTS.value, _l("Without nuts")),
]
KIND_WORDS = [
    (NeedKind.ACCESS.value, _l("Access")),
    (NeedKind.FOOD.value, _l("Food")),
]
ITEM_WORDS = {NeedKind.ACCESS: ACCESS_WORDS, NeedKind.FOOD: FOOD_WORDS}
