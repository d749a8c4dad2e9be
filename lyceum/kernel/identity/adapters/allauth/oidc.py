"""Any OpenID Connect server, strictly: PKCE, state and nonce on every sign-in; every answer is checked."""

import json
import secrets
import time
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from requests import RequestException

from lyceum.kernel.identity.adapters.allauth.id_token import Untrusted, trusted

_APPLE_SECRET_SECONDS = 300


class AppleClient(OAuth2Client):
    """Apple wants a secret that is a token, signed with the key that one made there."""

    def get_access_token(self, code: str, pkce_code_verifier: str | None = None, extra_data: Any = None) -> Any:
        apple = self.settings["apple"]
        now = int(time.time())
        claims = {
            "iss": apple["team_id"],
            "sub": self.consumer_key,
            "aud": "https://appleid.apple.com",
            "iat": now,
            "exp": now + _APPLE_SECRET_SECONDS,
        }
        self.consumer_secret = jwt.encode(claims, apple["private_key"], "ES256", headers={"kid": apple["key_id"]})
        return super().get_access_token(code, pkce_code_verifier, extra_data)


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    state: dict[str, Any]

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the server says of itself, if it is the one that was asked, and speaks as securely as it was asked."""
        config: dict[str, Any] = super().openid_config
        asked = self.get_provider().app.settings["server_url"].split("/.well-known/")[0].rstrip("/")
        if str(config.get("issuer", "")).rstrip("/") != asked:
            raise OAuth2Error("the configuration is another issuer's")
        for endpoint in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if urlsplit(config.get(endpoint, "")).scheme not in {"https", urlsplit(asked).scheme}:
                raise OAuth2Error(f"{endpoint} is not secure")
        return config

    def get_client(self, request: HttpRequest, app: SocialApp) -> OAuth2Client:
        self.client_class = AppleClient if "apple" in app.settings else OAuth2Client
        client = super().get_client(request, app)
        client.settings = app.settings
        return client

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """One address, as registered there: never inside an organisation, never another host that was asked for."""
        path = reverse("openid_connect_callback", kwargs={"provider_id": self.provider_id})
        return f"{settings.SITE_URL}/{path.removeprefix(get_script_prefix())}"

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> Any:
        try:
            claims = self._claims(app, token, kwargs["response"].get("id_token") or "")
            told = {"id_token": claims}
            if app.settings.get("fetch_userinfo", True) and self.openid_config.get("userinfo_endpoint"):
                told["userinfo"] = self._fetch_user_info(token.token)
                if told["userinfo"].get("sub") != claims["sub"]:
                    raise Untrusted("userinfo of somebody else")
            return self.get_provider().sociallogin_from_response(request, {**told, **_apple_name(request)})
        except (Untrusted, KeyError, TypeError, ValueError, AttributeError) as fault:
            raise OAuth2Error("the server's answer could not be trusted") from fault

    def _claims(self, app: SocialApp, token: SocialToken, id_token: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        return trusted(
            id_token,
            answer.json(),
            issuer=self.openid_config["issuer"],
            client_id=app.client_id,
            nonce=self.state.get("nonce", ""),
            access_token=token.token,
        )


class StrictProvider(OpenIDConnectProvider):
    oauth2_adapter_class = StrictAdapter

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """What to ask for is ours to say: what the address of this page suggests (scopes, parameters) is dropped."""
        nonce = secrets.token_urlsafe(32)
        asked = {**self.get_auth_params(), "nonce": nonce}
        try:
            return super().redirect(
                request, process, next_url, data, auth_params=asked, scope=self.get_scope(), nonce=nonce
            )
        except (OAuth2Error, RequestException, KeyError, ValueError) as fault:
            return render_authentication_error(request, self, exception=fault)

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Proved only where the server says so: ``true``, or Apple's ``"true"``, and nothing else that is truthy."""
        addresses = super().extract_email_addresses(data)
        for address in addresses:
            address.verified = address.verified in (True, "true")
        return addresses

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {**super().extract_common_fields(data), **data.get("apple", {})}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Kept: what the list of linked accounts shows. The rest of what the server tells is not our business."""
        told = data.get("userinfo") or data["id_token"]
        return {"id_token": {name: told[name] for name in ("sub", "email", "name") if name in told}}


class _Callback(OAuth2CallbackView):
    def _get_state(self, request: HttpRequest, provider: StrictProvider) -> tuple[Any, Any]:
        """The state is good once, in this session, for this server; RFC 9207's ``iss`` says who really answered."""
        state, answer = super()._get_state(request, provider)
        if state is None:
            return state, answer
        self.adapter.state = state
        issuer = request.GET.get("iss")
        promised = self.adapter.openid_config.get("authorization_response_iss_parameter_supported")
        if (issuer or promised) and issuer != self.adapter.openid_config["issuer"]:
            return None, render_authentication_error(request, provider)
        return state, answer


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _answered(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _answered(_Callback, request, provider_id)


@csrf_exempt
@require_POST
def posted_callback(request: HttpRequest) -> HttpResponse:
    """Apple posts its answer from its own page, without our cookies: brought back by address, to be checked there."""
    told = {
        name: request.POST[name][:4000] for name in ("code", "state", "error", "user", "iss") if name in request.POST
    }
    address = reverse("openid_connect_callback", kwargs={"provider_id": "apple"})
    return HttpResponseRedirect(f"{address}?{urlencode(told)}")


def _answered(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view.adapter_view(StrictAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as fault:
        raise Http404 from fault
    except (OAuth2Error, RequestException) as fault:
        provider = get_adapter().get_provider(request, provider_id)
        return render_authentication_error(request, provider, exception=fault)


def _apple_name(request: HttpRequest) -> dict[str, Any]:
    """Apple says the name once, beside the token and unsigned: it is only a suggestion."""
    try:
        name = json.loads(request.GET["user"])["name"]
        return {"apple": {"first_name": str(name.get("firstName", "")), "last_name": str(name.get("lastName", ""))}}
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}
