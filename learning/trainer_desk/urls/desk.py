"""The desk itself, and who is stuck."""

from django.urls import path

from learning.trainer_desk.views import desk

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("help/<uuid:pk>/", desk.settle_request, name="settle"),
]
