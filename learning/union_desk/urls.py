"""`/<lang>/union/…`: the coordinator's desk."""

app_name = "union_desk"
urlpatterns = []
