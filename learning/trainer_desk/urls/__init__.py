"""`/<lang>/trainings/…`: the trainer's rooms, a file for each."""

from learning.trainer_desk.urls import (
    cards,
    class_mode,
    closing,
    desk,
    following,
    kit,
    register,
    rosters,
    trainings,
)

app_name = "trainer_desk"
urlpatterns = [
    *desk.urlpatterns,
    *trainings.urlpatterns,
    *register.urlpatterns,
    *cards.urlpatterns,
    *rosters.urlpatterns,
    *kit.urlpatterns,
    *class_mode.urlpatterns,
    *closing.urlpatterns,
    *following.urlpatterns,
]
