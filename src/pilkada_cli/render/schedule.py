"""What makes a system run the nightly export: systemd units, a cron line, a Windows task.

Each is text that its program reads as it stands. Nothing of the environment is
taken for granted: the command is named by its whole path, and a blank, a quote or
a percent sign in a path is written as that program wants it.
"""

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from xml.sax.saxutils import escape

from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence, _

NAME = "pilkada-nightly"
IF_DUE = "--if-due"

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_UNSAFE_PROGRAM = re.compile(r"""["'\\]""")
_WINDOWS_VARIABLE = re.compile(r"%[^%]+%")


@dataclass(frozen=True, slots=True)
class Plan:
    """What runs when.

    `command` is the program and its arguments, each path whole. `due` is the time of
    day in the election's `zone` (`zone_name`, ``Asia/Makassar``), `machine` the zone of
    this computer at `now`.
    """

    command: tuple[str, ...]
    due: time
    zone: tzinfo
    zone_name: str
    machine: tzinfo
    now: datetime

    def next_run(self) -> datetime:
        """The first time that it is due after `now`, in the election's zone."""
        here = self.now.astimezone(self.zone)
        day = here.date() if here.time() < self.due else here.date() + timedelta(days=1)
        return datetime.combine(day, self.due, self.zone)


def schedule(kind: str, plan: Plan) -> str:
    """The text for one of `KINDS`, in the language spoken now.

    Raises `UsageError` for a command that the system's program cannot be given.
    """
    for argument in plan.command:
        if _UNPRINTABLE.search(argument):
            raise UsageError(
                Sentence(N_("{path} holds a line break or control character"), path=repr(argument)),
                Sentence(N_("name a path that can be written in one line")),
            )
    return "".join(f"{line}\n" for line in KINDS[kind](plan))


def _when(plan: Plan) -> str:
    """When it runs, by both clocks."""
    there = plan.next_run()
    return _(
        "runs at {due} in the election's time zone ({zone}), which is {here} by this computer's clock (UTC{offset})"
    ).format(
        due=there.strftime("%H:%M"),
        zone=plan.zone_name,
        here=there.astimezone(plan.machine).strftime("%H:%M"),
        offset=there.astimezone(plan.machine).isoformat()[-6:],
    )


def _exits() -> tuple[str, ...]:
    return (
        _("exit 0: the export stands, latest.json names it"),
        _(
            "exit 3: the export stands, but latest.json still names the one before, because rows are missing or sums do not agree"
        ),
        _(
            "after exit 3 read what was said and run.json; if all is right, run the command once by hand with --force"
        ),
        _("exit 5: another export is being written; any other: there is no new export"),
    )


def _remarks(plan: Plan, *ways: str) -> Iterator[str]:
    yield from (f"# {line}" for line in (*ways, _when(plan), *_exits()))


# systemd: https://www.freedesktop.org/software/systemd/man/systemd.service.html


def _systemd(plan: Plan) -> Iterator[str]:
    title = _("pilkada nightly export")
    yield f"# {NAME}.service"
    yield from _remarks(
        plan,
        _("put the two parts into ~/.config/systemd/user/ under these names, then:"),
        f"systemctl --user enable --now {NAME}.timer",
        _("loginctl enable-linger keeps it running while nobody is logged in"),
    )
    yield "[Unit]"
    yield f"Description={title}"
    yield ""
    yield "[Service]"
    yield "Type=oneshot"
    yield f"ExecStart={' '.join(_unit_words(plan.command))}"
    yield ""
    yield f"# {NAME}.timer"
    yield "# " + _(
        "Persistent: a night that was missed is made up for when the computer is on again"
    )
    yield "[Unit]"
    yield f"Description={title}"
    yield ""
    yield "[Timer]"
    yield f"OnCalendar=*-*-* {plan.due:%H:%M:%S} {plan.zone_name}"
    yield "Persistent=true"
    yield ""
    yield "[Install]"
    yield "WantedBy=timers.target"


def _unit_words(command: Sequence[str]) -> Iterator[str]:
    """The command as systemd reads it; a shell starts a program whose path systemd takes for unsafe."""
    if _UNSAFE_PROGRAM.search(command[0]):
        command = ("/bin/sh", "-c", 'exec "$@"', "sh", *command)
    program, *arguments = command
    yield _unit_word(program)
    # Only arguments may hold variables, so the program's own dollar signs stay single.
    yield from (_unit_word(each).replace("$", "$$") for each in arguments)


def _unit_word(word: str) -> str:
    """A word in quotes, with what systemd would read as an escape or a specifier doubled."""
    return '"{}"'.format(word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%"))


# cron: crontab(5)


def _cron(plan: Plan) -> Iterator[str]:
    yield from _remarks(
        plan,
        _("add the last line with: crontab -e"),
        _("it looks every hour and runs where the night's export is still missing"),
    )
    minute = plan.next_run().astimezone(plan.machine).minute
    yield f"{minute} * * * * {' '.join(map(_cron_word, (*plan.command, IF_DUE)))}"


def _cron_word(word: str) -> str:
    r"""A word for the shell that stays itself where cron takes a backslash off ``\%``.

    The percent sign stands outside the quotes, so that the shell takes the backslash
    off where cron does not.
    """
    return r"\%".join(shlex.quote(part) if part else "" for part in word.split("%")) or "''"


# Windows: https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema


def _windows(plan: Plan) -> Iterator[str]:
    for argument in plan.command:
        if _WINDOWS_VARIABLE.search(argument):
            raise UsageError(
                Sentence(N_("{path} holds what Windows reads as a variable"), path=argument),
                Sentence(N_("name a path with at most one percent sign")),
            )
    program, *arguments = plan.command
    yield '<?xml version="1.0" encoding="UTF-16"?>'
    yield "<!-- " + _(
        "save this file as UTF-16 (in PowerShell: … | Out-File -Encoding Unicode pilkada.xml), then:"
    )
    yield f"     schtasks /Create /XML pilkada.xml /TN {NAME}"
    yield f"     {_when(plan)} -->"
    yield '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">'
    yield "  <RegistrationInfo>"
    yield f"    <Description>{escape(chr(10).join((_when(plan), *_exits())))}</Description>"
    yield "  </RegistrationInfo>"
    yield "  <Triggers>"
    yield "    <CalendarTrigger>"
    start = plan.next_run().astimezone(plan.machine)
    yield f"      <StartBoundary>{start:%Y-%m-%dT%H:%M:%S}</StartBoundary>"
    yield "      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
    yield "    </CalendarTrigger>"
    yield "  </Triggers>"
    yield from _WINDOWS_SETTINGS
    yield '  <Actions Context="Author">'
    yield "    <Exec>"
    yield f"      <Command>{escape(program)}</Command>"
    yield f"      <Arguments>{escape(subprocess.list2cmdline(arguments))}</Arguments>"
    yield "    </Exec>"
    yield "  </Actions>"
    yield "</Task>"


_WINDOWS_SETTINGS: Sequence[str] = (
    "  <Principals>",
    '    <Principal id="Author"><LogonType>InteractiveToken</LogonType></Principal>',
    "  </Principals>",
    "  <Settings>",
    "    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>",
    "    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>",
    "    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>",
    "    <StartWhenAvailable>true</StartWhenAvailable>",
    "  </Settings>",
)

KINDS: Mapping[str, Callable[[Plan], Iterator[str]]] = {
    "systemd": _systemd,
    "cron": _cron,
    "windows": _windows,
}
