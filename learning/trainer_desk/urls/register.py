"""Who was there."""

urlpatterns = []
