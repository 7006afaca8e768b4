"""How long one answer takes: from the facts of data/, and beside 20 000 imported passages.

Run `python -m benchmarks.answers`. Every question of data/questions.jsonl is asked ten times, each time as a new
question, after a first round that has a line of its own: then the bot has just started and nothing has been asked. The
bars: p99 at most 5 ms for the facts, 25 ms with the passages; the first round may take twice that. As in the bot, what
was made at the start is left out of the collection of garbage. The bars are for the time by the clock; the processor's
own time beside it tells how much of that is others' doing on the same machine.
"""

import argparse
import gc
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.features.knowledge.evaluation import Question, read_questions
from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.model import Library, Passage
from bot.library import read_library

ROOT = Path(__file__).parent.parent
ROUNDS = 10
PASSAGES = 20_000
BARS = {"facts": 5.0, f"facts and {PASSAGES} passages": 25.0}


def passages(library: Library, count: int) -> tuple[Passage, ...]:
    """Return made-up passages of about 100 words, drawn from the facts' own words so that every question meets many."""
    words = [
        word
        for fact in library.facts
        for text in (fact.answer.sv, fact.question.sv, *fact.asked.sv)
        for word in text.split()
    ]
    made = []
    for number in range(count):
        start = number * 37
        body = [words[(start + place * (1 + number % 13)) % len(words)] for place in range(100)]
        sentences = (" ".join(body[at : at + 12]) + "." for at in range(0, 100, 12))
        made.append(Passage("made-up", "Påhittad rapport", str(number % 40), " ".join(sentences), number // 5 + 1))
    return tuple(made)


def measure(knowledge: Knowledge, questions: Sequence[Question], rounds: range) -> tuple[list[float], list[float]]:
    """Return the milliseconds of every answer by the clock, and of the processor, each sorted."""
    took, worked = [], []
    for number in rounds:
        for question in questions:
            # A space more each time makes it another question: the answer is found anew.
            asked = question.q + " " * number
            start, busy = time.perf_counter(), time.process_time()
            knowledge.ask(asked, question.ctx)
            worked.append((time.process_time() - busy) * 1000)
            took.append((time.perf_counter() - start) * 1000)
    return sorted(took), sorted(worked)


def median_and_p99(took: Sequence[float]) -> tuple[float, float]:
    """Return the two of sorted milliseconds."""
    return took[len(took) // 2], took[int(len(took) * 0.99)]


def main() -> int:
    """Print the table; return 1 when a bar is missed."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    start = time.perf_counter()
    library = read_library(ROOT / "data")
    read = time.perf_counter()
    knowledge = Knowledge(replace(library, passages=()))
    built = time.perf_counter()
    questions = read_questions((ROOT / "data" / "questions.jsonl").read_text(encoding="utf-8").splitlines())
    large = Knowledge(replace(library, passages=passages(library, PASSAGES)))
    gc.collect()
    gc.freeze()
    print(f"{len(library.facts)} facts: read in {read - start:.2f} s, indexed in {built - read:.2f} s\n")
    print("| answers from | median | p99 | bar | median, CPU | p99, CPU |")
    print("| --- | --- | --- | --- | --- | --- |")
    missed = False
    for (name, bar), asked in zip(BARS.items(), (knowledge, large), strict=True):
        for when, rounds, limit in ((", first asked", range(1), 2 * bar), ("", range(1, 1 + ROUNDS), bar)):
            took, worked = measure(asked, questions, rounds)
            median, p99 = median_and_p99(took)
            own, own_p99 = median_and_p99(worked)
            missed |= p99 > limit
            print(
                f"| {name}{when} | {median:.2f} ms | {p99:.2f} ms | {limit:.0f} ms | {own:.2f} ms | {own_p99:.2f} ms |"
            )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
