"""The conversation with newcomers: skipped, corrected, waited with, stopped, in the channel, and true in the end."""

import datetime as dt

import pytest

from bot.core.ports import Store, Unknown, Unreachable
from tests.conversation import Chat, person, read
from tests.features.newcomers.conftest import DAY, HOUR, Town, team_of
from tests.features.newcomers.conftest import town as _town

ANNA = "Anna Ek"
town = _town


@pytest.fixture
async def anna(town: Town) -> Chat:
    """Anna Ek, who has just been welcomed."""
    await town.add(ANNA)
    await town.pass_time(HOUR)
    return town.world.chat(ANNA)


async def _start(town: Town, anna: Chat, title: str = "Nu") -> str:
    [welcome] = town.world.to_person(ANNA)
    return read(await town.world.press_on(welcome, title, anna))


async def _through(anna: Chat, *said: str) -> str:
    """Say some things; return what came back last."""
    reply = None
    for words in said:
        reply = await anna.say(words)
    return read(reply)


async def test_a_newcomer_is_welcomed_with_three_things_and_then_asked(town: Town, anna: Chat) -> None:
    assert town.told(ANNA)[0].startswith("Hej och välkommen till nätverket för planeringschefer.")
    first = await _start(town, anna)
    assert "De här sitter för kommunerna:" in first
    assert "Tyresö: Per Berg" in first
    assert "Vilken kommun kommer du från?" in read(await anna.press("Vidare"))
    assert "Vems plats för Salem" in read(await anna.say("Jag jobbar i Salem"))
    end = await _through(anna, "efter Karin", "ja", "planeringschef", "spår", "nej tack", "nej")
    assert "Kommun: Salem" in end
    assert "Titel: planeringschef" in end
    await town.world.settle()
    assert "Det vi driver tillsammans" in town.told(ANNA)[-1]
    assert "Tvärförbindelse Södertörn" in town.told(ANNA)[-1]


async def test_who_presses_now_twice_has_both_times_what_is_to_be_read(town: Town, anna: Chat) -> None:
    for _ in range(2):
        first = await _start(town, anna)
        assert "De här sitter för kommunerna:" in first
    assert "Vilken kommun kommer du från?" in read(await anna.press("Vidare"))
    assert "Vilken kommun kommer du från?" in await _start(town, anna)


async def test_a_welcome_of_which_nobody_knows_whether_it_arrived_is_said_again(town: Town) -> None:
    town.world.teams.refuses[f"person:{person(ANNA).id}"] = Unknown("timeout")
    await town.add(ANNA)
    await town.pass_time(dt.timedelta(minutes=10))
    assert not town.told(ANNA)
    town.world.teams.refuses.clear()
    await town.pass_time(HOUR)
    [welcome] = town.told(ANNA)
    assert "Hej och välkommen" in welcome


