"""``python -m pilkada_cli`` is ``pilkada``."""

from pilkada_cli.cli.main import main

main()
