"""News agencies, as a dateline or a stamp before a story's first sentence names them: "OSLO (Reuters) Norway ..." needs no dash."""

from __future__ import annotations

AGENCIES = frozenset({
    "AA", "AFP", "Anadolu", "ANI", "ANSA", "Antara", "AP", "APP", "BBC", "Bernama", "Bloomberg", "CNN", "DPA", "dpa", "EFE", "IANS",
    "Interfax", "IRNA", "KCNA", "KUNA", "Kyodo", "Kyodo News", "MENA", "PanARMENIAN.Net", "PTI", "Reuters", "RFE/RL", "SANA", "SPA",
    "TASS", "Ukrinform", "UPI", "VOA", "WAM", "WSJ", "Xinhua", "Yonhap",
})  # fmt: skip
