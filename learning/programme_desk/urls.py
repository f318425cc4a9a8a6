"""`/<lang>/programme/…`: figures, and the administrator's rooms."""

from django.urls import path

from learning.programme_desk.views import (
    asking,
    certificates,
    projects,
    reports,
    staff,
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
]
