"""What taking a command about actions back changes, in words."""

from collections.abc import Iterator, Sequence

from pilkada_cli.domain.actions import ActionState
from pilkada_cli.domain.history import Change
from pilkada_cli.domain.operation import Json
from pilkada_cli.domain.undoing import Acted
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.action_words import STATES
from pilkada_cli.render.local import DASH, long_date
from pilkada_cli.render.titles import title_of

_LABELS = {
    "state": N_("state"),
    "what": N_("what"),
    "owner": N_("agency"),
    "due": N_("due"),
    "lowers_likelihood": N_("lowering of likelihood"),
    "lowers_impact": N_("lowering of impact"),
    "evidence": N_("evidence"),
}
_MOST = 6


def named(actions: Sequence[Acted], *, decided: bool) -> Sentence:
    """The command by its actions: that it `decided` on them, or carried them on."""
    ids = [f'{each.id} "{title_of(each.what)}"' for each in actions[:_MOST]]
    more = f" … ({len(actions)})" if len(actions) > _MOST else ""
    frame = N_("action {actions}") if decided else N_("change of action {actions}")
    return Sentence(frame, actions=", ".join(ids) + more)


def consequences(actions: Sequence[Acted]) -> Iterator[Sentence]:
    """What becomes of each action, a line each."""
    for each in actions:
        if each.stands is not None:
            frame = (
                N_("action {id} stands again") if each.stands else N_("action {id} stands no more")
            )
            yield Sentence(frame, id=each.id)
        elif each.changes:
            changed = "; ".join(map(_change, each.changes))
            yield Sentence(N_("action {id}: {changes}"), id=each.id, changes=changed)


def _change(change: Change) -> str:
    before, after = _shown(change.field, change.before), _shown(change.field, change.after)
    label = _(_LABELS[change.field])
    frame = N_("{field} from {before} to {after}")
    return str(Sentence(frame, field=label, before=before, after=after))


def _shown(field: str, value: Json) -> str:
    if value is None:
        return DASH
    if field == "state":
        return _(STATES[ActionState(str(value))])
    if field in ("what", "evidence"):
        return f'"{title_of(str(value))}"'
    return long_date(str(value)) if field == "due" else str(value)
