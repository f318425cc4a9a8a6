"""Who may come in here so far: administrators."""

from learning.members.doors import staff_required
from learning.members.roles import Administrator

administrator_required = staff_required(Administrator)
