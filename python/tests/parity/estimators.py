"""Every estimator of the suite: how it is made, what it is fitted on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from sklearn import (
    calibration,
    cluster,
    compose,
    cross_decomposition,
    decomposition,
    discriminant_analysis,
    dummy,
    ensemble,
    feature_selection,
    gaussian_process,
    impute,
    isotonic,
    linear_model,
    mixture,
    model_selection,
    multiclass,
    multioutput,
    naive_bayes,
    neighbors,
    neural_network,
    pipeline,
    preprocessing,
    random_projection,
    svm,
    tree,
)
from sklearn.gaussian_process import kernels

Target = Literal["binary", "classes", "value", "values", "none"]


@dataclass(frozen=True)
class Case:
    name: str
    make: Callable[[], Any]
    target: Target
    missing: bool = False
    """It takes missing values itself."""
    scale: bool = False
    """It is fitted behind a StandardScaler, as one would."""
    positive: bool = False
    """It takes numbers from 0 on."""
    single: float = 1e-6
    """Largest relative difference allowed."""
    kinds: tuple[str, ...] = ()
    """Only these kinds of data; all where it is empty."""


def _both(name: str, make: Callable[[], Any], **more: Any) -> list[Case]:
    return [Case(name, make, "binary", **more), Case(f"{name}, three classes", make, "classes", **more)]


def _linear() -> list[Case]:
    lm = linear_model
    regressors = [
        lm.ARDRegression, lm.BayesianRidge, lm.ElasticNetCV, lm.HuberRegressor, lm.Lars, lm.LarsCV, lm.LassoCV, lm.LassoLarsCV, lm.LassoLarsIC, lm.LinearRegression, lm.OrthogonalMatchingPursuit,
        lm.OrthogonalMatchingPursuitCV, lm.Ridge, lm.RidgeCV, lm.TheilSenRegressor,
    ]  # fmt: skip
    cases = [Case(each.__name__, each, "value", scale=True) for each in regressors]
    cases += [
        Case(each.__name__, each, "values", scale=True)
        for each in (lm.MultiTaskElasticNetCV, lm.MultiTaskLassoCV)
    ]
    cases += [
        Case(each.__name__, lambda each=each: each(alpha=0.01), "values" if "Multi" in each.__name__ else "value", scale=True)
        for each in (lm.ElasticNet, lm.Lasso, lm.LassoLars, lm.QuantileRegressor, lm.MultiTaskElasticNet, lm.MultiTaskLasso)
    ]
    cases += [
        Case("Ridge, no intercept", lambda: lm.Ridge(fit_intercept=False), "value", scale=True),
        Case("LinearRegression, positive", lambda: lm.LinearRegression(positive=True), "value", scale=True),
        Case("LogisticRegression, L1, sparse", lambda: lm.LogisticRegression(l1_ratio=1.0, solver="saga", C=0.2, max_iter=500), "classes", scale=True),
        Case("LogisticRegression, weights, no intercept", lambda: lm.LogisticRegression(class_weight="balanced", fit_intercept=False), "classes", scale=True),
        Case("LinearRegression, unscaled", lm.LinearRegression, "value"),
        Case("LinearRegression, two outcomes", lm.LinearRegression, "values"),
        Case("SGDRegressor", lambda: lm.SGDRegressor(random_state=0), "value", scale=True),
        Case("PassiveAggressiveRegressor", lambda: lm.PassiveAggressiveRegressor(random_state=0), "value", scale=True),
        Case("RANSACRegressor", lambda: lm.RANSACRegressor(random_state=0), "value", scale=True),
        Case("PoissonRegressor", lm.PoissonRegressor, "value", scale=True),
        Case("GammaRegressor", lm.GammaRegressor, "value", scale=True),
        Case("TweedieRegressor", lambda: lm.TweedieRegressor(power=1.5), "value", scale=True),
        Case("TweedieRegressor, identity", lambda: lm.TweedieRegressor(power=0), "value", scale=True),
        *_both("LogisticRegression", lambda: lm.LogisticRegression(max_iter=300), scale=True),
        Case("LogisticRegression, unscaled", lambda: lm.LogisticRegression(max_iter=50), "binary"),
        Case("LogisticRegression, liblinear", lambda: lm.LogisticRegression(solver="liblinear"), "binary", scale=True),
        *_both("LogisticRegressionCV", lambda: lm.LogisticRegressionCV(Cs=3, cv=3, max_iter=200, l1_ratios=(0,), use_legacy_attributes=False), scale=True),
        *_both("RidgeClassifier", lm.RidgeClassifier, scale=True),
        *_both("RidgeClassifierCV", lm.RidgeClassifierCV, scale=True),
        *_both("Perceptron", lambda: lm.Perceptron(random_state=0), scale=True),
        *_both("PassiveAggressiveClassifier", lambda: lm.PassiveAggressiveClassifier(random_state=0), scale=True),
        *_both("SGDClassifier", lambda: lm.SGDClassifier(loss="log_loss", random_state=0), scale=True),
        *_both("SGDClassifier, modified Huber", lambda: lm.SGDClassifier(loss="modified_huber", random_state=0), scale=True),
        *_both("SGDClassifier, hinge", lambda: lm.SGDClassifier(random_state=0), scale=True),
        Case("SGDOneClassSVM", lambda: lm.SGDOneClassSVM(random_state=0), "none", scale=True),
        *_both("LinearDiscriminantAnalysis", discriminant_analysis.LinearDiscriminantAnalysis, scale=True),
        Case("LinearDiscriminantAnalysis, eigen", lambda: discriminant_analysis.LinearDiscriminantAnalysis(solver="eigen", shrinkage=0.1), "binary", scale=True),
        *_both("QuadraticDiscriminantAnalysis", lambda: discriminant_analysis.QuadraticDiscriminantAnalysis(reg_param=0.1), scale=True),
    ]
    return cases


def _bayes() -> list[Case]:
    nb = naive_bayes
    return [
        *_both("GaussianNB", nb.GaussianNB),
        *_both("BernoulliNB", nb.BernoulliNB, scale=True),
        *_both("MultinomialNB", nb.MultinomialNB, positive=True),
        *_both("ComplementNB", nb.ComplementNB, positive=True),
        *_both("CategoricalNB", lambda: pipeline.make_pipeline(preprocessing.KBinsDiscretizer(4, encode="ordinal", quantile_method="averaged_inverted_cdf"), nb.CategoricalNB(min_categories=4))),
    ]


def _vectors() -> list[Case]:
    return [
        *_both("SVC", svm.SVC, scale=True),
        *_both("SVC, probability", lambda: svm.SVC(probability=True, random_state=0), scale=True),
        Case("SVC, linear", lambda: svm.SVC(kernel="linear"), "classes", scale=True),
        Case("SVC, poly", lambda: svm.SVC(kernel="poly", coef0=1.0), "classes", scale=True),
        Case("SVC, sigmoid", lambda: svm.SVC(kernel="sigmoid"), "binary", scale=True),
        Case("SVC, one against one", lambda: svm.SVC(decision_function_shape="ovo"), "classes", scale=True),
        Case("SVC, break ties", lambda: svm.SVC(break_ties=True), "classes", scale=True),
        *_both("NuSVC", lambda: svm.NuSVC(nu=0.3, probability=True, random_state=0), scale=True),
        Case("SVR", svm.SVR, "value", scale=True),
        Case("NuSVR", svm.NuSVR, "value", scale=True),
        Case("OneClassSVM", svm.OneClassSVM, "none", scale=True),
        *_both("LinearSVC", lambda: svm.LinearSVC(random_state=0), scale=True),
        Case("LinearSVR", lambda: svm.LinearSVR(random_state=0), "value", scale=True),
    ]


def _neighbours() -> list[Case]:
    n = neighbors
    return [
        *_both("KNeighborsClassifier", n.KNeighborsClassifier, scale=True),
        Case("KNeighborsClassifier, distance", lambda: n.KNeighborsClassifier(7, weights="distance"), "classes", scale=True),
        Case("KNeighborsClassifier, brute", lambda: n.KNeighborsClassifier(5, algorithm="brute"), "binary", scale=True),
        Case("KNeighborsClassifier, Manhattan", lambda: n.KNeighborsClassifier(4, p=1), "binary", scale=True),
        Case("KNeighborsClassifier, p 3", lambda: n.KNeighborsClassifier(4, p=3), "binary", scale=True),
        Case("KNeighborsClassifier, Chebyshev", lambda: n.KNeighborsClassifier(4, metric="chebyshev"), "binary", scale=True),
        Case("KNeighborsRegressor", n.KNeighborsRegressor, "value", scale=True),
        Case("KNeighborsRegressor, distance", lambda: n.KNeighborsRegressor(6, weights="distance"), "values", scale=True),
        Case("RadiusNeighborsClassifier", lambda: n.RadiusNeighborsClassifier(2.5, outlier_label="most_frequent"), "classes", scale=True),
        Case("RadiusNeighborsRegressor", lambda: n.RadiusNeighborsRegressor(2.0), "value", scale=True),
        Case("LocalOutlierFactor", lambda: n.LocalOutlierFactor(novelty=True, contamination=0.15), "none", scale=True),
        Case("NeighborhoodComponentsAnalysis", lambda: n.NeighborhoodComponentsAnalysis(2, max_iter=10, random_state=0), "binary", scale=True),
    ]


def _processes() -> list[Case]:
    k = kernels
    gpr, gpc = gaussian_process.GaussianProcessRegressor, gaussian_process.GaussianProcessClassifier
    made = {
        "RBF and white": k.RBF() + k.WhiteKernel(),
        "Matern 0.5": k.Matern(nu=0.5) + k.WhiteKernel(),
        "Matern 1.5": k.ConstantKernel() * k.Matern(nu=1.5) + k.WhiteKernel(),
        "Matern 2.5": k.Matern(nu=2.5) + k.WhiteKernel(),
        "rational quadratic": k.RationalQuadratic() + k.WhiteKernel(),
        "sine": k.ExpSineSquared(2.0, 3.0) + k.WhiteKernel(30.0),
        "dot product": k.DotProduct() + k.WhiteKernel(),
    }
    cases = [
        Case(f"GaussianProcessRegressor, {name}", lambda kernel=kernel: gpr(kernel, optimizer=None, normalize_y=True, alpha=1e-3), "value", scale=True)
        for name, kernel in made.items()
    ]
    cases += [
        Case("GaussianProcessRegressor, fitted kernel, two outcomes", lambda: gpr(1.0 * k.RBF([1.0] * 5) + k.WhiteKernel(), n_restarts_optimizer=0, random_state=0), "values", scale=True, kinds=("numeric", "extreme", "hostile")),
        Case("GaussianProcessRegressor, product and power", lambda: gpr((k.RBF(2.0) * k.DotProduct()) + k.Exponentiation(k.RationalQuadratic(), 2) + k.WhiteKernel(), optimizer=None), "value", scale=True),
    ]
    cases += _both("GaussianProcessClassifier", lambda: gpc(1.0 * k.RBF(2.0), optimizer=None), scale=True)
    return cases


def _trees() -> list[Case]:
    e, t = ensemble, tree
    cases = []
    for kind, name in ((t.DecisionTreeClassifier, "DecisionTreeClassifier"), (t.ExtraTreeClassifier, "ExtraTreeClassifier")):
        cases += _both(name, lambda kind=kind: kind(max_depth=6, random_state=0), missing=True)
    for kind, name in ((e.RandomForestClassifier, "RandomForestClassifier"), (e.ExtraTreesClassifier, "ExtraTreesClassifier")):
        cases += _both(name, lambda kind=kind: kind(20, random_state=0), missing=True)
    for kind in (t.DecisionTreeRegressor, t.ExtraTreeRegressor, e.RandomForestRegressor, e.ExtraTreesRegressor):
        more = {} if kind.__module__.startswith("sklearn.tree") else {"n_estimators": 20}
        for target in ("value", "values"):
            cases.append(Case(f"{kind.__name__}{', two outcomes' if target == 'values' else ''}", lambda kind=kind, more=more: kind(max_depth=8, random_state=0, **more), target, missing=True))  # type: ignore[arg-type]
    cases += [
        Case("RandomForestClassifier, full depth", lambda: e.RandomForestClassifier(100, random_state=1), "binary", missing=True),
        *_both("GradientBoostingClassifier", lambda: e.GradientBoostingClassifier(n_estimators=30, random_state=0)),
        Case("GradientBoostingClassifier, exponential", lambda: e.GradientBoostingClassifier(loss="exponential", n_estimators=20, random_state=0), "binary"),
        Case("GradientBoostingClassifier, init", lambda: e.GradientBoostingClassifier(n_estimators=10, init=linear_model.LogisticRegression(max_iter=200), random_state=0), "binary", scale=True, single=1e-5),
        Case("GradientBoostingRegressor", lambda: e.GradientBoostingRegressor(n_estimators=30, random_state=0), "value"),
        Case("GradientBoostingRegressor, zero", lambda: e.GradientBoostingRegressor(n_estimators=10, init="zero", loss="huber", random_state=0), "value"),
        *_both("HistGradientBoostingClassifier", lambda: e.HistGradientBoostingClassifier(max_iter=25, random_state=0), missing=True),
        Case("HistGradientBoostingRegressor", lambda: e.HistGradientBoostingRegressor(max_iter=25, random_state=0), "value", missing=True),
        Case("HistGradientBoostingRegressor, Poisson", lambda: e.HistGradientBoostingRegressor(loss="poisson", max_iter=25, random_state=0), "value", missing=True),
        Case("RandomForestRegressor, Poisson", lambda: e.RandomForestRegressor(20, criterion="poisson", min_samples_leaf=5, random_state=0), "value", missing=True),
        Case("RandomForestRegressor, absolute error", lambda: e.RandomForestRegressor(10, criterion="absolute_error", max_leaf_nodes=12, random_state=0), "value", missing=True),
        Case("RandomForestClassifier, balanced, entropy", lambda: e.RandomForestClassifier(20, criterion="entropy", class_weight="balanced_subsample", max_samples=0.5, random_state=0), "classes", missing=True),
        Case("DecisionTreeClassifier, monotonic", lambda: pipeline.make_pipeline(feature_selection.SelectKBest(k=3), t.DecisionTreeClassifier(max_depth=5, monotonic_cst=[1, 0, -1], random_state=0)), "binary"),
        Case("ExtraTreesClassifier, bootstrap", lambda: e.ExtraTreesClassifier(20, bootstrap=True, ccp_alpha=0.005, random_state=0), "binary", missing=True),
        Case("GradientBoostingRegressor, quantile, subsample", lambda: e.GradientBoostingRegressor(loss="quantile", alpha=0.8, subsample=0.6, n_estimators=20, random_state=0), "value"),
        Case("GradientBoostingClassifier, early stopping", lambda: e.GradientBoostingClassifier(n_iter_no_change=3, n_estimators=60, random_state=0), "classes"),
        Case("HistGradientBoostingRegressor, gamma", lambda: e.HistGradientBoostingRegressor(loss="gamma", max_iter=20, random_state=0), "value", missing=True),
        Case("HistGradientBoostingRegressor, quantile", lambda: e.HistGradientBoostingRegressor(loss="quantile", quantile=0.7, max_iter=20, random_state=0), "value", missing=True),
        Case("HistGradientBoostingClassifier, early stopping", lambda: e.HistGradientBoostingClassifier(early_stopping=True, max_leaf_nodes=None, max_iter=50, random_state=0), "binary", missing=True),
        Case("DummyClassifier", lambda: dummy.DummyClassifier(), "classes", missing=True),
        Case("DummyRegressor", lambda: dummy.DummyRegressor(strategy="median"), "value", missing=True),
        Case("IsolationForest", lambda: e.IsolationForest(n_estimators=20, random_state=0), "none", missing=True),
        Case("IsolationForest, some features", lambda: e.IsolationForest(n_estimators=20, max_features=0.6, random_state=0), "none", missing=True),
        Case("RandomTreesEmbedding", lambda: e.RandomTreesEmbedding(5, max_depth=3, sparse_output=False, random_state=0), "none"),
    ]  # fmt: skip
    return cases


def _ensembles() -> list[Case]:
    e, lm = ensemble, linear_model
    some = [("a", lm.LogisticRegression(max_iter=200)), ("b", naive_bayes.GaussianNB()), ("c", tree.DecisionTreeClassifier(max_depth=4, random_state=0))]
    values = [("a", lm.Ridge()), ("b", tree.DecisionTreeRegressor(max_depth=4, random_state=0))]
    forest = lambda: e.RandomForestClassifier(10, max_depth=5, random_state=0)  # noqa: E731
    return [
        *_both("AdaBoostClassifier", lambda: e.AdaBoostClassifier(n_estimators=15, random_state=0)),
        Case("AdaBoostRegressor", lambda: e.AdaBoostRegressor(n_estimators=15, random_state=0), "value"),
        *_both("BaggingClassifier", lambda: e.BaggingClassifier(n_estimators=8, max_features=0.7, random_state=0)),
        Case("BaggingClassifier, votes", lambda: e.BaggingClassifier(svm.LinearSVC(), n_estimators=5, random_state=0), "classes", scale=True),
        Case("BaggingRegressor", lambda: e.BaggingRegressor(n_estimators=8, random_state=0), "value"),
        *_both("VotingClassifier, soft", lambda: e.VotingClassifier(some, voting="soft", weights=[2, 1, 1]), scale=True),
        *_both("VotingClassifier, hard", lambda: e.VotingClassifier(some), scale=True),
        Case("VotingRegressor", lambda: e.VotingRegressor(values), "value", scale=True),
        *_both("StackingClassifier", lambda: e.StackingClassifier(some, lm.LogisticRegression(), cv=3), scale=True),
        Case("StackingClassifier, passthrough", lambda: e.StackingClassifier(some, forest(), passthrough=True, cv=3), "binary", scale=True),
        Case("StackingRegressor", lambda: e.StackingRegressor(values, cv=3), "value", scale=True),
        *_both("CalibratedClassifierCV, sigmoid", lambda: calibration.CalibratedClassifierCV(svm.LinearSVC(), cv=3), scale=True),
        *_both("CalibratedClassifierCV, isotonic", lambda: calibration.CalibratedClassifierCV(forest(), method="isotonic", cv=3)),
        *_both("CalibratedClassifierCV, temperature", lambda: calibration.CalibratedClassifierCV(forest(), method="temperature", cv=3)),
        Case("CalibratedClassifierCV, ensemble false", lambda: calibration.CalibratedClassifierCV(naive_bayes.GaussianNB(), method="isotonic", ensemble=False, cv=3), "binary"),
        *_both("OneVsRestClassifier", lambda: multiclass.OneVsRestClassifier(lm.LogisticRegression(max_iter=200)), scale=True),
        Case("OneVsRestClassifier, SVC", lambda: multiclass.OneVsRestClassifier(svm.LinearSVC()), "classes", scale=True),
        *_both("OneVsOneClassifier", lambda: multiclass.OneVsOneClassifier(svm.LinearSVC()), scale=True),
        Case("OneVsOneClassifier, forest", lambda: multiclass.OneVsOneClassifier(forest()), "classes"),
        Case("MultiOutputRegressor", lambda: multioutput.MultiOutputRegressor(lm.Ridge()), "values", scale=True),
        Case("RegressorChain", lambda: multioutput.RegressorChain(lm.Ridge(), order=[1, 0]), "values", scale=True),
        Case("GridSearchCV", lambda: model_selection.GridSearchCV(forest(), {"max_depth": [2, 4]}, cv=3), "binary"),
        Case("RandomizedSearchCV", lambda: model_selection.RandomizedSearchCV(lm.Ridge(), {"alpha": [0.1, 1, 10]}, n_iter=2, cv=3, random_state=0), "value", scale=True),
        Case("TunedThresholdClassifierCV", lambda: model_selection.TunedThresholdClassifierCV(forest(), cv=3), "binary"),
        Case("FixedThresholdClassifier", lambda: model_selection.FixedThresholdClassifier(forest(), threshold=0.3), "binary"),
        Case("Pipeline of a pipeline", lambda: pipeline.make_pipeline(pipeline.make_pipeline(preprocessing.MinMaxScaler()), forest()), "binary"),
        Case("TransformedTargetRegressor", lambda: compose.TransformedTargetRegressor(lm.Ridge(), func=np.log, inverse_func=np.exp), "value", scale=True),
        Case("TransformedTargetRegressor, scaler", lambda: compose.TransformedTargetRegressor(lm.Ridge(), transformer=preprocessing.StandardScaler()), "value", scale=True),
    ]  # fmt: skip


def _networks() -> list[Case]:
    nn = neural_network
    return [
        *_both("MLPClassifier", lambda: nn.MLPClassifier(hidden_layer_sizes=(12, 6), max_iter=60, random_state=0), scale=True),
        Case("MLPClassifier, tanh", lambda: nn.MLPClassifier(hidden_layer_sizes=(8,), activation="tanh", max_iter=60, random_state=0), "classes", scale=True),
        Case("MLPRegressor", lambda: nn.MLPRegressor(hidden_layer_sizes=(12,), max_iter=60, random_state=0), "value", scale=True),
        Case("MLPRegressor, logistic", lambda: nn.MLPRegressor(hidden_layer_sizes=(8,), activation="logistic", max_iter=60, random_state=0), "values", scale=True),
    ]


def _preprocessing() -> list[Case]:
    p, fs = preprocessing, feature_selection
    transformers: list[tuple[str, Any, bool]] = [
        ("StandardScaler", p.StandardScaler(), True),
        ("MinMaxScaler", p.MinMaxScaler(), True),
        ("MinMaxScaler, clip", p.MinMaxScaler(clip=True), True),
        ("StandardScaler, no mean", p.StandardScaler(with_mean=False), True),
        ("MaxAbsScaler", p.MaxAbsScaler(), True),
        ("RobustScaler, wide", p.RobustScaler(quantile_range=(10, 90), unit_variance=True), True),
        ("PCA, variance", decomposition.PCA(0.9), False),
        ("SimpleImputer, zero is missing", impute.SimpleImputer(missing_values=0.0), False),
        ("RobustScaler", p.RobustScaler(), True),
        ("Normalizer", p.Normalizer(), False),
        ("Normalizer, l1", p.Normalizer("l1"), False),
        ("Normalizer, max", p.Normalizer("max"), False),
        ("Binarizer", p.Binarizer(threshold=60.0), False),
        ("PolynomialFeatures", p.PolynomialFeatures(3), False),
        ("PolynomialFeatures, interactions", p.PolynomialFeatures(2, interaction_only=True, include_bias=False), False),
        ("KBinsDiscretizer, ordinal", p.KBinsDiscretizer(4, encode="ordinal", quantile_method="averaged_inverted_cdf"), False),
        ("KBinsDiscretizer, one-hot", p.KBinsDiscretizer(4, encode="onehot-dense", strategy="uniform"), False),
        ("PowerTransformer", p.PowerTransformer(), True),
        ("PowerTransformer, unscaled", p.PowerTransformer(standardize=False), True),
        ("QuantileTransformer", p.QuantileTransformer(n_quantiles=50), True),
        ("QuantileTransformer, normal", p.QuantileTransformer(n_quantiles=50, output_distribution="normal"), True),
        ("FunctionTransformer, none", p.FunctionTransformer(), True),
        ("FunctionTransformer, square", p.FunctionTransformer(np.square), True),
        ("SimpleImputer", impute.SimpleImputer(), True),
        ("SimpleImputer, median with indicator", impute.SimpleImputer(strategy="median", add_indicator=True), True),
        ("SimpleImputer, constant", impute.SimpleImputer(strategy="constant", fill_value=-1.0), True),
        ("SimpleImputer, most frequent", impute.SimpleImputer(strategy="most_frequent"), True),
        ("KNNImputer", impute.KNNImputer(), True),
        ("KNNImputer, distance with indicator", impute.KNNImputer(n_neighbors=3, weights="distance", add_indicator=True), True),
        ("MissingIndicator", impute.MissingIndicator(features="all"), True),
        ("PCA", decomposition.PCA(3), False),
        ("PCA, whiten", decomposition.PCA(2, whiten=True), False),
        ("IncrementalPCA", decomposition.IncrementalPCA(3), False),
        ("TruncatedSVD", decomposition.TruncatedSVD(2, random_state=0), False),
        ("FactorAnalysis", decomposition.FactorAnalysis(2, random_state=0), False),
        ("FastICA", decomposition.FastICA(2, random_state=0, whiten="unit-variance"), False),
        ("GaussianRandomProjection", random_projection.GaussianRandomProjection(3, random_state=0), False),
        ("VarianceThreshold", fs.VarianceThreshold(0.01), True),
    ]  # fmt: skip
    cases = [Case(name, lambda t=t: t.__class__(**t.get_params()), "none", missing=missing) for name, t, missing in transformers]
    cases.append(Case("PowerTransformer, Box-Cox", lambda: p.PowerTransformer("box-cox"), "none", positive=True, kinds=("numeric", "missing")))
    cases.append(Case("MissingIndicator, new ones refused", impute.MissingIndicator, "none", missing=True, kinds=("missing",)))
    cases.append(Case("FunctionTransformer, log1p", lambda: p.FunctionTransformer(np.log1p), "none", positive=True))
    scaled: list[tuple[str, Any]] = [
        ("KernelPCA", decomposition.KernelPCA(3, kernel="rbf")),
        ("KernelPCA, poly", decomposition.KernelPCA(3, kernel="poly")),
        ("KernelPCA, sigmoid", decomposition.KernelPCA(3, kernel="sigmoid")),
        ("KernelPCA, cosine", decomposition.KernelPCA(3, kernel="cosine")),
        ("KMeans", cluster.KMeans(3, random_state=0, n_init=2)),
        ("MiniBatchKMeans", cluster.MiniBatchKMeans(3, random_state=0, n_init=2)),
        ("GaussianMixture", mixture.GaussianMixture(2, random_state=0, reg_covar=1e-3)),
        ("GaussianMixture, tied", mixture.GaussianMixture(2, covariance_type="tied", random_state=0, reg_covar=1e-3)),
        ("GaussianMixture, diagonal", mixture.GaussianMixture(2, covariance_type="diag", random_state=0, reg_covar=1e-3)),
        ("GaussianMixture, spherical", mixture.GaussianMixture(2, covariance_type="spherical", random_state=0, reg_covar=1e-3)),
        ("BayesianGaussianMixture", mixture.BayesianGaussianMixture(n_components=2, random_state=0, reg_covar=1e-3)),
    ]  # fmt: skip
    cases += [Case(name, lambda t=t: t.__class__(**t.get_params()), "none", scale=True) for name, t in scaled]
    selectors = [
        fs.SelectKBest(k=3), fs.SelectPercentile(percentile=60), fs.SelectFpr(alpha=0.5), fs.SelectFdr(alpha=0.9), fs.SelectFwe(alpha=0.9),
        fs.GenericUnivariateSelect(param=60), fs.SelectFromModel(linear_model.LogisticRegression(max_iter=200)), fs.RFE(linear_model.LogisticRegression(max_iter=200), n_features_to_select=3),
        fs.RFECV(linear_model.LogisticRegression(max_iter=200), cv=3), fs.SequentialFeatureSelector(linear_model.LogisticRegression(max_iter=200), n_features_to_select=2, cv=3),
    ]  # fmt: skip
    cases += [Case(type(s).__name__, lambda s=s: s.__class__(**s.get_params(deep=False)), "binary", scale=True) for s in selectors]
    cases += [
        Case("PLSRegression", lambda: cross_decomposition.PLSRegression(2), "value"),
        Case("PLSRegression, two outcomes", lambda: cross_decomposition.PLSRegression(2), "values"),
        Case("FeatureUnion", lambda: pipeline.FeatureUnion([("a", p.StandardScaler()), ("b", decomposition.PCA(2))], transformer_weights={"b": 0.5}), "none"),
        Case("SelectFromModel, forest, then logistic", lambda: pipeline.make_pipeline(fs.SelectFromModel(ensemble.RandomForestClassifier(10, random_state=0)), p.StandardScaler(), linear_model.LogisticRegression()), "binary"),
        Case("IsotonicRegression", lambda: pipeline.make_pipeline(fs.SelectKBest(k=1), isotonic.IsotonicRegression(out_of_bounds="clip")), "binary"),
    ]  # fmt: skip
    return cases


def all_cases() -> list[Case]:
    return [
        case
        for family in (_linear, _bayes, _vectors, _neighbours, _processes, _trees, _ensembles, _networks, _preprocessing)
        for case in family()
    ]
