"""Find Korean sentences on the page of a call that are not about it: on a clinic, a law, an earlier call."""

from __future__ import annotations

from exchange.languages.asides import AsideFinder
from exchange.languages.expressions import expression

_SENTENCE = expression(r"[^\n]+?(?:다[.”\"](?=\s)|(?=\n)|$)")
_APPLYING = expression(
    r"마감|(?<!외래 )(?<!진료 )접수|신청|제출|공고|공모|모집\s?기간|선정|결과|과제당|발표|평가"
)
_PAYING = expression(r"예산|연구비|지원금|과제당|출연금|총액|지원합니다|지원한다|지원함|이내|최대|한도")
_PLACES = expression(
    r"진료|외래|병동|회진|병원은|약국|은행|창구|박물관|도서관|식당|매점|건물은|실험실|연구실|사무실|안내\s?데스크|상담|전화|콜센터"
    r"|셔틀|버스|열차|기차|항공편|여객선|서버|백업|시스템\s?점검|운영\s?시간"
)
_EACH_TIME = expression(r"점심|식사|앱은|매일|매주|매월|매년|격주|[가-힣]요일마다|날마다")
_EVENT = expression(
    r"학술대회|학회|심포지엄|세미나|웨비나|콘퍼런스|컨퍼런스|축제|전시회|박람회|공휴일|설날|추석은|어린이날|현충일|광복절|삼일절|개천절|한글날|성탄절|부처님\s?오신\s?날|회계연도|학년도|학기"
)
_PEOPLE_OF_A_STUDY = expression(r"환자|참여자|대상자|피험자|등록되었|동의서")
_PRICE = expression(
    r"가격|연봉|급여|임금|보험금|보험료|환율|수수료|사용료|요금|항공료|운임|과태료|벌금|숙박비|시장\s?규모|매출|썼습니다|지출|(?:비용|돈)이|원이\s?드는|(?:건|회|개|대|1인|1회)당|한\s?(?:대|개|벌|병|장)[는은에]|(?:검사|촬영|진료|치료|수술|약|입원|보관|운송)(?:비|값|료)(?:는|가|\s)"
)
_EXAMPLE = expression(r"^\W*(?:예를\s?들어|예컨대|예\s?[:：]|가령|만약)")
_ON_A_DAY = r"(?:\d{4}[년.]\s?\d{1,2}월(?!\s?\d)\s?|(?:\d{4}[년.]\s?)?\d{1,2}[월.]\s?\d{1,2}[일.]?\s?)"
_CONDITION = expression(
    rf"{_ON_A_DAY}(?:\([^)]*\)\s?)?(?:(?:현재\s?|를\s|을\s)?기준(?!\s?(?:접수|마감))|(?:이전|이후|전|후|부터|까지)(?:에|의|로)?\s"
    r"(?:[가-힣]+\s){0,2}?(?:[가-힣]*(?:학위|면허|자격|국적)[를을]?|출생|태어난|재직|고용|임용|설립|창업|거주|취득))"
    rf"|{_ON_A_DAY}(?:에|까지|부터|이후|이전)?\s?(?:연구\s?기간이\s)?(?:종료|만료|완료)(?:되는|된|되었|하는|한|\s?예정인)"
    rf"|{_ON_A_DAY}에\s?(?:시작|출범|도입|체결)(?:한|된)\s(?:사업|프로그램|협약|제도)"
    rf"|(?:공고일|접수\s?마감일|기준일)\s?[(（]{_ON_A_DAY}[^)）]*[)）]\s?(?:현재|기준)"
)
_OTHER_CALL = expression(
    r"(?:(?:이전|지난|과거|종전|최초)의?|첫|(?:19|20)\d\d년)\s?(?:[가-힣]+\s){0,3}?(?:[가-힣]*공고|공모|사업|과제|프로그램)"
)
_PAST_SYLLABLES = "".join(chr(code) for code in range(0xAC00 + 20, 0xD7A4, 28) if chr(code) not in "있겠")
_PAST = expression(
    rf"[{_PAST_SYLLABLES}](?:습니다|다|던|고|으며)|이래\b|[가-힣](?:한|된|린)\s(?:회의|워크숍|행사|자료|보고서|문서)"
)
_DOCUMENT = expression(r"회의록|보고서|서식|개정|제정|시행|자료입니다|양해각서|협정|판을|기사|사진")
asides = AsideFinder(
    sentence=_SENTENCE,
    condition=_CONDITION,
    past=_PAST,
    other_call=_OTHER_CALL,
    this_call=expression("이번"),
    applying=_APPLYING,
    documents=_DOCUMENT,
    others=expression("|".join(words.pattern for words in (_PLACES, _EVENT, _PEOPLE_OF_A_STUDY))),
    opening_hours=_EACH_TIME,
    prices=_PRICE,
    paying=_PAYING,
    example=_EXAMPLE,
)
