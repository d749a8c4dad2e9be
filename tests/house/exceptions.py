"""What is allowed to differ from the house style, and why. An exception that nothing needs any more fails."""

# Written by others and shipped as it came.
NOT_OURS = ("lyceum/kernel/ui/static/vendor/",)

KERNEL = "foundation identity media ai reporting search notifications billing messaging video calendar privacy operations ui".split()

DOMAINS = ["learning"]
DOORS = (*(f"lyceum/kernel/{room}/interface/" for room in KERNEL), *(f"lyceum/domains/{d}/interface/" for d in DOMAINS))

# Names that a library calls or expects.
NAMED_BY_OTHERS = {
    "PersonManager": "Django's word for what makes rows",
    "extract_extra_data": "a hook of allauth",
    "get_context_data": "a hook of Django's views",
    "get_signup_form_initial_data": "a hook of allauth",
    "handle_DATA": "a hook of aiosmtpd",
    "handle_data": "a hook of Python's HTMLParser",
    "_django_db_helper": "a fixture of pytest-django",
}

# Public functions of actions/ and queries/ that do not take the caller first: "room.module.function" → reason.
WITHOUT_CALLER = {
    "ai.queries.measures.measures": "figures of the whole installation",
    "ai.actions.chain.refuse_in_transaction": "asks the connection; reads nothing",
    "identity.queries.asking.who_asks": "finds out whether there is a caller",
    "identity.queries.caller.caller_for": "makes the caller",
    "identity.queries.caller.caller_found": "makes the caller",
    "billing.queries.words.amount": "names a number; reads nothing",
    "billing.queries.words.no_room": "words; reads nothing",
    "billing.queries.words.price": "names a price; reads nothing",
    "billing.queries.words.too_much": "words; reads nothing",
    "foundation.actions.announcing.kind_of": "names a fact; reads nothing",
    "foundation.actions.sweeping.sweep_foundation": "housekeeping of the whole installation",
    "foundation.actions.rotating.sealed_models": "housekeeping of the whole installation",
    "foundation.actions.rotating.stale_keys": "housekeeping of the whole installation",
    "foundation.actions.rotating.reseal": "housekeeping of the whole installation",
    "identity.actions.resealing.reseal_factors": "housekeeping of the whole installation",
    "identity.actions.letter.letter_mail": "draws a letter; reads nothing of anybody's",
    "identity.actions.service_token.mint_service_token": "one process speaks to another",
    "identity.actions.service_token.service_of": "one process speaks to another",
    "identity.actions.sign_in.note_sign_in_seen": "finds out whether there is a caller",
    "identity.actions.sweeping.sweep_identity": "housekeeping of the whole installation",
    "identity.queries.offer.domain_offers": "what this installation has; reads nothing",
    "identity.queries.sign_in.claimed_by_token": "finds out whether there is a caller",
    "identity.queries.sign_in.is_signed_in": "finds out whether there is a caller",
    "identity.queries.sign_in.sign_in_by_session": "finds out whether there is a caller",
    "identity.queries.sign_in.sign_in_by_token": "finds out whether there is a caller",
    "identity.queries.sign_in.token_secrets": "finds out whether there is a caller",
    "lyceum.domains.learning.actions.item.refuse_faults": "judges what is given; reads nothing",
    "lyceum.domains.learning.actions.step.step_of": "reads inside a path that the caller already has",
    "lyceum.domains.learning.actions.revision.sum_up": "adds up a sitting that the caller already has",
    "lyceum.domains.learning.queries.learner.memory_model_of": "of a learner that the caller already has",
    "lyceum.domains.learning.queries.path.refuse_stale": "compares two numbers; reads nothing",
    "lyceum.domains.learning.actions.drafting.pages_of": "of a document that the job already has",
    "lyceum.domains.learning.actions.tutoring.said_of": "of an exchange that the caller already has",
    "lyceum.domains.learning.actions.tutoring.whom_to_turn_to": "words; reads nothing",
    "lyceum.domains.learning.queries.drawn.charts_of": "draws sittings that the caller already has",
    "lyceum.domains.learning.queries.asking.family_of": "of an item that the caller already has",
    "lyceum.domains.learning.queries.asking.standing_of": "of a memory that the caller already has",
    "lyceum.domains.learning.queries.learner.day_in": "names a day; reads nothing",
    "lyceum.domains.learning.queries.policy.policy_of": "of a path that the caller already has",
    "lyceum.domains.learning.queries.steering.preferences_of": "of a learner that the caller already has",
    "lyceum.domains.learning.queries.steering.steering_for": "of a path and a learner that the caller already has",
    "lyceum.domains.learning.queries.progress.share_of": "adds up what the caller already has",
    "media.actions.examining.examined": "judges bytes; reads nothing of anybody's",
    "reporting.queries.workbook.workbook": "writes a table that the caller already has; reads nothing",
    "identity.queries.confirmation.is_recently_confirmed": "asks the browser's session, which is no row",
    "identity.queries.membership.person_names": "names beside ids that the caller already has",
    "identity.queries.organisation.organisation_by_slug": "comes before there is a caller",
    "media.queries.bytes.pieces_of": "the bytes of a file that the caller already has",
    "operations.queries.queue.queue_now": "a figure of the whole installation",
    "privacy.queries.kept.is_scoped": "speaks of a model, not of rows",
    "privacy.queries.kept.model_fields": "speaks of models, not of rows",
    "privacy.queries.kept.model_of": "speaks of a model, not of rows",
    "privacy.queries.trail.label_of": "names a kind of fact; reads nothing",
    "reporting.queries.chart.drawn": "draws numbers; reads nothing",
    "reporting.queries.public.publishable": "what may be public at all; reads nothing",
    "reporting.queries.report.chart_of": "draws figures that the caller already has",
    "reporting.queries.words.day_named": "names a day; reads nothing",
    "reporting.queries.words.named": "names a time; reads nothing",
    "reporting.queries.words.said": "names a number; reads nothing",
    "reporting.queries.words.tick": "names a time; reads nothing",
    "search.actions.keeping.keep_pages": "takes the version, which says whose it is",
    "search.actions.preparing.make_room_for_vectors": "answers a migration",
    "search.queries.nearness.keeps_vectors": "asks the database what it can do",
    "ai.queries.vectors.can_keep_vectors": "asks the database what it can do",
    "search.queries.ranking.lexemes_of": "forms of words; reads nothing of anybody's",
    "search.queries.ranking.stems_of": "forms of words; reads nothing of anybody's",
    "search.queries.reasons.said": "names a reason; reads nothing",
    "ui.queries.doorstep.public_slugs": "what anybody may find, for robots",
    "ui.queries.today.part_of_day": "names an hour; reads nothing",
}

