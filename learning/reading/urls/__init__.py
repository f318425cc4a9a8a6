from django.urls import path

from learning.reading.urls import in_the_room
from learning.reading.views import (
    asked_once,
    deliveries,
    desk,
    following,
    help_services,
    leaving,
    lesson,
    modules,
    plans,
    tests,
)

app_name = "reading"
urlpatterns = [
    # Lessons first: they are read most, and an address is compared from the top.
    path(
        "modules/<slug:module>/pre-test/",
        tests.test,
        {"kind": "pre_test"},
        name="pre_test",
    ),
    path(
        "modules/<slug:module>/final-test/",
        tests.test,
        {"kind": "final_test"},
        name="final_test",
    ),
    path(
        "modules/<slug:module>/final-test/<uuid:attempt>/",
        tests.result,
        name="result",
    ),
    path("modules/<slug:module>/plan/", deliveries.plan, name="plan"),
    path("modules/<slug:module>/<slug:lesson>/", lesson.lesson, name="lesson"),
    path("modules/<slug:module>/booklet.pdf", deliveries.booklet, name="booklet"),
    path("modules/<slug:module>/plan.pdf", deliveries.plan_paper, name="plan_paper"),
    path(
        "modules/<slug:module>/<slug:lesson>/voice.txt", deliveries.voice, name="voice"
    ),
    path("modules/<slug:module>/", modules.module, name="module"),
    path("", modules.catalogue, name="catalogue"),
    path("my/", desk.my, name="my"),
    path("my/questions/", asked_once.asked_once, name="asked_once"),
    path("my/sheets/<uuid:pk>/delete/", plans.forget, name="forget_plan"),
    path("my/follow-up/<uuid:attended>/", following.follow_up, name="follow_up"),
    path("help/", desk.help_page, name="help"),
    path("help/leaving/", leaving.leaving, name="leaving"),
    # Their names tell nothing, for they stand in histories.
    path("services/", help_services.services, name="services"),
    path("calendar/", leaving.calendar, name="calendar"),
    path("help/asked/", desk.help_asked, name="help_asked"),
    *in_the_room.urlpatterns,
]
