"""ESSCollab Desktop: an offline reference of promising practices in stakeholder engagement under ESSA."""

__version__ = "0.1.0"
