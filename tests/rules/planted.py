# ruff: noqa: E501 -- a table
"""Passages in English and Korean that say the same, and one edit of each after which they do not."""

from __future__ import annotations

from typing import NamedTuple


class Planted(NamedTuple):
    """The same passage in both languages, and what an edit of one of them replaces."""

    name: str
    en: str
    ko: str
    old: str
    new: str


PLANTED = (
    Planted("days", "Reply within 60 days.", "60일 안에 답변하십시오.", "60 days", "45 days"),
    Planted("days in Korean", "Reply within 60 days.", "60일 안에 답변하십시오.", "60일", "90일"),
    Planted("working days", "Ask for 10 working days.", "근무일 기준 10일을 요청합니다.", "10 working days", "10 days"),
    Planted("working days gone", "Allow five working days.", "5근무일을 둡니다.", "5근무일", "5일"),
    Planted("weeks", "It takes three weeks.", "3주가 걸립니다.", "three weeks", "two weeks"),
    Planted("weeks in Korean", "It takes two weeks.", "두 주가 걸립니다.", "두 주", "네 주"),
    Planted("months", "Within six months of the end.", "종료 후 6개월 안에 냅니다.", "6개월", "9개월"),
    Planted("native months", "Allow three months.", "세 달을 잡습니다.", "세 달", "두 달"),
    Planted("years", "Keep the file for 25 years.", "파일을 25년간 보관합니다.", "25 years", "15 years"),
    Planted("unit", "Keep it for 12 weeks.", "12주간 보관합니다.", "12 weeks", "12 months"),
    Planted("unit in Korean", "Keep it for 12 months.", "12개월간 보관합니다.", "12개월", "12주"),
    Planted("hours", "The course takes 40 hours.", "교육은 40시간입니다.", "40 hours", "24 hours"),
    Planted("minutes", "Read for 10 minutes.", "10분 동안 읽습니다.", "10분", "15분"),
    Planted("range", "It takes 30 to 60 days.", "30~60일이 걸립니다.", "30 to 60 days", "30 to 90 days"),
    Planted("range start", "It takes 30 to 60 days.", "30~60일이 걸립니다.", "30~60일", "20~60일"),
    Planted("fortnight", "It takes 15 days.", "보름이 걸립니다.", "15 days", "10 days"),
    Planted("spoken days", "Send it three days before.", "사흘 전에 보냅니다.", "사흘", "나흘"),
    Planted("day", "It starts on 28 April 2026.", "2026년 4월 28일에 시작합니다.", "28 April", "27 April"),
    Planted("day in Korean", "It starts on 28 April 2026.", "2026년 4월 28일에 시작합니다.", "28일", "29일"),
    Planted("month of a day", "It starts on 28 April 2026.", "2026년 4월 28일에 시작합니다.", "4월", "5월"),
    Planted("year of a day", "It starts on 28 April 2026.", "2026년 4월 28일에 시작합니다.", "April 2026", "April 2027"),
    Planted("dotted day", "It starts on 3 May 2027.", "2027. 5. 3.에 시작합니다.", "5. 3.", "5. 13."),
    Planted("month", "It opens in March 2027.", "2027년 3월에 열립니다.", "March 2027", "May 2027"),
    Planted("month in Korean", "It opens in March 2027.", "2027년 3월에 열립니다.", "2027년 3월", "2028년 3월"),
    Planted("year", "The law of 2025 applies.", "2025년의 법이 적용됩니다.", "2025", "2024"),
    Planted("clock", "It closes at 1pm UK time.", "영국 시간 오후 1시에 마감합니다.", "1pm", "5pm"),
    Planted("clock in Korean", "It closes at 18:00.", "18시에 마감합니다.", "18시", "16시"),
    Planted("half of the day", "It closes at 4pm.", "오후 4시에 마감합니다.", "오후", "오전"),
    Planted("zone", "It closes at 4pm UK time.", "영국 시간 오후 4시에 마감합니다.", "영국 시간", "한국 시간"),
    Planted("zone in English", "It closes at 4pm KST.", "한국 시간 오후 4시에 마감합니다.", "KST", "GMT"),
    Planted("minutes of a clock", "It closes at 16:30.", "16시 30분에 마감합니다.", "16:30", "16:00"),
    Planted("won", "It pays KRW 1.448bn.", "14억 4,820만원을 지원합니다.", "1.448bn", "1.548bn"),
    Planted("won in Korean", "It pays KRW 1.448bn.", "14억 4,820만원을 지원합니다.", "14억", "15억"),
    Planted("pounds", "It pays £600,000.", "60만 파운드를 지원합니다.", "£600,000", "£60,000"),
    Planted("pounds in Korean", "It pays £2.8m.", "280만 파운드를 지원합니다.", "280만", "28만"),
    Planted("currency", "It pays £600,000.", "60만 파운드를 지원합니다.", "파운드", "유로"),
    Planted("currency in English", "It costs 500,000 won.", "50만 원이 듭니다.", "won", "pounds"),
    Planted("share", "The funder pays 80%.", "지원기관이 80%를 냅니다.", "80%", "75%"),
    Planted("share in words", "It pays 80 per cent.", "80퍼센트를 냅니다.", "80퍼센트", "60퍼센트"),
    Planted("share with a point", "The rate is 2.5%.", "비율은 2.5%입니다.", "2.5%", "25%"),
    Planted("count", "There are 34 items.", "34개 항목이 있습니다.", "34 items", "30 items"),
    Planted("count in Korean", "There are 34 items.", "34개 항목이 있습니다.", "34개", "43개"),
    Planted("large count", "It covers 12,000 people.", "1만 2,000명이 대상입니다.", "12,000", "20,000"),
    Planted("large count in Korean", "It covers 12,000 people.", "1만 2,000명이 대상입니다.", "1만", "2만"),
    Planted("million", "It holds 928 million records.", "9억 2,800만 건이 있습니다.", "928 million", "298 million"),
    Planted("article", "See article 34.", "제34조를 보십시오.", "article 34", "article 43"),
    Planted("article in Korean", "See article 34(1).", "제34조제1항을 보십시오.", "제34조", "제35조"),
    Planted("branch of an article", "See article 28-8.", "제28조의8을 보십시오.", "28-8", "28-11"),
    Planted("paragraph", "See article 34, paragraph 3.", "제34조제3항을 보십시오.", "제3항", "제4항"),
    Planted("version", "Use version 2.1.", "2.1판을 씁니다.", "2.1판", "2.0판"),
    Planted("number gone", "Three sites and 120 people.", "기관 세 곳과 120명.", "120명", "사람들"),
    Planted("number more", "Name the sites.", "기관 이름을 적습니다.", "the sites", "all 14 sites"),
    Planted("duty to permission", "You must tell the committee.", "위원회에 알려야 합니다.", "must", "may"),
    Planted("duty in Korean", "You must tell the committee.", "위원회에 알려야 합니다.", "알려야 합니다", "알릴 수 있습니다"),
    Planted("permission to duty", "You may ask for a meeting.", "회의를 요청할 수 있습니다.", "may", "must"),
    Planted("permission in Korean", "You may ask for it.", "요청할 수 있습니다.", "요청할 수 있습니다", "요청하여야 합니다"),
    Planted("ban lifted", "Data must not leave.", "자료를 반출해서는 안 됩니다.", "must not", "may"),
    Planted("ban lifted in Korean", "Data must not leave.", "자료를 반출해서는 안 됩니다.", "반출해서는 안 됩니다", "반출합니다"),
    Planted("ban to duty", "You must not pay twice.", "두 번 지급하면 안 됩니다.", "must not", "must"),
    Planted("prohibited", "Sale is prohibited.", "판매를 금지합니다.", "prohibited", "normal"),
    Planted("in a table", "| Report | 7 days |", "| 보고 | 7일 |", "7 days", "15 days"),
    Planted("in a list", "- Tell them.\n- Wait 14 days.", "- 알립니다.\n- 14일 기다립니다.", "14일", "24일"),
    Planted("two in one line", "7 days, or 15 days.", "7일이나 15일.", "15 days", "25 days"),
    Planted("second paragraph", "Wait 7 days.\n\nThen wait 7 days.", "7일 기다립니다.\n\n7일 더 기다립니다.",
            "Then wait 7", "Then wait 9"),
    Planted("link", "See [it](https://x.example/a).", "[여기](https://x.example/a)를 봅니다.", "x.example/a).", "x.example/b)."),
    Planted("link in Korean", "See [it](a.md#b).", "[여기](a.md#b)를 봅니다.", "a.md#b)를", "a.md)를"),
    Planted("link gone", "See [it](a.md).", "[여기](a.md)를 봅니다.", "[여기](a.md)", "여기"),
    Planted("picture", "![A](a.svg)", "![가](a.svg)", "![가](a.svg)", "![가](b.svg)"),
    Planted("source", "It is law.[^act]", "법입니다.[^act]", "law.[^act]", "law.[^guide]"),
    Planted("source gone", "It is law.[^act]", "법입니다.[^act]", "법입니다.[^act]", "법입니다."),
    Planted("cells", "| Report | 7 days | 15 days |\n| File | 3 days | 9 days |",
            "| 보고 | 7일 | 15일 |\n| 제출 | 3일 | 9일 |", "7일 | 15일", "15일 | 7일"),
    Planted("cells in English", "| A | 7 days | 15 days |\n| B | 3 days | 9 days |",
            "| 가 | 15일 | 7일 |\n| 나 | 9일 | 3일 |", "3 days | 9 days", "9 days | 3 days"),
)  # fmt: skip
