"""Composition: the only place where the features and what they stand on are named and put together."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.errands import Run
from bot.core.feature import Feature, Routine
from bot.core.overview import Focus, Overview, Section
from bot.core.page import Addresses, Page
from bot.core.ports import (
    Roster,
    Store,
    Transaction,
)
from bot.core.timers import TIMERS, Prepared, UseCase, set_timer
from bot.core.turn import Reply, Turn
from bot.dispatcher import COMMAND_CHARS, Dispatcher
from bot.features.activities.feature import build_activities
from bot.features.activities.service import Activities
from bot.features.bodies.binding import build_teams
from bot.features.bodies.feature import build_bodies
from bot.features.bodies.model import Cooperation
from bot.features.bodies.seating import Seating
from bot.features.bodies.service import People
from bot.features.bodies.teams import BodyTeams
from bot.features.broadcasts.audience import Audiences
from bot.features.broadcasts.feature import build_broadcasts
from bot.features.broadcasts.service import Broadcasts
from bot.features.decisions.feature import build_decisions
from bot.features.decisions.service import Decisions
from bot.features.home.feature import build_home
from bot.features.home.personal.feature import build_personal
from bot.features.home.service import Welcomes
from bot.features.home.standing import build_standing
from bot.features.knowledge.feature import build_knowledge
from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.model import Library
from bot.features.meetings.answers.feature import build_answers
from bot.features.meetings.calendars.feature import build_calendars
from bot.features.meetings.calendars.service import MEETING_ROOM, Calendars
from bot.features.meetings.changes.feature import build_changes
from bot.features.meetings.feature import build_meetings
from bot.features.meetings.reminders.feature import build_reminders
from bot.features.meetings.reminders.sends import Sends
from bot.features.meetings.reminders.service import Reminders
from bot.features.meetings.rollcall.feature import build_attendance
from bot.features.meetings.rollcall.service import RollCalls
from bot.features.meetings.service import Meetings
from bot.features.meetings.wording import Reader
from bot.features.newcomers.claims import Claims
from bot.features.newcomers.feature import Parts, build_newcomers
from bot.features.newcomers.gatherings import IntroductionMeetings
from bot.features.newcomers.introducing import Buddies, Introductions
from bot.features.newcomers.leaving import Leaving
from bot.features.newcomers.letters import Letters
from bot.features.newcomers.noticing import Noticing
from bot.features.newcomers.onboarding import Onboarding
from bot.features.newcomers.programme import Programme
from bot.features.quiz.cards import Shelf
from bot.features.quiz.feature import build_quiz
from bot.features.quiz.service import Quizzes
from bot.features.records.feature import build_records
from bot.features.records.service import Records
from bot.features.referrals.feature import build_referrals
from bot.features.referrals.joint import JointAnswers, Template
from bot.features.referrals.record import Ground
from bot.features.referrals.service import Referrals
from bot.features.reports.feature import build_reports
from bot.features.reports.service import Statistics
from bot.metrics import Metrics
from bot.replies import Replies
from bot.turns import KeptTurns, build_turns
from dialogs.assent import build_assent
from dialogs.booking import build_booking
from dialogs.following import build_following
from dialogs.reception import Reception, forget_talk
from dialogs.referral import build_registration
from dialogs.two_answers import build_two_answers
from dialogs.underway import Elsewhere
from dialogs.welcome import build_welcome


def new_id() -> str:
    """Return an identifier that nobody has used before: 32 hexadecimal digits."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot put together, whatever it is spoken to through; `warm` does what can wait until after the start."""

    dispatcher: Dispatcher
    features: tuple[Feature, ...]
    people: People
    seating: Seating
    meetings: Meetings
    store: Store
    metrics: Metrics
    addresses: Addresses
    replies: Replies
    warm: Callable[[], None]

    async def take(self, turn: Turn) -> Reply | None:
        """Return the reply to a turn, and count it."""
        reply = await self.dispatcher.take(turn)
        self.metrics.count_turn(turn, reply)
        return reply

    @property
    def pages(self) -> tuple[Page, ...]:
        """What is fetched over the web."""
        return tuple(page for feature in self.features for page in feature.pages)

    @property
    def use_cases(self) -> Mapping[str, UseCase | Prepared]:
        """What timers may name."""
        return {name: run for feature in self.features for name, run in feature.use_cases.items()}

    @property
    def errands(self) -> Mapping[str, Run]:
        """What may be asked of the world."""
        return {name: run for feature in self.features for name, run in feature.errands.items()}

    async def lay_out(self, now: dt.datetime) -> None:
        """Keep what must be there before the first turn: seats, and the timers of what comes again by itself."""
        await self.seating.lay_out()
        routines = [routine for feature in self.features for routine in feature.routines]

        async def work(tx: Transaction) -> None:
            for routine in routines:
                await _keep_routine(tx, routine, now)

        await self.store.run(work)


