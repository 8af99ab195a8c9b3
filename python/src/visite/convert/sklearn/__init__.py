"""scikit-learn's estimators as ONNX in double, each formula its own: exact to rounding, or refused by name."""

from visite.convert.sklearn.export import to_onnx
from visite.convert.sklearn.registry import refused_classes, supported_classes

__all__ = ["refused_classes", "supported_classes", "to_onnx"]
