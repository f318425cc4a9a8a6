"""`/<lang>/programme/…`: the administrator's rooms, and those of who keeps figures."""

from django.urls import path

from learning.programme_desk.views import (
    certificates,
    history,
    outcomes,
    projects,
    staff,
    targets,
    unions,
)

app_name = "programme_desk"
urlpatterns = [
    path("", unions.desk, name="desk"),
    path("unions/", unions.unions, name="unions"),
    path("found/", unions.new_union, name="new_union"),
    path("unions/<slug:union>/", unions.union, name="union"),
    path("staff/", staff.staff, name="staff"),
    path("staff/roles/<int:membership>/end/", staff.end, name="end_role"),
    path("projects/", projects.projects, name="projects"),
    path("projects/<slug:project>/", projects.project, name="project"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("indicators/", targets.indicators, name="indicators"),
    path("new-indicator/", targets.new_indicator, name="new_indicator"),
    path("indicators/<slug:indicator>/", targets.indicator, name="indicator"),
    path(
        "indicators/<slug:indicator>/spans/<uuid:span>/take-out/",
        targets.take_out,
        name="take_out_span",
    ),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/doubles/", outcomes.doubles, name="outcome_doubles"),
    path(
        "outcomes/doubles/<uuid:outcome_pair>/",
        outcomes.decide,
        name="decide_outcome_double",
    ),
    path("outcomes/<uuid:outcome>/", outcomes.outcome, name="outcome"),
    path("history/", history.history, name="history"),
    path("history/declare/", history.declare, name="declare"),
    path("history/read/", history.read_sheet, name="read_sheet"),
    path("history/sheets/<uuid:sheet>/", history.sheet, name="sheet"),
    path("history/<uuid:total>/withdraw/", history.withdraw, name="withdraw_total"),
]
