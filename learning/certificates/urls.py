from django.urls import path

from learning.certificates import views

app_name = "certificates"
urlpatterns = [
    path("my/certificates/<uuid:pk>/", views.certificate, name="certificate"),
    path("verify/", views.verify_form, name="verify_form"),
    path("verify/<str:code>/", views.verify_page, name="verify"),
]
