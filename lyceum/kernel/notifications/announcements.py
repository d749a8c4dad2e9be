from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PreferenceChosen:
    kind: str
    channel: str
    on: bool


@dataclass(frozen=True)
class DefaultChosen:
    kind: str
    channel: str
    on: bool


@dataclass(frozen=True)
class MessagesResent:
    deliveries: int


@dataclass(frozen=True)
class DeviceRegistered:
    device_id: UUID


@dataclass(frozen=True)
class DeviceForgotten:
    device_id: UUID


@dataclass(frozen=True)
class PhoneProved:
    phone_id: UUID


@dataclass(frozen=True)
class PhoneForgotten:
    phone_id: UUID


@dataclass(frozen=True)
class QuietHoursChanged:
    pass


@dataclass(frozen=True)
class ChatHookKept:
    hook_id: UUID
    name: str


@dataclass(frozen=True)
class ChatHookRemoved:
    hook_id: UUID
    name: str


@dataclass(frozen=True)
class AddressStopped:
    why: str


@dataclass(frozen=True)
class Unsubscribed:
    member_person_id: UUID
    kind: str
