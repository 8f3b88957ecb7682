"""Make many pages out of few: sentences of the given pages and of the termbase, and sentences made up here.

About half of a made page's sentences come from pages and definitions, mixed across pages; the others
are patterns filled with the page's own topic (a condition, a method, a place, a product whose name is
made up), so that the vocabulary grows with the pages as it does in real ones. Seeded: the same pages
from the same seed.
"""

from __future__ import annotations

import random
import re

Written = dict[str, object]

CONDITIONS = {
    "ko": "고혈압 당뇨병 천식 뇌졸중 심부전 폐암 위암 간암 유방암 대장암 치매 파킨슨병 우울증 조현병 건선 "
    "아토피 루푸스 류마티스관절염 "
    "골다공증 만성신부전 간경변 결핵 폐렴 패혈증 독감 백혈병 림프종 녹내장 백내장 황반변성 난청 편두통 "
    "뇌전증 근위축증 혈우병 "
    "낭포성섬유증 크론병 궤양성대장염 비만 불면증 자폐스펙트럼장애 심방세동 협심증 부정맥 갑상선암 췌장염 "
    "담석증 요로감염".split(),
    "en": "hypertension diabetes asthma stroke heart-failure lung-cancer gastric-cancer hepatoma "
    "breast-cancer colorectal-cancer "
    "dementia parkinsonism depression schizophrenia psoriasis eczema lupus arthritis osteoporosis "
    "nephropathy cirrhosis "
    "tuberculosis pneumonia sepsis influenza leukaemia lymphoma glaucoma cataract maculopathy deafness "
    "migraine epilepsy "
    "dystrophy haemophilia fibrosis crohn colitis obesity insomnia autism fibrillation angina arrhythmia "
    "thyroiditis "
    "pancreatitis gallstones cystitis".split(),
}
PLACES = {
    "ko": "서울 부산 대구 인천 광주 대전 울산 세종 수원 춘천 청주 전주 목포 포항 창원 제주 원주 천안 군산 "
    "여수 진주 안동 강릉 순천 "
    "런던 에든버러 카디프 벨파스트 맨체스터 리즈 옥스퍼드 케임브리지 글래스고 브리스틀 뉴캐슬 버밍엄".split(),
    "en": "Seoul Busan Daegu Incheon Gwangju Daejeon Ulsan Sejong Suwon Chuncheon Cheongju Jeonju Mokpo "
    "Pohang Changwon Jeju "
    "London Edinburgh Cardiff Belfast Manchester Leeds Oxford Cambridge Glasgow Bristol Newcastle "
    "Birmingham Exeter "
    "Aberdeen Dundee Swansea Norwich Sheffield Leicester Nottingham".split(),
}
PATTERNS = {
    "ko": """{place} {condition} 환자를 대상으로 {method}을 적용한 사례를 소개한다.
{product} 투여군은 {weeks}주 뒤 {measure}가 대조군보다 낮았다.
{place}의 연구팀은 {method} 계획서를 {month}월에 제출하였다.
{condition} 진단 이력이 있는 참가자는 {measure} 측정을 {weeks}주마다 받는다.
{product}의 용량은 {measure} 변화를 보고 두 단계로 조절하였다.
{method} 담당자는 {place} 병원 전산팀과 {object} 연계 방식을 먼저 합의해야 한다.
{condition} 코호트에서 {object} 누락률이 높은 까닭은 방문 일정이 길었기 때문이다.
현장 점검에서 {object} 보관 장소가 기록과 달라 {place} 센터가 시정 조치를 냈다.
{measure} 결과는 {object}와 함께 {month}월 보고서에 실린다.
{product} 관련 {object} 서식은 {place} 사무국에서 내려받을 수 있다.
환자 단체는 {condition} 시험에서 {measure}보다 일상 회복을 더 중요하게 여겼다.
{method} 교육을 마친 {place} 간호사 {weeks}명이 {object} 입력을 맡았다.
중재를 받은 {condition} 환자 가운데 {weeks}명은 {object} 제출을 거부하였다.
{place} 지역에서는 {product} 운송에 하루가 더 걸려 {object} 점검표를 따로 두었다.""".splitlines(),
    "en": """A pilot in {place} applied {method} to people living with {condition}.
After {weeks} weeks {measure} was lower with {product} than in the comparison group.
The team in {place} submitted its plan for {method} in month {month}.
Participants with a history of {condition} have {measure} taken every {weeks} weeks.
The dose of {product} was adjusted twice, guided by changes in {measure}.
Staff responsible for {method} should agree how {object} are linked with hospital systems in {place}.
Long visits explain why {object} were missing so often in the {condition} cohort.
An audit found {object} stored elsewhere than recorded, and the {place} centre corrected this.
Findings on {measure} appear together with {object} in the report of month {month}.
Templates for {object} concerning {product} can be obtained from the {place} office.
Patient groups in {condition} valued daily recovery above {measure}.
Having completed training in {method}, {weeks} nurses in {place} entered {object}.
Of the people treated for {condition}, {weeks} declined to return {object}.
Transporting {product} to {place} took a day longer, so {object} were checked separately.""".splitlines(),
}
MEASURES = {
    "ko": "수축기혈압 당화혈색소 폐활량 통증점수 보행속도 체질량지수 골밀도 혈청크레아티닌 인지기능점수 "
    "수면효율 악력 심박변이도 "
    "산소포화도 염증수치 피로도 입원일수 재입원률 삶의질점수 시력 청력역치".split(),
    "en": "systolic pressure;glycated haemoglobin;vital capacity;pain score;walking speed;body mass;bone "
    "density;creatinine;"
    "cognition score;sleep efficiency;grip strength;heart-rate variability;oxygen saturation;inflammation "
    "marker;"
    "fatigue;length of stay;readmission;quality of life;visual acuity;hearing threshold".split(";"),
}
OBJECTS = {
    "ko": "검체 동의서사본 온도기록지 방문일지 영상파일 설문응답 처방내역 투약일지 위임기록 교육수료증 "
    "검사성적서 점검보고서 "
    "배송전표 암호화키 백업본 회의록 색인표 계약부속서 개정이력 접근권한표".split(),
    "en": "specimens;consent copies;temperature logs;visit diaries;imaging files;survey answers;"
    "prescriptions;dosing diaries;"
    "delegation logs;certificates;laboratory reports;inspection notes;dispatch slips;encryption keys;"
    "backups;minutes;"
    "indexes;contract annexes;revision histories;access lists".split(";"),
}
SYLLABLES = {
    "ko": "가나다라마바사아자차카타파하거너더러머버서어저고노도로모"
    "보소오조구누두루무부수우주그느드르므브스으즈기니디리미비시이지",
    "en": [
        "ba",
        "ce",
        "di",
        "fo",
        "gu",
        "la",
        "me",
        "ni",
        "po",
        "ru",
        "sa",
        "te",
        "vi",
        "xo",
        "zu",
        "tri",
        "klo",
    ],
}
ENDINGS = {"ko": ["맙", "닙", "정", "론", "센", "드"], "en": ["mab", "nib", "tin", "lol", "zole", "vir"]}


