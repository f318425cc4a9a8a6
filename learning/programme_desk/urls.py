"""`/<lang>/programme/…`: so far the administrator's rooms."""

from django.urls import path

from learning.programme_desk.views import certificates, projects, staff, unions

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
]
