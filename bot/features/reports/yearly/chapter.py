"""The chapter on meetings and attendance in sentences, tables and plots.

Nothing here is markup, so names stand as they were written.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.core.card import Chart, Table, Words
from bot.core.report import Block
from bot.core.text import Lang, Text, join_names, set_numbers
from bot.features.bodies.cards import capital, named
from bot.features.bodies.history import History
from bot.features.bodies.model import Body, Cooperation
from bot.features.bodies.seats import Contact, Presidium
from bot.features.meetings.model import Form
from bot.features.reports import texts as words
from bot.features.reports.cards import Towns
from bot.features.reports.model import Forms, Held, Kept, Level, Period, Standing, Tally, rounded
from bot.features.reports.summary import BodyYear, Figures, TownYear, Year, town_year
from bot.features.reports.written import percent, short_day, span_of_years, vacant_days
from bot.features.reports.yearly import texts

_WORDS: dict[Lang, tuple[str, ...]] = {
    "sv": ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    "en": tuple("zero one two three four five six seven eight nine ten eleven twelve".split()),
}
_SUBJECTS = {
    "network": texts.THE_NETWORK,
    "reference_group": texts.THE_REFERENCE_GROUP,
    "working_group": texts.THE_WORKING_GROUP,
}
_LEVELS = {Level.HIGH: texts.WAS_HIGH, Level.LOW: texts.WAS_LOW, Level.USUAL: texts.WAS_USUAL}


# Words


def in_words(number: int, lang: Lang, *, people: bool = False) -> str:
    """Return a number as it stands in running text, in letters up to twelve: "ett" möte, but "en" of `people`."""
    if people and number == 1 and lang == "sv":
        return "en"
    return _WORDS[lang][number] if number < len(_WORDS[lang]) else str(number)


def times(number: int, lang: Lang) -> str:
    """Return how many times, in running text."""
    return words.ONCE(lang) if number == 1 else words.TIMES(lang, count=in_words(number, lang))


def numbers_of(numbers: Iterable[int]) -> str:
    """Return numbers in order with their stretches drawn together: "1–3, 7"."""
    stretches: list[list[int]] = []
    for number in sorted(set(numbers)):
        if stretches and stretches[-1][-1] == number - 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    return ", ".join(f"{each[0]}–{each[-1]}" if len(each) > 2 else ", ".join(map(str, each)) for each in stretches)


def _bracketed(numbers: Iterable[int], lang: Lang) -> str:
    return texts.NUMBERS(lang, numbers=numbers_of(numbers))


def _decimal(figure: float, lang: Lang) -> str:
    return f"{figure:.1f}".removesuffix(".0").replace(".", "," if lang == "sv" else ".")


def _procent(figure: float, lang: Lang) -> str:
    """Return a share in running text: "91 procent"."""
    return set_numbers(f"{rounded(figure)} procent") if lang == "sv" else percent(figure, lang)


def _during(period: Period, lang: Lang) -> str:
    return texts.DURING_YEAR(lang) if period.whole else texts.DURING_PART(lang, day=short_day(period.last, lang))


_ALL_OF = {
    Form.ON_SITE: (texts.ONE_ON_SITE, texts.ALL_ON_SITE),
    Form.ONLINE: (texts.ONE_ONLINE, texts.ALL_ONLINE),
    Form.HYBRID: (texts.ONE_HYBRID, texts.ALL_HYBRID),
}
_SOME_OF = {
    Form.ON_SITE: (texts.KIND_ON_SITE, texts.KIND_ON_SITE),
    Form.ONLINE: (texts.KIND_ONLINE_ONE, texts.KIND_ONLINE),
    Form.HYBRID: (texts.KIND_HYBRID_ONE, texts.KIND_HYBRID),
}


def _meetings(forms: Forms, lang: Lang) -> dict[str, str]:
    """Return how many meetings (`meetings`) and, where they differ, of which kind (`kinds`), in running text."""

    def said(texts_: tuple[Text, Text], count: int) -> str:
        return texts_[count != 1](lang, count=in_words(count, lang))

    counts = {Form.ON_SITE: forms.on_site, Form.ONLINE: forms.online, Form.HYBRID: forms.hybrid}
    held = [form for form, count in counts.items() if count]
    if len(held) == 1:
        return {"meetings": said(_ALL_OF[held[0]], forms.all), "kinds": ""}
    kinds = join_names([said(_SOME_OF[form], counts[form]) for form in held], lang)
    every = texts.MEETINGS_OF_ALL(lang, count=in_words(forms.all, lang))
    return {"meetings": every, "kinds": texts.OF_KINDS(lang, kinds=kinds)}


def _one_or_many(count: int, one: Text, many: Text, lang: Lang, **values: object) -> str:
    if count == 1:
        return one(lang, **values)
    return many(lang, count=capital(in_words(count, lang)), **values)


# The chapter


def meetings_chapter(
    year: Year,
    presidiums: Mapping[str, Presidium],
    heads: Mapping[str, Mapping[str, Contact]],
    cooperation: Cooperation,
    lang: Lang,
) -> list[Block]:
    """Return the chapter: all bodies together, each body, each municipality.

    `heads` are the people of the presidiums by body and contact id.
    """
    if not year.all.held:
        return []
    towns = {each.code: each for each in cooperation.municipalities}
    blocks: list[Block] = [Words(_overview(year, lang)), Words(texts.HOW_TO_CHECK(lang)), *_by_body(year, lang)]
    for each in year.bodies:
        presidium = presidiums.get(each.body.id)
        blocks += _body(each, presidium, heads.get(each.body.id, {}), cooperation, towns, lang)
    return [*blocks, *_by_town(year, cooperation, lang)]


def _overview(year: Year, lang: Lang) -> str:
    found = year.all
    said = [texts.ALL_MET(lang, **_meetings(found.forms, lang), during=_during(found.period, lang))]
    if found.forms.joint:
        said.append(_one_or_many(found.forms.joint, texts.JOINT_OF_ALL_ONE, texts.JOINT_OF_ALL, lang))
    said += _called_off_and_unnoted(found, lang)
    said += _represented(found.tally, year.before.tally if year.before else None, None, found.period, lang)
    return " ".join(said)


def _called_off_and_unnoted(found: Figures, lang: Lang) -> list[str]:
    said = []
    if found.cancelled:
        said.append(_one_or_many(len(found.cancelled), texts.CALLED_OFF_ONE, texts.CALLED_OFF, lang))
    if found.tally.unnoted and found.tally.meetings:
        numbers = _bracketed(found.tally.unnoted, lang)
        count = len(found.tally.unnoted)
        if count == 1:
            said.append(texts.NOT_NOTED_ONE(lang, numbers=numbers))
        else:
            said.append(texts.NOT_NOTED(lang, count=in_words(count, lang), numbers=numbers))
    return said


def _represented(
    found: Tally, before: Tally | None, standing: Standing | None, period: Period, lang: Lang
) -> list[str]:
    """Return how often seats were represented, against the body's history or the year before."""
    if not found.meetings:
        return [texts.NOTHING_NOTED(lang)]
    start = _LEVELS[standing.level] if standing else texts.REPRESENTED
    said = start(lang, count=found.represented, all=found.possible)
    if found.percent is None:
        return [texts.FEW(lang, said=said)]
    share = _procent(found.percent, lang)
    lines = [texts.IN_PERCENT(lang, said=said, percent=share)]
    if standing:
        against = texts.AGAINST_MEAN if len(standing.years) > 1 else texts.AGAINST_ONE_YEAR
        mean, years = _procent(standing.mean, lang), span_of_years(standing.years)
        lines = [against(lang, said=said, percent=share, mean=mean, years=years)]
    told_already = standing is not None and standing.years == (period.year - 1,)
    if before and before.percent is not None and not told_already:
        text = texts.YEAR_BEFORE if period.whole else texts.PART_BEFORE
        lines.append(text(lang, percent=_procent(before.percent, lang)))
    return lines


