"""The languages of Seven Keys, as its tests know them: the first stands at the root."""

LANGUAGES = ("nl", "en")
