"""Texts as counts of words. The operator org.visite.TextCounts finds tokens as Python's regular expressions do."""

from typing import Any

import numpy as np

from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula, refuse
from visite.convert.sklearn.table import Table
from visite.errors import UnsupportedError

_P = "sklearn.feature_extraction.text"


@formula("transform", f"{_P}.CountVectorizer")
def counts(graph: Graph, model: Any, table: Table) -> Tensor:
    name = type(model).__name__
    if table.width != 1 or table.cells[0].tensor.dtype != "string":
        raise UnsupportedError(f"{name}: of one column of text, named with text=[…]")
    for option in ("tokenizer", "preprocessor", "strip_accents"):
        if getattr(model, option) is not None:
            raise UnsupportedError(f"{name}: {option}")
    if callable(model.analyzer) or model.analyzer not in ("word", "char"):
        raise UnsupportedError(f"{name}: analyzer {model.analyzer!r}")
    if model.input != "content":
        raise UnsupportedError(f"{name}: input {model.input!r}")
    vocabulary = sorted(model.vocabulary_, key=model.vocabulary_.__getitem__)
    attributes: dict[str, Any] = {
        "analyzer": model.analyzer,
        "binary": int(model.binary),
        "lowercase": int(model.lowercase),
        "ngram_range": [int(each) for each in model.ngram_range],
        "vocabulary": vocabulary,
    }
    if model.analyzer == "word":
        attributes["token_pattern"] = model.token_pattern
        stop = model.get_stop_words()
        if stop:
            attributes["stop_words"] = sorted(stop)
    return graph.node("TextCounts", [table.cells[0].tensor], [((1, len(vocabulary)), "f64")], domain="org.visite", **attributes)[0]


@formula("transform", f"{_P}.TfidfTransformer")
def weigh(graph: Graph, model: Any, table: Table) -> Tensor:
    return _weighted(graph, model, table.matrix())


@formula("transform", f"{_P}.TfidfVectorizer")
def weighted_counts(graph: Graph, model: Any, table: Table) -> Tensor:
    return _weighted(graph, model._tfidf, counts(graph, model, table))


def _weighted(graph: Graph, model: Any, x: Tensor) -> Tensor:
    if model.sublinear_tf:
        none = x.equals(0.0)
        x = graph.where(none, 0.0, graph.log(graph.where(none, 1.0, x)) + 1.0)
    if model.use_idf:
        x = x * np.asarray(model.idf_, dtype=np.float64)
    if model.norm is None:
        return x
    length = graph.sqrt(graph.sum(x * x)) if model.norm == "l2" else graph.sum(graph.abs(x))
    return x / graph.where(length.equals(0.0), 1.0, length)


refuse("its words are hashed, not kept", f"{_P}.HashingVectorizer")
refuse("takes dictionaries, not a table", "sklearn.feature_extraction.DictVectorizer", "sklearn.feature_extraction.FeatureHasher")
refuse("several outcomes at once; export each of its estimators_ by itself", "sklearn.multioutput.MultiOutputClassifier", "sklearn.multioutput.ClassifierChain")