def _by_body(year: Year, lang: Lang) -> list[Block]:
    rows = []
    for each in year.bodies:
        found, before = each.now.tally, each.before.tally if each.before else None
        rows.append(
            (
                capital(named(each.body, lang)),
                numbers_of(found.meetings) or texts.NOT_NOTED_MARK(lang),
                f"{found.represented} / {found.possible}" if found.possible else words.NONE_COUNTED(lang),
                _share(found, lang),
                _share(before, lang) if before else words.NONE_COUNTED(lang),
                str(each.now.turnover.count),
                str(each.now.vacant_days),
            )
        )
    headings = (
        texts.COLUMN_BODY,
        texts.COLUMN_MEETINGS,
        texts.COLUMN_THERE,
        texts.COLUMN_SHARE,
        texts.COLUMN_BEFORE,
        texts.COLUMN_CHANGES,
        texts.COLUMN_VACANT,
    )
    blocks: list[Block] = [
        Words(texts.BY_BODY(lang), strong=True),
        Table(tuple(each(lang) for each in headings), tuple(rows)),
    ]
    shares = [(each.body, each.now.tally.percent) for each in year.bodies]
    bars = tuple((capital(named(body, lang)), (float(rounded(share)),)) for body, share in shares if share is not None)
    if bars:
        blocks.append(Chart(texts.PLOT_BODIES(lang), (words.SERIES_PERCENT(lang),), bars, told=True))
    return blocks


