"""The S3 server that keeps files, where ``MEDIA_STORE`` says so (see docs/running.md)."""

import os

S3 = {
    "bucket": os.environ.get("S3_BUCKET", "lyceum"),
    "endpoint": os.environ.get("S3_ENDPOINT", ""),
    "key": os.environ.get("S3_KEY", ""),
    "secret": os.environ.get("S3_SECRET", ""),
    "region": os.environ.get("S3_REGION", "us-east-1"),
    "path_style": os.environ.get("S3_PATH_STYLE", "true").lower() in {"1", "true", "yes", "on"},
}