async def _keep_routine(tx: Transaction, routine: Routine, now: dt.datetime) -> None:
    key = f"routine:{routine.runs}"
    kept = await tx.get(TIMERS, key)
    first = routine.repeats.next_after(now)
    if first and (kept is None or kept.value.repeats != routine.repeats):
        await set_timer(
            tx,
            key=key,
            runs=routine.runs,
            at=first,
            useful_seconds=routine.useful_seconds,
            repeats=routine.repeats,
        )


def compose(
    store: Store,
    library: Library,
    cooperation: Cooperation,
    *,
    understanding: Knowledge | None = None,
    secretariat: frozenset[str] = frozenset(),
    home_tenant: str = "",
    addresses: Addresses = Addresses(),  # noqa: B008 - a frozen value
    roster: Roster | None = None,
    programme: Programme = Programme(),  # noqa: B008 - a frozen value
    make_id: Callable[[], str] = new_id,
    posted: Callable[[], None] = lambda: None,
    read_template: Callable[[], Template | None] = lambda: None,
) -> Bot:
    """Return the bot.

    `understanding` is what answers from the library, made anew when it is None: the same for many bots of one library
    saves each of them half a second. `secretariat` are person ids; `addresses` where its pages are reached; `roster`
    tells who is in a team, None where there is no Teams; `programme` what newcomers get; `posted` is called when
    something was put in the outbox or a timer was set; `read_template` gives the Word template of joint answers as it
    is now.
    """
    people = People(store, secretariat, home_tenant)
    understanding = understanding or Knowledge(library)
    knowledge = build_knowledge(understanding, store, people, make_id, posted, cooperation.secretariat)
    seating = Seating(store, cooperation, make_id)
    bodies = build_bodies(store, seating, make_id)
    body_teams = BodyTeams(store, cooperation, secretariat, posted)
    teams = build_teams(body_teams, seating)
    planned = Meetings(store, seating, make_id, posted, lambda meeting: addresses.of(MEETING_ROOM, meeting.id))
    every: list[Feature] = []

    def beside(*names: str) -> Elsewhere:
        return Elsewhere(_is_command_of(every, names), lambda said: understanding.ask(said).status == "answered")

    meetings, booking = build_meetings(planned), build_booking(store, planned, beside("booking"))
    changes = build_changes(planned)
    reminding = Reminders(store, planned, make_id, posted, secretariat=secretariat, home_tenant=home_tenant)
    reminders = build_reminders(reminding, Sends(store, planned, reminding, make_id, posted), planned)
    attendance = build_attendance(RollCalls(store, planned, secretariat, make_id, posted), planned)
    answers = build_answers(planned)
    calendars = build_calendars(Calendars(store, planned, secretariat, make_id, addresses), planned)
    written = Broadcasts(store, Audiences(cooperation), secretariat, make_id, posted)
    broadcasts = build_broadcasts(store, written, seating)
    ground = Ground(store, seating, written.sending, make_id, posted, secretariat, addresses, planned.finder)
    asked = Referrals(ground)
    planned.follows.append(asked.follow)
    referrals, registration = (
        build_referrals(asked, JointAnswers(asked, read_template)),
        build_registration(asked, beside("registration")),
    )
    others: list[Feature] = []
    letters = Letters(cooperation, body_teams.finder, secretariat)
    theirs = beside("newcomers", "welcome")
    newcomers, welcome = _newcomers(
        store, planned, people, body_teams, letters, roster, programme, make_id, posted, others, theirs
    )
    shown = [knowledge, booking, meetings, changes, reminders, attendance, registration, referrals]
    decisions = build_decisions(Decisions(store, seating, make_id))
    activities = build_activities(store, Activities(store, cooperation.language, make_id, posted), seating)
    shelf = Shelf({fact.id: fact for fact in library.facts}, understanding.source_of)
    quizzes = Quizzes(store, library, shelf, seating, body_teams.finder, secretariat, make_id, posted)
    quiz = build_quiz(quizzes, shelf, seating, body_teams.finder)
    assent = build_assent(store)
    shown += [answers, calendars, bodies, broadcasts, decisions, activities, teams, newcomers, welcome, quiz, assent]
    reports = build_reports(Statistics(store, seating, make_id), planned.finder, addresses, shown)
    shown = [*shown, reports]
    standing = build_standing(store, people, seating, posted, [each.overview for each in shown if each.overview])
    records = build_records(Records(store, [each.matters for each in shown if each.matters], make_id), addresses)
    shown = [standing, *shown, records]
    personal = build_personal(store, addresses, make_id, [each for feature in shown for each in feature.holdings])
    shown = [*shown, personal]
    home = build_home(people, Welcomes(store), cooperation, shown)
    # A yes or no to the card above is one before anything else can be. Whose team it is and who is new come before the
    # welcome, which ends a turn. Meetings know of "nästa möte" before bodies do.
    features = [
        assent,
        teams,
        newcomers,
        home,
        personal,
        standing,
        quiz,
        welcome,
        booking,
        registration,
        reminders,
        changes,
        attendance,
        meetings,
        referrals,
    ]
    features += [records, reports, answers, calendars, broadcasts, activities, decisions, bodies]
    features += [
        build_two_answers(Reader(planned.finder), meetings, referrals),
        build_following(store, body_teams.finder),
        knowledge,
    ]
    features.append(build_turns())
    every += features
    others += [feature for feature in features if feature not in (newcomers, welcome)]
    metrics = Metrics()
    return Bot(
        Dispatcher(features, KeptTurns(store), people.meet, make_id, metrics.count_failure, lets_go=store.lets_go),
        tuple(features),
        people,
        seating,
        planned,
        store,
        metrics,
        addresses,
        Replies(store, posted),
        understanding.warm,
    )


