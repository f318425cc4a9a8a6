"""The class as it runs."""

from django.urls import path

from learning.trainer_desk.views import class_mode

urlpatterns = [
    path(
        "<uuid:training>/sessions/<uuid:session>/class/",
        class_mode.drive,
        name="class",
    )
]