def _share(found: Tally, lang: Lang) -> str:
    return words.NONE_COUNTED(lang) if found.percent is None else percent(found.percent, lang)


def _body(
    found: BodyYear,
    presidium: Presidium | None,
    heads: Mapping[str, Contact],
    cooperation: Cooperation,
    towns: Towns,
    lang: Lang,
) -> list[Block]:
    figures, period = found.now, found.now.period
    blocks: list[Block] = [Words(capital(found.body.name(lang)), strong=True)]
    if not figures.held:
        return [*blocks, Words(" ".join(_called_off_and_unnoted(figures, lang)))]
    subject = _SUBJECTS.get(found.body.kind)
    name = subject(lang) if subject else capital(named(found.body, lang))
    said = [
        texts.BODY_MET(
            lang,
            body=name,
            **_meetings(figures.forms, lang),
            during=_during(period, lang),
            numbers=_bracketed((each.number for each in figures.held), lang),
        ),
        *_joint(found.body, figures.held, cooperation, lang),
        *_called_off_and_unnoted(figures, lang),
        *_heads(presidium, heads, period, towns, lang),
    ]
    before = found.before.tally if found.before else None
    attendance = _represented(figures.tally, before, found.attendance, period, lang)
    if figures.tally.meetings:
        attendance += _missing(figures, lang)
    people = [*_turnover(found, towns, lang), *_vacant(figures, towns, lang), *_guests(figures, lang)]
    blocks += [Words(" ".join(lines)) for lines in (said, attendance, people) if lines]
    rows = [(towns[code].name, each) for code, each in found.towns if code in towns and each.possible]
    return [*blocks, *_seats(name if not subject else capital(named(found.body, lang)), rows, lang)]


def _joint(body: Body, held: Sequence[Held], cooperation: Cooperation, lang: Lang) -> list[str]:
    names = {each.id: named(each, lang) for each in cooperation.bodies}
    return [
        texts.JOINT_WITH(
            lang,
            day=short_day(each.day, lang),
            bodies=join_names([names[key] for key in each.meeting.bodies if key != body.id and key in names], lang),
        )
        for each in held
        if each.joint
    ]


def _heads(
    presidium: Presidium | None, heads: Mapping[str, Contact], period: Period, towns: Towns, lang: Lang
) -> list[str]:
    if presidium is None:
        return []
    said = []
    for text, history in ((texts.CHAIR_WAS, presidium.chair), (texts.VICE_WAS, presidium.vice_chair)):
        if people := _who_headed(history, heads, period, towns, lang):
            said.append(text(lang, people=join_names(people, lang)))
    return said


