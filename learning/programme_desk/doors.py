"""Who may come in here: administrators, and for figures officers and evaluators."""

from learning.members.doors import staff_required
from learning.members.roles import Administrator, Evaluator, ProgrammeOfficer

administrator_required = staff_required(Administrator)
# Who keeps targets, decides and declares.
officer_required = staff_required(ProgrammeOfficer, Administrator)
# Who reads figures.
programme_required = staff_required(ProgrammeOfficer, Evaluator, Administrator)