async def test_leaving_the_quiz_leaves_the_conversation_as_it_was(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    assert "Fråga 1 av 5" in read(await anna.say("quiz"))
    assert read(await anna.say("sluta")).startswith("Quizet är avslutat")
    assert "Vilken kommun kommer du från?" in read(await anna.say("vidare"))


async def test_the_seat_changes_hands_with_one_press_and_the_newcomer_hears_of_it(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "efter Karin")
    await town.world.settle()
    [asked] = town.world.to_person("Gunilla Ström")
    assert asked.words.startswith("Anna Ek är ny i planeringscheferna och tar över Salems plats efter Karin Holm.")
    done = await town.world.press_on(asked, "Ja, från 24 november", town.world.secretariat)
    assert "Anna Ek har Salems plats i planeringscheferna. Gunilla Ström bekräftade." in read(done)
    again = await town.world.press_on(asked, "Nej", town.world.secretariat)
    assert "Anna Ek har Salems plats" in read(again)
    await town.world.settle()
    assert "Gunilla Ström har bekräftat" in town.told(ANNA)[-1]
    assert "Gunilla Ström bekräftade" in town.told("Mehmet Aydin")[0]
    assert "Anna Ek sitter för Salem" in read(await anna.say("vem sitter för Salem i planeringscheferna?"))


async def test_nobody_answers_so_they_are_reminded_and_it_stands_in_the_overview(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "efter Karin")
    await town.pass_time(3 * DAY)
    _, again = town.told("Gunilla Ström")
    assert "Jag frågade 24 november och ingen har svarat än" in again
    await town.pass_time(20 * DAY)
    assert sum("ingen har svarat än" in words for words in town.told("Gunilla Ström")) == 1


async def test_a_chair_says_no_and_the_seat_stays(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "efter Karin")
    await town.world.settle()
    [asked] = town.world.to_person("Mehmet Aydin")
    await town.world.press_on(asked, "Nej", town.world.chat("Mehmet Aydin"))
    await town.world.settle()
    assert "Mehmet Aydin har en annan uppgift" in town.told(ANNA)[-1]
    assert "Karin Holm sitter för Salem" in read(await anna.say("vem sitter för Salem i planeringscheferna?"))


async def test_a_seat_that_changed_meanwhile_is_shown_anew_before_it_is_given(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "efter Karin")
    await town.world.settle()
    gunilla = town.world.secretariat
    await gunilla.say("Salems plats i planeringscheferna är vakant från i dag")
    await gunilla.press("Spara")
    [asked] = town.world.to_person("Gunilla Ström")
    shown = read(await town.world.press_on(asked, "Ja, från 24 november", gunilla))
    assert "Någon har ändrat platsen" in shown
    assert "som är vakant" in shown
    assert "Anna Ek har Salems plats" in read(await gunilla.press("Ja, från 24 november"))


async def test_a_question_is_answered_and_the_conversation_goes_on(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "efter Karin", "ja")
    assert "Tvärförbindelse" in read(await anna.say("vilka är prioriteringarna?"))
    assert "sitter för Tyresö" in read(await anna.say("vem sitter för Tyresö i planeringscheferna"))
    assert "gärna arbeta med" in read(await anna.say("samhällsbyggnadschef"))


async def test_everything_can_be_skipped_and_gone_back_to(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    assert "Vilken kommun" in await _through(anna, "vidare")
    assert "Får jag spara" in await _through(anna, "hoppa över")
    assert "fadder" in await _through(anna, "nej")
    end = await _through(anna, "nej tack")
    assert "Kommun: inte sagt" in end
    assert "Titel" not in end
    assert "Vilken kommun" in await _through(anna, "ändra kommun")
    assert "Vems plats för Haninge" in await _through(anna, "Haninge")
    assert "Kommun: Haninge" in await _through(anna, "jag har ingen plats")
    assert "Du har sagt att jag bara får spara namn och plats" in await _through(anna, "ändra titel")


async def test_back_goes_back(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "efter Karin", "ja", "planeringschef")
    assert "Vad är din titel" in await _through(anna, "tillbaka")
    assert "gärna arbeta med" in await _through(anna, "plansamordnare")


async def test_tomorrow_is_the_next_working_morning(town: Town, anna: Chat) -> None:
    assert "nästa arbetsdag" in await _start(town, anna, "I morgon")
    await town.pass_time(HOUR)
    assert len(town.told(ANNA)) == 1
    await town.pass_time(DAY)
    resumed = [each for each in town.world.to_person(ANNA) if "Du ville ta det i dag" in each.words]
    assert [each.first for each in resumed] == [dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC)]
    assert "Vems plats för Salem" in read(await anna.say("Salem"))


async def test_not_at_all_is_the_last_word(town: Town, anna: Chat) -> None:
    assert "Då skickar jag inget mer av mig själv" in await _start(town, anna, "Inte alls")
    await town.pass_time(60 * DAY)
    assert len(town.told(ANNA)) == 1
    assert "Hej och välkommen" in await _through(anna, "jag är ny i planeringscheferna")


async def test_stop_works_in_the_middle_and_on_a_lesson(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "hoppa över", "nej", "nej")
    await town.pass_time(4 * DAY)
    lesson = town.world.to_person(ANNA)[-1]
    assert "Så går en remissrunda till" in lesson.words
    assert "Då skickar jag inget mer" in read(await town.world.press_on(lesson, "Inga fler sådana här", anna))
    count = len(town.told(ANNA))
    await town.pass_time(60 * DAY)
    assert len(town.told(ANNA)) == count


@pytest.mark.usefixtures("anna")
async def test_who_never_answers_is_reminded_once_and_gets_what_everybody_gets(town: Town) -> None:
    await town.pass_time(60 * DAY)
    told = town.told(ANNA)
    assert sum("Vi blev inte klara" in words for words in told) == 1
    for title in ("Det vi driver tillsammans", "Så är det att vara med", "Hur har första månaden varit?"):
        assert sum(words.startswith(title) for words in told) == 1
    assert len(set(told)) == len(told)


async def test_who_cannot_be_written_to_is_mentioned_in_the_channel(town: Town) -> None:
    town.world.teams.refuses[f"person:{person(ANNA).id}"] = Unreachable("not in the roster")
    await town.add(ANNA)
    await town.pass_time(HOUR)
    [welcome] = town.world.to_channel()
    assert welcome.words.startswith("Anna Ek: Hej och välkommen")
    assert welcome.message.mentions == ((person(ANNA).teams_id, ANNA),)
    other = await town.world.press_on(welcome, "Nu", town.world.in_channel("Per Berg"))
    assert read(other) == "Det kortet är till Anna Ek."
    anna = town.world.in_channel(ANNA)
    assert "De här sitter" in read(await town.world.press_on(welcome, "Nu", anna))
    assert "Vilken kommun" in read(await anna.say("vidare"))
    # Heard of again, she can be written to; what was said in the channel is not said a second time.
    del town.world.teams.refuses[f"person:{person(ANNA).id}"]
    await town.world.chat(ANNA).say("hej")
    await town.pass_time(HOUR)
    assert [words for words in town.told(ANNA) if "Hej och välkommen" in words] == []


async def test_the_introduction_is_shown_first_posted_once_changed_and_taken_away(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "hoppa över", "ja", "planeringschef", "spår")
    assert "Så här skriver jag i teamet Planeringschefer:" in await _through(anna, "ja")
    assert town.world.to_channel() == []
    await anna.press("Lägg ut", words="Kommer från *Trafikverket*.")
    await town.world.settle()
    [introduced] = town.world.to_channel()
    assert "Anna Ek är ny i planeringscheferna" in introduced.words
    assert r"Kommer från \*Trafikverket\*." in introduced.words
    await _through(anna, "nej tack", "ändra titel", "plansamordnare")
    await town.world.settle()
    [changed] = town.world.to_channel()
    assert "plansamordnare" in changed.words
    assert "Trafikverket" in changed.words
    assert read(await anna.say("ta bort min presentation")) == "Presentationen är borttagen."
    await town.world.settle()
    assert town.world.to_channel() == []
    assert "ingen presentation" in read(await anna.say("ta bort min presentation"))


async def test_nobody_is_introduced_without_consent(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "hoppa över", "nej", "nej")
    await town.pass_time(40 * DAY)
    assert town.world.to_channel() == []


async def test_the_buddy_is_asked_first_and_the_next_one_when_the_first_says_no(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "hoppa över", "nej")
    assert "Jag frågar någon och hör av mig." in read(await anna.say("ja tack"))
    await town.world.settle()
    first = town.world.to_person("Mehmet Aydin")[-1]
    assert "Anna Ek från Salem är ny i planeringscheferna och vill gärna ha en fadder" in first.words
    no = await town.world.press_on(first, "Inte den här gången", town.world.chat("Mehmet Aydin"))
    assert "Då frågar jag någon annan" in read(no)
    await town.world.settle()
    second = town.world.to_person("Per Berg")[-1]
    assert not any("fadder" in words for words in town.told(ANNA))
    stolen = await town.world.press_on(second, "Gärna", town.world.chat("Karin Holm"))
    assert "finns inte längre" in read(stolen)
    await town.world.press_on(second, "Gärna", town.world.chat("Per Berg"))
    await town.world.settle()
    assert "Per Berg i Tyresö är gärna din fadder" in town.told(ANNA)[-1]


async def test_a_person_new_in_a_second_body_is_asked_for_that_seat_alone(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "efter Karin", "nej", "nej")
    place = team_of("Klimatstrateger")
    await Chat(town.world.bot, who=person("Lovisa Brandt"), place=place).say("hej")
    town.lists.there[place.team_id] = [person("Lovisa Brandt")]
    await town.pass_time(DAY)
    count = len(town.told(ANNA))
    await town.add(ANNA, team="Klimatstrateger")
    await town.pass_time(HOUR)
    fresh = town.told(ANNA)[count:]
    assert len(fresh) == 1
    assert "Vems plats för Salem tar du över i klimatstrategerna?" in fresh[0]
    await town.pass_time(60 * DAY)
    told = town.told(ANNA)
    assert sum(words.startswith("Det vi driver tillsammans") for words in told) == 1
    assert sum(words.startswith("Det här är klimatstrategerna") for words in told) == 1


async def test_who_leaves_after_a_week_hears_no_more(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    await _through(anna, "vidare", "Salem", "efter Karin")
    await town.pass_time(7 * DAY)
    await town.remove(ANNA)
    await town.pass_time(DAY, HOUR)
    count = len(town.told(ANNA))
    assert "gäller inte längre" in town.told("Gunilla Ström")[0]
    await town.pass_time(60 * DAY)
    assert len(town.told(ANNA)) == count


async def test_the_questions_after_a_month_go_to_the_secretariat_once(town: Town, anna: Chat) -> None:
    await town.pass_time(35 * DAY)
    asked = town.world.to_person(ANNA)[-1]
    assert "Vad är fortfarande oklart?" in asked.words
    empty = await town.world.press_on(asked, "Skicka", anna, answer1=" ")
    assert "minst ett av fälten" in read(empty)
    thanks = await town.world.press_on(asked, "Skicka", anna, answer2="Vem som *skriver* remissvaren")
    assert "Tack." in read(thanks)
    assert "redan dina svar" in read(await town.world.press_on(asked, "Skicka", anna, answer2="igen"))
    await town.world.settle()
    [given] = [words for words in town.told("Gunilla Ström") if "första månad" in words]
    assert "Anna Ek om sin första månad i planeringscheferna" in given
    assert r"Vem som \*skriver\* remissvaren" in given


async def test_an_english_newcomer_is_asked_in_english(town: Town, anna: Chat) -> None:
    assert "Hello and welcome to the planning managers' network." in await _start(town, anna, "In English")
    assert "This is the planning managers" in read(await anna.press("Now"))
    assert "Which municipality" in read(await anna.press("Go on"))
    assert "Whose seat for Salem" in read(await anna.say("I work in Salem"))
    assert "May I keep a little more" in read(await anna.press("After Karin Holm"))


async def test_the_conversation_survives_a_restart(memory: Store) -> None:
    from tests.features.newcomers.conftest import FILLINGS, Lists
    from tests.world import living

    lists = Lists()
    async with living(memory, roster=lists) as world:
        await world.bot.seating.fill(FILLINGS)
        first = Town(world, lists)
        lists.there[team_of().team_id] = [person("Per Berg")]
        await world.in_channel("Per Berg").say("hej")
        await first.pass_time(DAY)
        await first.add(ANNA)
        await first.pass_time(HOUR)
        chat = world.chat(ANNA)
        [welcome] = world.to_person(ANNA)
        await world.press_on(welcome, "Nu", chat)
        await chat.say("vidare")
        now = world.clock()
    async with living(memory, start=now, roster=lists) as world:
        assert "Vems plats för Salem" in read(await world.chat(ANNA).say("Salem"))


@pytest.mark.parametrize("said", ["jag är ny", "I am new here"])
async def test_an_outsider_is_told_who_lets_people_in(town: Town, said: str) -> None:
    stranger = town.world.chat("Nils Ingenstans", tenant="elsewhere")
    asked = await stranger.say(said)
    assert "I vilket organ är du ny?" in read(asked)
    refused = await stranger.press("Välj", body="planeringschefer")
    assert "Be kansliet" in read(refused)


async def test_an_odd_payload_is_answered_kindly(town: Town, anna: Chat) -> None:
    await _start(town, anna)
    key = person(ANNA).id
    assert "Välj en kommun" in read(
        await anna.press_raw({"do": "welcome.answer", "person": key, "step": "town", "town": "9999"})
    )
    for step in ("nonsense", ""):
        assert "inte berättat" in read(await anna.press_raw({"do": "welcome.answer", "person": key, "step": step}))
    assert "någon annan" in read(await anna.press_raw({"do": "welcome.answer", "person": "x" * 999, "step": "town"}))
