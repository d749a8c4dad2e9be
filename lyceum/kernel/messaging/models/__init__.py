from lyceum.kernel.messaging.models.notice import Notice, State
from lyceum.kernel.messaging.models.notice_read import NoticeRead

__all__ = ["Notice", "NoticeRead", "State"]
