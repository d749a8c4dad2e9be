"""Settings of tickets in the wallets of phones: offered where all of a wallet's keys are given (docs/running.md)."""

import os

APPLE_WALLET = {
    "pass_type": os.environ.get("APPLE_PASS_TYPE", ""),  # pass.org.example.tickets
    "team": os.environ.get("APPLE_TEAM", ""),
    "certificate": os.environ.get("APPLE_PASS_CERTIFICATE", ""),  # paths of PEM files
    "key": os.environ.get("APPLE_PASS_KEY", ""),
    "password": os.environ.get("APPLE_PASS_KEY_PASSWORD", ""),
    "authority": os.environ.get("APPLE_AUTHORITY", ""),  # Apple's WWDR certificate
}
GOOGLE_WALLET = {
    "issuer": os.environ.get("GOOGLE_WALLET_ISSUER", ""),
    "account": os.environ.get("GOOGLE_WALLET_ACCOUNT", ""),  # the service account's address
    "key": os.environ.get("GOOGLE_WALLET_KEY", ""),  # path of its private key (PEM)
}
