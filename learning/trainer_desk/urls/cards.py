"""Cards to print, join codes, and who is vouched for."""

from django.urls import path

from learning.trainer_desk.views import at_home, cards, joining

urlpatterns = [
    path("cards/", cards.cards, name="cards"),
    path("cards/<uuid:card>/replace/", cards.replace, name="replace_card"),
    path("cards/<uuid:card>/withdraw/", cards.withdraw, name="withdraw_card"),
    path("at-home/", at_home.at_home, name="at_home"),
    path("at-home/codes/<uuid:join_code>/wall/", at_home.home_wall, name="home_wall"),
    path("at-home/codes/<uuid:join_code>/end/", at_home.end_code, name="end_home_code"),
    path("at-home/people/<uuid:participant>/", at_home.decide, name="decide_at_home"),
    path("<uuid:training>/joining/", joining.joining, name="joining"),
    path("<uuid:training>/joining/wall/", joining.wall, name="wall"),
    path("<uuid:training>/joining/vouch/", joining.vouch, name="vouch"),
    path(
        "<uuid:training>/people/<uuid:registration>/card/",
        cards.hand_card,
        name="hand_card",
    ),
]
