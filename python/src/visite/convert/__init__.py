"""Fitted models as files that the carried compiler reads."""

from visite.convert.converted import Converted, GraphOutput

__all__ = ["Converted", "GraphOutput"]
