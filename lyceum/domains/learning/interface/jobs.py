"""The worker looks for jobs here."""

from lyceum.domains.learning.actions.drafting import draft_items, look_again
from lyceum.domains.learning.actions.steering import fit_learner, resteer, steer_every_night

__all__ = ["draft_items", "fit_learner", "look_again", "resteer", "steer_every_night"]
