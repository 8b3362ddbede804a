"""Which passage comes first, and how well the whole search does on papers of our own."""

import time
from pathlib import Path

import pytest
from tools import search_quality

from praktiknara.swedish.memory import Memory
from praktiknara.swedish.ranking import Scorer, score, with_documents


def found(texts: list[str], query: str) -> list[str]:
    memory = Memory()
    for text in texts:
        memory.add(text, text)
    return [hit.file for hit in memory.search(query)]


def test_the_word_itself_comes_before_a_compound_and_a_compound_before_nothing():
    assert found(["Barn i familjehemsvård.", "Barn i skola.", "Barn i familjehem."], "familjehem") == [
        "Barn i familjehem.",
        "Barn i familjehemsvård.",
    ]


def test_more_of_the_words_come_before_more_of_one():
    assert (
        found(["Stöd stöd stöd stöd.", "Stöd till föräldrar."], "stöd föräldrar")[0] == "Stöd till föräldrar."
    )


def test_the_form_that_was_written_comes_first():
    assert found(["Vi satt på en rad.", "Vi satt i ett råd."], "råd")[0] == "Vi satt i ett råd."
    assert found(["Vi satt i ett råd.", "Vi satt på en rad."], "rad")[0] == "Vi satt på en rad."


def test_a_phrase_must_stand_and_what_is_minus_must_not():
    texts = ["Lokala medel och lokala råd.", "Medel som är lokala."]

    assert found(texts, '"lokala medel"') == texts[:1]
    assert found(texts, "medel -råd") == texts[1:]


def test_one_score_is_the_same_as_one_of_many():
    memory = Memory()
    memory.add("a", "Barn och unga i skola och hem.")
    query = memory.ask("barn skola")

    assert score(query, "sbarn sskol", 2, memory) == Scorer(query, memory).score("sbarn sskol", 2) > 0
    assert score(query, "", 0, memory) == 0.0


def test_passages_share_in_what_their_document_answers():
    shared = with_documents({"a1": 3.0, "a2": 1.0, "b1": 3.0, "b2": 0.0}, document=lambda passage: passage[0])

    assert shared["a1"] > shared["b1"] > 3.0
    assert "b2" not in shared


def test_three_hundred_passages_are_scored_in_some_milliseconds():
    memory = Memory()
    memory.add("a", "Samverkan mellan skola och socialtjänst för barn och unga i stadsdelen. " * 20)
    scorer = Scorer(memory.ask("samverkan skola socialtjänst barn"), memory)
    keys = memory.keys()[0] * 2
    begun = time.process_time()
    for _ in range(300):
        scorer.score(keys, 100)

    assert time.process_time() - begun < 0.1


def test_papers_of_our_own_are_found():
    """Forty-six questions to six papers, two of them damaged, in our own words; the bar is the product's."""
    judged = search_quality.benchmark(search_quality.OURS)
    folder = search_quality.OURS.parent
    engine = search_quality.in_memory(folder, sorted(path.name for path in folder.glob("*.txt")))
    results = search_quality.measure(engine, judged)

    assert sum(result.ndcg for result in results) / len(results) >= 0.90
    assert sum(result.recall for result in results) / len(results) >= 0.88
    assert [result.judged.query for result in results if not result.found] == []


def test_the_citys_papers_are_found(need):
    folder = Path(need("../shared/papers"))
    judged = search_quality.benchmark(folder / "search-benchmark.jsonl")
    engine = search_quality.in_memory(folder, sorted(path.name for path in folder.glob("*.txt")))
    results = search_quality.measure(engine, judged)

    assert sum(result.ndcg for result in results) / len(results) >= 0.90
    assert sum(result.recall for result in results) / len(results) >= 0.88
    assert [result.judged.query for result in results if not result.found] == []


@pytest.mark.parametrize(
    ("spans", "ndcg", "recall"),
    [
        ([("a", 0, 100), ("a", 200, 300)], 1.0, 1.0),
        ([("a", 200, 300), ("a", 0, 100)], 0.797, 1.0),
        ([("a", 0, 100), ("a", 0, 100), ("a", 5, 95)], 0.826, 0.5),
        ([("a", 60, 200), ("b", 0, 100)], 0.0, 0.0),
        ([("a", 40, 100)], 0.826, 0.5),
        ([], 0.0, 0.0),
    ],
)
def test_the_measure_credits_each_judged_place_once(
    spans: list[tuple[str, int, int]], ndcg: float, recall: float
):
    span = search_quality.Span
    judged = search_quality.Judged("x", "fråga", ((span("a", 0, 100), 2), (span("a", 200, 300), 1)))
    result = search_quality.quality(judged, [span(*each) for each in spans])

    assert result.ndcg == pytest.approx(ndcg, abs=0.001)
    assert result.recall == recall
