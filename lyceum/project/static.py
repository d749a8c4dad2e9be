from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Each file under the hash of its content, also where one ES module imports another."""

    support_js_module_import_aggregation = True
