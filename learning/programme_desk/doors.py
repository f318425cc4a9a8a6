"""Who may come in here: each room says who."""

from learning.members.doors import staff_required
from learning.members.roles import Administrator, Evaluator, ProgrammeOfficer

administrator_required = staff_required(Administrator)
# Figures: whoever makes them and whoever checks them.
figures_required = staff_required(ProgrammeOfficer, Evaluator, Administrator)
