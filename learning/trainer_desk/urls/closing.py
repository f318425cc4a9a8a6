"""Closing the day."""

from django.urls import path

from learning.trainer_desk.views import closing

urlpatterns = [
    path("<uuid:training>/close/<slug:step>/", closing.step, name="close"),
]
