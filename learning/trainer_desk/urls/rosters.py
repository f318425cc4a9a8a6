"""Lists that are read in."""

from django.urls import path

from learning.trainer_desk.views import rosters

_ONE = "<uuid:training>/lists/<uuid:roster>/"
urlpatterns = [
    path("earlier/", rosters.earlier, name="roster_earlier"),
    path("<uuid:training>/lists/", rosters.of_training, name="rosters"),
    path(_ONE, rosters.roster, name="roster"),
    path(f"{_ONE}columns/", rosters.correct, name="roster_correct"),
    path(f"{_ONE}rows/", rosters.rows, name="roster_rows"),
    path(f"{_ONE}read-in/", rosters.bring_in, name="roster_bring_in"),
    path(f"{_ONE}take-back/", rosters.take_back, name="roster_take_back"),
    path(f"{_ONE}discard/", rosters.discard, name="roster_discard"),
]
