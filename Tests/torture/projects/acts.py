"""The operations that are tortured, and the images that they begin with."""

import os

from place import FOREIGN, MANAGEMENT_KEY, require


class Act:
    """An operation that is tortured: the image that it begins with, its words, and how many services there are then."""

    def __init__(self, words, image, before, after, management=False):
        self.words, self.image, self.before, self.after, self.management = words.split(), image, before, after, management


ACTS = {
    "add": Act("add modelgates/api", "empty", 0, 1),
    "add, linked": Act("add modelgates/api", "linked", 0, 1),
    "add, by management key": Act("add modelgates/api", "empty", 0, 1, management=True),
    "rotate": Act("rotate --yes", "added", 1, 1),
    "rotate with grace": Act("rotate --yes --grace-seconds 3600", "added", 1, 1),
    "end of grace": Act("rotate --finish --yes", "in grace", 1, 1),
    "rotate, by management key": Act("rotate --yes", "managed", 1, 1, management=True),
    "remove": Act("remove modelgates-api --yes", "added", 1, 0),
    "remove, by management key": Act("remove modelgates-api --yes", "managed", 1, 0, management=True),
    "upgrade": Act("upgrade modelgates-api pay-as-you-go --confirm-paid-service --accept-tos", "added", 1, 1),
    "downgrade": Act("downgrade modelgates-api free", "upgraded", 1, 1),
    "env --pull": Act("env --pull", "drifted", 1, 1),
}


def prepare(place):
    """The images that the acts begin with."""
    (place.folder / "home" / "management").write_text(MANAGEMENT_KEY)
    os.chmod(place.folder / "home" / "management", 0o600)
    place.save("empty")
    place.succeed("init")
    place.succeed("link", "modelgates")
    place.save("linked")
    place.succeed("add", "modelgates/api")
    place.require_settled()
    require(place.ask("POST", "/sandbox/payment_method", {"on_file": True})[0] == 200, "no payment method")
    place.save("added")
    place.succeed("rotate", "--yes", "--grace-seconds", "3600")
    place.save("in grace")
    place.restore("added")
    place.succeed(*ACTS["upgrade"].words)
    place.save("upgraded")
    place.restore("added")
    place.env_file.write_bytes(FOREIGN)
    place.save("drifted")
    place.restore("empty")
    place.management = True
    place.succeed("add", "modelgates/api")
    place.save("managed")
    place.management = False


def begin(place, act):
    place.restore(act.image)
    place.management = act.management
    # The drifted one has no key in its env file to begin with.
    return act.before > 0 and act.image != "drifted"