# Public functions of actions/ that write and announce nothing: "room.module.function" → reason.
WITHOUT_ANNOUNCEMENT = {
    "identity.actions.presence.end_process": "who has a page open is no fact to keep",
    "identity.actions.presence.forget_old_presence": "who has a page open is no fact to keep",
    "identity.actions.presence.keep_presence": "who has a page open is no fact to keep",
    "ai.actions.breaking.circuit_of": "how a provider does, not a person's act",
    "ai.actions.breaking.note_failure": "how a provider does, not a person's act",
    "ai.actions.breaking.note_success": "how a provider does, not a person's act",
    "ai.actions.breaking.reset": "how a provider does, not a person's act",
    "ai.actions.ledger.begin": "is the ledger",
    "ai.actions.ledger.finish": "is the ledger",
    "ai.actions.ledger.note": "is the ledger",
    "foundation.actions.announcing.announce_all": "is the announcing",
    "foundation.actions.announcing.tell_subscribers": "tells what has been announced",
    "foundation.actions.sweeping.sweep_foundation": "forgets what nobody reads any more",
    "identity.actions.sweeping.sweep_identity": "forgets what nobody reads any more",
    "identity.actions.sign_in.note_sign_in_seen": "every few minutes of everybody's day",
    "identity.actions.token.refresh_tokens": "every few minutes of an app's day; a reuse ends the family, announced",
    "foundation.actions.rotating.reseal": "changes the key, not what is said",
    "notifications.actions.notifying.notify": "tells what has been announced",
    "notifications.actions.posting.post_letter": "carries what has been announced",
    "notifications.actions.reading.read_about": "what one has read is nobody else's",
    "notifications.actions.reading.read_all": "what one has read is nobody else's",
    "notifications.actions.reading.read_notification": "what one has read is nobody else's",
    "notifications.actions.sending.send_deliveries": "carries what has been announced",
    "notifications.actions.sending.send_letter": "carries what has been announced",
    "notifications.actions.sweeping.sweep_mail": "forgets what nobody reads any more",
    "search.actions.indexing.reindex": "says again what the rows say",
    "search.actions.indexing.remove_entry": "says again what the rows say",
    "search.actions.documents.set_audience": "part of another room's act, which is announced",
    "search.actions.embedding.embed_document": "says again what the pages say",
    "search.actions.embedding.embed_version": "says again what the pages say",
    "search.actions.keeping.keep_pages": "part of the reading of a document, which is announced",
    "media.actions.deleting.purge_files": "removes what was deleted, and announced, before",
    "identity.actions.forgetting.forget_sessions": "a part of an erasure, which is announced",
    "identity.actions.old_invitations.forget_old_invitations": "forgets what nobody answered",
    "messaging.actions.forgetting.forget_drafts": "a part of an erasure, which is announced",
    "notifications.actions.forgetting.forget_mails": "a part of an erasure, which is announced",
    "operations.actions.measuring.keep_minute": "a figure of the machine, not a person's act",
    "lyceum.domains.learning.actions.steering.fit_learner": "says again what the answers say",
    "lyceum.domains.learning.actions.steering.resteer": "says again what the exams say",
    "lyceum.domains.learning.actions.remembering.remember": "a part of answering, which is announced",
    "reporting.actions.surveying.survey": "says again what the facts say",
    "reporting.actions.surveying.survey_lately": "says again what the facts say",
    "privacy.actions.forgetting.forget_here": "a part of an erasure, which is announced",
    "privacy.actions.sealing.seal_every_trail": "seals what has been announced",
    "privacy.actions.sealing.seal_purge": "seals what has been announced",
    "privacy.actions.sealing.seal_trail": "seals what has been announced",
}

