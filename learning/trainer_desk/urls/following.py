"""What came of it."""

urlpatterns = []
