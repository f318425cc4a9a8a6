from django.urls import path

from learning.safekeeping import views

app_name = "safekeeping"
urlpatterns = [
    path("delete/", views.delete, name="delete"),
    path("everything/", views.everything, name="everything"),
]
