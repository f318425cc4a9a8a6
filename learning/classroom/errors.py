"""What can stand in the way of an action upon a training, each by its own name."""


class ClassroomError(Exception):
    """Something the house rules forbid; `str()` says it in English, for logs."""


class NotHersError(ClassroomError):
    """Not her training, and she does not coordinate its union."""


class IsClosedError(ClassroomError):
    """A closed training changes only by a correction that says why."""


class NeedsReferralError(ClassroomError):
    """Something sensitive is taught: first name an office or service to turn to."""


class NothingTaughtError(ClassroomError):
    """A training has at least one module or lesson, and one session."""


class NotVisibleError(ClassroomError):
    """A module that this union may not see."""


class NotAttestedError(ClassroomError):
    """The trainer and a second person say that the register is right, then it closes."""


class NeedsReasonError(ClassroomError):
    """The training is closed: a correction says why it is made."""


class NotOneOfUsError(ClassroomError):
    """Whoever is to hold it is no trainer of that union."""


class DoorIsShutError(ClassroomError):
    """The code at the door has ended, it is another day, or the training is closed."""


class NothingAskedError(ClassroomError):
    """No question that a class could answer, or no answer that a class could give."""


class NotASideError(ClassroomError):
    """Nobody sits on that side in this role play."""


class NotNowError(ClassroomError):
    """A list that is read, read in or gone meanwhile can't be corrected."""


class NeedsBasisError(ClassroomError):
    """A name is kept only with how its bearer agreed, to what and when."""


class NobodyToTakeError(ClassroomError):
    """Every row of the list is left out."""


class NotDueError(ClassroomError):
    """What came of a training is asked after 3, 6 and 12 months, of who was there."""
