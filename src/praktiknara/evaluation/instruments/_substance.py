"""The instruments of alcohol and drugs, and the goals that people set themselves."""

from typing import Any

from praktiknara.evaluation.instruments.definitions import (
    CutOff,
    Definition,
    Item,
    Licence,
    Reliability,
    Subscale,
)
from praktiknara.evaluation.texts import Sentence

_SCREENING_LICENCE = Licence(
    "unconfirmed",
    Sentence(
        "screening_licence",
        "Licensen för den svenska texten är inte bekräftad av ägaren. Frågornas text finns inte här.",
        "The licence of the Swedish text has not been confirmed by its owner. The text of the items is not kept here.",
    ),
)
_HAZARDOUS = Sentence("hazardous", "riskbruk eller skadligt bruk", "hazardous or harmful use")
_DRUG_PROBLEMS = Sentence("drug_problems", "drogrelaterade problem", "drug-related problems")
_AUDIT_SWEDEN = "Bergman & Källmén 2002, Alcohol Alcohol 37:245–251"
_DUDIT_MANUAL = "Berman m.fl. 2003, DUDIT manual; Berman m.fl. 2005, Eur Addict Res 11:22–31"
_HALVES = Item(0, 4, allowed=(0.0, 2.0, 4.0))


def _screening(name: str, version: str, title: Sentence, count: int, **known: Any) -> Definition:
    return Definition(
        name=name,
        version=version,
        language="sv",
        title=title,
        low=0,
        high=4 * count,
        higher_is_better=False,
        licence=_SCREENING_LICENCE,
        items=(Item(0, 4),) * (count - 2) + (_HALVES, _HALVES),
        **known,
    )


_FREE = Licence("free", Sentence("free_licence", "Får användas fritt.", "Free to use."), items="free")
_ASI_PARTS = (
    ("medical", "fysisk hälsa", "medical status"),
    ("employment", "arbete och försörjning", "employment and support"),
    ("alcohol", "alkohol", "alcohol"),
    ("drug", "narkotika", "drugs"),
    ("legal", "rättsliga problem", "legal status"),
    ("family", "familj och umgänge", "family and social relations"),
    ("psychiatric", "psykisk hälsa", "psychiatric status"),
)

SUBSTANCE_AND_GOALS: tuple[Definition, ...] = (
    _screening(
        "AUDIT",
        "WHO 2001",
        Sentence("audit", "AUDIT, alkohol", "AUDIT, alcohol"),
        10,
        cut_offs=(
            CutOff(8, _HAZARDOUS, _AUDIT_SWEDEN, "man"),
            CutOff(6, _HAZARDOUS, _AUDIT_SWEDEN, "woman"),
        ),
    ),
    _screening(
        "DUDIT",
        "2003",
        Sentence("dudit", "DUDIT, narkotika", "DUDIT, drugs"),
        11,
        reliabilities=(
            Reliability(
                "alpha",
                0.80,
                Sentence(
                    "heavy_users",
                    "personer med tungt missbruk i kriminalvård och avgiftning, Sverige",
                    "heavy drug users in prison, probation and detoxification, Sweden",
                ),
                "Berman m.fl. 2005, Eur Addict Res 11:22–31",
            ),
        ),
        cut_offs=(
            CutOff(6, _DRUG_PROBLEMS, _DUDIT_MANUAL, "man"),
            CutOff(2, _DRUG_PROBLEMS, _DUDIT_MANUAL, "woman"),
            CutOff(25, Sentence("dependence", "sannolikt beroende", "probable dependence"), _DUDIT_MANUAL),
        ),
    ),
    Definition(
        name="ASI",
        version="composite scores",
        language="sv",
        title=Sentence("asi", "ASI, sammansatta mått", "ASI composite scores"),
        low=None,
        high=None,
        higher_is_better=False,
        licence=Licence(
            "unconfirmed",
            Sentence(
                "asi_licence",
                "Licensen för den svenska versionen är inte bekräftad. Bara de sammansatta måtten tas emot.",
                "The licence of the Swedish version has not been confirmed. Only composite scores are taken in.",
            ),
        ),
        subscales=tuple(Subscale(Sentence(key, sv, en), 0, 1) for key, sv, en in _ASI_PARTS),
        missing="score_only",
    ),
    Definition(
        name="GOAL",
        version="1",
        language="sv",
        title=Sentence("goal", "Ett eget mål, från −2 till +2", "A goal of one's own, from −2 to +2"),
        low=-2,
        high=2,
        higher_is_better=True,
        licence=_FREE,
        items=(Item(-2, 2),),
    ),
    Definition(
        name="GAS",
        version="T, rho 0.3",
        language="sv",
        title=Sentence("gas", "Måluppfyllelse (GAS), T-poäng", "Goal attainment scaling, T-score"),
        # However many goals and whatever their weights, |T − 50| is below 20 / √0.3.
        low=13.4,
        high=86.6,
        higher_is_better=True,
        licence=_FREE,
        missing="score_only",
    ),
)