def make_pages(
    written: list[Written], names: dict[str, list[str]], count: int, *, seed: int
) -> list[Written]:
    """``count`` pages, half in each language, in pairs of equal slugs two times out of three."""
    chance = random.Random(seed)
    sources = {lang: _sentences(written, lang) for lang in ("en", "ko")}
    return [
        _page(chance, lang, number, sources[lang], names[lang])
        for number in range(count // 2)
        for lang in ("en", "ko")
    ]


def _sentences(written: list[Written], lang: str) -> list[str]:
    texts = [str(page["md"]) for page in written if page["lang"] == lang]
    lines = [line for text in texts for line in text.splitlines() if line and line[0] not in "#-"]
    return [part for line in lines for part in re.split(r"(?<=[.!?])\s+", line) if part]


def _page(chance: random.Random, lang: str, number: int, sources: list[str], names: list[str]) -> Written:
    topic = _topic(chance, lang, names)
    blocks = [_block(chance, lang, topic, sources, names) for _ in range(3)]
    heads = {"ko": ("배경", "방법", "결과"), "en": ("Background", "Methods", "Results")}[lang]
    title = {
        "ko": "{condition} {method}: {place} {product}",
        "en": "{method} in {condition}: {product}, {place}",
    }[lang]
    slug = f"made-{number:04}" if number % 3 else f"made-{number:04}-{lang}"
    body = "\n".join(f"## {head}\n{block}" for head, block in zip(heads, blocks, strict=True))
    return {
        "id": f"{lang}/{slug}", "slug": slug, "lang": lang, "section": "methods", "status": "", "tags": [],
        "title": title.format(**topic), "md": f"# {title.format(**topic)}\n{body}\n",
    }  # fmt: skip


def _topic(chance: random.Random, lang: str, names: list[str]) -> dict[str, str]:
    name = "".join(chance.choice(SYLLABLES[lang]) for _ in range(3)) + chance.choice(ENDINGS[lang])
    return {
        "condition": chance.choice(CONDITIONS[lang]).replace("-", " "),
        "place": chance.choice(PLACES[lang]),
        "method": chance.choice(names),
        "product": name.title(),
    }


def _block(
    chance: random.Random, lang: str, topic: dict[str, str], sources: list[str], names: list[str]
) -> str:
    sentences = []
    for _ in range(chance.randint(3, 5)):
        if chance.random() < 0.5:
            sentences.append(chance.choice(sources))
            continue
        other = topic if chance.random() < 0.6 else _topic(chance, lang, names)
        filling = other | {
            "measure": chance.choice(MEASURES[lang]),
            "object": chance.choice(OBJECTS[lang]),
            "weeks": str(chance.randint(2, 52)),
            "month": str(chance.randint(1, 12)),
        }
        sentences.append(chance.choice(PATTERNS[lang]).format(**filling))
    return " ".join(sentences)
