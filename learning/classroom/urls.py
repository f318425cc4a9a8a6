from django.urls import path

from learning.classroom import views

app_name = "classroom"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("help/<uuid:pk>/", views.settle_request, name="settle"),
]
