"""The files of pictures: what they are is what they are called, and they are not too big to send."""

from __future__ import annotations

from collections.abc import Iterator

from exchange.rules.link_paths import local_path
from exchange.rules.page_facts import Facts, Target
from exchange.rules.rule import Example, Rule, Words
from exchange.rules.settings import Limits
from exchange.rules.site_facts import SiteFacts
from exchange.text.picture_headers import REDUCIBLE_KINDS, read_picture
from exchange.text.problems import Problem, Severity

IMAGE_KIND = Rule(
    name="image-kind",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The file '{target}' is not what its name says.[[ Its content is: {kind}.]]",
            way_out="Save it as one of {known} and give it the right ending.",
        ),
        "ko": Words(
            fault="파일 '{target}'의 내용이 이름과 다릅니다.[[ 실제 형식: {kind}.]]",
            way_out="{known} 중 하나로 저장하고 확장자를 맞춰 주십시오.",
        ),
    },
    example=Example(
        wrong="![Visits in order](../../assets/really-a-png.jpg)",
        right="![Visits in order](../../assets/small.png)",
    ),
)
IMAGE_BYTES = Rule(
    name="image-bytes",
    severity=Severity.ERROR,
    words={
        "en": Words(
            fault="The picture '{target}' has {size}; one that the site cannot make smaller may have {most}.",
            way_out="Save it smaller, or as PNG, JPEG or WebP, which the site makes smaller itself.",
        ),
        "ko": Words(
            fault="그림 '{target}'이(가) {size}로, 자동으로 줄지 않는 그림의 한도 {most}을(를) 넘습니다.",
            way_out="더 작게 저장하거나, 자동으로 줄여 주는 PNG, JPEG, WebP로 저장해 주십시오.",
        ),
    },
    example=Example(
        wrong="![Visits in order](../../assets/heavy.gif)", right="![Visits in order](../../assets/small.png)"
    ),
)
RULES = (
    IMAGE_KIND,
    IMAGE_BYTES,
)


_KINDS = {
    "png": "png",
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "gif": "gif",
    "webp": "webp",
    "svg": "svg",
    "avif": "avif",
}


def compare(page: Facts, site_facts: SiteFacts) -> Iterator[Problem]:
    """Yield what is wrong with the files of pictures that a page shows."""
    for image in page.images:
        local = local_path(page, image.target)
        content = site_facts.read_file(local) if local is not None and local in site_facts.files else None
        if local is not None and content is not None:
            yield from _file(page, image, local, content, site_facts.settings.limits)


def _file(page: Facts, image: Target, local: str, content: bytes, limits: Limits) -> Iterator[Problem]:
    ending = local.rpartition(".")[2].lower()
    picture = read_picture(content)
    values = {"target": image.target}
    if picture is None or _KINDS.get(ending) != picture.kind:
        kind = picture.kind if picture else ""
        kinds = ", ".join(_KINDS)
        yield IMAGE_KIND.problem(*page.span(image), {**values, "kind": kind, "known": kinds})
        return
    if picture.kind not in REDUCIBLE_KINDS and len(content) > limits.image_bytes:
        sizes = {"size": _kilobytes(len(content)), "most": _kilobytes(limits.image_bytes)}
        yield IMAGE_BYTES.problem(*page.span(image), {**values, **sizes})


def _kilobytes(size: int) -> str:
    return f"{-(-size // 1000)} kB"
