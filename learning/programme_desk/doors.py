"""Who may come in here: administrators everywhere, officers and evaluators to figures."""

from learning.members.doors import staff_required
from learning.members.roles import Administrator, Evaluator, ProgrammeOfficer

# Who reads figures, and who answers for them.
READERS = (Administrator, ProgrammeOfficer, Evaluator)
OFFICERS = (Administrator, ProgrammeOfficer)

administrator_required = staff_required(Administrator)
officer_required = staff_required(*OFFICERS)
reader_required = staff_required(*READERS)