def _who_headed(history: History, heads: Mapping[str, Contact], period: Period, towns: Towns, lang: Lang) -> list[str]:
    people = []
    for tenure in history:
        first, last = tenure.start or dt.date.min, tenure.end or dt.date.max
        contact = heads.get(tenure.person)
        if contact is None or last < period.first or first > period.last:
            continue
        town = towns.get(contact.municipality)
        name = texts.HEAD_OF(lang, name=contact.name, town=town.name) if town else contact.name
        begins, ends = short_day(first, lang), short_day(last, lang)
        if first > period.first and last < period.last:
            name = texts.HEAD_FROM_UNTIL(lang, name=name, first=begins, last=ends)
        elif first > period.first:
            name = texts.HEAD_FROM(lang, name=name, day=begins)
        elif last < period.last:
            name = texts.HEAD_UNTIL(lang, name=name, day=ends)
        people.append(name)
    return people


def _missing(figures: Figures, lang: Lang) -> list[str]:
    """Return who came in others' place, who was excused or absent, and whether answers were kept."""
    found, kept = figures.tally, figures.kept
    said = [texts.STAND_INS_CAME(lang, times=times(found.stand_ins, lang))] if found.stand_ins else []
    excused, absent = times(found.excused, lang), times(found.absent, lang)
    if found.excused and found.absent:
        said.append(texts.EXCUSED_AND_ABSENT(lang, excused=excused, absent=absent))
    elif found.excused:
        said.append(texts.EXCUSED_ONLY(lang, times=excused))
    elif found.absent:
        said.append(texts.ABSENT_ONLY(lang, absent=absent))
    else:
        said.append(texts.NOBODY_MISSED(lang))
    said += answers_kept(kept, lang)
    if silent := kept.silent_came + kept.silent_missing:
        said.append(texts.NO_ANSWER(lang, times=times(silent, lang)))
    return said


def answers_kept(kept: Kept, lang: Lang) -> list[str]:
    """Return whether what was answered to the invitations is what then happened."""
    if not kept.answered:
        return []
    if kept.as_said == kept.answered:
        text = {1: texts.ANSWERS_ONE, 2: texts.ANSWERS_BOTH}.get(kept.answered)
        return [text(lang) if text else texts.ANSWERS_ALL(lang, all=in_words(kept.answered, lang))]
    exceptions = [
        text(lang, count=in_words(count, lang, people=True))
        for text, count in ((texts.YES_BUT_AWAY, kept.missing), (texts.NO_BUT_THERE, kept.came_anyway))
        if count
    ]
    if kept.answered == 1:
        return [texts.ANSWER_NOT_KEPT(lang, said=exceptions[0])]
    but = texts.ANSWERS_BUT(lang, said=join_names(exceptions, lang))
    values = {"all": in_words(kept.answered, lang), "count": in_words(kept.as_said, lang)}
    return [texts.ANSWERS(lang, **values, but=but)]


def _turnover(found: BodyYear, towns: Towns, lang: Lang) -> list[str]:
    change, standing = found.now.turnover, found.turnover
    said = []
    if standing and standing.level is not Level.USUAL:
        high = standing.level is Level.HIGH
        one = texts.TURNOVER_HIGH_ONE if high else texts.TURNOVER_LOW_ONE
        many = texts.TURNOVER_HIGH if high else texts.TURNOVER_LOW
        mean = _decimal(standing.mean, lang)
        if change.count == 1:
            said.append(one(lang, mean=mean))
        else:
            said.append(many(lang, count=in_words(change.count, lang) if change.count else "0", mean=mean))
    names = [towns[code].name for code in change.municipalities if code in towns]
    if not names:
        return [*said, texts.NO_CHANGE(lang)]
    listed = join_names(names, lang)
    said.append(_one_or_many(len(names), texts.CHANGED_ONE, texts.CHANGED, lang, towns=listed))
    if often := [towns[code].name for code in change.more_than_once if code in towns]:
        said.append(texts.CHANGED_OFTEN(lang, towns=join_names(often, lang)))
    return said


