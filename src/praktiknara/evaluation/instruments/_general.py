"""The instruments of how people are and feel: SOC (KASAM), SDQ, ORS, SRS and CORE."""

from typing import Any

from praktiknara.evaluation.instruments.definitions import (
    CutOff,
    Definition,
    Item,
    Licence,
    Norm,
    PublishedChange,
    Reliability,
    Subscale,
)
from praktiknara.evaluation.texts import Sentence

_WORLD = Sentence("studies", "studier från 32 länder 1992–2003", "studies from 32 countries 1992–2003")
_UK_CLINICAL = Sentence(
    "uk_clinical", "personer i behandling, Storbritannien", "people in treatment, United Kingdom"
)
_ERIKSSON = "Eriksson & Lindström 2005, J Epidemiol Community Health 59:460–466"
_BARKHAM = "Barkham m.fl. 2013, Couns Psychother Res 13:3–13"

_SOC_LICENCE = Licence(
    "copyright",
    Sentence(
        "soc_licence",
        "KASAM får användas fritt i forskning. Ägaren tillåter inte diagnostisk eller klinisk användning; "
        "annan användning kräver ägarens tillstånd.",
        "The SOC scale is free for research. Its owner does not allow diagnostic or clinical use; "
        "other use needs the owner's permission.",
    ),
    follow_up="permission",
    clinical="permission",
)
_SOC_PARTS = (
    Sentence("comprehensibility", "begriplighet", "comprehensibility"),
    Sentence("manageability", "hanterbarhet", "manageability"),
    Sentence("meaningfulness", "meningsfullhet", "meaningfulness"),
)


def _soc(
    count: int, turned: tuple[int, ...], parts: tuple[tuple[int, ...], ...], alpha: tuple[float, float]
) -> Definition:
    return Definition(
        name=f"SOC-{count}",
        version="Antonovsky 1987",
        language="sv",
        title=Sentence(f"soc_{count}", f"KASAM, {count} frågor", f"Sense of coherence, {count} items"),
        low=count,
        high=7 * count,
        higher_is_better=True,
        licence=_SOC_LICENCE,
        items=(Item(1, 7),) * count,
        reversed_items=turned,
        subscales=tuple(
            Subscale(label, len(items), 7 * len(items), items)
            for label, items in zip(_SOC_PARTS, parts, strict=True)
        ),
        reliabilities=(
            Reliability("alpha", None, _WORLD, _ERIKSSON, *alpha),
            Reliability("retest", None, _WORLD, f"{_ERIKSSON} (1 år)", 0.69, 0.78),
        ),
        aliases=(f"KASAM-{count}", f"KASAM {count}"),
    )


_SDQ_LICENCE = Licence(
    "permission",
    Sentence(
        "sdq_licence",
        "SDQ på papper är fritt för den som inte tar betalt. Elektroniska versioner kräver ägarens tillstånd: "
        "här tas bara poängen emot.",
        "SDQ on paper is free for non-profit use. Electronic versions need the owner's permission: "
        "only the scores are taken in here.",
    ),
)
_SDQ_PARTS = (
    Sentence("emotional", "emotionella symtom", "emotional symptoms"),
    Sentence("conduct", "uppförandeproblem", "conduct problems"),
    Sentence("hyperactivity", "hyperaktivitet", "hyperactivity"),
    Sentence("peer", "kamratproblem", "peer problems"),
    Sentence("prosocial", "prosocialt beteende (högre är bättre)", "prosocial behaviour (higher is better)"),
)
_SDQ_BRITISH = Sentence(
    "british_children",
    "brittiska barn 5–15 år, medeltal över delskalor och svarande",
    "British children aged 5–15, mean over scales and informants",
)
_GOODMAN = "Goodman 2001, J Am Acad Child Adolesc Psychiatry 40:1337–1345"


def _sdq(informant: str, swedish: str, cut_off: float, min_age: float) -> Definition:
    return Definition(
        name=f"SDQ-{informant}",
        version="4–17",
        language="sv",
        title=Sentence(f"sdq_{informant}", f"SDQ, {swedish}", f"SDQ, {informant} report"),
        low=0,
        high=40,
        higher_is_better=False,
        licence=_SDQ_LICENCE,
        subscales=tuple(Subscale(label, 0, 10) for label in _SDQ_PARTS),
        missing="score_only",
        min_age=min_age,
        max_age=17,
        reliabilities=(
            Reliability("alpha", 0.73, _SDQ_BRITISH, _GOODMAN),
            Reliability("retest", 0.62, _SDQ_BRITISH, f"{_GOODMAN} (4–6 månader)"),
        ),
        cut_offs=(
            CutOff(
                cut_off,
                Sentence(
                    "abnormal", "över gränsen i den brittiska tredelningen", "abnormal in the British bands"
                ),
                "sdqinfo.org, scoring 4–17",
            ),
        ),
    )


_RATING_LICENCE = Licence(
    "permission",
    Sentence(
        "rating_scale_licence",
        "ORS och SRS kräver licens från ägaren. Frågornas text finns inte här.",
        "ORS and SRS need a licence from the owner. The text of the items is not kept here.",
    ),
)


def _visual(name: str, title: Sentence, **known: Any) -> Definition:
    return Definition(
        name=name,
        language="sv",
        title=title,
        low=0,
        high=40,
        higher_is_better=True,
        licence=_RATING_LICENCE,
        items=(Item(0, 10, whole=False),) * 4,
        **known,
    )


