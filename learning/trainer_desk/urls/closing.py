"""Closing the day."""

urlpatterns = []
