"""The command `kx`: arguments in, one call, words out."""

from exchange.build.garbage_collection import collect_seldom

collect_seldom()  # before a command loads its modules, which is half of its time
