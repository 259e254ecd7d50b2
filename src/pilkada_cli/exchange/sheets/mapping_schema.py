"""The shape of a mapping file: which keys there are and what stands behind them."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=500)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class FieldShape(_Shape):
    """A column and how its cells are read."""

    column: Text
    format: Text | None = None
    values: dict[str, str | int] | None = None
    otherwise: str | int | None = None


def _with_column(value: object) -> object:
    """A column alone says the same as a mapping that has nothing but a column."""
    return {"column": value} if isinstance(value, str) else value


class MappingShape(_Shape):
    """The whole file."""

    fields: Annotated[
        dict[str, Annotated[FieldShape, BeforeValidator(_with_column)]], Field(min_length=1)
    ]
    constants: dict[str, str | int] = {}
    time_zone: Text | None = None
    decimal: Literal[".", ","] = ","
    sheet: Text | None = None
    header_row: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
