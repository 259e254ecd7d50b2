"""A folder of exports in which every run is whole: written, described, compared, verified, pruned."""
