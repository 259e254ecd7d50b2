"""One report as a document: laporan informasi as text or Markdown, or a WhatsApp message."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pilkada_cli.analysis.unknown_names import perhaps_names
from pilkada_cli.domain.fields import SECRET
from pilkada_cli.domain.times import instant, local
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import reading
from pilkada_cli.jobs.typed import today_of
from pilkada_cli.render.matter import Matter
from pilkada_cli.storage import settings
from pilkada_cli.storage.register import Reader

READ_IT = Sentence(N_("read it before you send it: a name that stands plainly in the text stays"))
"""What holds of every message made of texts that people wrote."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document, and what whoever passes it on must know of it."""

    text: str
    remarks: tuple[Sentence, ...] = ()


def write(
    reader: Reader, typed: str, format: str, now: datetime, width: int | None = None
) -> Document:
    """The document about the report `typed`, as ``lapinfo``, ``md`` or ``wa``, as of `now`.

    `width` is that of the screen on which it will be read, if it is one. Raises `UsageError`
    for a secret report that is to become a message.
    """
    shown = reading.show(reader, typed, today_of(reader.reference, now))
    matter = _matter(reader, shown, now)
    return _lapinfo(matter, width) if format == "lapinfo" else _WRITERS[format](matter)


def _lapinfo(matter: Matter, screen: int | None) -> Document:
    from pilkada_cli.render import document, lapinfo

    width = min(screen or document.WIDTH, document.WIDTH)
    return Document(document.as_text(lapinfo.laporan_informasi(matter), width))


def _markdown(matter: Matter) -> Document:
    from pilkada_cli.render import document, lapinfo

    return Document(document.as_markdown(lapinfo.laporan_informasi(matter)))


def _whatsapp(matter: Matter) -> Document:
    from pilkada_cli.render import whatsapp

    report, classification = matter.report["id"], matter.report["classification"]
    if classification in SECRET:
        raise UsageError(
            Sentence(
                N_("{report} is marked {classification} and may not go out by WhatsApp"),
                report=report,
                classification=classification,
            ),
            Sentence(N_("hand it over as a document: -f lapinfo")),
        )
    message = whatsapp.message(matter)
    return Document(message, tuple(_to_read(message, matter, whatsapp.texts(matter))))


def _to_read(message: str, matter: Matter, texts: list[str]) -> Iterator[Sentence]:
    """That a name may stand in a message, and which words look like one."""
    from pilkada_cli.render import whatsapp

    yield READ_IT
    veil = whatsapp.Veil.over(texts, matter.reference, matter.text("village"))
    found = dict.fromkeys(name for text in texts for name in perhaps_names(text, veil.ordinary))
    if left := [name for name in found if _stands(name, message)]:
        title = whatsapp.harmless(str(matter.report["title"]), veil)
        in_title = any(_stands(name, title) for name in left)
        yield Sentence(
            N_(
                'perhaps names of people: {names}; to change the text: pilkada report amend {id} {option} "…"'
            ),
            names=", ".join(left),
            id=matter.report["id"],
            option="--title" if in_title else "--detail",
        )


def _stands(name: str, message: str) -> bool:
    """Whether a name stands in a message, written as there."""
    from pilkada_cli.render.whatsapp import harmless

    return re.search(rf"(?<!\w){re.escape(harmless(name))}(?!\w)", message) is not None


_WRITERS: dict[str, Callable[[Matter], Document]] = {
    "md": _markdown,
    "wa": _whatsapp,
}


def _attached(name: str, path: Path | None) -> str:
    return name if path else str(Sentence(N_("{name} (the file is not here)"), name=name))


def _matter(reader: Reader, shown: reading.Shown, now: datetime) -> Matter:
    reference, connection = reader.reference, reader.connection
    office = settings.get(connection, "office")
    region = reference.region_by_code.get(settings.get(connection, "region") or "")
    letterhead = settings.get_lines(connection, "letterhead") or ((office,) if office else ())
    return Matter(
        report=shown.report,
        steps=shown.steps,
        same=[str(m["id"]) for m in shown.members if m["id"] != shown.report["id"]],
        actors=shown.actors,
        attachments=[_attached(each.name, path) for each, path, _ in shown.files],
        reference=reference,
        letterhead=letterhead,
        recipients=settings.get_lines(connection, "recipients"),
        seat=region.seat if region else None,
        now=local(instant(now), reference.election.time_zone),
        actions=shown.actions,
        guessed=shown.guessed,
    )
