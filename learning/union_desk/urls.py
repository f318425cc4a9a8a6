"""`/<lang>/union/…`: the coordinator's desk."""

from django.urls import path

from learning.union_desk.views import (
    certificates,
    comparing,
    desk,
    doubles,
    figures,
    log,
    names,
    outcomes,
    people,
    staff,
    term,
)

app_name = "union_desk"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("people/", people.people, name="people"),
    path("people/<uuid:participant>/", people.person, name="person"),
    path("people/<uuid:participant>/correct/", people.correct, name="correct"),
    path("people/<uuid:participant>/export/", people.export, name="export"),
    path("people/<uuid:participant>/erase/", people.erase, name="erase"),
    path(
        "certificates/<uuid:certificate>/",
        certificates.certificate,
        name="certificate",
    ),
    path("trainings/", names.trainings, name="trainings"),
    path(
        "trainings/<uuid:training>/destroy/",
        names.destroy_of_training,
        name="destroy_of_training",
    ),
    path("figures/", figures.figures, name="figures"),
    path("figures/comparing/", comparing.comparing, name="comparing"),
    path("figures/<uuid:period>/", figures.of_period, name="figures_of"),
    path("figures/<uuid:period>/<str:rule>/", figures.behind, name="figure_behind"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/new/", outcomes.new_outcome, name="new_outcome"),
    path("outcomes/<uuid:outcome>/", outcomes.outcome, name="outcome"),
    path(
        "outcomes/<uuid:outcome>/change/",
        outcomes.change_outcome,
        name="change_outcome",
    ),
    path(
        "outcomes/<uuid:outcome>/withdraw/",
        outcomes.withdraw,
        name="withdraw_outcome",
    ),
    path("staff/", staff.staff, name="staff"),
    path("staff/roles/<int:membership>/end/", staff.end, name="end_role"),
    path("staff/<uuid:user>/leaving/", staff.leaving, name="leaving"),
    path("log/", log.log, name="log"),
    path("names/", names.freeze, name="freeze"),
    path("names/term/", term.term, name="term"),
    path("names/destroy/", names.destroy_all, name="destroy_all"),
    path("names/destroyed/<uuid:destruction>/", names.destruction, name="destruction"),
    path(
        "names/destroyed/<uuid:destruction>/decide/",
        names.decide_destruction,
        name="decide_destruction",
    ),
    path("doubles/", doubles.doubles, name="doubles"),
    path("doubles/joined/", doubles.joined, name="joined"),
    path("doubles/joined/<uuid:merge>/", doubles.take_apart, name="take_apart"),
    path("doubles/<uuid:pair>/", doubles.decide, name="decide_double"),
]
