"""Charts as Vega-Lite specifications, each from the rows of an answer, in the language spoken now.

Names, numbers and words are data of a specification, never an expression in it.
"""

from pilkada_cli.render.charts.course import weeks
from pilkada_cli.render.charts.estimates import intervals
from pilkada_cli.render.charts.heat import stages
from pilkada_cli.render.charts.look import Spec
from pilkada_cli.render.charts.places import tile_map
from pilkada_cli.render.charts.risk import matrix

__all__ = ["Spec", "intervals", "matrix", "stages", "tile_map", "weeks"]