_CORE_LICENCE = Licence(
    "copyright",
    Sentence(
        "core_licence",
        "CORE är fritt på papper men får inte ändras. Frågornas text finns inte här.",
        "CORE is free on paper but may not be changed. The text of the items is not kept here.",
    ),
)
_CORE_CLINICAL = Sentence("clinical_range", "som hos personer i behandling", "as in people in treatment")


def _core(name: str, title: Sentence, count: int, turned: tuple[int, ...], **known: Any) -> Definition:
    return Definition(
        name=name,
        language="sv",
        title=title,
        low=0,
        high=40,
        higher_is_better=False,
        licence=_CORE_LICENCE,
        items=(Item(0, 4),) * count,
        reversed_items=turned,
        missing="prorate",
        **known,
    )


_CORE_PARTS = (
    ("wellbeing", "välbefinnande", "well-being", (4, 14, 17, 31)),
    (
        "problems",
        "problem och symtom",
        "problems and symptoms",
        (2, 5, 8, 11, 13, 15, 18, 20, 23, 27, 28, 30),
    ),
    ("functioning", "funktion", "functioning", (1, 3, 7, 10, 12, 19, 21, 25, 26, 29, 32, 33)),
    ("risk", "risk", "risk", (6, 9, 16, 22, 24, 34)),
)
GENERAL: tuple[Definition, ...] = (
    _soc(13, (1, 2, 3, 7, 10), ((2, 6, 8, 9, 11), (3, 5, 10, 13), (1, 4, 7, 12)), (0.70, 0.92)),
    _soc(
        29,
        (1, 4, 5, 6, 7, 11, 13, 14, 16, 20, 23, 25, 27),
        (
            (1, 3, 5, 10, 12, 15, 17, 19, 21, 24, 26),
            (2, 6, 9, 13, 18, 20, 23, 25, 27, 29),
            (4, 7, 8, 11, 14, 16, 22, 28),
        ),
        (0.70, 0.95),
    ),
    _sdq("parent", "föräldrar svarar", 17, 4),
    _sdq("teacher", "lärare svarar", 16, 4),
    _sdq("self", "barnet svarar", 20, 11),
    _visual(
        "ORS",
        Sentence("ors", "Outcome Rating Scale", "Outcome Rating Scale"),
        version="2000",
        min_age=13,
        cut_offs=(
            CutOff(
                25,
                Sentence(
                    "clinical_below", "lägre: som hos vuxna i behandling", "below: as in adults in treatment"
                ),
                "Miller m.fl. 2003, J Brief Ther 2:91–100",
            ),
        ),
        reliable_change=PublishedChange(5, "Miller & Duncan 2004, ORS/SRS-manualen"),
    ),
    _visual(
        "SRS",
        Sentence("srs", "Session Rating Scale", "Session Rating Scale"),
        version="3",
        min_age=13,
        cut_offs=(
            CutOff(
                36,
                Sentence(
                    "alliance_below",
                    "lägre: samarbetet behöver tas upp",
                    "below: the alliance needs attention",
                ),
                "Miller & Duncan 2004, ORS/SRS-manualen",
            ),
        ),
    ),
    _core(
        "CORE-OM",
        Sentence("core_om", "CORE-OM, 34 frågor", "CORE-OM, 34 items"),
        34,
        (3, 4, 7, 12, 19, 21, 31, 32),
        version="1998",
        factor=10.0,
        prorate_most=3,
        subscales=tuple(Subscale(Sentence(key, sv, en), 0, 40, items) for key, sv, en, items in _CORE_PARTS),
        reliabilities=(
            Reliability("alpha", 0.94, _UK_CLINICAL, "Evans m.fl. 2002, Br J Psychiatry 180:51–60"),
        ),
        cut_offs=(CutOff(10, _CORE_CLINICAL, "Connell m.fl. 2007, Br J Psychiatry 190:69–74"),),
        reliable_change=PublishedChange(5, "CORE IMS"),
    ),
    _core(
        "CORE-10",
        Sentence("core_10", "CORE-10", "CORE-10"),
        10,
        (2, 3),
        version="2007",
        prorate_most=1,
        reliabilities=(Reliability("alpha", 0.90, _UK_CLINICAL, _BARKHAM),),
        norms=(
            Norm(
                4.7,
                4.8,
                535,
                Sentence(
                    "uk_population", "befolkningen, Storbritannien", "general population, United Kingdom"
                ),
                "Connell & Barkham 2007, CORE-10 User Manual",
            ),
            Norm(
                19.7,
                7.7,
                1835,
                Sentence(
                    "uk_counselling",
                    "samtalsbehandling i primärvård, Storbritannien",
                    "primary care counselling, United Kingdom",
                ),
                "Connell & Barkham 2007, CORE-10 User Manual",
            ),
        ),
        cut_offs=(CutOff(11, _CORE_CLINICAL, _BARKHAM),),
        reliable_change=PublishedChange(6, _BARKHAM, 0.90),
    ),
    _core(
        "YP-CORE",
        Sentence("yp_core", "YP-CORE, för unga", "YP-CORE, for young people"),
        10,
        (3, 5, 10),
        version="2009",
        prorate_most=1,
        min_age=11,
        reliabilities=(
            Reliability(
                "alpha",
                0.80,
                Sentence(
                    "uk_young",
                    "unga 11–16 år i behandling, Storbritannien",
                    "people aged 11–16 in treatment, United Kingdom",
                ),
                "Twigg m.fl. 2016, Child Adolesc Ment Health 21:115–123",
            ),
        ),
    ),
)
