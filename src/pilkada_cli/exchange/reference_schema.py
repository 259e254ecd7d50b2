"""The shape of each file of reference data: which keys there are and what stands behind them.

Loaded for checking only; nothing here is needed to build.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
KEY_OR_STAR = r"^[a-z0-9]+(-[a-z0-9]+)*(-\*)?$"
CATEGORY = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$"
HOUR = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
PROVINCE_CODE = r"^[0-9]{2}$"
REGENCY_CODE = r"^[0-9]{2}\.[0-9]{2}$"
REGION_CODE = r"^[0-9]{2}(\.[0-9]{2})?$"
DISTRICT_CODE = r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}$"

KIND = r"^[a-z]+( [a-z]+)*$"
RegionKind = Annotated[str, Field(pattern=KIND, max_length=40)]
Key = Annotated[str, Field(pattern=KEY, max_length=60)]
StageName = Annotated[str, Field(pattern=KEY_OR_STAR, max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=500)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
AtLeastOne = Annotated[int, Field(ge=1, le=1_000_000_000)]
OneToFive = Annotated[int, Field(ge=1, le=5)]
Degrees = Annotated[float, Field(ge=-180, le=180)]
Point = Annotated[list[Degrees], Field(min_length=2, max_length=2)]
Tile = Annotated[list[Annotated[int, Field(ge=0, le=99)]], Field(min_length=2, max_length=2)]
Cell = Annotated[int, Field(ge=1, le=25)]
Band = Annotated[list[Cell], Field(min_length=2, max_length=2)]
Tenths = Annotated[int, Field(ge=0, le=10)]
Distance = Annotated[int, Field(ge=-365, le=365)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class LabelShape(_Shape):
    """A text in both languages."""

    id: Text
    en: Text


class _VotingDay(_Shape):
    on: date = Field(alias="date")
    region: Annotated[str, Field(pattern=REGENCY_CODE)] | None = None


class _Contest(_Shape):
    key: Key
    label: LabelShape


class _Duty(_Shape):
    stage: Key | None = None
    from_h: Distance | None = None
    to_h: Distance | None = None
    reports: Annotated[int, Field(ge=1, le=24)]
    per_days: Annotated[int, Field(ge=1, le=366)]


class _Retention(_Shape):
    months: Annotated[int, Field(ge=1, le=1200)]


class ElectionShape(_Shape):
    """``election.yaml``."""

    schema_: Literal["pilkada.election/1"] = Field(alias="schema")
    key: Key
    name: LabelShape
    province: Annotated[str, Field(pattern=PROVINCE_CODE)]
    time_zone: Text
    time_zone_label: Text
    daily_cutoff: Annotated[str, Field(pattern=HOUR)]
    voting_days: Annotated[list[_VotingDay], Field(min_length=1)]
    contests: Annotated[list[_Contest], Field(min_length=1)]
    duties: Annotated[list[_Duty], Field(min_length=1)]
    retention: _Retention | None = None


class _Exposure(_Shape):
    unit: LabelShape
    source: Text
    as_of: date


class _District(_Shape):
    code: Annotated[str, Field(pattern=DISTRICT_CODE)]
    name: Text
    villages: Count
    urban_villages: Count
    polling_stations: AtLeastOne
    centroid: Point | None = None


class _Region(_Shape):
    name: Text
    seat: Text
    aliases: list[Text]
    villages: Count
    urban_villages: Count
    polling_stations: AtLeastOne
    voters: AtLeastOne | None = None
    voters_basis: Text | None = None
    centroid: Point | None = None
    tile: Tile | None = None


class _Province(_Region):
    code: Annotated[str, Field(pattern=PROVINCE_CODE)]
    kind: RegionKind


class _Regency(_Region):
    code: Annotated[str, Field(pattern=REGENCY_CODE)]
    kind: RegionKind
    districts: Annotated[list[_District], Field(min_length=1)]


class RegionsShape(_Shape):
    """``regions.yaml``."""

    schema_: Literal["pilkada.regions/1"] = Field(alias="schema")
    exposure: _Exposure
    province: _Province
    regencies: Annotated[list[_Regency], Field(min_length=1)]


class _Stage(_Shape):
    key: Key
    number: Text | None = None
    block: Literal["persiapan", "penyelenggaraan", "daerah"]
    name: LabelShape
    start: date | None = None
    end: date | None = None
    rule: LabelShape | None = None
    region: Annotated[str, Field(pattern=REGENCY_CODE)] | None = None
    parent: Key | None = None
    main: bool = False


class StagesShape(_Shape):
    """``stages.yaml``."""

    schema_: Literal["pilkada.stages/1"] = Field(alias="schema")
    stages: Annotated[list[_Stage], Field(min_length=1)]


_Aspect = Literal[
    "ideologi", "politik", "ekonomi", "sosial-budaya", "pertahanan-keamanan", "bencana"
]


class _Category(_Shape):
    key: Key
    label: LabelShape
    definition: LabelShape
    athg: Literal["ancaman", "tantangan", "hambatan", "gangguan"]
    likelihood: OneToFive
    impact: OneToFive
    hints: list[Text]
    aspects: list[_Aspect]
    bawaslu: list[Annotated[int, Field(ge=1, le=8)]]
    ikp: Literal["KSP", "PEL", "KON", "PAR"]
    stages: list[StageName]
    owners: Annotated[list[Text], Field(min_length=1)]
    measures: Annotated[list[LabelShape], Field(min_length=1)]


class _Group(_Shape):
    key: Key
    label: LabelShape
    categories: Annotated[list[_Category], Field(min_length=1)]


class CategoriesShape(_Shape):
    """``categories.yaml``."""

    schema_: Literal["pilkada.categories/1"] = Field(alias="schema")
    groups: Annotated[list[_Group], Field(min_length=1)]


class _Bands(_Shape):
    key: Key
    source: Text
    levels: Annotated[list[Band], Field(min_length=5, max_length=5)]


class _Level(_Shape):
    number: OneToFive
    label: LabelShape
    colour: Literal["blue", "green", "yellow", "orange", "red"]
    traffic_light: LabelShape


class _Weights(_Shape):
    key: Key
    values: Annotated[list[AtLeastOne], Field(min_length=5, max_length=5)]


class _Credence(_Shape):
    key: Key
    verified: Tenths
    content: Annotated[list[Tenths], Field(min_length=6, max_length=6)]


class _Step(_Shape):
    number: OneToFive
    label: LabelShape
    criterion: LabelShape
    hints: list[Text] = []


class _SourceGrade(_Shape):
    key: Literal["A", "B", "C", "D", "E", "F"]
    label: LabelShape


class _ContentGrade(_Shape):
    key: Literal["1", "2", "3", "4", "5", "6"]
    label: LabelShape


class _Grades(_Shape):
    source: Annotated[list[_SourceGrade], Field(min_length=6, max_length=6)]
    content: Annotated[list[_ContentGrade], Field(min_length=6, max_length=6)]


_Days = Annotated[int, Field(ge=1, le=1_000)]
_Row = Annotated[list[Cell], Field(min_length=5, max_length=5)]
_Steps = Annotated[list[_Step], Field(min_length=5, max_length=5)]


class ScalesShape(_Shape):
    """``scales.yaml``."""

    schema_: Literal["pilkada.scales/1"] = Field(alias="schema")
    matrix: Annotated[list[_Row], Field(min_length=5, max_length=5)]
    default: Key
    bands: Annotated[list[_Bands], Field(min_length=1)]
    levels: Annotated[list[_Level], Field(min_length=5, max_length=5)]
    weights: _Weights
    credence: _Credence
    likelihood: _Steps
    impact: _Steps
    grades: _Grades
    review_days: Annotated[list[_Days], Field(min_length=5, max_length=5)] | None = None


_Phase = Literal["pg", "ag", "gn"]
_Handling = Literal["new", "handled", "closed"]
_Verification = Literal["unverified", "verified"]
_CategoryName = Annotated[str, Field(pattern=CATEGORY, max_length=120)]


class _AlertRule(_Shape):
    key: Key
    label: LabelShape
    phase: Annotated[list[_Phase], Field(min_length=1)] | None = None
    level: OneToFive | None = None
    handling: Annotated[list[_Handling], Field(min_length=1)] | None = None
    verification: Annotated[list[_Verification], Field(min_length=1)] | None = None
    category: Annotated[list[_CategoryName], Field(min_length=1)] | None = None
    after_hours: Annotated[int, Field(ge=1, le=10_000)] | None = None
    within_days: Annotated[int, Field(ge=1, le=1_000)] | None = None


class AlertsShape(_Shape):
    """``alerts.yaml``."""

    schema_: Literal["pilkada.alerts/1"] = Field(alias="schema")
    false_alarms_per_quarter: Annotated[float, Field(ge=0.001, le=100)]
    overdue_after_days: Annotated[int, Field(ge=0, le=1_000)] | None = None
    rules: list[_AlertRule]


class _Item(_Shape):
    key: Key
    label: LabelShape
    unit: LabelShape
    names: list[Text]
    per_station: AtLeastOne | None = None
    per_district: AtLeastOne | None = None
    target: AtLeastOne | None = None
    due_h: Distance | None = None
    of_province: bool = False


class _ItemGroup(_Shape):
    key: Key
    label: LabelShape
    items: Annotated[list[_Item], Field(min_length=1)]


class ReadinessShape(_Shape):
    """``readiness.yaml``."""

    schema_: Literal["pilkada.readiness/1"] = Field(alias="schema")
    groups: Annotated[list[_ItemGroup], Field(min_length=1)]


class _Named(_Shape):
    key: Key
    label: LabelShape


class _Published(_Shape):
    region: Annotated[str, Field(pattern=REGION_CODE)]
    indicator: Key
    value: Annotated[float, Field(ge=0, le=1_000_000_000)] | None = None
    class_: Key | None = Field(default=None, alias="class")


class _Baseline(_Shape):
    key: Key
    title: LabelShape
    publisher: Text
    published_on: date | None = None
    source: Text
    note: LabelShape | None = None
    indicators: Annotated[list[_Named], Field(min_length=1)]
    classes: list[_Named] | None = None
    values: Annotated[list[_Published], Field(min_length=1)]


class BaselinesShape(_Shape):
    """``baselines.yaml``."""

    schema_: Literal["pilkada.baselines/1"] = Field(alias="schema")
    baselines: list[_Baseline]


# By the name of the file.
SHAPES: dict[str, type[BaseModel]] = {
    "election.yaml": ElectionShape,
    "regions.yaml": RegionsShape,
    "stages.yaml": StagesShape,
    "categories.yaml": CategoriesShape,
    "scales.yaml": ScalesShape,
    "readiness.yaml": ReadinessShape,
    "baselines.yaml": BaselinesShape,
    "alerts.yaml": AlertsShape,
}
