"""How a report becomes passages: whole paragraphs, one section each, without what is repeated on every page."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.features.knowledge.splitting import FEWEST_WORDS, MOST_WORDS, Line, Split, split_report

SENTENCE = "Kommunerna går samman om en gemensam plan för vägar och spår som alla har nytta av."


def split(text: str) -> Split:
    return split_report([Line(line) for line in text.splitlines()], "plan", "Plan")


def paged(pages: Sequence[str]) -> Split:
    lines = [Line(line, number) for number, page in enumerate(pages, start=1) for line in page.splitlines()]
    return split_report(lines, "plan", "Plan")


def sections(of: Split) -> list[str]:
    return list(dict.fromkeys(passage.section for passage in of.passages))


def test_numbered_sections_are_found_and_never_mixed() -> None:
    made = split(f"1. Inledning\n{SENTENCE}\n\n2 Mål\n{SENTENCE}\n2.1 Delmål\n{SENTENCE}\n2.2 Fler delmål\n{SENTENCE}")
    assert sections(made) == ["1. Inledning", "2 Mål", "2.1 Delmål", "2.2 Fler delmål"]
    assert made.sections == 4
    assert all(passage.text == SENTENCE for passage in made.passages)


def test_rows_of_a_numbered_list_are_no_sections() -> None:
    made = split(f"3. Vägar\n{SENTENCE}\n1. Bron\n2. Tunneln\n3. Spåret\n{SENTENCE}\n4. Remisser\n{SENTENCE}")
    assert sections(made) == ["3. Vägar", "4. Remisser"]
    assert "2. Tunneln" in made.passages[0].text


def test_a_wrapped_sentence_that_looks_like_a_section_is_none() -> None:
    full = "Under året har planerna lagts fram för alla i samarbetet, som det står (se kapitel"
    made = split(
        f"1. Vägar\n{SENTENCE}\n2. Spår\n{full}\n5 Bron har också lagts fram för alla som vill se den\n{SENTENCE}\n"
        f"3. Möten\n{SENTENCE}\n4. Remisser\n{SENTENCE}"
    )
    assert sections(made) == ["1. Vägar", "2. Spår", "3. Möten", "4. Remisser"]


def test_one_false_number_does_not_hide_the_sections_after_it() -> None:
    made = split(f"1. Vägar\n{SENTENCE}\n\n3 Broar\n\n{SENTENCE}\n2. Spår\n{SENTENCE}\n3. Möten\n{SENTENCE}")
    assert sections(made) == ["1. Vägar", "2. Spår", "3. Möten"]


def test_headings_that_the_file_names_are_all_sections_numbered_or_not() -> None:
    lines = [
        Line(text, heading=len(text) < 20) for text in ("1. Mål", SENTENCE, "Kostnader", SENTENCE, "2. Möten", SENTENCE)
    ]
    assert sections(split_report(lines, "plan", "Plan")) == ["1. Mål", "Kostnader", "2. Möten"]


def test_chapters_and_capitals_are_headings() -> None:
    made = split(f"Kapitel 4 Utbildning\n\n{SENTENCE}\n\nBilaga 1: Deltagare\n\n{SENTENCE}")
    assert sections(made) == ["Kapitel 4 Utbildning", "Bilaga 1: Deltagare"]
    assert sections(split(f"INLEDNING\n\n{SENTENCE}\n\nBOKSLUT\n{SENTENCE}")) == ["INLEDNING", "BOKSLUT"]


def test_short_lines_are_headings_only_where_nothing_is_numbered() -> None:
    plain = split(f"Om nätverken\n\n{SENTENCE}\n\nOm kansliet\n\n{SENTENCE}")
    assert sections(plain) == ["Om nätverken", "Om kansliet"]
    numbered = split(f"1. Möten\n\n{SENTENCE}\n\nLedningsgrupp\n\n{SENTENCE}")
    assert sections(numbered) == ["1. Möten"]
    assert "Ledningsgrupp" in numbered.passages[-1].text


def test_a_table_of_contents_is_left_out() -> None:
    made = split(f"1. Inledning ........ 3\n2. Mål ........ 4\n\n1. Inledning\n{SENTENCE}\n2. Mål\n{SENTENCE}")
    assert made.contents == 2
    assert sections(made) == ["1. Inledning", "2. Mål"]


def test_divided_words_are_joined_and_shared_endings_kept() -> None:
    made = split(
        "Under året har infra-\nstruktur, klimat- \noch miljökrav och spåret Järna-\nFlemingsberg 2022-\n2033 antagits."
    )
    assert made.passages[0].text == (
        "Under året har infrastruktur, klimat- och miljökrav och spåret Järna-Flemingsberg 2022-2033 antagits."
    )


def test_a_sentence_goes_on_over_an_empty_line_and_over_a_page() -> None:
    made = paged(["Samarbetet har under året\n\npresenterats för alla och nu har det", "blivit mer känt än förut."])
    assert (
        made.passages[0].text
        == "Samarbetet har under året presenterats för alla och nu har det blivit mer känt än förut."
    )
    assert made.passages[0].page == 1


def test_bullets_become_rows() -> None:
    made = split("De tre satsningarna som vi driver är:\n• Bron över ån\no Tunneln under berget\n▪ Spåret")
    assert made.passages[0].text.splitlines()[1:] == ["– Bron över ån", "– Tunneln under berget", "– Spåret"]


def test_headers_footers_and_page_numbers_go() -> None:
    places = ["Haninge", "Salem", "Tyresö", "Nykvarn"]
    made = paged(
        [
            f"Årsrapport 2021\n{number}. Om {place}\nI {place} {SENTENCE.lower()}\nSida {number} av 4"
            for number, place in enumerate(places, start=1)
        ]
    )
    assert made.repeated == 8
    assert not any("Årsrapport" in passage.text or "Sida" in passage.text for passage in made.passages)
    assert [passage.page for passage in made.passages] == [1, 2, 3, 4]


def test_a_bare_page_number_goes_even_from_two_pages() -> None:
    made = paged([f"{SENTENCE}\n1", f"{SENTENCE}\n2"])
    assert made.repeated == 2
    assert made.pages == 2


def test_pages_without_text_are_told() -> None:
    made = split_report([Line(SENTENCE, 1), Line("", 2), Line(SENTENCE, 3)], "plan", "Plan")
    assert made.blank_pages == (2,)


def test_a_named_heading_is_one_whatever_it_looks_like() -> None:
    made = split_report([Line("mål för året:", heading=True), Line(SENTENCE)], "plan", "Plan")
    assert sections(made) == ["mål för året:"]


words = st.lists(
    st.sampled_from("planen året kommunen möte Beslut och 2021 vägar. spår! nätverk:".split()), max_size=120
)


@given(st.lists(words, max_size=12))
def test_no_word_is_lost_and_no_passage_too_long(paragraphs: list[list[str]]) -> None:
    text = "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
    made = split(text)
    kept = [word for passage in made.passages for word in f"{passage.section} {passage.text}".split()]
    assert set(kept) <= set(text.split())
    for passage in made.passages:
        assert passage.text.strip()
        assert len(passage.text.split()) <= MOST_WORDS + FEWEST_WORDS // 2 or ". " not in passage.text


@given(st.text(max_size=400))
def test_anything_can_be_split(text: str) -> None:
    assert split(text) == split(text)
