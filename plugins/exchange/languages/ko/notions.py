"""Korean words for notions that can be compared with another language."""

from __future__ import annotations

from exchange.languages.expressions import expression
from exchange.languages.ko.statements import BAN, periods
from exchange.languages.notions import notion_finder

_WEEKDAYS = {
    "mon": "월",
    "tues": "화",
    "wednes": "수",
    "thurs": "목",
    "fri": "금",
    "satur": "토",
    "sun": "일",
}
_SEASONS = {"spring": "봄", "summer": "여름", "autumn": "가을", "winter": "겨울"}
_DENIED = r"[겨어][^.\n]{0,12}지\s?(?:않|못|말|마)"
_COUNTED = r"(?<=[\d일월년주달시간분개명건회%세원곳번점상자드도℃C])\s?"
_START = r"(?<![가-힣])"
_WEEKDAY = r"(?=\s(?:주\s)?[월화수목금토일]요일)"

_CONDITION = r"야(?:만)?\s[^.\n]{0,40}수\s?있"

_COUNTRIES = {
    "zone_KST": r"\bKST(?![A-Za-z])|한국\s?(?:표준시|시[각간])",
    "zone_GMT": r"\bGMT(?![A-Za-z])",
    "zone_BST": r"\bBST(?![A-Za-z])|서머\s?타임",
    "zone_UTC": r"\bUTC(?![A-Za-z])",
    "country_GB": "영국|런던",
    "country_KR": "한국|국내|우리나라|대한민국|서울|「",
    "country_JP": "일본",
    "country_CN": "중국",
    "country_US": "미국",
    "country_EU": "유럽",
}
countries = notion_finder(patterns=_COUNTRIES)
notions = notion_finder(
    often=periods,
    patterns={
        "day_after": rf"{_START}(?:다음\s?날(?!짜)|익일|이튿날|그다음\s?날)",
        "day_same": rf"{_START}(?:같은\s?날|당일|그날)",
        "release": (
            r"(?:지\s?않아|없어|지\s?아니하여)도(?:\s?(?:됩|된|되|됨|괜찮))?|필요(?:가|는|도)?\s?없|필요(?:하지"
            r"|치)\s?않|의무(?:가|는|도)?\s?(?:없"
            r"|아니)|선택\s?사항|선택입|자율|임의로|자발적"
        ),
        "ban": (
            rf"(?:서는|면|선)\s?(?:안|아니)\s?(?:되|된|됨|됩|돼|될)|지\s?(?:마십|말아야|마시)|{BAN}|(?<![가-힣])금하"
            r"|불가|허용되지|허용하지"
        ),
        "unable": r"(?<=[가-힣])\s?수\s?없",
        "condition": rf"(?<=[가-힣]){_CONDITION}",
        "duty": r"(?<=[가-힣])야\s?(?:만\s?)?[합한함하할됩된됨되될]|의무(?!기록)|필수",
        "need": r"필요(?:합|함|하다|하며|하고)",
        "advice": r"권(?:장|고|합니|하며|하고|한다)|바람직|(?:것이|편이|게)\s?좋",
        "floor": "최소|적어도",
        "above": rf"{_COUNTED}초과(?!하지)|{_COUNTED}[을를]\s?(?:넘(?!지|{_DENIED})|초과(?!하지))",
        "least": (
            rf"{_COUNTED}이상(?!반응|사례|징후|한|하|적|소견)|(?:(?<!월\s\d)(?<!월\s\d\d)일|개월|주|시간|년)\s?(?:후|뒤|이후)에"
        ),
        "most": (
            rf"{_COUNTED}(?:이하|이내|미만|아래)|최대|\d\s?책\s?\d\s?공|늦어도(?![^.\n]{{0,20}}전)|{_COUNTED}[을를]\s?(?:넘|초과하)지"
            rf"|밑[돕돌도]"
            rf"|{_COUNTED}(?:안에|[을를]\s?넘(?={_DENIED}))"
        ),
        "before": r"(?<=[가-힣])\s전(?=[\s,.에까의과이|)]|$)|(?<!국외\s)이전(?:에|까지)|전까지",
        "after": (
            r"(?<=[가-힣])(?<![한은된쓴른진난친간본낸운린킨뀐])\s(?:후|뒤(?!에서))(?=[\s,.에의|)로부까]|$)|이후"
        ),
        "until": r"(?:(?<=[일월년시날분말지)])|(?<=\d\.))\s?까지",
        "from": r"(?:(?<=[일월년시날때후말)])|(?<=\d\.))\s?부터",
        "exclude": "제외(?!기준)",
        "include": "포함",
        "except": rf"{_START}(?:예외|면제)|[를을]\s?(?:빼고|뺀)|않는\s한|(?<=[가-힣])\s외(?:에는|의|에)",
        "only": (
            r"(?<=[자관람체팀청처회업국때우에게서인원])만(?=\s[^.\n]{0,20}(?:수\s?있|가능|허용|적용|해당))"
            r"|오직|오로지"
        ),
        "or": rf"{_START}(?:또는|혹은)",
        "one_of": r"(?:중|가운데)\s?(?:하나|한\s)",
        "alternative": (
            rf"{_START}(?:두세|서너|어느)|거나|(?<=[가-힣])나(?=[\s,])|든지?(?=\s)|(?:중|가운데)\s?먼저"
        ),
        "both": rf"{_START}(?:둘|양쪽|양측)(?:\s?다|\s?모두|이\s모두)|모두",
        "and": r"(?<=[가-힣A-Z])\s?및(?=\s)",
        "some": r"(?<![가-힣\d])일부(?!터)",
        "all": rf"{_START}(?:모든|전부)(?=[\s가-힣])(?![^.\n]{{0,40}}(?:것은|게|건)\s?아[니닙])",
        "fraction_two_thirds": r"3분의\s?2",
        "fraction_third": r"3분의\s?1",
        "fraction_three_quarters": r"4분의\s?3",
        "fraction_quarter": r"4분의\s?1",
        "fraction_fifth": r"5분의\s?1",
        "fraction_tenth": r"10분의\s?1",
        "fraction_half": rf"{_START}절반|{_START}반수",
        "turn_first": rf"{_START}(?:첫째|첫\s?번째|첫){_WEEKDAY}",
        "turn_second": rf"{_START}(?:둘째|두\s?번째){_WEEKDAY}",
        "turn_third": rf"{_START}(?:셋째|세\s?번째){_WEEKDAY}",
        "turn_fourth": rf"{_START}(?:넷째|네\s?번째){_WEEKDAY}",
        "turn_last": rf"{_START}마지막{_WEEKDAY}",
        **{f"weekday_{name}": rf"{day}요일|\({day}\)" for name, day in _WEEKDAYS.items()},
        **{f"season_{name}": rf"(?<=년)\s?{season}" for name, season in _SEASONS.items()},
        "quarter_first": r"(?<!\d)1\s?(?:사)?분기",
        "quarter_second": r"(?<!\d)2\s?(?:사)?분기",
        "quarter_third": r"(?<!\d)3\s?(?:사)?분기",
        "quarter_fourth": r"(?<!\d)4\s?(?:사)?분기",
        "half_first": "상반기",
        "half_second": "하반기",
        "third_early": r"(?<=월)\s?(?:초순?|상순)(?=[\s에까부의,.]|$)",
        "third_mid": r"(?<=월)\s?(?:중순|중반)",
        "third_late": r"(?<=월)\s?(?:말|하순)(?=[\s에까부의,.]|$)",
        **_COUNTRIES,
        "place_abroad": "국외|해외|외국",
        "role_lead": r"주관(?:연구)?(?:개발)?기관",
        "role_joint": r"(?:공동|참여|협력|위탁)(?:연구)?(?:개발)?기관",
        "paper_original": "원본",
        "paper_copy": "사본|복사",
        "manner_paper": rf"{_START}서면",
        "manner_person": rf"{_START}대면",
        "manner_online": "온라인|비대면|화상",
        "each": rf"{_START}각각?\s(?=\d)|(?:팀|과제|기관)(?:별|당)",
        "total": rf"합계|합산|총액|합쳐|통틀어|{_START}총\s?(?=[\d£₩])",
        "party_sponsor": "의뢰자",
        "party_investigator": "시험자|책임자",
        "party_participant": "대상자|참여자|피험자",
        "party_monitor": "모니터요원|모니터링 담당자",
        "party_funder": "지원기관",
        "party_pharmacist": "약사(?!법)|약국",
        "party_nurse": "간호사",
        "party_committee": "위원회",
        "side_left": "왼쪽|좌측",
        "side_right": "오른쪽|우측",
        "blinding_open": r"공개\s?(?:시험|연구|라벨)|눈가림(?:을|이)?\s?(?:하지|없)",
        "blinding_double": r"(?:이중|양측)\s?(?:눈가림|맹검)",
        "blinding_single": r"단일\s?(?:눈가림|맹검)",
        "light_day": r"(?<![가-힣])낮(?=에|\s?동안)",
        "light_night": r"(?<![가-힣])밤(?=에|\s?동안|새|중)|야간",
        "rise": r"증가|늘어|늘[었려리린릴립]|오[릅르른]|올[랐라려리린릴립]|높",
        "fall": r"감소|줄어|줄[었여이인일입]|내[려리렸린릴립]|떨어|낮",
        "earlier": r"이른|일찍|(?<![가-힣])빠른\s(?=쪽|날|마감)",
        "later": r"늦은|늦게|나중",
        "shorter": r"(?:더|가장)\s짧|짧은\s쪽",
        "longer": r"(?:더|가장)\s(?:긴|길)|긴\s쪽",
        "larger": r"(?:더|가장)\s[큰크]|큰\s쪽",
        "smaller": r"(?:더|가장)\s작|작은\s쪽",
        "open": r"열려|접수\s?중",
        "closed": r"닫[혀힌혔]|마감(?:되었|됐|했|된)",
        "answer_yes": r"(?<=\|)\s*(?:예|필요|가능|있음)(?=[\s.,]*\|)",
        "answer_no": r"(?<=\|)\s*(?:아니(?:요|오)|불필요|불가능?|없음)(?=[\s.,]*\|)",
        "denial": r"(?<!어렵)(?<!나쁘)(?<!다르)(?<!드물)(?<!그치)지\s?(?:않|아니|못)"
        r"(?!나요|을까|(?:으시|겠)[나습]|는\s(?:일반|보통|평범|순수))|[가이]\s?아니|못하|못합"
        r"|(?<=[가-힣])(?<!변함)(?<!끊임)(?<!틀림)(?<!다름)\s?없(?=[다으는습었음])"
        r"|(?<!걱정)(?<!부담)(?<!차질)(?<!무리)(?<!에러)(?<!오류)(?<!문제)(?<!차이)(?<!제약)\s없이",
        "leave": r"수\s?(?:도\s?)?있|도\s?(?:됩|된|되|됨)|허용|가능",
    },
)
ANSWERS = {
    "duty": expression(r"야|의무|필수|필요|요구|십시오"),
    "denial": expression(
        rf"않|없|못|(?<![가-힣])안\s|말(?:[고아]|\s?것)|마[시십세]|아[니닌닙닐님]|낮|뺀|[결선]정\s전|탈락|남[았은]|{BAN}|(?<![가-힣])금하|제외|예외|빼|삼가|피하|피합|거부|거절|반려|"
        r"불(?:가|허|필요|충분|법|일치|완전|확실|분명|규칙|참|이익|응|리)|미(?:만|취업|진학|소지|보유|승인|등록|비|준수|달|결|공개|정|완|사용|제출|포함|기재)|"
        r"무(?:관|효|단|료|상|허가|제한|기한|응답)|비(?:공개|식별|밀|영리|대면|정상|정규|전임|상근|열등|상업|급여|실명|워)|"
        r"외(?:의|에|는)|밖|만(?=[\s을은이,.]|으로)|뿐|전에|전까지|이전|대신|모르|모릅|몰라|다[르릅른]|틀리|벗어|어렵|어려|드[뭅문]|부족|빠[진지짐뜨]|"
        r"잃|누락|반(?:대|하)|면제|넘|아직|까지|달[리라랐]|하나도|아무|"
        + _CONDITION
        + "|배제|방지|여부|무한|익명|번거|자유로|마찬가지|에야|동일"
        "|막[고습지아는]|보다|따로|별도|그대로|나머지|이내|안에"
    ),
    "except": expression(
        r"제외|예외|면제|다만|단,|빼|외(?:의|에|는)|밖|아니|아닌|않|없|말고|별도|만(?=[\s을은이,.]|으로)|한(?:하|함|정|해)|경우|면\s|이외|달리|나머지|다른|그렇|갈음"
    ),
    "only": expression(
        r"만|뿐|오직|오로지|한(?:하|한|함|정|합|해)|밖에|까지|유일|단일|하나|한\s|않|없|아니|못|전에|먼저|야|비로소|부터|면|때|처음|따로|불과|그치|스스로|혼자|홀로|뒤에|용(?![가-힣])"
    ),
    "day_after": expression(r"다음|익일|이튿|후|뒤|넘|지나|이후"),
}
ANSWERS["exclude"] = ANSWERS["except"]
ANSWERS["none"] = ANSWERS["ban"] = ANSWERS["denial"]
ANSWERS["unless"] = expression(ANSWERS["denial"].pattern + r"|야|다만|단,|갈음")