def _vacant(figures: Figures, towns: Towns, lang: Lang) -> list[str]:
    said = []
    for gap in figures.gaps:
        if gap.municipality not in towns:
            continue
        town, first = towns[gap.municipality].name, short_day(gap.first, lang)
        if gap.open and gap.days > 1:
            said.append(texts.IS_VACANT(lang, town=town, first=first, days=gap.days))
        elif gap.days == 1:
            said.append(texts.WAS_VACANT_DAY(lang, town=town, first=first))
        else:
            last = short_day(gap.last, lang)
            said.append(texts.WAS_VACANT(lang, town=town, first=first, last=last, days=gap.days))
    never = [towns[seat.municipality].name for seat in figures.never_filled if seat.municipality in towns]
    return [*said, texts.WAS_NEVER(lang, towns=join_names(never, lang))] if never else said


def _guests(figures: Figures, lang: Lang) -> list[str]:
    by_guest: dict[str, list[str]] = {}
    for visit in figures.visits:
        name = visit.guest.organisation or visit.guest.name
        by_guest.setdefault(name, []).append(short_day(visit.held.day, lang))
    if not by_guest:
        return []
    named_ = [
        texts.GUEST_AT(lang, guest=name, days=join_names(list(dict.fromkeys(days)), lang))
        for name, days in by_guest.items()
    ]
    text = texts.GUEST_WAS if len(named_) == 1 else texts.GUESTS_WERE
    return [text(lang, guests=join_names(named_, lang))]


_COUNTS: tuple[tuple[Text, Text, Callable[[Tally], int]], ...] = (
    (texts.COLUMN_HOLDER, words.SERIES_HOLDER, lambda each: each.holders),
    (texts.COLUMN_STAND_IN, words.SERIES_STAND_IN, lambda each: each.stand_ins),
    (texts.COLUMN_EXCUSED, words.SERIES_EXCUSED, lambda each: each.excused),
    (texts.COLUMN_ABSENT, words.SERIES_ABSENT, lambda each: each.absent),
)


def _seats(body: str, rows: Sequence[tuple[str, Tally]], lang: Lang) -> list[Block]:
    """Return the table of a body's municipalities and its plot."""
    if not rows:
        return []
    headings = (
        words.TOWN(lang),
        texts.COLUMN_MEETINGS(lang),
        *(text(lang) for text, _, _ in _COUNTS),
        texts.COLUMN_SHARE(lang),
    )
    table = Table(
        headings,
        tuple(
            (town, numbers_of(each.meetings), *(str(count(each)) for _, _, count in _COUNTS), _share(each, lang))
            for town, each in rows
        ),
    )
    bars = tuple((town, tuple(float(count(each)) for _, _, count in _COUNTS)) for town, each in rows)
    series = tuple(text(lang) for _, text, _ in _COUNTS)
    return [table, Chart(texts.PLOT_TOWNS(lang, body=body), series, bars, told=True)]


def _by_town(year: Year, cooperation: Cooperation, lang: Lang) -> list[Block]:
    found: list[tuple[str, TownYear]] = [
        (each.name, town_year(each.code, cooperation.bodies, year.register, None))
        for each in cooperation.municipalities
    ]
    rows = tuple(
        (
            name,
            f"{each.all.represented} / {each.all.possible}",
            _share(each.all, lang),
            str(each.all.stand_ins),
            str(each.all.excused),
            str(each.all.absent),
            str(each.turnover.count),
            str(sum(vacant_days(each.gaps).values())),
        )
        for name, each in found
        if each.all.possible
    )
    if not rows:
        return []
    headings = (
        words.TOWN,
        texts.COLUMN_THERE,
        texts.COLUMN_SHARE,
        texts.COLUMN_STAND_IN,
        texts.COLUMN_EXCUSED,
        texts.COLUMN_ABSENT,
        texts.COLUMN_CHANGES,
        texts.COLUMN_VACANT,
    )
    return [
        Words(texts.BY_TOWN(lang), strong=True),
        Words(texts.BY_TOWN_SAID(lang)),
        Table(tuple(each(lang) for each in headings), rows),
    ]
