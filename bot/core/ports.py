"""What the pure rooms ask of the world: a store, a way to send, and identifiers."""

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bot.core.turn import Conversation, Message, Person

T = TypeVar("T")
R = TypeVar("R")


class StoreFault(Exception):
    """The store could not do what was asked; nothing was written."""


class Conflict(StoreFault):
    """Somebody else changed what was read; the use case may run again."""


class AlreadyThere(StoreFault):
    """A document with that id, or that unique value, is there already."""


class Unserialisable(StoreFault):
    """A value cannot be kept as JSON; nothing was written."""


class StoreBusy(StoreFault):
    """Another process holds the store."""


class StoreInDoubt(StoreFault):
    """The store was lost at the very commit: nobody knows whether the change was written."""


class StoreStopped(StoreFault):
    """The store can be used no more by this process, which must be started anew; what was acknowledged is kept."""


@dataclass(frozen=True, slots=True)
class Collection(Generic[T]):
    """A named set of documents of one frozen dataclass.

    `equal` are fields (text, None allowed) that can be looked up by equality, `ordered` fields (text, date or aware
    datetime, None allowed) that can be read in order, `unique` fields (text, None allowed) of which no two documents
    hold the same. Ids and declared texts are at most 1 000 bytes of UTF-8.
    """

    name: str
    type: type[T]
    equal: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A document as it was read: `version` grows by one at every change and is handed back when it is changed."""

    id: str
    value: T
    version: int


class Transaction(Protocol):
    """Reads and writes that happen together or not at all. Reads see the transaction's own writes."""

    async def get(self, collection: Collection[T], key: str) -> Kept[T] | None:
        """Return the document, or None."""

    async def find(self, collection: Collection[T], **equals: str) -> list[Kept[T]]:
        """Return the documents whose declared `equal` or `unique` fields hold these values, oldest first.

        Of several fields the one that fewest documents share is named first; by that they are looked up.
        """

    async def between(
        self,
        collection: Collection[T],
        field: str,
        start: dt.datetime | dt.date | str | None = None,
        end: dt.datetime | dt.date | str | None = None,
        *,
        limit: int | None = None,
        for_change: bool = False,
    ) -> list[Kept[T]]:
        """Return documents with start <= field < end in order of a declared `ordered` field, then of age.

        Documents whose field is None are never among them. `for_change` claims what it returns until the transaction
        ends and passes over what another replica has claimed; a document is then returned to one of them only.
        """

    async def get_all(self, collection: Collection[T], keys: Iterable[str]) -> dict[str, Kept[T]]:
        """Return by their ids those of these documents that are there."""

    async def firsts(
        self, collection: Collection[T], field: str, spans: Sequence[tuple[str, str]]
    ) -> list[Kept[T] | None]:
        """Return for each span what `between` would return as its first, None where there is nothing."""

    async def put_all(self, collection: Collection[T], changes: Sequence[tuple[Kept[T], T]]) -> list[Kept[T] | None]:
        """Change documents that were read, each once; None stands for one that has changed since and stays as it is.

        Raises Unserialisable, and AlreadyThere for a unique value.
        """

    def all(self, collection: Collection[T]) -> AsyncIterator[Kept[T]]:
        """Go through every document, oldest first: in the order in which they were added."""

    async def count(self, collection: Collection[T], **equals: str) -> int:
        """Return how many documents there are, or how many hold these values."""

    async def add(self, collection: Collection[T], key: str, value: T) -> Kept[T]:
        """Keep a new document; raises AlreadyThere, Unserialisable."""

    async def put(self, collection: Collection[T], kept: Kept[T], value: T) -> Kept[T]:
        """Change a document that was read; raises Conflict when it has changed since, Unserialisable."""

    async def remove(self, collection: Collection[T], kept: Kept[T]) -> None:
        """Take a document away; raises Conflict when it has changed since."""


class Store(Protocol):
    """Where everything is kept."""

    @property
    def commits(self) -> int:
        """How often something was made durable since the start."""

    @property
    def stopped(self) -> str:
        """Why this process can use it no more and must be started anew; empty as long as it can."""

    @property
    def lets_go(self) -> bool:
        """Whether whoever is told to wait for it no longer is free at once; a database elsewhere may hang even then."""

    async def run(self, work: Callable[[Transaction], Awaitable[R]], *, soon: bool = False) -> R:
        """Do `work` in one transaction and return what it returns, durable when this returns.

        `work` runs again from its start after a Conflict (a few times), so it must do nothing but read, decide and
        write. Any exception rolls everything back and is raised on.

        With `soon` it returns when the work is done and everybody sees it, and the disk follows within a second. A
        crash, or a disk that fails meanwhile, may take it back: for what nobody has been promised. Order is kept:
        what was written before it is never missing where it is there, nor is it where anything written later is.
        """

    def alone(self, key: str) -> AbstractAsyncContextManager[None]:
        """Let one at a time be in the block with this key, among all replicas; outside of `run`, not inside it."""

    async def wipe(self) -> None:
        """Leave nothing on the disk of what has been taken away, as far as that is the store's to do.

        Outside of `run`, not inside it.
        """

    async def close(self) -> None:
        """Let go of the store; what was acknowledged is kept."""


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there; `id` is Teams' id of the message, `conversation_id` where it landed."""

    id: str
    conversation_id: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: try again after `seconds`; `everyone` when the whole tenant is asked to wait."""

    seconds: float
    reason: str
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Unreachable:
    """This address cannot be written to, until the person says something again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The message itself was refused; trying again gives the same."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether it arrived (a timeout, a 502 or 504 after a POST)."""

    reason: str


Delivery = Sent | Later | Unreachable | Failed | Unknown


@dataclass(frozen=True, slots=True)
class Address:
    """How a person or a channel is reached, as Teams last told it.

    `id` is `person:<person id>` or `conversation:<conversation id>`. A person without `conversation_id` has no chat
    with the bot yet; one is made with `teams_id`. `unreachable` holds the reason, empty when the address works.
    """

    id: str
    service_url: str
    tenant: str = ""
    conversation_id: str = ""
    teams_id: str = ""
    channel_id: str = ""
    name: str = ""
    unreachable: str = ""
    seen_at: dt.datetime | None = None


class Sender(Protocol):
    """The way out. Never raises for what the other side answers: every answer is a Delivery."""

    async def send(self, address: Address, message: Message) -> Delivery:
        """Post a new message; makes the personal chat, or the channel thread, first where there is none."""

    async def update(self, address: Address, message_id: str, message: Message) -> Delivery:
        """Put a message in the place of one sent before."""

    async def delete(self, address: Address, message_id: str) -> Delivery:
        """Take a message back."""


class Roster(Protocol):
    """Who is in a team or chat, according to Teams."""

    async def members(self, conversation: Conversation) -> Sequence[Person]:
        """Return everybody; raises RosterUnknown when Teams does not say."""

    async def channels(self, conversation: Conversation) -> Sequence[tuple[str, str]]:
        """Return (channel id, name) of a team's channels."""


class RosterUnknown(Exception):
    """Teams did not tell who is there."""


NewId = Callable[[], str]
Clock = Callable[[], dt.datetime]
ADDRESSES: Collection[Address] = Collection("addresses", Address)
