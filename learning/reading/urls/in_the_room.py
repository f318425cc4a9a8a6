"""What people in a class open on their own phones: joining, the door, the class."""

from django.urls import path

from learning.reading.views import cards, circle, class_mode, door, joining

urlpatterns = [
    path("join/", joining.type_code, name="join"),
    path("join/<str:letters>/", joining.join_with, name="join_with"),
    path("card/", cards.card_open, name="card_open"),
    path("card/<str:secret>/", cards.card, name="card"),
    path("circle/", circle.circle, name="circle"),
    path("door/<str:door>/", door.door, name="door"),
    path("class/", class_mode.door, name="class_door"),
    path("class/<slug:class_code>/", class_mode.phone, name="class_phone"),
    path("class/<slug:class_code>/wall/", class_mode.wall, name="class_wall"),
]
