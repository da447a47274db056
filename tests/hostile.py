"""What people and programs type into fields that were meant for something else.

Each has a marker before and after it, so that a page can be searched for it.
"""

from __future__ import annotations

TEXTS = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x="',
    "address of a script": "javascript:alert(1)",
    "template": "{{7*7}}",
    "template block": "{% include 'config' %}",
    "format": "%(name)s %s {0} %",
    "header": "a\r\nBcc: victim@mail.example\r\n\r\nx",
    "turned text": "a\u202egnp.exe\u2066b",
    "nul": "a\x00b\x01\x1b[31m",
    "emoji": "👩‍👩‍👧 🏳️‍🌈 e\u0301",
    "formula": "=1+1",
    "formula with plus": "+1",
    "formula with minus": "-1",
    "formula with at": "@SUM(A1)",
    "lone surrogate": "a\ud83db",
    "no character": "a\ufffe\uffff\ufdd0b",
    "zero width": "\u200b\u200d\ufeff",
    "lines of other kinds": "a\x0bb\x85c\u2028d\u2029e",
    "sql": "'; DROP TABLE registration; --",
    "entities": "&lt;b&gt;&#60;&amp;",
}
LONG = "ord " * 25_000  # 100 kB.

NUMBERS = ["0", "-1", "1" + 30 * "0", "ti", "1e3", "10,5", "٣", "", " ", "\x00", "=1+1"]
DAYS = ["2027-02-30", "31-31-2027", "0001-01-01", "9999-12-31", "i morgen", "2027", "\x00", "1"]
TIMES = ["25.00", "9.60", "-1", "ni", "\x00", "9.30.15", "99999999999"]

# What must not be found in the source of any page, because it would act there.
ACTS = ("<script>alert", 'onmouseover="alert', 'href="javascript:', "\x00", "\u202e", "\x1b")
# What a template would have made of one of the texts if it had run it.
RAN = "49"
