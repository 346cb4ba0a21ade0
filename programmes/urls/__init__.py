"""Every address of delivery, by what it is about."""

from django.urls import URLPattern

from programmes.urls import delivery, money, plan, register

app_name = "programmes"
urlpatterns: list[URLPattern] = [
    *delivery.urlpatterns,
    *plan.urlpatterns,
    *register.urlpatterns,
    *money.urlpatterns,
]
