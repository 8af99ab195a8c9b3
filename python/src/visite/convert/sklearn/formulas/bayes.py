"""Naive Bayes: the joint log likelihood of each class, normalised."""

from typing import Any

import numpy as np

from visite.convert.sklearn.graph import Graph, Tensor
from visite.convert.sklearn.registry import formula
from visite.convert.sklearn.table import Table

_NAMES = [f"sklearn.naive_bayes.{name}NB" for name in ("Gaussian", "Bernoulli", "Multinomial", "Complement", "Categorical")]


@formula("predict_proba", *_NAMES)
def probabilities(graph: Graph, model: Any, table: Table) -> Tensor:
    likelihood = _LIKELIHOODS[type(model).__name__](graph, model, table)
    return graph.exp(likelihood - graph.log_sum_exp(likelihood))


@formula("classify", *_NAMES)
def classify(graph: Graph, model: Any, table: Table) -> Tensor:
    return graph.arg_max(_LIKELIHOODS[type(model).__name__](graph, model, table))


def _gaussian(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _finite(graph, table)
    classes, features = model.theta_.shape
    distance = graph.reshape(x, 1, features) - model.theta_[None]
    squares = graph.reshape(graph.sum((distance * distance) / model.var_[None], 2), classes)
    constant = -0.5 * np.sum(np.log(2.0 * np.pi * model.var_), axis=1)
    return (constant - 0.5 * squares) + np.log(model.class_prior_)


def _bernoulli(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _finite(graph, table)
    if model.binarize is not None:
        x = graph.number(x > float(model.binarize))
    negative = np.log(1 - np.exp(model.feature_log_prob_))
    likelihood = x @ (model.feature_log_prob_ - negative).T
    return likelihood + (model.class_log_prior_ + negative.sum(axis=1))


def _multinomial(graph: Graph, model: Any, table: Table) -> Tensor:
    return _finite(graph, table) @ model.feature_log_prob_.T + model.class_log_prior_


def _complement(graph: Graph, model: Any, table: Table) -> Tensor:
    likelihood = _finite(graph, table) @ model.feature_log_prob_.T
    return likelihood + model.class_log_prior_ if len(model.classes_) == 1 else likelihood


def _categorical(graph: Graph, model: Any, table: Table) -> Tensor:
    x = _finite(graph, table)
    likelihood: Tensor | None = None
    for feature, log_prob in enumerate(model.feature_log_prob_):
        # The original truncates to an integer, refuses negative ones and those beyond the table.
        value = graph.column(x, feature)
        known = (value > -1.0) & (value < float(log_prob.shape[1]))
        graph.refuse_where(~known)
        index = graph.floor(graph.maximum(graph.where(known, value, 0.0), 0.0))
        term = graph.reshape(graph.look_up(log_prob.T, index), log_prob.shape[0])
        likelihood = term if likelihood is None else likelihood + term
    assert likelihood is not None
    return likelihood + model.class_log_prior_


def _finite(graph: Graph, table: Table) -> Tensor:
    x = table.matrix()
    graph.require_finite(x)
    return x


_LIKELIHOODS = {
    "GaussianNB": _gaussian,
    "BernoulliNB": _bernoulli,
    "MultinomialNB": _multinomial,
    "ComplementNB": _complement,
    "CategoricalNB": _categorical,
}

