from uuid import uuid4

from lyceum.kernel.identity.rules.token import digest_of, token_of


def test_a_token_depends_on_secret_invitation_and_nonce() -> None:
    invitation, nonce = uuid4(), uuid4()
    token = token_of("secret", invitation, nonce)
    assert token == token_of("secret", invitation, nonce)
    others = {
        token_of("other", invitation, nonce),
        token_of("secret", uuid4(), nonce),
        token_of("secret", invitation, uuid4()),
    }
    assert token not in others
    assert len(others) == 3


def test_a_token_can_stand_in_an_address_and_not_be_read_from_its_digest() -> None:
    token = token_of("secret", uuid4(), uuid4())
    assert len(token) == 43
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert digest_of(token) != token
    assert len(digest_of(token)) == 64
