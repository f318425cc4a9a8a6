"""`/<lang>/accounts/…`: ours first; allauth's follow in cms/urls.py and keep their names."""

from django.urls import path
from django.views.generic import RedirectView

from learning.members.views import entering, mine, names, places, reset

app_name = "members"
urlpatterns = [
    path("", entering.index, name="index"),
    path("keep/", places.keep_place, name="keep_place"),
    path("written-down/", places.written_down, name="written_down"),
    path("code/", places.new_code, name="new_code"),
    path("login/", entering.SignInView.as_view(), name="sign_in"),
    path("leave/", entering.leave, name="leave"),
    # allauth's log-out and sign-up lead to ours.
    path("logout/", entering.leave),
    path("signup/", RedirectView.as_view(pattern_name="members:keep_place")),
    path("recover/", entering.recover, name="recover"),
    path("questions/", mine.questions, name="questions"),
    path("choices/", mine.choices, name="choices"),
    path("name/", mine.name, name="name"),
    path("name/forget/", mine.forget_name, name="forget_name"),
    path("kept/", mine.kept, name="kept"),
    path("second-factor/", entering.second_factor, name="second_factor"),
    path("reset/", reset.reset, name="reset"),
    path("names/", names.open_names, name="open_names"),
    path("names/mask/", names.mask_names, name="mask_names"),
]
