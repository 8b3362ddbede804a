"""What kind of organisation a name tells of."""

from praktiknara.components.text import slug

# In this order: the first that fits. The kinds are those of people.choices.OrganisationKind.
ENDINGS = (
    ("stadsdelsforvaltning", "district"),
    ("stadsdelsnamnd", "board"),
    ("namnd", "board"),
    ("namnden", "board"),
    ("kommunstyrelsen", "executive_board"),
    ("forvaltning", "administration"),
    ("forvaltningen", "administration"),
    ("avdelning", "division"),
    ("avdelningen", "division"),
    ("enhet", "unit"),
    ("enheten", "unit"),
    ("hogskola", "university"),
    ("hogskolan", "university"),
    ("universitet", "university"),
    ("universitetet", "university"),
    ("institution", "department"),
    ("institutionen", "department"),
    ("institutet", "university"),
    ("samordningsforbund", "coordination_association"),
    ("kommun", "municipality"),
    ("kommuner", "municipality"),
    ("stad", "municipality"),
    ("myndigheten", "authority"),
    ("styrelsen", "authority"),
    ("verket", "authority"),
    ("departementet", "ministry"),
    ("stiftelse", "civil_society"),
    ("stiftelsen", "civil_society"),
    ("forening", "civil_society"),
    ("ab", "consultancy"),
)
STARTS = (("region", "region"), ("hogskolan", "university"), ("institutionen", "department"), ("stiftelsen", "civil_society"), ("enheten", "unit"))  # fmt: skip  # a table


def kind_by_name(name: str) -> str:
    """Give the kind that a name's first or last words tell of, or ""."""
    words = slug(name).split("-")
    first = next((kind for start, kind in STARTS if words[0] == start), "")
    if first:
        return first
    return next(
        (kind for end, kind in ENDINGS if words[-1] == end or (len(end) > 3 and words[-1].endswith(end))), ""
    )
