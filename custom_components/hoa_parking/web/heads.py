"""What the columns of exported tables are called, in each language."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LANGUAGES: Final = ("en", "ru", "kk", "id")

JOURNAL: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": (
            *("Time", "Gate", "Camera", "Direction", "Plate", "As read", "Country", "Confidence"),
            *("Listed plate", "Apartment", "Verdict", "Reason", "Outcome", "Why", "Source", "Reads", "Number"),
        ),
        "ru": (
            *("Время", "Ворота", "Камера", "Направление", "Номер", "Прочитано", "Страна", "Уверенность"),
            *("Номер в списке", "Квартира", "Решение", "Причина", "Итог", "Почему", "Источник", "Чтений", "Запись"),
        ),
        "kk": (
            *("Уақыты", "Қақпа", "Камера", "Бағыты", "Нөмірі", "Оқылғаны", "Елі", "Сенімділігі"),
            *("Тізімдегі нөмір", "Пәтер", "Шешім", "Себебі", "Нәтижесі", "Неге", "Көзі", "Оқу саны", "Жазба"),
        ),
        "id": (
            *("Waktu", "Gerbang", "Kamera", "Arah", "Pelat", "Terbaca", "Negara", "Keyakinan"),
            *("Pelat terdaftar", "Unit", "Keputusan", "Alasan", "Hasil", "Sebab", "Sumber", "Pembacaan", "Nomor"),
        ),
    }
)

ACTIVITY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": ("Time", "Person", "Action", "Subject", "Details"),
        "ru": ("Время", "Кто", "Действие", "О чём", "Подробности"),
        "kk": ("Уақыты", "Кім", "Әрекет", "Не туралы", "Толығырақ"),
        "id": ("Waktu", "Siapa", "Tindakan", "Tentang", "Rincian"),
    }
)
