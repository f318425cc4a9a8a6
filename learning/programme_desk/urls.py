"""`/<lang>/programme/…`: figures, and the administrator's rooms."""

from django.urls import path

from learning.programme_desk.views import (
    asking,
    certificates,
    figures,
    history,
    outcomes,
    periods,
    projects,
    reports,
    samples,
    staff,
    targets,
    unions,
)

app_name = "programme_desk"
urlpatterns = [
    path("", unions.desk, name="desk"),
    # Reports.
    path("reports/", reports.reports, name="reports"),
    path("reports/ask/", asking.ask, name="ask"),
    path("reports/schema.json", reports.schema, name="report_schema"),
    path("reports/everything/", reports.everything, name="everything"),
    path("reports/everything.zip", reports.everything_zip, name="everything_zip"),
    path("reports/<slug:report>/", reports.report, name="report"),
    path("unions/", unions.unions, name="unions"),
    path("found/", unions.new_union, name="new_union"),
    path("unions/<slug:union>/", unions.union, name="union"),
    path("staff/", staff.staff, name="staff"),
    path("staff/roles/<int:membership>/end/", staff.end, name="end_role"),
    path("projects/", projects.projects, name="projects"),
    path("projects/<slug:project>/", projects.project, name="project"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("periods/", periods.periods, name="periods"),
    path("periods/compare/", figures.compare, name="compare"),
    path("periods/<uuid:period>/", periods.period, name="period"),
    path("periods/<uuid:period>/open/", periods.left_open, name="left_open"),
    path("periods/<uuid:period>/<str:rule>/", figures.figure, name="figure"),
    path("samples/", samples.samples, name="samples"),
    path("samples/<uuid:sample>/", samples.sample, name="sample"),
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
