"""Any object store that speaks S3: AWS, MinIO, Scaleway, OVH, Garage, Google and Azure through their gateways."""

from datetime import timedelta
from typing import Any

import obstore
from django.conf import settings
from obstore.store import S3Store

from lyceum.kernel.media.adapters.objects import Objects


class BucketStore(Objects):
    """``config``: bucket, endpoint, key, secret, region; ``path_style`` for stores without bucket hosts."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.store = S3Store(
            config["bucket"],
            endpoint=config["endpoint"] or None,
            access_key_id=config["key"],
            secret_access_key=config["secret"],
            region=config["region"],
            virtual_hosted_style_request=not config["path_style"],
            client_options={"allow_http": config["endpoint"].startswith("http://"), "timeout": "30s"},
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
        )

    def address_of(self, key: str, seconds: int) -> str | None:
        return str(obstore.sign(self.store, "GET", key, timedelta(seconds=seconds)))

    def _attributes(self, content_type: str, disposition: str) -> Any:
        return {"Content-Type": content_type, "Content-Disposition": disposition}


def connect() -> BucketStore:
    return BucketStore(settings.S3)
