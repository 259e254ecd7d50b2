"""What the fields of a report are called."""

from pilkada_cli.i18n import N_, _

LABELS = {
    "occurred_on": N_("date"),
    "occurred_time": N_("time"),
    "region": N_("region"),
    "district": N_("district"),
    "village": N_("village"),
    "polling_station": N_("polling station"),
    "affects": N_("also affects"),
    "category": N_("category"),
    "athg": N_("ATHG label"),
    "phase": N_("phase"),
    "stage": N_("stage"),
    "contest": N_("contest"),
    "likelihood": N_("likelihood"),
    "impact": N_("impact"),
    "residual_likelihood": N_("likelihood after measures"),
    "residual_impact": N_("impact after measures"),
    "value": N_("risk"),
    "residual_value": N_("after measures"),
    "grade_source": N_("grade of the source"),
    "grade_content": N_("grade of the content"),
    "verification": N_("verification"),
    "handling": N_("handling"),
    "classification": N_("classification"),
    "dead": N_("dead"),
    "injured": N_("injured"),
    "displaced": N_("displaced"),
    "crowd": N_("crowd"),
    "loss_idr": N_("loss (rupiah)"),
    "title": N_("title"),
    "detail": N_("detail"),
    "source": N_("source"),
    "parties": N_("parties"),
    "measures_taken": N_("measures taken"),
    "coordinated_with": N_("coordinated with"),
    "reporter": N_("reporter"),
    "source_system": N_("source system"),
    "source_ref": N_("reference"),
    "attachments": N_("attachments"),
    "known_at": N_("known"),
}


def asked(label: str, meaning: str = "") -> str:
    """A question by what it is about: the label as it begins a line, and what is meant by it."""
    name = _(label)
    begun = name[:1].upper() + name[1:]
    return f"{begun} ({_(meaning)})" if meaning else begun
