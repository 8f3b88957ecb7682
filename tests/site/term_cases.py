# ruff: noqa: E501 -- a table
"""Sections in English and Korean: right ones with a wrong word to put for a term, and free translations."""

from __future__ import annotations

from typing import NamedTuple


class WrongTerm(NamedTuple):
    """The same section in both languages, and what replaces a term everywhere in one of them."""

    en: str
    ko: str
    locale: str
    old: str  # a regular expression
    new: str


WRONG_TERMS = (
    WrongTerm(
        "The sponsor signs the contract with each hospital. Before the first visit, the sponsor sends the drug and pays the fee.",
        "의뢰자는 병원마다 계약을 맺습니다. 첫 방문 전에 의뢰자가 약을 보내고 비용을 냅니다.",
        "ko",
        "의뢰자",
        "제약회사",
    ),
    WrongTerm(
        "The primary endpoint is walking speed at week 12. A change of the primary endpoint needs a substantial modification.",
        "일차 평가변수는 12주의 보행 속도입니다. 일차 평가변수를 바꾸려면 중대한 변경 절차를 밟습니다.",
        "ko",
        "일차 평가변수",
        "주요 결과",
    ),
    WrongTerm(
        "An interim analysis is planned after 100 people. Only the independent data monitoring committee sees it.",
        "100명이 등록되면 중간분석을 합니다. 결과는 독립적 자료 모니터링 위원회만 봅니다.",
        "ko",
        "중간분석",
        "최종 점검",
    ),
    WrongTerm(
        "Randomisation is done by a web system. Nobody at the site can see the list.",
        "무작위배정은 웹 시스템으로 합니다. 기관에서는 아무도 목록을 볼 수 없습니다.",
        "en",
        "Randomisation",
        "Registration",
    ),
    WrongTerm(
        "Blinding is kept until the database is locked.",
        "데이터베이스를 잠글 때까지 눈가림을 유지합니다.",
        "ko",
        "눈가림",
        "비밀",
    ),
    WrongTerm(
        "The estimand names what happens when people stop the drug.",
        "추정대상모수는 사람들이 약을 중단할 때를 어떻게 다루는지 정합니다.",
        "ko",
        "추정대상모수",
        "측정값",
    ),
    WrongTerm(
        "Every serious adverse event is reported within 24 hours. The form asks when the serious adverse event began and whether it ended.",
        "중대한 이상반응은 24시간 안에 보고합니다. 서식에는 중대한 이상반응이 언제 시작되고 끝났는지 적습니다.",
        "ko",
        "중대한 이상반응",
        "심한 부작용",
    ),
    WrongTerm(
        "The memorandum of understanding was signed in Seoul.",
        "양해각서는 서울에서 체결되었습니다.",
        "ko",
        "양해각서",
        "계약서",
    ),
    WrongTerm(
        "A material transfer agreement is needed before samples leave the country.",
        "검체를 국외로 보내기 전에 물질이전계약을 맺어야 합니다.",
        "en",
        "material transfer agreement",
        "customs paper",
    ),
    WrongTerm(
        "The control arm receives usual care. People in the control arm may join the study later.",
        "대조군은 통상 진료를 받습니다. 대조군에 있던 사람도 나중에 참여할 수 있습니다.",
        "ko",
        "대조군",
        "시험군",
    ),
    WrongTerm(
        "The research ethics committee reads the consent form first.",
        "연구윤리위원회는 동의서를 먼저 읽습니다.",
        "ko",
        "동의서",
        "계획서",
    ),
    WrongTerm(
        "A non-inferiority trial needs a margin that clinicians accept.",
        "비열등성 평가시험에는 임상의가 받아들이는 한계가 필요합니다.",
        "ko",
        "비열등성 평가시험",
        "동등성 평가시험",
    ),
    WrongTerm(
        "The deadline is set by the funder. After the deadline nothing can be changed.",
        "접수 마감은 지원기관이 정합니다. 접수 마감 뒤에는 아무것도 고칠 수 없습니다.",
        "ko",
        "접수 마감",
        "발표일",
    ),
    WrongTerm(
        "Pseudonymised information may be used for research.",
        "가명정보는 연구에 쓸 수 있습니다.",
        "ko",
        "가명정보",
        "익명정보",
    ),
    WrongTerm(
        "The chief investigator answers for the trial in the UK.",
        "영국에서는 총괄시험책임자가 시험을 책임집니다.",
        "en",
        "chief investigator",
        "head nurse",
    ),
    WrongTerm(
        "The SAP is signed before unblinding.", "SAP는 눈가림 해제 전에 서명합니다.", "ko", "SAP", "계획 문서"
    ),
    WrongTerm(
        "Central monitoring looks at the data of all sites. A monitor visits a site when central monitoring finds something odd.",
        "중앙 모니터링에서는 모든 기관의 데이터를 봅니다. 중앙 모니터링에서 이상한 점이 나오면 모니터요원이 방문합니다.",
        "ko",
        "중앙 모니터링",
        "본사 회의",
    ),
    WrongTerm(
        "The trial has a run-in period of two weeks.",
        "이 시험에는 2주의 도입기가 있습니다.",
        "ko",
        "도입기",
        "휴식기",
    ),
    WrongTerm(
        "Each protocol deviation is written down on the day it is seen.",
        "계획서 이탈은 발견한 날 적습니다.",
        "ko",
        "계획서 이탈",
        "오타",
    ),
    WrongTerm(
        "Matched funding means that both countries pay the same. Matched funding is checked each year.",
        "1:1 매칭 투자는 두 나라가 같은 금액을 낸다는 뜻입니다. 1:1 매칭 투자는 해마다 확인합니다.",
        "en",
        "[Mm]atched funding",
        "Shared advice",
    ),
    WrongTerm(
        "The home visit takes an hour. Book a home visit a week ahead.",
        "가정방문에는 한 시간이 걸립니다. 가정방문은 일주일 전에 예약합니다.",
        "ko",
        "가정방문",
        "전화 상담",
    ),
    WrongTerm(
        "Exclusion criteria are listed on the second page.",
        "제외기준은 둘째 쪽에 있습니다.",
        "en",
        "Exclusion criteria",
        "Opening hours",
    ),
    WrongTerm(
        "The master protocol covers three drugs.",
        "마스터 프로토콜은 세 가지 약을 다룹니다.",
        "ko",
        "마스터 프로토콜",
        "종합 보고서",
    ),
    WrongTerm(
        "A placebo looks and tastes like the drug.",
        "위약은 모양과 맛이 시험약과 같습니다.",
        "ko",
        "위약",
        "비타민",
    ),
    WrongTerm(
        "Federated learning leaves the data in each hospital. The model of federated learning travels instead.",
        "연합학습에서는 데이터가 병원마다 그대로 있습니다. 연합학습에서는 모델이 옮겨 다닙니다.",
        "en",
        "[Ff]ederated learning",
        "Central storage",
    ),
    WrongTerm(
        "Direct access to the records must be agreed in writing.",
        "기록의 직접열람은 문서로 합의합니다.",
        "ko",
        "직접열람",
        "외부 반출",
    ),
    WrongTerm(
        "The clinical trial insurance covers both countries. Send the certificate of clinical trial insurance with the application.",
        "임상시험 보험은 두 나라를 모두 보장합니다. 신청할 때 임상시험 보험 증명서를 냅니다.",
        "ko",
        "임상시험 보험",
        "여행자 보험",
    ),
    WrongTerm(
        "The washout period lasts four weeks.", "휴약기는 4주입니다.", "en", "washout period", "first dose"
    ),
    WrongTerm(
        "A favourable opinion arrives by e-mail.",
        "적합 의견은 전자우편으로 옵니다.",
        "ko",
        "적합 의견",
        "거절 통지",
    ),
    WrongTerm(
        "The investigator explains the trial and answers questions. The investigator also signs the consent form.",
        "시험자는 시험을 설명하고 질문에 답합니다. 동의서에도 시험자가 서명합니다.",
        "ko",
        "시험자",
        "의뢰자",
    ),
)
FREE_SECTIONS = (
    (
        "Ask people what they want to measure before you write the protocol.",
        "무엇을 재고 싶은지 사람들에게 먼저 물어보고 나서 쓰기 시작하십시오.",
    ),
    (
        "The sponsor must keep the file. It must also tell the regulator.",
        "의뢰자는 파일을 보관해야 합니다. 규제기관에도 알려야 합니다.",
    ),
    (
        "Participants can stop at any time. They need not give a reason, and their care does not change.",
        "언제든지 그만둘 수 있습니다. 이유를 밝히지 않아도 되고 진료도 그대로입니다.",
    ),
    ("When recruitment is slow, talk to the site first.", "모집이 더디면 먼저 기관과 이야기합니다."),
    (
        "Keep applications short. Reviewers read thirty of them.",
        "짧게 쓰십시오. 심사위원은 서른 건을 읽습니다.",
    ),
    (
        "A trial in two countries needs two insurance policies.",
        "두 나라에서 하려면 보험도 둘을 들어야 합니다.",
    ),
    ("Write who will randomise the first person.", "첫 사람을 누가 무작위로 배정할지 적습니다."),
    (
        "The committee gave its opinion in March, and it was favourable.",
        "위원회는 3월에 적합하다는 의견을 냈습니다.",
    ),
    (
        "People who are blinded to the treatment fill in the form.",
        "어느 치료인지 모르는 사람이 양식을 작성합니다.",
    ),
    ("Stratify by country.", "나라별로 층을 나눕니다."),
    ("Money from both funders pays for the nurse.", "간호사 인건비는 양쪽 연구비로 냅니다."),
    ("If your project is late, say so early.", "늦어질 것 같으면 일찍 알리십시오."),
    (
        "The device that people wear at home is charged once a week.",
        "집에서 착용하는 기기는 일주일에 한 번 충전합니다.",
    ),
    (
        "Data that hospitals collect anyway can answer many questions.",
        "병원에 이미 쌓여 있는 자료로도 많은 것을 알 수 있습니다.",
    ),
    (
        "Nobody can tell who a person is once the records are anonymised.",
        "익명으로 처리한 기록에서는 누구인지 알 수 없습니다.",
    ),
    ("Carers often know more than the chart does.", "돌보는 가족이 차트보다 많이 아는 일이 흔합니다."),
    (
        "Signing on paper is still allowed, and some people prefer it to electronic consent.",
        "종이에 서명해도 되며, 그쪽을 더 좋아하는 사람도 있습니다.",
    ),
    ("Plan the analysis before the data are opened.", "자료를 열기 전에 분석을 계획합니다."),
    ("The audit found two missing signatures.", "점검에서 서명 두 개가 빠진 것이 드러났습니다."),
    (
        "The trial compares two doses. It runs in six hospitals and ends in May.",
        "두 용량을 비교합니다. 병원 여섯 곳에서 하며 5월에 끝납니다.",
    ),
    ("Monitoring on site costs most of the budget.", "예산의 대부분은 기관을 찾아가 살피는 데 듭니다."),
    (
        "Who is eligible is said on the first page of the call.",
        "누가 신청할 수 있는지는 공고 첫 쪽에 나옵니다.",
    ),
    ("The two funders shortlist together.", "두 지원기관이 함께 1차로 추립니다."),
    ("The awards were announced in July.", "선정 결과는 7월에 발표되었습니다."),
    ("Both partners sign the agreement.", "양쪽이 함께 서명합니다."),
    (
        "An under-served group is not one group: ask each how it wants to be reached.",
        "소외된 사람들은 한 무리가 아닙니다. 어떻게 연락받고 싶은지 저마다 묻습니다.",
    ),
    (
        "A summary in plain language is sent to everyone who took part.",
        "참여한 모든 사람에게 쉬운 말로 쓴 요약을 보냅니다.",
    ),
    ("Sharing data starts with a list of what there is.", "자료를 나누려면 무엇이 있는지부터 적습니다."),
    (
        "What counts as a serious breach in the UK is decided case by case.",
        "영국에서 무엇이 중대한 위반인지는 사안마다 정합니다.",
    ),
    (
        "The investigator should tell the family doctor, if the person agrees.",
        "본인이 동의하면 가정의에게 알리는 것이 좋습니다.",
    ),
)
