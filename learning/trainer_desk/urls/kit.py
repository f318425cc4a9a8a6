"""Papers of a training: the kit printed the night before, the payment sheet after."""

from django.urls import path

from learning.trainer_desk.views import kit, payment

urlpatterns = [
    path("<uuid:training>/kit/", kit.kit, name="kit"),
    path("<uuid:training>/kit.pdf", kit.kit_pdf, name="kit_pdf"),
    path("<uuid:training>/payments.pdf", payment.payments, name="payments"),
]
