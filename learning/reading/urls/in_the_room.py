"""What people in a class open on their own phones: joining, the door, the class."""

from django.urls import path

from learning.reading.views import cards, circle, door, joining

urlpatterns = [
    path("join/", joining.type_code, name="join"),
    path("join/<str:letters>/", joining.join_with, name="join_with"),
    path("card/", cards.card_open, name="card_open"),
    path("card/<str:secret>/", cards.card, name="card"),
    path("circle/", circle.circle, name="circle"),
    path("door/<str:door>/", door.door, name="door"),
]
