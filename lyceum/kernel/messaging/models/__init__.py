from lyceum.kernel.messaging.models.attachment import Attachment
from lyceum.kernel.messaging.models.block import Block
from lyceum.kernel.messaging.models.conversation import Conversation, Kind, topic_of
from lyceum.kernel.messaging.models.conversation_rules import ConversationRules
from lyceum.kernel.messaging.models.message import Message
from lyceum.kernel.messaging.models.message_report import MessageReport, Reason
from lyceum.kernel.messaging.models.message_version import MessageVersion
from lyceum.kernel.messaging.models.notice import Notice, State
from lyceum.kernel.messaging.models.notice_read import NoticeRead
from lyceum.kernel.messaging.models.participant import Participant
from lyceum.kernel.messaging.models.reaction import Reaction

__all__ = [
    "Attachment",
    "Block",
    "Conversation",
    "ConversationRules",
    "Kind",
    "Message",
    "MessageReport",
    "MessageVersion",
    "Notice",
    "NoticeRead",
    "Participant",
    "Reaction",
    "Reason",
    "State",
    "topic_of",
]