# Words of a template that stay as they are in every language.
SAME_IN_EVERY_LANGUAGE = frozenset(
    (
        "Lyceum FR EN Français FrançaisEnglish English CSV PDF API REST GraphQL OpenAPI JSON QR URL ID TOTP Ctrl Esc K "
        "XLSX Inès Belkacem Tomás Oliveira"
    ).split()
)

# Templates that make attributes, and say nothing.
NOT_SPOKEN = ("lyceum/kernel/ui/templates/ui/_button_class.html",)

# Who may import a vendor's library: the adapter alone, and the doors of a framework that is one.
VENDORS = {
    "allauth": tuple(f"lyceum/kernel/identity/{part}/" for part in ("adapters", "interface", "demo")),
    "obstore": ("lyceum/kernel/media/adapters/",),
    "PIL": ("lyceum/kernel/media/adapters/", "lyceum/kernel/media/demo/"),
    "qrcode": ("lyceum/kernel/identity/adapters/",),
    "redis": ("lyceum/kernel/foundation/adapters/",),
    "boto3": (),
    "requests": ("lyceum/kernel/identity/adapters/",),
    "prometheus_client": ("lyceum/kernel/operations/adapters/", "lyceum/kernel/operations/interface/"),
    "opentelemetry": ("lyceum/kernel/operations/adapters/",),
    "argon2": ("lyceum/kernel/identity/adapters/",),
    "ninja": DOORS,
    "strawberry": DOORS,
    "starlette": DOORS,
    "pydantic_ai": ("lyceum/kernel/ai/adapters/",),
    "openai": ("lyceum/kernel/ai/adapters/",),
    "anthropic": ("lyceum/kernel/ai/adapters/",),
    "httpx2": ("lyceum/kernel/ai/adapters/", "lyceum/kernel/notifications/adapters/"),
    "http_ece": ("lyceum/kernel/notifications/adapters/", "lyceum/kernel/notifications/tests/"),
    "py_vapid": ("lyceum/kernel/notifications/adapters/", "lyceum/kernel/notifications/tests/"),
    "pypdfium2": ("lyceum/kernel/search/adapters/",),
    "docx": ("lyceum/kernel/search/adapters/", "lyceum/kernel/search/tests/"),
    "pptx": ("lyceum/kernel/search/adapters/", "lyceum/kernel/search/tests/"),
    "openpyxl": ("lyceum/kernel/reporting/adapters/", "lyceum/domains/learning/adapters/"),
    "reportlab": ("lyceum/kernel/reporting/adapters/", "lyceum/domains/learning/demo/"),
    "zstandard": ("lyceum/domains/learning/adapters/",),
}
