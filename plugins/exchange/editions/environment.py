"""What the commands tell the build in its environment, which every process of it inherits."""

from __future__ import annotations

EDITION = "KX_EDITION"
"""The edition to seal; absent for the live site. Not in mkdocs.yml, where 2026.10 would be a number."""

SEALED_ON = "KX_SEALED_ON"
"""The day on which the edition is sealed, ISO 8601: the same day whenever it is built again."""

PUBLISH = "KX_PUBLISH"
"""The repository whose sealed editions are to be in the site."""

SHELF = "KX_SHELF"
"""Which files the editions on the shelf have, as JSON by their trees: what `kx publish` has just compared."""

PREVIEW = "KX_PREVIEW"
"""`1` where a build without the sealed editions is meant, to be looked at and not to be put on the web."""

PDF = "KX_PDF"
"""`on` where a build makes PDFs, `off` where none does; without it, what is published or sealed has them."""

EMBARGO = "KX_EMBARGO"
"""`shown` where a preview is to have calls that may not be published yet; no other build heeds it."""
