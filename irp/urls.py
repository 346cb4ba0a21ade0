"""Every address of the site, app by app."""

from django.contrib.auth import views as auth
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_POST

from irp.views.appoint import appoint
from irp.views.commissioner_confirm import commissioner_confirm
from irp.views.health import health
from irp.views.holding_end import holding_end
from irp.views.password_change import password_change
from irp.views.post_add import post_add
from irp.views.post_committee import post_committee
from irp.views.posts import posts
from irp.views.refused import fault, no_right, not_found, unreadable
from irp.views.sign_in import SignInPage
from irp.views.user import user
from irp.views.user_add import user_add
from irp.views.user_deactivate import user_deactivate
from irp.views.user_edit import user_edit
from irp.views.user_password import user_password
from irp.views.user_reactivate import user_reactivate
from irp.views.users import users

administration: list[URLPattern | URLResolver] = [
    path("users", users, name="users"),
    path("users/add", user_add, name="user_add"),
    path("users/<int:key>", user, name="user"),
    path("users/<int:key>/edit", user_edit, name="user_edit"),
    path("users/<int:key>/deactivate", user_deactivate, name="user_deactivate"),
    path("users/<int:key>/reactivate", user_reactivate, name="user_reactivate"),
    path("users/<int:key>/password", user_password, name="user_password"),
    path("posts", posts, name="posts"),
    path("posts/add", post_add, name="post_add"),
    path("posts/<int:key>/committee", post_committee, name="post_committee"),
    path("appointments/add", appoint, name="appoint"),
    path("appointments/<int:key>/end", holding_end, name="holding_end"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dashboards.urls")),
    path("", include("programmes.urls")),
    path("", include("kpis.urls")),
    path("", include("assurance.urls")),
    path("", include("packs.urls")),
    path("administration/", include((administration, "administration"))),
    path("commissioners/<int:key>/confirm", commissioner_confirm, name="commissioner_confirm"),
    path("sign-in", SignInPage.as_view(), name="sign_in"),
    path("sign-out", require_POST(auth.LogoutView.as_view()), name="sign_out"),
    path("password", password_change, name="password_change"),
    path("health", health, name="health"),
]

handler400, handler403, handler404, handler500 = unreadable, no_right, not_found, fault
