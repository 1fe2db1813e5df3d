"""Languages by their own names, so that everybody finds the own one."""

OWN_NAMES = {"ru": "Русский", "it": "Italiano", "en": "English"}