def _newcomers(
    store: Store,
    planned: Meetings,
    people: People,
    teams: BodyTeams,
    letters: Letters,
    roster: Roster | None,
    programme: Programme,
    make_id: Callable[[], str],
    posted: Callable[[], None],
    others: Sequence[Feature],
    elsewhere: Elsewhere,
) -> tuple[Feature, Feature]:
    """Return newcomers and the conversation with them; `others` are the features that tell what waits for a seat."""
    seating = planned.seating
    claims = Claims(store, seating, letters, make_id)
    leaving = Leaving(store, seating, letters, make_id, _together(others))
    introductions, buddies = Introductions(seating, letters), Buddies(store, seating, letters, make_id)
    onboarding = Onboarding(store, seating, planned, letters, programme, _together(others))
    leaves = (claims.left, leaving.left, buddies.left)
    noticing = Noticing(store, seating, teams, letters, roster, posted, leaves, leaving.came_back)
    gatherings = IntroductionMeetings(store, letters)
    planned.follows.append(gatherings.follow)
    parts = Parts(letters, noticing, claims, leaving, onboarding, buddies, gatherings)
    newcomers = build_newcomers(parts, seating, forget_talk)
    reception = Reception(store, seating, letters, claims, onboarding, introductions, buddies, posted)
    return newcomers, build_welcome(reception, noticing, teams, people, elsewhere)


def _is_command_of(features: Sequence[Feature], but: Sequence[str]) -> Callable[[str], bool]:
    """Return what tells whether words are a command of one of some features, others than those called so."""

    def tell(said: str) -> bool:
        others = [command for feature in features if feature.name not in but for command in feature.commands]
        commands = [command for command in others if not command.gives_way]
        return any(command.recognise(said[:COMMAND_CHARS]) is not None for command in commands)

    return tell


def _together(features: Sequence[Feature]) -> Overview:
    """Return how things stand in several features."""

    async def tell(turn: Turn, focus: Focus) -> list[Section]:
        told = [await feature.overview(turn, focus) for feature in features if feature.overview]
        return sorted((section for sections in told for section in sections), key=lambda section: section.place)

    return tell
