"""What came of it."""

from django.urls import path

from learning.trainer_desk.views import crediting, following, how_it_goes, texts

urlpatterns = [
    path("follow-ups/", following.due_now, name="follow_ups"),
    path("<uuid:training>/follow-up/", following.ask, name="ask"),
    path("<uuid:training>/how-it-goes/", how_it_goes.how_it_goes, name="how_it_goes"),
    path("<uuid:training>/credit/", crediting.credit, name="credit"),
    path("<uuid:training>/messages/", texts.texts, name="texts"),
]
