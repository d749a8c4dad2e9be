from django.urls import path

from lyceum.kernel.messaging.interface import conversation_pages, editor_pages, message_pages, moderation_pages, pages

app_name = "messaging"
MESSAGE = "messages/<uuid:conversation_id>/messages/<uuid:message_id>"
urlpatterns = [
    path("notices/", pages.notices, name="notices"),
    path("notices/new/", editor_pages.new, name="new"),
    path("notices/preview/", editor_pages.preview, name="preview"),
    path("notices/<uuid:notice_id>/", pages.notice, name="notice"),
    path("notices/<uuid:notice_id>/text/", editor_pages.text, name="text"),
    path("notices/<uuid:notice_id>/reading/", pages.reading, name="reading"),
    path("notices/<uuid:notice_id>/readers/", pages.readers, name="readers"),
    path("notices/<uuid:notice_id>/publication/", editor_pages.publication, name="publication"),
    path("notices/<uuid:notice_id>/withdrawal/", editor_pages.withdrawal, name="withdrawal"),
    path("messages/", conversation_pages.conversations, name="conversations"),
    path("messages/new/", conversation_pages.new_conversation, name="new_conversation"),
    path("messages/search/", conversation_pages.conversation_search, name="conversation_search"),
    path("messages/blocked/", moderation_pages.blocked, name="blocked"),
    path("messages/rules/", moderation_pages.conversation_rules, name="conversation_rules"),
    path("messages/moderation/", moderation_pages.moderation, name="moderation"),
    path("messages/moderation/<uuid:message_id>/", moderation_pages.decision, name="decision"),
    path("messages/moderation/<uuid:message_id>/around/", moderation_pages.surroundings, name="surroundings"),
    path("messages/files/<uuid:file_id>/picture/", message_pages.attachment_picture, name="attachment_picture"),
    path("messages/<uuid:conversation_id>/", conversation_pages.conversation, name="conversation"),
    path("messages/<uuid:conversation_id>/muting/", moderation_pages.muting, name="muting"),
    path("messages/<uuid:conversation_id>/messages/", message_pages.messages, name="messages"),
    path(f"{MESSAGE}/", message_pages.message, name="message"),
    path(f"{MESSAGE}/deletion/", message_pages.deletion, name="deletion"),
    path(f"{MESSAGE}/reaction/", message_pages.reaction, name="reaction"),
    path(f"{MESSAGE}/report/", message_pages.report, name="report"),
]
