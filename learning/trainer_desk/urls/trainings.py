"""Planning trainings."""

from django.urls import path

from learning.trainer_desk.views import trainings

urlpatterns = [
    path("plan/", trainings.plan, name="plan"),
    path("<uuid:training>/", trainings.training, name="training"),
    path("<uuid:training>/change/", trainings.change, name="change"),
    path("<uuid:training>/copy/", trainings.copy, name="copy"),
]
